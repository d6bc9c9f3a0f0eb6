"""How many words wait to be sorted into their index is said by the session (settings, imports), not by the index."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

_TABLES = ("datasetwords", "installationwords", "networkwords", "nodewords", "organizationwords")


def _said_by_session(words: str) -> migrations.SeparateDatabaseAndState:
    name = f"{words}_lexemes"

    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                f"ALTER INDEX {name} RESET (gin_pending_list_limit)",
                f"ALTER INDEX {name} SET (gin_pending_list_limit = 512)",
            )
        ],
        state_operations=[
            migrations.RemoveIndex(model_name=words, name=name),
            migrations.AddIndex(model_name=words, index=GinIndex(fields=["lexemes"], name=name)),
        ],
    )


class Migration(migrations.Migration):
    dependencies = [("entities", "0017_publishers_whose_citations_are_outdated")]

    operations = [_said_by_session(words) for words in _TABLES]
