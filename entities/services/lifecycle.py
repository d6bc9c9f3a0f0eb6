"""Create, change, delete and restore entities: the only place where it happens, for API, admin and commands alike.

Each of them runs in one transaction: rights, rules, the row, its stored JSON and that of its neighbours, the signal.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from copy import copy
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from entities import permissions
from entities.exceptions import Conflict, NotFound, WrongState
from entities.models import Dataset, Entity, Network, Organization
from entities.permissions import Actor
from entities.services import citing, dataset_rules, history, passwords, rendering
from entities.services.validation import validate
from entities.signals import entities_changed

AnyEntity = TypeVar("AnyEntity", bound=Entity)
Precondition = Callable[[Any], None]
"""Called with the entity as it is stored, once nobody else can change it; raises where it must stay."""
_STAMPS = ("modified", "modified_by")
_ATTEMPTS = 10


def find(model: type[AnyEntity], key: UUID, *, for_update: bool = False) -> AnyEntity:
    """The entity of a key, deleted or not; NotFound where there is none."""
    rows = model.objects.select_for_update(no_key=True) if for_update else model.objects.all()
    entity = rows.filter(pk=key).first()
    if entity is None:
        raise NotFound(f"Entity not found for uri: /{model.slug}/{key}")
    return entity  # type: ignore[no-any-return]


@transaction.atomic
def create(
    model: type[AnyEntity], values: Mapping[str, Any], *, actor: Actor, failures: Mapping[str, str] | None = None
) -> AnyEntity:
    """A new entity with the given values; `failures` are rules found broken while they were read (8.1)."""
    permissions.require(permissions.may_create(actor, model, dict(values)), actor)
    now = history.begin(actor)
    entity = model(created=now, created_by=actor.name)
    _assign(entity, values)
    if isinstance(entity, Dataset):
        dataset_rules.complete_new(entity)
    if isinstance(entity, Organization) and entity.is_endorsed:
        entity.endorsed = now
    _stamp(entity, actor, now)
    validate(entity, failures or {})
    around = neighbours(entity)
    rendering.lock(around)
    entity.save(force_insert=True)
    if isinstance(entity, Organization):
        passwords.give_first(entity, actor, now)
    announce(entity, "created", around)
    return entity


@transaction.atomic
def change(
    entity: AnyEntity,
    values: Mapping[str, Any],
    *,
    actor: Actor,
    failures: Mapping[str, str] | None = None,
    precondition: Precondition | None = None,
) -> AnyEntity:
    """The stored entity with new values; a deleted one is restored by it (8.2)."""
    permissions.require_change(actor, entity)
    entity = _held(entity, values)
    permissions.require_move(actor, entity, dict(values))
    if precondition is not None:
        precondition(entity)
    now = history.begin(actor)
    before, was_deleted, title = _named(entity), entity.is_deleted, entity.title
    if isinstance(entity, Dataset):
        values = dataset_rules.without_vague_license(values)
    changed = _assign(entity, values)
    if isinstance(entity, Dataset):
        changed |= dataset_rules.complete_changed(entity, actor, now)
    entity.deleted = None
    _stamp(entity, actor, now)
    validate(entity, failures or {})
    entity.save(update_fields={*changed, "deleted", *_STAMPS})
    around = merged(before, neighbours(entity)) if before != _named(entity) or was_deleted else {}
    if isinstance(entity, Organization) and entity.title != title:
        around[Dataset] = citing.outdated_by(entity)
        rendering.lock(around)
    announce(entity, "restored" if was_deleted else "changed", around)
    return entity


@transaction.atomic
def delete(entity: AnyEntity, *, actor: Actor, precondition: Precondition | None = None) -> AnyEntity:
    """Mark the entity as deleted; nothing below it goes with it (8.3). WrongState where it is deleted already."""
    permissions.require_change(actor, entity)
    return _set_deleted(entity, actor, deleted=True, precondition=precondition)


@transaction.atomic
def restore(entity: AnyEntity, *, actor: Actor) -> AnyEntity:
    """Bring a deleted entity back as it was. WrongState where it is not deleted."""
    permissions.require_change(actor, entity)
    return _set_deleted(entity, actor, deleted=False)


def _set_deleted(
    entity: AnyEntity, actor: Actor, *, deleted: bool, precondition: Precondition | None = None
) -> AnyEntity:
    entity = _held(entity)
    if precondition is not None:
        precondition(entity)
    if entity.is_deleted == deleted:
        raise WrongState(f"{entity.slug} {entity.pk} is {'already' if deleted else 'not'} deleted")
    now = history.begin(actor)
    entity.deleted = now if deleted else None
    _stamp(entity, actor, now)
    entity.save(update_fields={"deleted", *_STAMPS})
    announce(entity, "deleted" if deleted else "restored", neighbours(entity))
    return entity


def _held(entity: AnyEntity, values: Mapping[str, Any] | None = None) -> AnyEntity:
    """The entity as it is now, locked together with all whose stored JSON its change rewrites.

    It gets the values, or is deleted or restored where there are none. Where somebody moved it before the locks were
    held, they are let go and taken anew, since adding one to them would take them out of order, and two changes could
    wait for each other.
    """
    for _ in range(_ATTEMPTS):
        wanted = merged({type(entity): [entity.pk]}, _concerned(entity, values))
        before = transaction.savepoint()
        rendering.lock(wanted)
        entity = find(type(entity), entity.pk)
        if all(keys <= wanted[model] for model, keys in _concerned(entity, values).items()):
            transaction.savepoint_commit(before)
            return entity
        transaction.savepoint_rollback(before)
    raise Conflict(f"{entity.slug} {entity.pk} is being changed by many at once")


def _concerned(entity: Entity, values: Mapping[str, Any] | None) -> dict[type[Entity], set[UUID]]:
    """The neighbours of an entity that are to be rewritten when it gets the values: none as long as it stays in place.

    So the changes of two datasets of one publisher do not wait for each other.
    """
    if values is None:
        return neighbours(entity)
    planned = copy(entity)
    _assign(planned, values)
    named, will_name = _named(entity), _named(planned)
    return merged(neighbours(entity), will_name) if entity.is_deleted or named != will_name else {}


def announce(entity: Entity, kind: str, around: rendering.Affected) -> None:
    """Rewrite the stored JSON of an entity and its neighbours, and tell who listens."""
    rendering.refresh(merged({type(entity): [entity.pk]}, around))
    entity.refresh_from_db(fields=["rendered"])
    entities_changed.send(sender=type(entity), model=type(entity), keys=[entity.pk], kind=kind)


def _assign(entity: Entity, values: Mapping[str, Any]) -> set[str]:
    """Set the values, None meaning the column's default where it may not be null; answers the changed columns."""
    for attribute, value in values.items():
        field: Any = entity._meta.get_field(attribute)
        setattr(entity, attribute, field.get_default() if value is None and not field.null else value)
    return {entity._meta.get_field(attribute).name for attribute in values}


def _stamp(entity: Entity, actor: Actor, now: datetime) -> None:
    entity.modified, entity.modified_by = now, actor.name


def neighbours(entity: Entity) -> dict[type[Entity], set[UUID]]:
    """Entities whose JSON counts or names this one: publisher, parent and networks of a dataset, constituents."""
    if isinstance(entity, Dataset):
        return {**_named(entity), Network: set(entity.memberships.values_list("network", flat=True))}
    if isinstance(entity, Network):
        return {Dataset: set(entity.constituents.values_list("dataset", flat=True))}
    return {}


def _named(entity: Entity) -> dict[type[Entity], set[UUID]]:
    """The publisher and the parent of a dataset."""
    if not isinstance(entity, Dataset):
        return {}
    publisher, parent = entity.publishing_organization_id, entity.parent_dataset_id
    return {Organization: {publisher} if publisher else set(), Dataset: {parent} if parent else set()}


def merged(*parts: rendering.Affected) -> dict[type[Entity], set[UUID]]:
    """All keys of the parts, by kind."""
    found: dict[type[Entity], set[UUID]] = defaultdict(set)
    for part in parts:
        for model, keys in part.items():
            found[model] |= set(keys)
    return found
