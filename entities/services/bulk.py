"""Many rows at once: keys reserved in one statement, rows sent by COPY.

COPY fires the same triggers as INSERT (the change history is complete) and costs a fraction of it. Rows are checked
before they come here; what the database refuses fails the whole statement.
"""

import contextlib
import gc
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from operator import itemgetter
from typing import Any
from uuid import UUID

import orjson
from django.db import connection, models
from django.db.models.base import ModelState
from django.db.models.expressions import RawSQL
from psycopg import postgres
from psycopg.adapt import Dumper
from psycopg.pq import Format
from psycopg.types.array import ListBinaryDumper
from psycopg.types.json import Jsonb


@contextlib.contextmanager
def without_looking_for_cycles() -> Iterator[None]:
    """Rows and JSON by the thousand hold no cycles; to look for some among them, again and again, takes Python a good
    part of the time that it takes to make them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def reserve_keys(model: type[models.Model], count: int) -> list[int]:
    """So many keys of the model's sequence, which nobody else will get."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, count],
        )
        return [key for (key,) in cursor.fetchall()]


def give_keys(rows: Sequence[models.Model]) -> None:
    """Give each row without key one of its table's sequence."""
    lacking = keyless(rows)
    if lacking:
        for row, key in zip(lacking, reserve_keys(type(lacking[0]), len(lacking)), strict=True):
            row.pk = key


def keyless(rows: Sequence[models.Model]) -> list[models.Model]:
    """The rows, all of one model, that have no key yet."""
    attribute = rows[0]._meta.pk.attname if rows else ""
    return [row for row in rows if row.__dict__[attribute] is None]


def any_of(keys: Iterable[UUID]) -> RawSQL:
    """For `pk__in`: the keys as one array, where a thousand parameters would have to be written into the statement."""
    return RawSQL("SELECT unnest(%s::uuid[])", [list(keys)])


def new_row(model: type[models.Model], values: Mapping[str, Any]) -> Any:
    """A row of the values, by attribute (`entity_id`, not `entity`); one that is None is the column's default.

    What `Model.__init__` does beside that is for nobody here, and takes longer than all else of a row.
    """
    fixed, made = _defaults(model)
    row = model.__new__(model)
    row._state = ModelState()
    stored = row.__dict__
    stored.update(fixed)
    stored.update([entry for entry in values.items() if entry[1] is not None])
    for name, default in made:
        if stored[name] is None:
            stored[name] = default()
    return row


@cache
def _defaults(model: type[models.Model]) -> tuple[dict[str, Any], tuple[tuple[str, Callable[[], Any]], ...]]:
    """The value of each column where none is given, and what makes those that differ from row to row."""
    fields = model._meta.concrete_fields
    has = [field for field in fields if field.has_default() and not field.null]
    made = tuple((field.attname, field.get_default) for field in has if callable(field.default))
    fixed = {field.attname: field.default for field in has if not callable(field.default)}
    return dict.fromkeys(field.attname for field in fields) | fixed, made


def copy_rows(rows: Sequence[models.Model]) -> None:
    """Insert the rows, all of one model and with keys; raises django.db.DatabaseError where one is refused."""
    if not rows:
        return
    model = type(rows[0])
    fields = model._meta.concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = itemgetter(*(field.attname for field in fields))
    has_json = any(isinstance(field, models.JSONField) for field in fields)
    # In binary a document costs a sixth of what it costs as text, as neither side turns its bytes into digits.
    statement = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN (FORMAT BINARY)'
    # Django's cursor does not know COPY, so its translation of errors is asked for here.
    with connection.wrap_database_errors, _cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types([_type_name(field) for field in fields])
        for row in rows:
            copy.write_row(_wrapped(fields, values(row.__dict__)) if has_json else values(row.__dict__))


def _wrapped(fields: Sequence[models.Field], values: Sequence[Any]) -> list[Any]:
    return [
        _JSON(value) if isinstance(field, models.JSONField) else value
        for field, value in zip(fields, values, strict=True)
    ]


_JSON = partial(Jsonb, dumps=orjson.dumps)


@contextlib.contextmanager
def _cursor() -> Iterator[Any]:
    with connection.cursor() as cursor:
        cursor.adapters.register_dumper(list, _TextsDumper)
        cursor.adapters.register_dumper(Lexemes, _LexemesDumper)
        yield cursor


class _TextsDumper(ListBinaryDumper):
    """Lists of texts, most of which are empty, as `text[]`; psycopg's own looks into how deep each list goes."""

    oid = postgres.types["text"].array_oid
    element_oid = postgres.types["text"].oid
    _EMPTY = struct.pack("!iiI", 0, 0, element_oid)

    def dump(self, obj: list[Any]) -> Any:
        """As in PostgreSQL's `array_recv`: dimensions, whether any is null, type; length and first index; the texts."""
        if not obj:
            return self._EMPTY
        texts = [text.encode() for text in obj]
        head = struct.pack("!iiIii", 1, 0, self.element_oid, len(texts), 1)
        return head + b"".join([struct.pack("!i", len(text)) + text for text in texts])


class Lexemes(frozenset[str]):
    """Words of a `tsvector`, without positions."""


class _LexemesDumper(Dumper):
    """As in PostgreSQL's `tsvectorrecv`: how many; each word, its end, and how many positions."""

    format = Format.BINARY
    oid = postgres.types["tsvector"].oid
    _END = "\0\0\0"

    def dump(self, obj: Lexemes) -> Any:
        return struct.pack("!i", len(obj)) + self._END.join([*obj, ""]).encode()


def _type_name(field: models.Field) -> str:
    """The column's type without its length: `varchar`, not `varchar(64)`."""
    return (field.db_type(connection) or "").partition("(")[0]


def advance_sequences(tables: Iterable[type[models.Model]]) -> None:
    """Move each table's sequence beyond the keys that were given from outside."""
    with connection.cursor() as cursor:
        for model in tables:
            table, column = model._meta.db_table, model._meta.pk.column
            cursor.execute(
                f'SELECT setval(pg_get_serial_sequence(%s, %s), greatest(max("{column}"), '  # noqa: S608
                f'nextval(pg_get_serial_sequence(%s, %s)))) FROM "{table}"',
                [table, column, table, column],
            )


def count_anew(tables: Iterable[type[models.Model]]) -> None:
    """Tell the database's planner what its tables hold now, in the columns by which rows are found.

    It learns that by itself within minutes; until then it takes a table that was filled just now for an empty one, and
    joins it row by row.
    """
    counted = (f'"{model._meta.db_table}" ({", ".join(_indexed_columns(model))})' for model in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(counted)}")


def _indexed_columns(model: type[models.Model]) -> list[str]:
    named = {name.removeprefix("-") for index in model._meta.indexes for name in index.fields}
    fields: Sequence[Any] = model._meta.concrete_fields
    return [f'"{field.column}"' for field in fields if field.unique or field.db_index or field.name in named]
