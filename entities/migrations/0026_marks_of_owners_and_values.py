from importlib import import_module

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

FIRST = import_module("entities.migrations.0015_marks_among_the_words")
mark = FIRST.mark


def facts(kind):
    """The new marks of what a registry holds already, as rows of an entity's key and a word."""
    yield f"SELECT entity_id, {mark('tag', 'namespace', 'name', 'value')} FROM entities_{kind}machinetag"
    if kind == "dataset":
        yield f"SELECT key, {mark('publisher', 'publishing_organization_id::text')} FROM entities_dataset"
        yield f"SELECT key, {mark('installation', 'installation_id::text')} FROM entities_dataset"


def change(kind, made):
    return (
        f"UPDATE entities_{kind}words AS old SET lexemes = {made} FROM (SELECT entity_id, array_agg(DISTINCT word) AS marks"
        f" FROM ({' UNION ALL '.join(facts(kind))}) AS fact (entity_id, word) GROUP BY entity_id) AS new"
        " WHERE new.entity_id = old.entity_id"
    )


def statements(made):
    return ["SET CONSTRAINTS ALL IMMEDIATE", *(change(kind, made) for kind in FIRST.KINDS)]


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0025_changes_of_words"),
    ]

    operations = [
        # To make an index once takes a tenth of bringing it up to date for each of its rows.
        migrations.RemoveIndex("datasetwords", "datasetwords_lexemes"),
        migrations.RunSQL(
            statements("old.lexemes || array_to_tsvector(new.marks)"), statements("ts_delete(old.lexemes, new.marks)")
        ),
        migrations.AddIndex("datasetwords", GinIndex(fields=["lexemes"], name="datasetwords_lexemes")),
    ]
