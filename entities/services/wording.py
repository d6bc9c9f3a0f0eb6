"""Keeps the words of each entity true, by which `q` finds it (registry contract 6.7).

Written wherever its stored JSON is written, in the same transaction.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from entities import words
from entities.models import WORDS, Contact, Entity
from entities.services.composition import Material

_CONTACT_TEXTS = (
    "user_id", "first_name", "last_name", "description", "position", "email", "phone", "homepage", "organization",
    "address", "city", "province", "country", "postal_code",
)  # fmt: skip


class Wording(NamedTuple):
    """The words of one entity: those of its names, and those of all its texts, as the database splits them again."""

    key: UUID
    names: str
    lexemes: str


def worded(entity: Entity, material: Material) -> Wording:
    """The words of an entity and its contacts; contacts of nodes are kept elsewhere and not searched."""
    named = [*_texts(entity, type(entity).names)]
    searched = [*named, *_texts(entity, type(entity).texts)]
    for contact in material.rows.get(Contact, ()):
        searched.extend(_texts(contact, _CONTACT_TEXTS))
    return Wording(entity.pk, " ".join(words.lexemes(named)), " ".join(words.lexemes(searched)))


def store(model: type[Entity], wordings: Sequence[Wording]) -> None:
    """Write the words of entities that exist; rows whose words are the same stay untouched."""
    if not wordings:
        return
    table = WORDS[model]._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" AS old (entity_id, names, lexemes)'  # noqa: S608
            " SELECT key,"
            " array_to_tsvector(string_to_array(names, ' ')), array_to_tsvector(string_to_array(words, ' '))"
            " FROM unnest(%s::uuid[], %s::text[], %s::text[]) AS new (key, names, words)"
            " ON CONFLICT (entity_id) DO UPDATE SET names = excluded.names, lexemes = excluded.lexemes"
            " WHERE (old.names, old.lexemes) IS DISTINCT FROM (excluded.names, excluded.lexemes)",
            [list(column) for column in zip(*wordings, strict=True)],
        )


def stored(model: type[Entity], keys: Sequence[UUID]) -> dict[UUID, Wording]:
    """The words that are stored."""
    table = WORDS[model]._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entity_id, array_to_string(tsvector_to_array(names), ' '),"  # noqa: S608
            f" array_to_string(tsvector_to_array(lexemes), ' ') FROM \"{table}\" WHERE entity_id = ANY(%s)",
            [list(keys)],
        )
        return {key: Wording(key, *_in_order(names, lexemes)) for key, names, lexemes in cursor.fetchall()}


def _in_order(*texts: str) -> Iterator[str]:
    """As `words.lexemes` sorts them; the database sorts by length and bytes."""
    for text in texts:
        yield " ".join(sorted(text.split(" "))) if text else ""


def _texts(row: Any, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        value = getattr(row, name)
        if isinstance(value, list):
            yield from value
        elif value:
            yield value
