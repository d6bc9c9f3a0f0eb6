"""Reads stored JSON out of the database: texts come as UTF-8 bytes and leave as they came, in one or two statements.

Django's cursor would decode each text, only for the answer to encode it again; psycopg's own, in binary format, does
not. It is used inside Django's, so that errors, health and the log of statements are as everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

import psycopg
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from psycopg.pq import Format

from entities.api.paging import Page
from entities.models import Dataset, Entity
from entities.services.citation import ACCESS_DATE

_MARK = ACCESS_DATE.encode()
DEEP = 1000
"""Offset from which skipping rows costs more than looking each key up."""
_PREPARED_AFTER = 3
"""Runs of one statement after which the server keeps its plan."""
_TEXT = "convert_to({column}, 'UTF8')"

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The statements of a list: how many entities it has, and the texts of one page (last parameters limit, offset).

    `deep_page` gives the same as `page`, but skips entries of an index instead of rows: slower for the first
    thousand, and many times faster for the rows after them.
    """

    count: str
    page: str
    deep_page: str
    parameters: tuple[Any, ...] = ()


@cache
def live_listing(model: type[Entity]) -> Listing:
    """All entities of a kind that are not deleted, newest first."""
    table = f'"{model._meta.db_table}"'
    part = f"FROM {table} WHERE deleted IS NULL ORDER BY created DESC, key LIMIT %s OFFSET %s"
    found = f"(SELECT {_TEXT.format(column='entity.rendered')} FROM {table} AS entity WHERE entity.key = page.key)"  # noqa: S608
    return Listing(
        count=f"SELECT count(*) FROM {table} WHERE deleted IS NULL",  # noqa: S608
        page=f"SELECT {_TEXT.format(column='page.rendered')} FROM (SELECT rendered {part}) AS page",  # noqa: S608
        deep_page=f"SELECT {found} FROM (SELECT key, created {part}) AS page ORDER BY page.created DESC, page.key",  # noqa: S608
    )


def count_and_page(listing: Listing, page: Page) -> tuple[int, list[bytes]]:
    """How many entities the list has, and the texts of the page."""
    count = rows(listing.count, listing.parameters)[0][0]
    if page.limit == 0 or page.offset >= count:
        return count, []
    statement = listing.page if page.offset < DEEP else listing.deep_page
    return count, [text for (text,) in rows(statement, (*listing.parameters, page.limit, page.offset))]


@cache
def _item_statement(model: type[Entity]) -> str:
    column = "coalesce(rendered_item, rendered)" if model is Dataset else "rendered"
    return f'SELECT {_TEXT.format(column=column)}, modified FROM "{model._meta.db_table}" WHERE key = %s'  # noqa: S608


def item(model: type[Entity], key: UUID) -> tuple[bytes, datetime] | None:
    """The text of one entity, deleted or not, and when the entity was changed; None where there is none."""
    found = rows(_item_statement(model), (key,))
    if not found:
        return None
    text, modified = found[0]
    return served(text), modified


def served(text: bytes) -> bytes:
    """Stored JSON as a read answers it: today's date stands in the citations."""
    if _MARK not in text:
        return text
    return text.replace(_MARK, datetime.now(tz=UTC).date().isoformat().encode())


def rows(statement: str, parameters: Sequence[Any]) -> list[Row]:
    """All rows of a statement.

    No other statement first asks whether the connection still lives, as that costs as much as the read itself: a
    dead connection shows itself, and is replaced once.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    try:
        return _fetch(database, statement, parameters)
    except (OperationalError, InterfaceError):
        if database.connection is None or database.in_atomic_block or database.is_usable():
            raise
        database.close()
        return _fetch(database, statement, parameters)


def _fetch(database: Any, statement: str, parameters: Sequence[Any]) -> list[Row]:
    database.ensure_connection()
    if not database.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
        # The setting says that a pooler may hand each transaction to another session: nothing prepared lasts then.
        database.connection.prepare_threshold = _PREPARED_AFTER
    own = psycopg.Cursor(database.connection)
    own.format = Format.BINARY
    with database.make_debug_cursor(own) if database.queries_logged else database.make_cursor(own) as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()  # type: ignore[no-any-return]
