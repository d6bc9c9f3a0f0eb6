from importlib import import_module

from django.db import migrations

FORMER = import_module("entities.migrations.0019_newest_of_common_words")

# To keep the first fifty thousand of a hundred thousand in order, one after the other, takes longer than to sort them
# all: for far pages the order is made below an offset, which is asked for so that it is not known to be none.
_FORMER_STEP = """
        RETURN QUERY EXECUTE format(
            'SELECT entity_id, created, $5 FROM %s WHERE lexemes @@ $1::tsquery AND is_live = $2'
            ' ORDER BY created DESC, entity_id LIMIT $3 OFFSET $4', words)
"""
_STEP = """
        RETURN QUERY EXECUTE format(
            'SELECT sorted.*, $5 FROM (SELECT entity_id, created FROM %s'
            ' WHERE lexemes @@ $1::tsquery AND is_live = $2 ORDER BY created DESC, entity_id %s) AS sorted'
            ' ORDER BY created DESC, entity_id LIMIT $3 OFFSET $4',
            words, CASE WHEN skipped >= 1000 THEN 'OFFSET (SELECT 0)' END)
"""
PAGE = FORMER.PAGE.replace(_FORMER_STEP, _STEP)


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0021_hosts_of_crawls"),
    ]

    operations = [
        migrations.RunSQL(PAGE.replace("CREATE", "CREATE OR REPLACE"), FORMER.PAGE.replace("CREATE", "CREATE OR REPLACE")),
    ]
