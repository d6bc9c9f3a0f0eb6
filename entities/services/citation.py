"""The citation of a dataset, generated from its fields (registry contract 8.8)."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from django.conf import settings

from entities.models import Dataset
from entities.models.components import ContactDetails
from entities.vocabulary import ContactType

ACCESS_DATE = "\x01"
"""Stands in stored JSON where a read puts today's date. JSON text cannot hold it otherwise: encoders escape it."""
ACCESS_DATE_MARK = "{access-date:d95fbe1e}"
"""The same before encoding, while the text is still Python's."""

_AUTHOR_TYPES = (ContactType.ORIGINATOR.value, ContactType.METADATA_AUTHOR.value)


def authors(contacts: Iterable[ContactDetails]) -> list[dict[str, Any]]:
    """The people who count as authors, as `contactsCitation` shows them; empty without a named originator.

    Originators come first, then metadata authors, each person once by first and last name, with all author roles.
    """
    named = [contact for contact in contacts if contact.type in _AUTHOR_TYPES and contact.last_name]
    if not any(contact.type == _AUTHOR_TYPES[0] for contact in named):
        return []
    people: dict[tuple[str, str], dict[str, Any]] = {}
    for contact in sorted(named, key=lambda contact: _AUTHOR_TYPES.index(contact.type or "")):
        name = ((contact.first_name or "").casefold(), (contact.last_name or "").casefold())
        person = people.setdefault(name, _author(contact))
        if contact.type not in person["roles"]:
            person["roles"].append(contact.type)
    return list(people.values())


def _author(contact: ContactDetails) -> dict[str, Any]:
    initials = " ".join(word[0] for word in (contact.first_name or "").replace("-", " ").split())
    author = {
        "key": contact.key,  # type: ignore[attr-defined]
        "abbreviatedName": f"{contact.last_name} {initials}".strip(),
        "firstName": contact.first_name,
        "lastName": contact.last_name,
        "roles": [],
        "userId": contact.user_id,
    }
    return {name: value for name, value in author.items() if value is not None}


def is_generated(text: str | None, dataset: Dataset) -> bool:
    """Whether a text is the citation that reads of the stored dataset answer, of whatever day."""
    if not text or dataset.citation_provided_by_source or not dataset.rendered:
        return False
    shown = orjson.loads(dataset.rendered.replace(ACCESS_DATE, ACCESS_DATE_MARK))["citation"]["text"]
    pattern = re.escape(shown).replace(re.escape(ACCESS_DATE_MARK), r"\d{4}-\d\d-\d\d")
    return re.fullmatch(pattern, text) is not None


def citation(
    dataset: Dataset, people: list[dict[str, Any]], publisher: str, metadata: Mapping[str, Any]
) -> dict[str, Any]:
    """The JSON object `citation`; a text that the source provided is shown as it is."""
    given = dataset.citation_provided_by_source and dataset.citation_text
    found: dict[str, Any] = {"text": given or _generated(dataset, people, publisher, metadata)}
    if dataset.citation_identifier:
        found["identifier"] = dataset.citation_identifier
    found["citationProvidedBySource"] = bool(given)
    return found


def _generated(dataset: Dataset, people: list[dict[str, Any]], publisher: str, metadata: Mapping[str, Any]) -> str:
    names = ", ".join(person["abbreviatedName"] for person in people)
    published = metadata.get("pubDate")
    parts = [f"{names or publisher} ({published[:4]})." if published else f"{names or publisher}.", f"{dataset.title}."]
    if dataset.version:
        parts.append(f"Version {dataset.version}.")
    if names:
        parts.append(f"{publisher}.")
    kind = (dataset.type or "").replace("_", " ").capitalize()
    parts.append(f"{kind} dataset".strip().capitalize() if not kind else f"{kind} dataset")
    if dataset.doi:
        parts.append(f"https://doi.org/{dataset.doi}")
    parts.append(f"accessed via {settings.PORTAL_NAME} on {ACCESS_DATE_MARK}.")
    return " ".join(parts)
