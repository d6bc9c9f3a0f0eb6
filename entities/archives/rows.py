"""The rows of a data file, one by one: memory does not grow with the file (checklist contract B)."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

from entities.archives.containers import Container
from entities.archives.descriptor import DataFile, simple_name
from entities.archives.exceptions import ArchiveInvalid

LONGEST_VALUE = 10 * 1024 * 1024
"""Characters of one value: what is longer is a quote that nobody closed."""

csv.field_size_limit(LONGEST_VALUE)

_ID_TERMS = {"Taxon": "taxonID", "Occurrence": "occurrenceID", "Event": "eventID"}

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

Row = Sequence[str]


class UnreadableRow(str):
    """Why a line is no row; it comes in the place of one."""

    __slots__ = ()


class Rows:
    """All rows of a table, over all its files; `place` says where the last one stood."""

    def __init__(self, container: Container, table: DataFile) -> None:
        self._container = container
        self._table = table
        self._location = ""
        self._line: Callable[[], int] = lambda: 0

    def __iter__(self) -> Iterator[Row | UnreadableRow]:
        for location in self._table.locations:
            self._location = location
            yield from self._file(location)

    @property
    def place(self) -> str:
        """File and line of the last row."""
        return f"{self._location}, line {self._line() + self._table.header_lines:,}"

    def _file(self, location: str) -> Iterator[Row | UnreadableRow]:
        with self._container.open(location) as binary:
            encoding = marked_encoding(binary.peek(4)[:4]) or _codec(self._table.encoding)
            text = io.TextIOWrapper(binary, encoding=encoding, errors="replace", newline="")
            lines = iter(partial(text.readline, LONGEST_VALUE), "")  # a file may be one endless line
            try:
                yield from self._split(islice(lines, self._table.header_lines, None))
            except UnicodeError as error:
                raise ArchiveInvalid(f"{location!r} cannot be read as {encoding}: {error}") from error

    def _split(self, text: Iterator[str]) -> Iterator[Row | UnreadableRow]:
        table = self._table
        if len(table.delimiter) > 1 or len(table.quote) > 1:
            yield from self._split_by_text(text)
            return
        is_quoted = bool(table.quote)
        reader = csv.reader(
            text,
            delimiter=table.delimiter,
            quotechar=table.quote or None,
            quoting=csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE,
        )
        self._line = lambda: reader.line_num
        while True:
            try:
                for row in reader:
                    if len(row) > 1 or (row and row[0].strip()):
                        yield row
            except csv.Error as error:
                yield UnreadableRow(str(error))
            else:
                return

    def _split_by_text(self, text: Iterator[str]) -> Iterator[Row]:
        """Separators of several characters: rare, and never with line ends inside values."""
        number = 0
        self._line = lambda: number
        for number, line in enumerate(text, start=1):  # noqa: B007 - read by `place`
            values = line.rstrip("\r\n").split(self._table.delimiter)
            if len(values) > 1 or values[0].strip():
                yield [value.strip(self._table.quote) if self._table.quote else value for value in values]


def reader_of(table: DataFile, name: str) -> Callable[[Row], str]:
    """A function that takes a term's value out of a row, without white space around it; "" where there is none."""
    field = table.field(name)
    if field is None:
        return lambda row: ""
    index, default = field.index, field.default.strip()
    if index is None:
        return lambda row: default
    return lambda row: (row[index].strip() if index < len(row) else "") or default


def core_id_reader(table: DataFile) -> Callable[[Row], str]:
    """A function that takes the core id out of a row: its column's, else the term's that is its type's id."""
    index = table.id_index
    if index is None:
        return reader_of(table, _ID_TERMS.get(simple_name(table.row_type), ""))
    return lambda row: row[index].strip() if index < len(row) else ""


def marked_encoding(start: bytes) -> str | None:
    """The encoding whose byte order mark a file begins with: it is right, whatever the description says."""
    return next((encoding for mark, encoding in _MARKS if start.startswith(mark)), None)


def _codec(name: str) -> str:
    """The codec of an encoding; UTF-8 drops a byte order mark."""
    try:
        codec = codecs.lookup(name)
    except LookupError as error:
        raise ArchiveInvalid(f"the encoding {name[:50]!r} is not known") from error
    if not codec._is_text_encoding:  # type: ignore[attr-defined]
        raise ArchiveInvalid(f"the encoding {name[:50]!r} is not one of text")
    return "utf-8-sig" if codec.name == "utf-8" else codec.name
