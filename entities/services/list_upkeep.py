"""Keeps what makes lists fast: which words changed of late, and the places from which far pages are found.

Readers do without either where it is missing or too old, and take longer. A worker calls this often.
"""

from django.db import connection, transaction

from entities.models import WORDS, Entity

STEP = 1000
"""Live entities between two places."""
_MOST_KEPT = 50_000
"""Changes of a table of words, after which all are let go and counts are made anew once."""
_MANY = 500
"""Changes after which places are found anew."""


def keep() -> None:
    """Let changes go where many are kept, and find places anew where many entities changed since."""
    for model in WORDS:
        _let_changes_go(WORDS[model]._meta.db_table)
        _place(model)


def _let_changes_go(words: str) -> None:
    """Where too many are kept; where a crash took all, of which none says that it is from before; where a backup of
    another database brought them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(bool_or(transaction >= pg_snapshot_xmax(pg_current_snapshot())), false)"
            " FROM entities_wordschange WHERE words = %s::regclass",
            [words],
        )
        kept, is_from_elsewhere = cursor.fetchone()
        if 0 < kept <= _MOST_KEPT and not is_from_elsewhere:
            return
        cursor.execute("DELETE FROM entities_wordschange WHERE words = %s::regclass", [words])
        cursor.execute("INSERT INTO entities_wordschange (words) VALUES (%s::regclass)", [words])


def _place(model: type[Entity]) -> None:
    """Write down every thousandth live entity, with the state of the database at which it is that."""
    words, table = WORDS[model]._meta.db_table, model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entities_changes_since(%(words)s, (SELECT state FROM entities_listplace"
            " WHERE words = %(words)s::regclass LIMIT 1))",
            {"words": words},
        )
        (changes,) = cursor.fetchone()
        if changes is not None and changes < _MANY:
            return
        cursor.execute(
            "SELECT ordinal, created, key, entities_state() FROM (SELECT created, key,"  # noqa: S608
            f' row_number() OVER (ORDER BY created DESC, key) - 1 AS ordinal FROM "{table}" WHERE deleted IS NULL)'
            " AS listed WHERE ordinal > 0 AND ordinal %% %s = 0",
            [STEP],
        )
        rows = cursor.fetchall()
        with transaction.atomic():
            cursor.execute("LOCK TABLE entities_listplace IN EXCLUSIVE MODE")
            cursor.execute("DELETE FROM entities_listplace WHERE words = %s::regclass", [words])
            cursor.executemany(
                "INSERT INTO entities_listplace (words, ordinal, created, key, state)"
                " VALUES (%s::regclass, %s, %s, %s, %s)",
                [(words, *row) for row in rows],
            )
