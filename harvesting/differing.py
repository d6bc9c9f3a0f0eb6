"""Fields in which a dataset and its source differ, in words: for the admin and for the dataset's page."""

from typing import Any

import orjson

from entities.admin.fields import label
from entities.models import Dataset
from entities.services.curation import COMPONENTS
from entities.services.differences import Difference
from entities.services.plain_text import plain

_MARKUP = ("description",)


def label_of(name: str) -> str:
    """What people call a field."""
    if name in COMPONENTS or name == "identifiers":
        return name.capitalize()
    column: Any = Dataset._meta.get_field(name)
    return label(column)


def in_words(found: Difference) -> dict[str, Any]:
    """A difference for people: components one a line, descriptions without their markup."""
    return {
        "label": label_of(found.field),
        "ours": _text(found.field, found.ours),
        "said": _text(found.field, found.said),
        "waits": found.waits,
        "declined_by": found.declined_by,
    }


def _text(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_line(item) for item in value)
    text = "" if value is None else str(value)
    return plain(text) if name in _MARKUP else text


def _line(item: Any) -> str:
    if isinstance(item, dict):
        parts = (text for value in item.values() for text in (value if isinstance(value, list) else [value]))
        return ", ".join(str(part) for part in parts if part and part is not True)
    return " ".join(str(part) for part in item if part) if isinstance(item, list) else orjson.dumps(item).decode()
