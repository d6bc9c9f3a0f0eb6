"""Lists as tables for spreadsheets: all entities of a list, one a line, streamed in batches."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from django.http import HttpRequest, StreamingHttpResponse

from entities.api.paging import parameters
from entities.api.reading import TEXT, rows, served
from entities.exceptions import MalformedValue
from entities.models import Entity
from entities.models.querysets import EntityQuerySet
from entities.representation import json_name
from entities.services.composition import property_names

BATCH = 500
"""Entities read at once; what bounds the memory of an export of any length."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_LINE_BREAKS = str.maketrans({"\t": " ", "\r": " ", "\n": " "})
_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Form:
    """A format of tables: its media type, what separates cells and lines."""

    name: str
    media_type: str
    separator: str
    line_end: str


_FORMS = {
    form.name: form
    for form in (Form("CSV", "text/csv", ",", "\r\n"), Form("TSV", "text/tab-separated-values", "\t", "\n"))
}


def wanted(request: HttpRequest) -> Form | None:
    """The table that the request asks for with `format`; None where it wants JSON. MalformedValue for other formats."""
    name = parameters(request).get("format", "").strip().upper()
    if name in ("", "JSON"):
        return None
    if name not in _FORMS:
        raise MalformedValue(f"format: {name[:20]} is not offered; there are JSON, CSV and TSV")
    return _FORMS[name]


def table_answer(found: EntityQuerySet, form: Form) -> StreamingHttpResponse:
    """All entities of a list, whatever page is asked for, in its order, as a file.

    The keys are read at once, so that what comes or goes meanwhile moves no line; the texts follow in batches.
    """
    model = found.model
    keys = list(found.as_listed().values_list("pk", flat=True))
    answer = StreamingHttpResponse(_lines(model, keys, form), content_type=f"{form.media_type}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{model.slug}.{form.name.lower()}"'
    return answer


def _lines(model: type[Entity], keys: Sequence[UUID], form: Form) -> Iterator[bytes]:
    names = _columns(model)
    yield _encoded([names], form)
    for start in range(0, len(keys), BATCH):
        texts = _texts(model, keys[start : start + BATCH])
        yield _encoded([_cells(orjson.loads(served(text)), names) for text in texts], form)


def _columns(model: type[Entity]) -> list[str]:
    """All properties of the entity but its components."""
    components = {json_name(kind.relation) for kind in model.embedded()}
    return [name for name in property_names(model) if name not in components]


def _texts(model: type[Entity], keys: Sequence[UUID]) -> list[bytes]:
    statement = (
        f"SELECT {TEXT.format(column='entity.rendered')} FROM unnest(%s::uuid[]) WITH ORDINALITY AS wanted (key, place)"  # noqa: S608
        f' JOIN "{model._meta.db_table}" AS entity ON entity.key = wanted.key ORDER BY place'
    )
    return [text for (text,) in rows(statement, (list(keys),))]


def _cells(values: dict[str, Any], names: Sequence[str]) -> list[str]:
    return [cell(values.get(name)) for name in names]


def cell(value: Any) -> str:
    """A value as a cell: lists joined, objects as JSON; a text that a spreadsheet would run gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = _SEPARATOR.join(value)
    text = value if isinstance(value, str) else orjson.dumps(value).decode() if value else ""
    guarded = f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
    return guarded.translate(_LINE_BREAKS)


def _encoded(lines: Sequence[Sequence[str]], form: Form) -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=form.separator, lineterminator=form.line_end).writerows(lines)
    return file.getvalue().encode()
