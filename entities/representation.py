"""How rows look as JSON: names, order, reading and writing of values (registry contract 2).

Each model declares its `json_fields` once; from them this module derives a `Column` for every stored field. The API,
import and export, and the stored JSON all read and write through these columns, so that they cannot differ.
"""

import math
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import BaseValidator
from django.db import models

from entities.exceptions import MalformedValue
from entities.models import fields
from entities.vocabulary import read_country, read_language, read_license, write_license

_UUID = re.compile(r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")
_IRREGULAR_NAMES = {"date_signed_mou": "dateSignedMOU", "modified_by": "modifiedBy"}
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Json = Any


@dataclass(frozen=True, slots=True)
class Column:
    """One stored field: its attribute, its JSON name, how JSON is read into it and written from it.

    `read` gets any JSON value but null and raises MalformedValue (wrong type) or ValidationError (broken rule).
    `write` is None where the value is JSON already.
    """

    attribute: str
    json_name: str
    read: Callable[[Json], Any]
    write: Callable[[Any], Json] | None


@cache
def json_name(name: str) -> str:
    """The camelCase name of a field."""
    head, *tail = name.split("_")
    return _IRREGULAR_NAMES.get(name) or head + "".join(word.capitalize() for word in tail)


@cache
def columns(model: type[models.Model]) -> dict[str, Column]:
    """The model's stored fields by name, in the order of its JSON; computed and embedded ones are left out."""
    found = {}
    for name in model.json_fields:  # type: ignore[attr-defined]
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if not field.concrete or isinstance(field, fields.JsonTextField):
            continue
        key = "Key" if field.is_relation else ""
        found[name] = Column(field.attname, json_name(name) + key, _reader(field), _writer(field))
    return found


def read_instant(value: Json) -> datetime:
    """A moment out of ISO 8601 with or without time and offset, or of the milliseconds since 1970 (2.2)."""
    try:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return _EPOCH + timedelta(milliseconds=value)
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is UTC:
            return moment
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError) as error:
        raise MalformedValue(f"Cannot parse {_shown(value)} into a date") from error


def read_uuid(value: Json) -> uuid.UUID:
    """A UUID with hyphens, in any case."""
    if not isinstance(value, str) or not _UUID.match(value.strip()):
        raise MalformedValue(f"Cannot parse {_shown(value)} into a UUID")
    return uuid.UUID(value.strip())


def read_text(value: Json) -> str | None:
    """A text without surrounding blanks; None for null and for blanks only (2.1)."""
    return None if value is None else _read_text(value).strip() or None


def sent(body: Mapping[str, Json], name: str) -> Json:
    """What a JSON object says about a property that is not stored as such; None where it is null, blank or missing
    (2.1)."""
    value = body.get(name)
    return None if isinstance(value, str) and not value.strip() else value


