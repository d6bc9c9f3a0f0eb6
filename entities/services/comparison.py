"""What documents tell of a dataset, and what the dataset says, side by side and field by field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from entities.metadata import MetadataRecord
from entities.models import Dataset
from entities.models.dataset import METADATA_FIELDS
from entities.services import rendering
from entities.services.document_preview import preview

TOLD: tuple[str, ...] = (
    "title", "alias", "abbreviation", "shortName", "version", "description", "doi", "identifiers", "license", "rights",
    "language", "dataLanguage", "pubDate", "contacts", "homepage", "logoUrl", "endpoints",
    "maintenanceUpdateFrequency", "maintenanceDescription",
    *(name for name in METADATA_FIELDS if name not in ("dataLanguage", "pubDate")),
)  # fmt: skip
"""Names of the JSON of what a document can say about its dataset, in the order in which people read it."""

_OF_ROWS = frozenset({"key", "created", "createdBy", "modified", "modifiedBy", "machineTags"})
"""What tells of a component only who entered it and when."""


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a field; whether only this side has it."""

    text: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field on both sides; `name` is that of the JSON."""

    name: str
    left: tuple[Line, ...]
    right: tuple[Line, ...]

    @property
    def differs(self) -> bool:
        """Whether the sides say something else, or the same in another order."""
        return self.left != self.right


Fields = Mapping[str, Any]


def fields_of_record(record: MetadataRecord, publisher: str = "") -> Fields:
    """What the registry reads in a document: the dataset that would be made of it alone."""
    return preview(record, publisher)


def fields_of_dataset(dataset: Dataset) -> Fields:
    """What the dataset says now."""
    shown: dict[str, Any] = orjson.loads(rendering.served(dataset.rendered_item or dataset.rendered))
    return shown


def lines_of(fields: Fields) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The fields that say something, by name, each value a line."""
    for name in TOLD:
        lines = tuple(_lines(fields.get(name)))
        if lines:
            yield name, lines


def compare(left: Fields, right: Fields) -> list[FieldPair]:
    """The fields that one of the sides has."""
    ours, theirs = dict(lines_of(left)), dict(lines_of(right))
    return [_pair(name, ours.get(name, ()), theirs.get(name, ())) for name in TOLD if name in ours or name in theirs]


def _pair(name: str, left: Sequence[str], right: Sequence[str]) -> FieldPair:
    return FieldPair(name, _marked(left, right), _marked(right, left))


def _marked(lines: Sequence[str], others: Sequence[str]) -> tuple[Line, ...]:
    return tuple(Line(text, is_own=text not in others) for text in lines)


def _lines(value: Any) -> Iterator[str]:
    """Each member of a list is a line, and so is each part of an object."""
    if isinstance(value, list):
        yield from filter(None, map(_text, value))
    elif isinstance(value, dict):
        for name, part in value.items():
            parts = part if isinstance(part, list) else [part]
            yield from (f"{_words(name)}: {text}" for text in map(_text, parts) if text)
    elif text := _text(value):
        yield text


def _text(value: Any) -> str:
    """A value in words; "" where it says nothing. Objects in an object's list stand on lines of their own."""
    if isinstance(value, dict):
        said = ((name, _part(part)) for name, part in value.items() if name not in _OF_ROWS)
        return "; ".join(f"{_words(name)}: {text}" for name, text in said if text)
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


def _part(value: Any) -> str:
    if isinstance(value, list):
        is_deep = any(isinstance(item, dict) for item in value)
        return _in_lines(value) if is_deep else ", ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        said = ((name, _text(part)) for name, part in value.items())
        return ", ".join(f"{_words(name)} {text}" for name, text in said if text)
    return _text(value)


def _in_lines(values: Iterable[Any]) -> str:
    return "".join(f"\n• {text}" for text in map(_text, values) if text)


def _words(name: str) -> str:
    """`firstName` as `first name`."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name.removeprefix("@"))
