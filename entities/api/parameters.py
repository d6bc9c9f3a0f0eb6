"""How the texts of query parameters are read: leniently where the contract says so, else 400 (contract 6.3-6.8)."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from entities.exceptions import MalformedValue
from entities.models.querysets import Amount, Period
from entities.representation import read_uuid
from entities.vocabulary import read_country_parameter

Constant = TypeVar("Constant", bound=models.TextChoices)

_SEPARATORS = re.compile(r"[\s._-]+")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_NUMBER = re.compile(r"[0-9]{1,18}")
_OPEN = "*"


def text(value: str) -> str:
    """The text as it is."""
    return value


def key(value: str) -> UUID:
    """The key of an entity."""
    return read_uuid(value)


def country(value: str) -> str:
    """An alpha-2 code, out of itself, the alpha-3 code or the constant name in any case (6.3)."""
    code = read_country_parameter(value.strip())
    if code is None:
        raise MalformedValue(f"Cannot parse {value[:60]} into a known Country")
    return code


@cache
def constant(vocabulary: type[models.TextChoices]) -> Callable[[str], str]:
    """A reader of constants in any case, with or without blanks, dots, dashes and underscores (6.3)."""
    known = {_plain(name): name for name in vocabulary.values}

    def read(value: str) -> str:
        found = known.get(_plain(value))
        if found is None:
            raise MalformedValue(f"Cannot parse {value[:60]} into a known {vocabulary.__name__}")
        return found

    return read


def is_true(value: str) -> bool:
    """Whether it says true, in any case; everything else is false (6.4)."""
    return value.strip().lower() == "true"


def amount(value: str) -> Amount:
    """`5`, `5,15`, `1,*`, `*,10` or `*` as the least and the most (6.4)."""
    parts = [part.strip() for part in value.split(",")]
    if len(parts) > 2 or not all(part == _OPEN or _NUMBER.fullmatch(part) for part in parts):
        raise MalformedValue(f"Cannot parse {value[:60]!r} into a number or a range such as 5,15 or 1,*")
    least, most = (None if part == _OPEN else int(part) for part in (parts[0], parts[-1]))
    if least is not None and most is not None and least > most:
        raise MalformedValue(f"The range {value[:60]!r} ends before it begins")
    return least, most


def period(value: str) -> Period:
    """`from,to` or one date that stands for all of its year, month or day; `*` leaves an end open (6.8)."""
    parts = [part.strip() for part in value.split(",")]
    if len(parts) > 2 or parts == [_OPEN]:
        raise MalformedValue(f"Cannot parse {value[:60]!r} into a date or a range of dates such as 2022-05,2023-02-10")
    start = None if parts[0] == _OPEN else _moment(parts[0])
    end = None if parts[-1] == _OPEN else _moment(parts[-1], after=True)
    if start is not None and end is not None and start >= end:
        raise MalformedValue(f"The range {value[:60]!r} ends before it begins")
    return start, end


def _moment(value: str, *, after: bool = False) -> datetime:
    """The first moment of a year, month or day, or the first one after it, UTC."""
    match = _DAY.fullmatch(value)
    try:
        if match is None:
            raise ValueError(value)
        year, month, day = (int(part) if part else None for part in match.groups())
        first = date(year or 0, month or 1, day or 1)
        if after:
            return _following(first, month, day)
    except ValueError as error:
        raise MalformedValue(
            f"Cannot parse {value[:60]!r} into a date: expected 2023, 2023-04 or 2023-04-01"
        ) from error
    return datetime(first.year, first.month, first.day, tzinfo=UTC)


def _following(first: date, month: int | None, day: int | None) -> datetime:
    """What comes after the year, month or day that begins so; after the last ones of the calendar, its end."""
    began = datetime(first.year, first.month, first.day, tzinfo=UTC)
    try:
        if day is not None:
            return began + timedelta(days=1)
        if month is None or month == 12:
            return began.replace(year=first.year + 1, month=1)
        return began.replace(month=month + 1)
    except (ValueError, OverflowError):
        return datetime.max.replace(tzinfo=UTC)


def _plain(value: Any) -> str:
    return _SEPARATORS.sub("", value).upper()
