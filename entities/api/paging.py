"""Pages of lists: what `limit` and `offset` mean, and the envelope (contract 6.1)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from entities.api.conventions import json_answer
from entities.exceptions import MalformedValue

DEFAULT_LIMIT = 20
LARGEST_LIMIT = 1000
LARGEST_OFFSET = 2**31 - 1
_LONGEST_NUMBER = 30
"""Digits beyond which a text is no number to us."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is asked for."""

    offset: int = 0
    limit: int = DEFAULT_LIMIT

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> "Page":
        """The page that the query parameters ask for; whatever is no number counts as not given."""
        return cls(
            offset=min(_number(parameters.get("offset"), 0), LARGEST_OFFSET),
            limit=min(_number(parameters.get("limit"), DEFAULT_LIMIT), LARGEST_LIMIT),
        )


def parameters(request: HttpRequest) -> Mapping[str, str]:
    """The query parameters, of a repeated one the last; MalformedValue where one but `q` holds a NUL."""
    query = request.META.get("QUERY_STRING")
    if not query:
        return {}
    if "%00" in query or "\0" in query:
        for name, values in request.GET.lists():
            if name != "q" and any("\0" in text for text in (name, *values)):
                raise MalformedValue(f"The query parameter {name!r} holds a character that cannot be stored")
    return request.GET.dict()  # type: ignore[return-value]


def envelope(page: Page, count: int, texts: list[bytes]) -> bytes:
    """One page of JSON texts; the keys stand in the contract's order."""
    end = b"true" if count <= page.offset + page.limit else b"false"
    head = b'{"offset":%d,"limit":%d,"endOfRecords":%s,"count":%d,"results":[' % (page.offset, page.limit, end, count)
    return b"".join((head, b",".join(texts), b"]}"))


def values_page(page: Page, rows: "QuerySet[Any]", write: Callable[[Any], dict[str, Any]]) -> HttpResponse:
    """A page of rows that have no stored JSON, each written by `write`."""
    count = rows.count()
    shown = rows[page.offset : page.offset + page.limit] if page.limit and page.offset < count else []
    return json_answer(envelope(page, count, [orjson.dumps(write(row)) for row in shown]))


def _number(text: str | None, default: int) -> int:
    if text is None or not text.isascii() or not text.isdigit() or len(text) > _LONGEST_NUMBER:
        return default
    return int(text)
