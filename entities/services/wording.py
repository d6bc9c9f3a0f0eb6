"""Keeps the words of each entity true, by which lists find it (registry contract 6.3-6.7).

Written wherever its stored JSON is written, in the same transaction.
"""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from entities import words
from entities.marks import UNREACHABLE, mark
from entities.models import WORDS, Contact, Dataset, Endpoint, Entity, Identifier, MachineTag
from entities.services import bulk
from entities.services.composition import Material

_MANY_WAITING = "8MB"
_CONTACT_TEXTS = (
    "user_id", "first_name", "last_name", "description", "position", "email", "phone", "homepage", "organization",
    "address", "city", "province", "country", "postal_code",
)  # fmt: skip


class Wording(NamedTuple):
    """What lists find one entity by: the words of its texts, those of its names once more, and its marks."""

    key: UUID
    lexemes: frozenset[str]
    created: datetime
    is_live: bool


def worded(entity: Entity, material: Material) -> Wording:
    """The words of an entity and its contacts; contacts of nodes are kept elsewhere and not searched."""
    named: list[str] = []
    _add_texts(named, entity, type(entity).names)
    searched = named.copy()
    _add_texts(searched, entity, type(entity).texts)
    for contact in material.rows.get(Contact, ()):
        _add_texts(searched, contact, _CONTACT_TEXTS)
    found = words.lexemes(searched)
    names = (words.NAME_MARK + word for word in words.lexemes(named) if word in found)
    lexemes = frozenset((*found, *names, *marks_of(entity, material)))
    return Wording(entity.pk, lexemes, entity.created, entity.deleted is None)


def marks_of(entity: Any, material: Material) -> Iterator[str]:
    """The facts by which lists are filtered (contract 6.3-6.6)."""
    if kind := getattr(entity, "type", None):
        yield mark("type", kind)
    for name in getattr(entity, "category", None) or ():
        yield mark("category", name)
    if isinstance(entity, Dataset):
        yield mark("publisher", str(entity.publishing_organization_id))
        yield mark("installation", str(entity.installation_id))
        if not (entity.external or entity.parent_dataset_id or material.rows.get(Endpoint)):
            yield mark(UNREACHABLE)
    for identifier in material.rows.get(Identifier, ()):
        yield mark("identifier", identifier.type)
    for tag in material.rows.get(MachineTag, ()):
        yield mark("namespace", tag.namespace)
        yield mark("name", tag.name)
        yield mark("tag", tag.namespace, tag.name)
        yield mark("tag", tag.namespace, tag.name, tag.value)
    for contact in material.rows.get(Contact, ()):
        yield from (mark("email", item) for item in contact.email)
        yield from (mark("user_id", item) for item in contact.user_id)


def store(model: type[Entity], wordings: Sequence[Wording]) -> None:
    """Write the words of entities that exist; rows whose words are the same stay untouched."""
    if not wordings:
        return
    table = WORDS[model]._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" AS old (entity_id, lexemes, created, is_live)'  # noqa: S608
            " SELECT key, array_to_tsvector(string_to_array(words, ' ')), created, is_live"
            " FROM unnest(%s::uuid[], %s::text[], %s::timestamptz[], %s::boolean[])"
            " AS new (key, words, created, is_live)"
            " ON CONFLICT (entity_id) DO UPDATE"
            " SET lexemes = excluded.lexemes, created = excluded.created, is_live = excluded.is_live"
            " WHERE (old.lexemes, old.created, old.is_live)"
            " IS DISTINCT FROM (excluded.lexemes, excluded.created, excluded.is_live)",
            [
                [found.key for found in wordings],
                [" ".join(found.lexemes) for found in wordings],
                [found.created for found in wordings],
                [found.is_live for found in wordings],
            ],
        )


def store_new(model: type[Entity], wordings: Sequence[Wording]) -> None:
    """Write the words of entities that came just now and have none yet, with less work for the database."""
    bulk.copy_rows(
        [
            bulk.new_row(
                WORDS[model],
                {
                    "entity_id": found.key,
                    "lexemes": bulk.Lexemes(found.lexemes),
                    "created": found.created,
                    "is_live": found.is_live,
                },
            )
            for found in wordings
        ]
    )


@contextlib.contextmanager
def in_large_steps(model: type[Entity]) -> Iterator[None]:
    """Let many more words wait before they are sorted into the index: half the work; searches read what waits.

    Within a transaction. What waits in the end is sorted in.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('gin_pending_list_limit', %s, true)", [_MANY_WAITING])
        yield
        cursor.execute("SELECT gin_clean_pending_list(%s)", [WORDS[model]._meta.indexes[0].name])


def stored(model: type[Entity], keys: Sequence[UUID]) -> dict[UUID, Wording]:
    """The words that are stored."""
    table = WORDS[model]._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entity_id, tsvector_to_array(lexemes), created, is_live"  # noqa: S608
            f' FROM "{table}" WHERE entity_id = ANY(%s)',
            [list(keys)],
        )
        return {key: Wording(key, frozenset(found), *rest) for key, found, *rest in cursor.fetchall()}


def _add_texts(texts: list[str], row: Any, names: tuple[str, ...]) -> None:
    stored = row.__dict__
    for name in names:
        value = stored[name]
        if isinstance(value, list):
            texts.extend(value)
        elif value:
            texts.append(value)
