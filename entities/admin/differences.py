"""What differs between two snapshots of a row, in words that a curator reads."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from entities.admin.fields import label
from entities.models import User

_SILENT = frozenset({"key", "row", "entity", "created", "created_by", "modified", "modified_by", "id"})
"""Columns that say nothing beyond who and when, which the entry itself says."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field's value before and after; empty texts stand for nothing."""

    label: str
    before: str
    after: str


class Names:
    """Titles of the entities and accounts that snapshots refer to: looked up once for each model."""

    def __init__(self) -> None:
        self._wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        self._known: dict[type[models.Model], dict[Any, str]] = {}

    def note(self, event: Any) -> None:
        """Remember what the snapshot refers to."""
        tracked = event._meta.get_field("pgh_obj").related_model
        for copy in event._meta.concrete_fields:
            column = None if copy.name.startswith("pgh_") else tracked._meta.get_field(copy.name)
            if column is not None and column.is_relation:
                self._wanted[column.related_model].add(getattr(event, column.attname))

    def of(self, model: type[models.Model], key: Any) -> str:
        """The title of a row, or its key where the row is gone."""
        if model not in self._known:
            title = "user_name" if model is User else "title"
            keys = self._wanted[model] - {None}
            self._known[model] = dict(model._default_manager.filter(pk__in=keys).values_list("pk", title))
        return self._known[model].get(key, str(key))


def compare(before: Any, after: Any, names: Names) -> list[FieldChange]:
    """The fields that differ; a row that came has nothing before, one that went has nothing after."""
    if after.pgh_label == "delete":
        before, after = after, None
    elif after.pgh_label == "insert":
        before = None
    found = []
    for column, name in _columns(after if after is not None else before):
        old, new = (None if row is None else getattr(row, column.attname) for row in (before, after))
        if old != new:
            change = FieldChange(name, _shown(column, old, names), _shown(column, new, names))
            if change.before or change.after:
                found.append(change)
    return found


def _columns(event: Any) -> Iterator[tuple[Any, str]]:
    """The model's own columns that the snapshot holds: only they know the words of their vocabularies."""
    tracked = event._meta.get_field("pgh_obj").related_model
    for copy in event._meta.concrete_fields:
        if not copy.name.startswith("pgh_") and copy.name not in _SILENT:
            column = tracked._meta.get_field(copy.name)
            yield column, label(column)


def _shown(column: Any, value: Any, names: Names) -> str:
    if value is None or value == []:
        return ""
    if column.is_relation:
        return names.of(column.related_model, value)
    if isinstance(value, dict):
        return "\n".join(f"{name}: {item}" for name, item in value.items())
    if isinstance(value, list):
        return "\n".join(str(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S} UTC"
    return str(dict(column.flatchoices).get(value, value))
