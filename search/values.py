"""Kinds of values that filters take: how a text of a request is read, and what is said where it does not fit.

Each kind reads one text into what `search.filtering` looks for (dataset-search 1.3). Pure.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from entities.exceptions import MalformedValue
from entities.metadata.identifiers import read_doi
from entities.vocabulary import LICENSE_URLS, License, read_country_parameter, read_license

ANYTHING: Final = "*"
"""The value of a filter that asks for any value at all."""

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOISE = re.compile(r"[\s._-]+")
_LICENSE_LINK = re.compile(r"https?://|creativecommons\.org", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Range:
    """Whole numbers from `low` to `high`, both included; None is an open end."""

    low: int | None
    high: int | None


Value = str | int | Range
Reader = Callable[[str, str], Value]
"""Reads a text for the parameter of a constant; raises MalformedValue."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value.

    read: text and the parameter's constant to value; write: an indexed value to the text that facets show;
    is_number: whether the index holds whole numbers; schema: the type in the description of the API;
    choices: the constants of an enumeration.
    """

    read: Reader
    write: Callable[[Any], str] = str
    is_number: bool = False
    schema: tuple[tuple[str, Any], ...] = (("type", "string"),)
    choices: tuple[str, ...] = ()


def bare(name: str) -> str:
    """A name as it is compared: upper case, without `.`, `_`, `-` and spaces (1.1)."""
    return _NOISE.sub("", name).upper()


def enumeration(name: str, constants: tuple[str, ...]) -> Kind:
    """Constants of a vocabulary, in any spelling."""
    by_name = {bare(constant): constant for constant in constants}

    def read(text: str, constant: str) -> str:
        found = by_name.get(bare(text))
        if found is None:
            raise MalformedValue(f"Cannot parse {text[:200]} into a known {name}")
        return found

    return Kind(read, schema=(("type", "string"),), choices=constants)


def _license(text: str, constant: str) -> str:
    found = {bare(name): name for name in License.values}.get(bare(text))
    if found is None and _LICENSE_LINK.match(text) and read_license(text) in LICENSE_URLS:
        found = read_license(text)
    if found is None:
        raise MalformedValue(f"Cannot parse {text[:200]} into a known License")
    return found


def _country(text: str, constant: str) -> str:
    found = read_country_parameter(text)
    if found is None:
        raise _invalid(text, constant)
    return found


def _uuid(text: str, constant: str) -> str:
    if not _UUID.fullmatch(text):
        raise MalformedValue(f"Invalid UUID string: {text[:200]}")
    return text.lower()


def _integer(text: str, constant: str) -> Value:
    low, high = _ends(text, constant)
    ends = tuple(None if end == ANYTHING else _number(end, text, constant) for end in (low, high))
    return _range(ends[0], ends[1], text, constant) if "," in text else ends[0] or 0


def _number(end: str, text: str, constant: str) -> int:
    if not _INTEGER.fullmatch(end):
        raise _invalid(text, constant)
    return int(end)


def _date(text: str, constant: str) -> Value:
    low, high = _ends(text, constant)
    try:
        first = None if low == ANYTHING else _milliseconds(_period(low)[0])
        last = None if high == ANYTHING else _milliseconds(_period(high)[1])
    except ValueError as error:
        raise _invalid(text, constant) from error
    return _range(first, last, text, constant)


def _period(text: str) -> tuple[datetime, datetime]:
    """The first and the last millisecond of a year, month or day; ValueError where it is none."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    first = datetime(year or 0, month or 1, day or 1, tzinfo=UTC)
    last_month = month or 12
    last = datetime(first.year, last_month, day or monthrange(first.year, last_month)[1], tzinfo=UTC)
    return first, last + timedelta(days=1, milliseconds=-1)


def _milliseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def _ends(text: str, constant: str) -> tuple[str, str]:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 2 or not all(parts):
        raise _invalid(text, constant)
    return parts[0], parts[-1]


def _range(low: int | None, high: int | None, text: str, constant: str) -> Value:
    if low is not None and high is not None and low > high:
        raise _invalid(text, constant)
    return ANYTHING if low is None and high is None else Range(low, high)


def _invalid(text: str, constant: str) -> MalformedValue:
    return MalformedValue(f"Value {text[:200]} invalid for filter parameter {constant}")


def instant(milliseconds: int) -> str:
    """Milliseconds since 1970 as ISO 8601 in UTC."""
    return (_EPOCH + timedelta(milliseconds=milliseconds)).isoformat(timespec="milliseconds")


UUID_KIND = Kind(_uuid, schema=(("type", "string"), ("format", "uuid")))
LICENSE_KIND = Kind(_license, choices=tuple(License.values))
COUNTRY_KIND = Kind(_country)
INTEGER_KIND = Kind(_integer, is_number=True)
DATE_KIND = Kind(_date, write=instant, is_number=True)
TEXT_KIND = Kind(lambda text, constant: text)
LOWER_KIND = Kind(lambda text, constant: text.lower())
DOI_KIND = Kind(lambda text, constant: read_doi(text) or text.lower())
