from importlib import import_module

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

mark = import_module("entities.migrations.0015_marks_among_the_words").mark

MARKS = ", ".join(
    mark(kind, f"entity.{column}::text")
    for kind, column in (("publisher", "publishing_organization_id"), ("installation", "installation_id"))
)
FILL = (
    f"UPDATE entities_datasetwords AS old SET lexemes = old.lexemes || array_to_tsvector(ARRAY[{MARKS}])"
    " FROM entities_dataset AS entity WHERE entity.key = old.entity_id"
)
TAKE_BACK = (
    f"UPDATE entities_datasetwords AS old SET lexemes = ts_delete(old.lexemes, ARRAY[{MARKS}])"
    " FROM entities_dataset AS entity WHERE entity.key = old.entity_id"
)
INDEX = GinIndex(fields=["lexemes"], name="datasetwords_lexemes")


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0025_changes_of_words"),
    ]

    operations = [
        # To make the index once takes a tenth of bringing each of its rows up to date.
        migrations.RemoveIndex("datasetwords", "datasetwords_lexemes"),
        migrations.RunSQL(["SET CONSTRAINTS ALL IMMEDIATE", FILL], ["SET CONSTRAINTS ALL IMMEDIATE", TAKE_BACK]),
        migrations.AddIndex("datasetwords", INDEX),
    ]
