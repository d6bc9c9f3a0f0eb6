from django.db import migrations

# Lists are counted in indexes alone, as far as the sweeper has seen the pages of the table since they changed. By
# default it comes when a fifth of all rows changed: until then a harvest or a new title of a large publisher would make
# each count read the rows themselves.
_SHARE = 0.02
_SETTINGS = ("autovacuum_vacuum_scale_factor", "autovacuum_vacuum_insert_scale_factor", "autovacuum_analyze_scale_factor")
_KINDS = ("node", "organization", "installation", "dataset", "network")
_TABLES = [f"entities_{kind}{suffix}" for kind in _KINDS for suffix in ("", "words")]

SET = [f"ALTER TABLE {table} SET ({', '.join(f'{name} = {_SHARE}' for name in _SETTINGS)})" for table in _TABLES]
RESET = [f"ALTER TABLE {table} RESET ({', '.join(_SETTINGS)})" for table in _TABLES]


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0023_merges"),
    ]

    operations = [
        migrations.RunSQL(SET, RESET),
    ]
