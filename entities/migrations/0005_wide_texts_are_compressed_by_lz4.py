from django.db import migrations

COLUMNS = {
    "entities_node": ["rendered"],
    "entities_organization": ["rendered"],
    "entities_installation": ["rendered"],
    "entities_network": ["rendered"],
    "entities_dataset": ["rendered", "rendered_item", "metadata", "description"],
    "entities_metadatadocument": ["content"],
}


def _statements(method: str) -> str:
    """Set the columns' compression, where the server knows lz4: it reads and writes several times faster than pglz."""
    alterations = "\n".join(
        f"ALTER TABLE {table} ALTER COLUMN {column} SET COMPRESSION {method};"
        for table, columns in COLUMNS.items()
        for column in columns
    )
    return f"""
        DO $$ BEGIN
            IF (SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression') THEN
                {alterations}
            END IF;
        END $$
    """


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0004_history"),
    ]

    operations = [
        migrations.RunSQL(_statements("lz4"), _statements("default")),
    ]