def read_values(
    model: type[models.Model], body: Mapping[str, Json], names: Iterable[str] | None = None
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of the named fields, else of all, out of a JSON object, and what is wrong with them.

    Null, blank and missing ones are None. The second dictionary maps JSON names to broken rules; a value of the
    wrong type raises MalformedValue at once, since the contract answers it before any rule (1.3).
    """
    wanted, nothing = _wanted(model, None if names is None else tuple(names))
    values: dict[str, Any] = nothing.copy()  # type: ignore[assignment]
    failures: dict[str, str] = {}
    for name, value in body.items():
        if value is None or (column := wanted.get(name)) is None:
            continue
        attribute, read = column
        if type(value) is str:
            value = value.strip()
            if value == "" and read not in _READS_EMPTY:
                continue
            if read is _read_text and value.isascii() and "\x00" not in value:
                # Most values are such, and a call takes longer than to see it.
                values[attribute] = value
                continue
        try:
            values[attribute] = read(value)
        except ValidationError as error:
            failures[name] = error.messages[0]
        except MalformedValue as error:
            raise MalformedValue(f"{name}: {error}") from error
    return values, failures


@cache
def _wanted(
    model: type[models.Model], names: tuple[str, ...] | None
) -> tuple[dict[str, tuple[str, Callable[[Json], Any]]], dict[str, None]]:
    """By JSON name the attribute and how it is read, and the values of an empty object."""
    found = [columns(model)[name] for name in (columns(model) if names is None else names)]
    return (
        {column.json_name: (column.attribute, column.read) for column in found},
        dict.fromkeys(column.attribute for column in found),
    )


def write_values(model: type[models.Model], row: models.Model) -> dict[str, Json]:
    """The stored fields of a row as JSON, without the null ones, in order."""
    stored = row.__dict__
    return {
        name: write(value) if write else value
        for name, attribute, write in _written(model)
        if (value := stored[attribute]) is not None
    }


@cache
def _written(model: type[models.Model]) -> list[tuple[str, str, Callable[[Any], Json] | None]]:
    return [(column.json_name, column.attribute, column.write) for column in columns(model).values()]


def _shown(value: Json) -> str:
    return repr(value)[:60]


def _read_text(value: Json) -> str:
    if type(value) is str and value.isascii() and "\x00" not in value:
        return value
    if isinstance(value, bool | int | float):
        value = str(value).lower() if isinstance(value, bool) else str(value)
    if not isinstance(value, str):
        raise MalformedValue(f"{_shown(value)} is not a text")
    if _UNSTORABLE.search(value):
        raise MalformedValue("the text holds a character that cannot be stored")
    return value


def read_texts(value: Json) -> list[str]:
    """A list of texts, as they were sent; null ones are left out."""
    if value == []:
        return value
    if not isinstance(value, list):
        raise MalformedValue(f"{_shown(value)} is not a list")
    return [_read_text(item) for item in value if item is not None]


def _read_uris(value: Json) -> list[str]:
    return [_read_uri(item) for item in read_texts(value)]


def _read_uri(value: Json) -> str:
    text = _read_text(value)
    if not fields.is_uri(text):
        raise MalformedValue(f"Cannot parse {_shown(value)} into a URI")
    return text


def read_boolean(value: Json) -> bool:
    """True or false, as such or as a text in any case."""
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if not isinstance(value, bool):
        raise MalformedValue(f"{_shown(value)} is neither true nor false")
    return value


def read_integer(value: Json) -> int:
    """A whole number that 64 bits hold, out of a number or its digits."""
    try:
        number = int(value) if not isinstance(value, float) or value == int(value) else None
    except (ValueError, TypeError, OverflowError):
        number = None
    if number is None or isinstance(value, bool) or abs(number) > 2**63 - 1:
        raise MalformedValue(f"Cannot parse {_shown(value)} into an integer")
    return number


def _decimal_reader(field: models.DecimalField) -> Callable[[Json], Decimal]:
    """Rounds to the digits that are stored; limits hold for what was sent, or 90.000001 degrees would pass for 90."""
    limits = [validator for validator in field.validators if isinstance(validator, BaseValidator)]

    def read(value: Json) -> Decimal:
        try:
            number = math.nan if isinstance(value, bool) else float(value)
        except (ValueError, TypeError, OverflowError):
            number = math.nan
        if not math.isfinite(number):
            raise MalformedValue(f"Cannot parse {_shown(value)} into a number")
        for check in limits:
            check(number)
        return Decimal(f"{number:.{field.decimal_places}f}")

    return read


def _read_country(value: Json) -> str | None:
    return read_country(_read_text(value))


def _read_language(value: Json) -> str:
    language = read_language(_read_text(value))
    if language is None:
        raise ValidationError("must be a known language")
    return language


def _read_license(value: Json) -> str:
    return read_license(_read_text(value))


def _read_doi(value: Json) -> str:
    doi = fields.read_doi(_read_text(value))
    if doi is None:
        raise MalformedValue(f"Cannot parse {_shown(value)} into a DOI")
    return doi


_READS_EMPTY = (_read_country, _read_license)
_READERS: tuple[tuple[type[models.Field], Callable[[Json], Any]], ...] = (
    (fields.CountryField, _read_country),
    (fields.LanguageField, _read_language),
    (fields.LicenseField, _read_license),
    (fields.DoiField, _read_doi),
    (fields.UriField, _read_uri),
    (models.UUIDField, read_uuid),
    (models.ForeignKey, read_uuid),
    (models.DateTimeField, read_instant),
    (models.BooleanField, read_boolean),
    (models.IntegerField, read_integer),
)
_WRITERS: tuple[tuple[type[models.Field], Callable[[Any], Json]], ...] = (
    (fields.LicenseField, write_license),
    (models.UUIDField, str),
    (models.ForeignKey, str),
    (models.DateTimeField, fields.instant_text),
    (models.DecimalField, float),
)


def _reader(field: models.Field) -> Callable[[Json], Any]:
    if isinstance(field, fields.StringListField):
        return _read_uris if field.uris else read_texts
    if isinstance(field, fields.ConstantField) and field.vocabulary and type(field) is fields.ConstantField:
        return _constant_reader(field.vocabulary)
    if isinstance(field, models.DecimalField):
        return _decimal_reader(field)
    return next((read for kind, read in _READERS if isinstance(field, kind)), _read_text)


def _writer(field: models.Field) -> Callable[[Any], Json] | None:
    return next((write for kind, write in _WRITERS if isinstance(field, kind)), None)


def _constant_reader(vocabulary: type[models.TextChoices]) -> Callable[[Json], str]:
    known = frozenset(vocabulary.values)

    def read(value: Json) -> str:
        if not isinstance(value, str) or value not in known:
            raise MalformedValue(f"Cannot parse {_shown(value)} into a known {vocabulary.__name__}")
        return value

    return read
