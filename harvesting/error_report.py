"""Everything that is wrong with a source's documents, one row for each error, for people and their spreadsheets."""

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Q

from harvesting.models import HarvestedDocument, HarvestSource

HEADINGS = ("url", "title", "file_id", "line", "error", "since")
_FORMULA = re.compile(r"^[=+\-@\t\r]")
_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)?$")


class ErrorRow(NamedTuple):
    """One error; `line` is "?" where none is known, `since` the time of the bytes that have it."""

    url: str
    title: str
    file_id: str
    line: str
    error: str
    since: str


def rows(source: HarvestSource) -> Iterator[ErrorRow]:
    """All errors of the documents that are listed, by title."""
    found = HarvestedDocument.objects.filter(source=source, removed=None).exclude(failure="", validation_errors=[])
    shown = found.defer("content", "description", "services").order_by("title", "pk")
    for document in shown.iterator(chunk_size=500):
        for error in document.errors:
            yield ErrorRow(
                document.url,
                document.title,
                document.file_id,
                str(error["line_number"]),
                str(error["error"]),
                f"{document.update_time:%Y-%m-%dT%H:%M:%SZ}",
            )


def as_csv(source: HarvestSource) -> Iterator[str]:
    """The rows as CSV, line by line; nothing in it is taken for a formula by a spreadsheet (RELIABILITY 3.2)."""
    yield _line(HEADINGS)
    for row in rows(source):
        yield _line([harmless(cell) for cell in row])


def harmless(cell: str) -> str:
    """The text with a mark before it where a spreadsheet would run it; numbers stay numbers."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.match(cell) else cell


def _line(cells: "tuple[str, ...] | list[str]") -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()


def with_errors() -> Q:
    """Documents that have any error."""
    return ~Q(failure="", validation_errors=[])
