"""Reads stored JSON out of the database: texts come as UTF-8 bytes and leave as they came, in one or two statements.

Django's cursor would decode each text, only for the answer to encode it again; psycopg's own, in binary format, does
not. Errors and health are as everywhere; where statements are logged or wrapped, it is used inside Django's.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import psycopg
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from psycopg.pq import Format

from entities.models import Dataset, Entity
from entities.services.citation import ACCESS_DATE

_MARK = ACCESS_DATE.encode()
_PREPARED_AFTER = 3
"""Runs of one statement after which the server keeps its plan."""
TEXT = "convert_to({column}, 'UTF8')"
"""A text of the database as bytes."""

Row = tuple[Any, ...]


@cache
def item_statement(model: type[Entity]) -> str:
    """The statement that reads one entity: its text, and when it was written."""
    column = "coalesce(rendered_item, rendered)" if model is Dataset else "rendered"
    return f'SELECT {TEXT.format(column=column)}, rendered_at FROM "{model._meta.db_table}" WHERE key = %s'  # noqa: S608


def item(model: type[Entity], key: UUID) -> tuple[bytes, datetime] | None:
    """The stored text of one entity, deleted or not, and when it was written; None where there is none."""
    found = rows(item_statement(model), (key,))
    return found[0] if found else None  # type: ignore[return-value]


def served(text: bytes) -> bytes:
    """Stored JSON as a read answers it: today's date stands in the citations."""
    return served_on(datetime.now(tz=UTC).date(), text) if _MARK in text else text


def served_on(day: date, text: bytes) -> bytes:
    """Stored JSON as a read of that day answers it."""
    return text.replace(_MARK, day.isoformat().encode())


def rows(statement: str, parameters: Sequence[Any], *, keeps_plan: bool = True) -> list[Row]:
    """All rows of a statement. Where it depends on the values how it is best done, its plan must not be kept.

    No other statement first asks whether the connection still lives, as that costs as much as the read itself: a
    dead connection shows itself, and is replaced once.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    try:
        return _fetch(database, statement, parameters, keeps_plan)
    except (OperationalError, InterfaceError):
        if database.connection is None or database.in_atomic_block or database.is_usable():
            raise
        database.close()
        return _fetch(database, statement, parameters, keeps_plan)


def _fetch(database: Any, statement: str, parameters: Sequence[Any], keeps_plan: bool) -> list[Row]:
    database.ensure_connection()
    if not database.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
        # The setting says that a pooler may hand each transaction to another session: nothing prepared lasts then.
        database.connection.prepare_threshold = _PREPARED_AFTER if keeps_plan else None
    own = psycopg.Cursor(database.connection)
    own.format = Format.BINARY
    if database.queries_logged or database.execute_wrappers:
        with database.make_debug_cursor(own) if database.queries_logged else database.make_cursor(own) as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall()  # type: ignore[no-any-return]
    database.validate_no_broken_transaction()
    with database.wrap_database_errors:
        return own.execute(statement, parameters).fetchall()
