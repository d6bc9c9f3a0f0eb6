"""Keeps the words of each entity true, by which `q` finds it (registry contract 6.7).

Written wherever its stored JSON is written, in the same transaction.
"""

from collections.abc import Sequence
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
    """The words of one entity: those of its names, and those of all its texts."""

    key: UUID
    names: set[str]
    lexemes: set[str]


def worded(entity: Entity, material: Material) -> Wording:
    """The words of an entity and its contacts; contacts of nodes are kept elsewhere and not searched."""
    named: list[str] = []
    _add_texts(named, entity, type(entity).names)
    searched = named.copy()
    _add_texts(searched, entity, type(entity).texts)
    for contact in material.rows.get(Contact, ()):
        _add_texts(searched, contact, _CONTACT_TEXTS)
    return Wording(entity.pk, words.lexemes(named), words.lexemes(searched))


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
            [
                [found.key for found in wordings],
                [" ".join(found.names) for found in wordings],
                [" ".join(found.lexemes) for found in wordings],
            ],
        )


def stored(model: type[Entity], keys: Sequence[UUID]) -> dict[UUID, Wording]:
    """The words that are stored."""
    table = WORDS[model]._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entity_id, tsvector_to_array(names), tsvector_to_array(lexemes)"  # noqa: S608
            f' FROM "{table}" WHERE entity_id = ANY(%s)',
            [list(keys)],
        )
        return {key: Wording(key, set(names), set(lexemes)) for key, names, lexemes in cursor.fetchall()}


def _add_texts(texts: list[str], row: Any, names: tuple[str, ...]) -> None:
    for name in names:
        value = getattr(row, name)
        if isinstance(value, list):
            texts.extend(value)
        elif value:
            texts.append(value)
