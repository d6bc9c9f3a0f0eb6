"""Add, replace and remove components of entities (registry contract 4).

A component's change rewrites the entity's stored JSON, but not its stamp `modified` (4.1).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models, transaction

from entities import permissions
from entities.exceptions import WrongState
from entities.models import Contact, Endpoint, Entity, MachineTag
from entities.models.components import Changeable, Component
from entities.permissions import Actor
from entities.services import history, lifecycle
from entities.services.validation import validate

Values = Mapping[str, Any]


def table(model: type[Entity], kind: type[Component]) -> Any:
    """The manager of the components of that kind that entities of the model have."""
    return model.components[kind]._default_manager


@transaction.atomic
def add(
    entity: Entity,
    kind: type[Component],
    values: Values,
    *,
    actor: Actor,
    failures: Mapping[str, str] | None = None,
    machine_tags: Sequence[Values] = (),
) -> Component:
    """A new component of the entity; an endpoint may bring machine tags of its own."""
    permissions.require_addition(actor, entity, kind, str(values.get("namespace")))
    entity = lifecycle.find(type(entity), entity.pk, for_update=True)
    now = history.begin(actor)
    row = stamped_row(entity.components[kind], entity, values, actor, now)
    validate(row, failures or {}, skip=["entity"])
    _demote_others(entity, row)
    row.save(force_insert=True)
    for tag_values in machine_tags if kind is Endpoint else ():
        tag = stamped_row(entity.components[kind].components[MachineTag], row, tag_values, actor, now)
        validate(tag, {}, skip=["entity"])
        tag.save(force_insert=True)
    lifecycle.announce(entity, "changed", {})
    return row


@transaction.atomic
def replace(
    entity: Entity,
    kind: type[Component],
    key: int,
    values: Values,
    *,
    actor: Actor,
    failures: Mapping[str, str] | None = None,
) -> Component:
    """A component with other values; WrongState where the entity has none of that key (4.2)."""
    permissions.require_change(actor, entity, kind)
    entity = lifecycle.find(type(entity), entity.pk, for_update=True)
    row = entity.components[kind]._default_manager.filter(entity=entity, pk=key).first()
    if row is None:
        raise WrongState(f"{kind.slug} {key} is not connected to {entity.slug} {entity.pk}")
    now = history.begin(actor)
    _assign(row, values)
    if isinstance(row, Changeable):
        row.modified, row.modified_by = now, actor.name
    validate(row, failures or {}, skip=["entity"])
    _demote_others(entity, row)
    row.save()
    lifecycle.announce(entity, "changed", {})
    return row


@transaction.atomic
def remove(entity: Entity, kind: type[Component], *, actor: Actor, **which: Any) -> int:
    """Delete the entity's components that match, and say how many; none is no error (4.1)."""
    table = entity.components[kind]._default_manager
    for namespace in _namespaces(table.filter(entity=entity, **which), kind):
        permissions.require_change(actor, entity, kind, namespace)
    entity = lifecycle.find(type(entity), entity.pk, for_update=True)
    history.begin(actor)
    gone = table.filter(entity=entity, **which)
    count = len(gone)
    if count:
        gone.delete()
        lifecycle.announce(entity, "changed", {})
    return count


def _namespaces(rows: models.QuerySet, kind: type[Component]) -> set[str]:
    """The namespaces whose rights decide; rights on the entity decide for all other kinds."""
    if kind is not MachineTag:
        return {""}
    return set(rows.values_list("namespace", flat=True)) or {""}


def stamped_row(model: type[Component], owner: models.Model, values: Values, actor: Actor, now: Any) -> Component:
    """A component of the owner that the actor adds now; not stored yet."""
    row = model(entity=owner, created=now, created_by=actor.name)
    _assign(row, values)
    if isinstance(row, Changeable):
        row.modified, row.modified_by = now, actor.name
    return row


def _assign(row: models.Model, values: Values) -> None:
    for attribute, value in values.items():
        field: Any = row._meta.get_field(attribute)
        setattr(row, attribute, field.get_default() if value is None and field.has_default() else value)


def _demote_others(entity: Entity, row: Component) -> None:
    """Of each type at most one contact is primary: the one that came last (4.2)."""
    if isinstance(row, Contact) and row.primary and row.type is not None:
        others = type(row)._default_manager.filter(entity=entity, type=row.type, primary=True)
        others.exclude(pk=row.pk).update(primary=False)
