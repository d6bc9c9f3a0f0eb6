"""What hangs on an entity: the rows that refer to it, and those of its components that may go to another one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models

from entities.models import ENTITIES, Comment, Entity, Identifier, NetworkConstituent, Tag
from entities.models.components import Component
from entities.signals import hanging_counted

BROUGHT: dict[type[Component], tuple[str, ...]] = {
    Identifier: ("type", "identifier"),
    Tag: ("value",),
    Comment: ("content",),
}
"""Kinds of components that the survivor gets, and the fields that tell whether it has one already."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A column by which rows refer to entities of a kind."""

    model: Any
    name: str

    @property
    def label(self) -> str:
        """Where a merge notes what it moved."""
        return f"{self.model._meta.model_name}.{self.name}"

    def rows(self, key: UUID) -> models.QuerySet[Any]:
        """The rows that refer to an entity."""
        return self.model._default_manager.filter(**{self.name: key})  # type: ignore[no-any-return]


@cache
def references(kind: type[Entity]) -> tuple[Reference, ...]:
    """The columns of all entities, and of memberships in networks, that refer to entities of the kind."""
    models_with_references: tuple[type[models.Model], ...] = (*ENTITIES, NetworkConstituent)
    return tuple(
        Reference(model, field.name)
        for model in models_with_references
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is kind
    )


def counted(entity: Entity) -> Iterator[tuple[int, str]]:
    """What a merge would move or bring, in other rooms as well: how many, and in words of what."""
    for reference in references(type(entity)):
        yield in_words(reference.model, reference.rows(entity.pk).count(), reference.name)
    answers: Any = hanging_counted.send(sender=type(entity), entity=entity)
    for _, answer in answers:
        yield from answer
    for kind, table in brought_tables(type(entity)):
        yield in_words(kind, table._default_manager.filter(entity=entity.pk).count())


def in_words(model: Any, count: int, column: str = "") -> tuple[int, str]:
    """A number of rows with the noun for them, and the column by which they refer to something."""
    noun = str(model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural)
    return count, f"{noun} ({column.replace('_', ' ')})" if column else noun


def brought_tables(kind: type[Entity]) -> Iterator[tuple[type[Component], Any]]:
    """The tables of those components, of the kinds that entities of the kind have."""
    return ((each, kind.components[each]) for each in BROUGHT if each in kind.components)
