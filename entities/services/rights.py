"""Give and take the rights of editors: on entities, namespaces of machine tags, and countries (registry contract 9.6).

Administrators give them, and an approval of a member does.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Value

from entities import permissions
from entities.exceptions import Conflict, MalformedValue, NotFound
from entities.models import ENTITIES, CountryRight, Editor, Entity, NamespaceRight, User
from entities.permissions import Actor
from entities.services import components, history
from entities.vocabulary import Country


def scopes(user: User) -> list[UUID]:
    """The keys of all entities that the account has a right on, in order; one statement."""
    each = [
        model.components[Editor]._default_manager.filter(user=user).order_by().values_list("entity_id")
        for model in ENTITIES
    ]
    return sorted(key for (key,) in each[0].union(*each[1:], all=True))


def held(user: User) -> list[dict[str, Any]]:
    """What the account has rights on: model, key, title, when and by whom, by kind and title; one statement."""
    each = [
        model.components[Editor]
        ._default_manager.filter(user=user)
        .order_by()
        .values_list(Value(position), F("entity_id"), F("entity__title"), F("created"), F("created_by"))
        for position, model in enumerate(ENTITIES)
    ]
    rows = sorted(each[0].union(*each[1:], all=True), key=lambda row: (row[0], row[2]))
    names = ("model", "key", "title", "created", "created_by")
    return [dict(zip(names, (ENTITIES[row[0]], *row[1:]), strict=True)) for row in rows]


def entity_of(key: UUID) -> Entity:
    """The entity of a key, of whichever kind; NotFound where there is none."""
    for model in ENTITIES:
        if (entity := model.objects.filter(pk=key).first()) is not None:
            return entity  # type: ignore[no-any-return]
    raise NotFound(f"There is no entity with key {key}")


def holders(key: UUID) -> set[int]:
    """The accounts that have a right on exactly this entity."""
    return {
        number
        for model in ENTITIES
        for number in model.components[Editor]._default_manager.filter(entity_id=key).values_list("user_id", flat=True)
    }


@dataclass(frozen=True, slots=True)
class Way:
    """One right that reaches an entity: whose, on what it was given, since when and by whom."""

    user: User
    given_on: Entity
    created: datetime
    created_by: str


def ways(entity: Entity) -> list[Way]:
    """Every right that reaches the entity, the nearest first (9.3); it counts for accounts that are editors.

    A right that reaches it in two ways, as publisher and as host, is one right.
    """
    owners: dict[UUID, Any] = {}
    for path in entity.editor_paths:
        owner: Any = entity
        for relation in path.split("__")[:-1]:
            owner = owner and getattr(owner, relation)
        if owner is not None:
            owners.setdefault(owner.pk, owner)
    return [
        Way(row.user, owner, row.created, row.created_by)
        for owner in owners.values()
        for row in owner.editors.select_related("user").order_by("user__user_name")
    ]


@transaction.atomic
def give(user: User, entity: Entity, *, actor: Actor) -> None:
    """A right on the entity and what hangs below it; Conflict where the account has it."""
    permissions.require_administrator(actor)
    if entity.components[Editor]._default_manager.filter(entity=entity, user=user).exists():
        raise Conflict(f"User {user.user_name} has this right already")
    components.add(entity, Editor, {"user_id": user.pk}, actor=actor)


@transaction.atomic
def take(user: User, entity: Entity, *, actor: Actor) -> None:
    """End a right on the entity; NotFound where the account has none."""
    permissions.require_administrator(actor)
    if not components.remove(entity, Editor, actor=actor, user=user):
        raise NotFound(f"User {user.user_name} has no such right")


@transaction.atomic
def give_namespace(user: User, namespace: str, *, actor: Actor) -> None:
    """The right to set machine tags of a namespace on any entity (9.4); Conflict where the account has it."""
    if not 0 < len(namespace) <= 255:
        raise MalformedValue("A namespace has 1 to 255 characters")
    _give(NamespaceRight, user, actor, namespace=namespace)


def take_namespace(user: User, namespace: str, *, actor: Actor) -> None:
    """End a right on a namespace; NotFound where the account has none."""
    _take(NamespaceRight, user, actor, namespace=namespace)


def give_country(user: User, country: str, *, actor: Actor) -> None:
    """A right on a country, by its code; Conflict where the account has it, MalformedValue for no country."""
    if country not in Country.values:
        raise MalformedValue(f"There is no country {country[:20]!r}")
    _give(CountryRight, user, actor, country=country)


def take_country(user: User, country: str, *, actor: Actor) -> None:
    """End a right on a country; NotFound where the account has none."""
    _take(CountryRight, user, actor, country=country)


def revoke_all(user: User) -> None:
    """Take every right, within a change that has named its author."""
    for model in ENTITIES:
        model.components[Editor]._default_manager.filter(user=user).delete()
    user.namespace_rights.all().delete()
    user.country_rights.all().delete()


@transaction.atomic
def _give(table: Any, user: User, actor: Actor, **what: str) -> None:
    permissions.require_administrator(actor)
    history.begin(actor)
    if not table.objects.get_or_create(user=user, **what, defaults={"created_by": actor.name})[1]:
        raise Conflict(f"User {user.user_name} has this right already")


@transaction.atomic
def _take(table: Any, user: User, actor: Actor, **what: str) -> None:
    permissions.require_administrator(actor)
    history.begin(actor)
    if not table.objects.filter(user=user, **what).delete()[0]:
        raise NotFound(f"User {user.user_name} has no such right")
