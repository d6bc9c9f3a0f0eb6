"""Dates as documents write them (metadata contract C.4).

The date part counts, as midnight in UTC, whatever time and zone follow. Where only a year is known (a month is read
as its year) the moment is one millisecond after midnight of 1 January, at the end of a range of 31 December: whoever
writes it again knows by the millisecond to write a year. What cannot be read is None, never an error.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december"), start=1)
}  # fmt: skip
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}

_ZONE = r"(?:z|utc|gmt|[+-]\d{1,2}(?::?\d{2})?)"
_TIME = rf"(?:[t ]\d{{1,2}}(?::?\d{{2}}){{0,2}}(?:[.,]\d+)?(?: ?[ap]m)?)?(?: ?{_ZONE})?"
_CLEAR_ZONE = r"(?: ?(?:z|utc|gmt|[+-]\d{2}:\d{2}))?"
_LONGEST_DATE = 100
_YEAR_MARK = timedelta(milliseconds=1)

Parts = tuple[str, ...]


def _calendar(parts: Parts) -> date:
    year, month, day = parts
    return date(int(year), int(month), int(day))


def _little_endian(parts: Parts) -> date:
    return _calendar((parts[2], parts[1], parts[0]))


def _slashes(parts: Parts) -> date:
    """Day and month in either order; readable only where one of them can be no month."""
    first, second, year = (int(part) for part in parts)
    if (first > 12) == (second > 12):
        raise ValueError("day and month cannot be told apart")
    return date(year, second, first) if first > 12 else date(year, first, second)


def _week(parts: Parts) -> date:
    return date.fromisocalendar(int(parts[0]), int(parts[1]), int(parts[2] or 1))


def _ordinal(parts: Parts) -> date:
    year, day = int(parts[0]), int(parts[1])
    found = date(year, 1, 1) + timedelta(days=day - 1)
    if day < 1 or found.year != year:
        raise ValueError("no such day of the year")
    return found


def _named(parts: Parts) -> date:
    day, month, year = parts
    return date(int(year), _MONTHS[month], int(day))


def _named_american(parts: Parts) -> date:
    return _named((parts[1], parts[0], parts[2]))


_MONTH_NAME = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAYS: tuple[tuple[re.Pattern[str], Callable[[Parts], date]], ...] = (
    (re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_TIME}", re.ASCII), _calendar),
    (re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_TIME}", re.ASCII), _calendar),
    (re.compile(rf"(\d{{4}})/(\d{{1,2}})/(\d{{1,2}}){_TIME}", re.ASCII), _calendar),
    (re.compile(rf"(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}}){_TIME}", re.ASCII), _little_endian),
    (re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}){_TIME}", re.ASCII), _slashes),
    (re.compile(rf"(\d{{4}})-?w(\d{{2}})(?:-?(\d))?{_TIME}", re.ASCII), _week),
    (re.compile(rf"(\d{{4}})-?(\d{{3}}){_TIME}", re.ASCII), _ordinal),
    (re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]?{_MONTH_NAME},?[ -]?(\d{{4}}){_TIME}", re.ASCII), _named),
    (re.compile(rf"{_MONTH_NAME} ?(\d{{1,2}})(?:st|nd|rd|th)?,? ?(\d{{4}}){_TIME}", re.ASCII), _named_american),
)
_YEAR_ONLY = re.compile(rf"(\d{{4}}){_CLEAR_ZONE}", re.ASCII)
_YEAR_AND_MONTH = re.compile(rf"(\d{{4}})[-/](\d{{1,2}}){_CLEAR_ZONE}", re.ASCII)
_NAMED_MONTH = re.compile(rf"{_MONTH_NAME},?[ -]?(\d{{4}})", re.ASCII)
_SPACE_AROUND_SIGNS = re.compile(r"\s*([-/.:])\s*")


def read_date(text: str | None, *, is_end: bool = False) -> datetime | None:
    """The moment that a date stands for, aware and UTC; `is_end` says that it closes a range."""
    return _moment(text, is_end) if text and len(text) <= _LONGEST_DATE else None


@lru_cache(maxsize=4096)
def _moment(text: str, is_end: bool) -> datetime | None:
    compact = _SPACE_AROUND_SIGNS.sub(r"\1", " ".join(text.split())).lower()
    year = _year(compact)
    if year is not None:
        return _of_year(year, is_end=is_end)
    for pattern, build in _DAYS:
        match = pattern.fullmatch(compact)
        if match:
            return _midnight(build, match.groups())
    return None


def _year(text: str) -> int | None:
    """The year of a text that gives no day; a month that does not exist makes it no date at all."""
    match = _YEAR_ONLY.fullmatch(text)
    if match:
        return int(match.group(1))
    match = _YEAR_AND_MONTH.fullmatch(text)
    if match:
        return int(match.group(1)) if 1 <= int(match.group(2)) <= 12 else None
    match = _NAMED_MONTH.fullmatch(text)
    return int(match.group(2)) if match else None


def _of_year(year: int, *, is_end: bool) -> datetime | None:
    if year < 1:
        return None
    return datetime(year, 12 if is_end else 1, 31 if is_end else 1, tzinfo=UTC) + _YEAR_MARK


def _midnight(build: Callable[[Parts], date], parts: Parts) -> datetime | None:
    try:
        day = build(parts)
    except (ValueError, OverflowError):
        return None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
