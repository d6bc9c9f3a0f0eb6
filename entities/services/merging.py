"""Merges an entity into another of its kind, and takes that back.

What refers to the absorbed one refers to the survivor afterwards, which also gets those of its identifiers, tags and
comments that it lacks, and its key as an identifier, by which lists find it. The absorbed one is deleted; a dataset
is marked as a duplicate as well. All of it is noted, so that it can be undone while people still remember why.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from entities import permissions
from entities.exceptions import Conflict, WrongState
from entities.models import Dataset, Entity, Identifier, Merge, Network, NetworkConstituent
from entities.permissions import Actor
from entities.services import components, history, lifecycle, rendering
from entities.services.hanging import BROUGHT, Reference, brought_tables, references
from entities.signals import entities_changed, entities_merged
from entities.vocabulary import IdentifierType

AnyEntity = TypeVar("AnyEntity", bound=Entity)

UNDOABLE_FOR = timedelta(days=30)
MOST_MOVED = 5000
"""Entities that one merge moves: it is one transaction, for which the person waits."""
_ATTEMPTS = 10

Key = UUID | int
Plan = dict[Reference, list[Key]]
"""Rows that a merge moves, by the column along which they refer to the entity."""


@transaction.atomic
def merge(absorbed: AnyEntity, survivor: AnyEntity, *, actor: Actor) -> Merge:
    """Let the survivor take the place of the absorbed one.

    WrongState where one of them is deleted, where the survivor refers to the absorbed one, or where too much hangs on
    it.
    """
    for entity in (absorbed, survivor):
        permissions.require_change(actor, entity)
    plan = _held(absorbed, survivor, lambda: _plan(absorbed))
    absorbed, survivor = (lifecycle.find(type(each), each.pk) for each in (absorbed, survivor))
    _check(absorbed, survivor, plan)
    now = history.begin(actor)
    moved: dict[str, list[Key]] = {}
    for reference, keys in plan.items():
        moved[reference.label] = list(keys)
        _point(reference, keys, survivor, actor, now)
    moved |= _brought(absorbed, survivor, actor, now)
    answers: Any = entities_merged.send(sender=type(survivor), former=absorbed, entity=survivor, keys=None)
    for _, answer in answers:
        moved |= answer
    _take_out(absorbed, survivor, actor, now)
    _announce(absorbed, survivor, plan, "deleted")
    return Merge.objects.create(
        kind=survivor.slug, absorbed=absorbed.pk, survivor=survivor.pk, moved=moved, merged=now, merged_by=actor.name
    )


@transaction.atomic
def undo(absorbed: AnyEntity, *, actor: Actor) -> Merge:
    """Give the absorbed entity its place back, and all that was moved and is still at the survivor.

    WrongState where it was not merged, or longer than UNDOABLE_FOR ago.
    """
    done = undoable(absorbed)
    if done is None:
        raise WrongState(f"{absorbed.slug} {absorbed.pk} was not merged within the last {UNDOABLE_FOR.days} days")
    survivor = lifecycle.find(type(absorbed), done.survivor)
    for entity in (absorbed, survivor):
        permissions.require_change(actor, entity)
    back = _held(absorbed, survivor, lambda: _left(done, survivor))
    absorbed = lifecycle.find(type(absorbed), absorbed.pk)
    now = history.begin(actor)
    for reference, keys in back.items():
        _point(reference, keys, absorbed, actor, now)
    for kind, table in brought_tables(type(survivor)):
        table._default_manager.filter(entity=survivor, pk__in=done.moved.get(kind.relation, ())).delete()
    entities_merged.send(sender=type(survivor), former=survivor, entity=absorbed, keys=done.moved)
    _bring_back(absorbed, survivor, actor, now)
    _announce(absorbed, survivor, back, "restored")
    done.undone = now
    done.save(update_fields=["undone"])
    return done


def undoable(absorbed: Entity) -> Merge | None:
    """The merge by which the entity was deleted, as long as it can be undone."""
    if not absorbed.is_deleted:
        return None
    return _merges(absorbed).filter(merged__gt=timezone.now() - UNDOABLE_FOR).first()


def survivor_of(absorbed: Entity) -> Entity | None:
    """The entity that took the place of a deleted one."""
    done = _merges(absorbed).first() if absorbed.is_deleted else None
    kind: Any = type(absorbed)
    return kind.objects.filter(pk=done.survivor).defer("rendered").first() if done else None


def _merges(absorbed: Entity) -> models.QuerySet[Merge]:
    """The merge by which it is deleted now; one that was restored may be deleted again for other reasons."""
    return Merge.objects.filter(kind=absorbed.slug, absorbed=absorbed.pk, merged=absorbed.deleted, undone=None)


def similar(entity: AnyEntity, most: int = 5) -> list[AnyEntity]:
    """Live entities of the kind that may be the same: they share an identifier, or their names hold all its words."""
    kind: Any = type(entity)
    others = kind.objects.live().exclude(pk=entity.pk).defer("rendered")
    identifiers = kind.components[Identifier]._default_manager
    names = identifiers.filter(entity=entity.pk).values("identifier")
    sharing = others.filter(pk__in=identifiers.filter(identifier__in=names).values("entity"))
    found = {each.pk: each for each in (*sharing[:most], *others.named_like(entity.title)[:most])}
    return list(found.values())[:most]


def _held(absorbed: Entity, survivor: Entity, plan: Callable[[], Plan]) -> Plan:
    """What is to be moved, locked together with both and with all whose stored JSON shows one of them."""
    for _ in range(_ATTEMPTS):
        before = transaction.savepoint()
        planned = plan()
        rendering.lock(_affected(absorbed, survivor, planned))
        if plan() == planned:
            transaction.savepoint_commit(before)
            return planned
        transaction.savepoint_rollback(before)
    raise Conflict(f"{absorbed.slug} {absorbed.pk} is being changed by many at once")


def _plan(absorbed: Entity) -> Plan:
    """What refers to an entity."""
    return {
        reference: list(reference.rows(absorbed.pk).order_by("pk").values_list("pk", flat=True)[: MOST_MOVED + 1])
        for reference in references(type(absorbed))
    }


def _affected(absorbed: Entity, survivor: Entity, plan: Plan) -> dict[type[Entity], set[Any]]:
    """The entities whose stored JSON a merge rewrites."""
    both = {type(absorbed): [absorbed.pk, survivor.pk]}
    affected: dict[type[Entity], set[Any]] = lifecycle.merged(
        both, lifecycle.neighbours(absorbed), lifecycle.neighbours(survivor)
    )
    for reference, keys in plan.items():
        if reference.model is NetworkConstituent:
            rows = NetworkConstituent.objects.filter(pk__in=keys).values_list("network", "dataset")
            affected[Network].update(network for network, _ in rows)
            affected[Dataset].update(dataset for _, dataset in rows)
        else:
            affected[reference.model].update(keys)
    return affected


def _check(absorbed: Entity, survivor: Entity, plan: Plan) -> None:
    if absorbed.pk == survivor.pk:
        raise WrongState(f"{absorbed.slug} {absorbed.pk} cannot be merged into itself")
    for entity in (absorbed, survivor):
        if entity.is_deleted:
            raise WrongState(f"{entity.slug} {entity.pk} is deleted")
    for reference, keys in plan.items():
        if survivor.pk in keys:
            raise WrongState(f"{survivor.slug} {survivor.pk} names it as its {reference.name.replace('_', ' ')}")
        if len(keys) > MOST_MOVED:
            raise WrongState(f"more than {MOST_MOVED:,} {reference.model._meta.verbose_name_plural} hang on it")


def _point(reference: Reference, keys: Sequence[Key], entity: Entity, actor: Actor, now: datetime) -> None:
    """Let the rows refer to the entity; a membership that it has already stays where it is."""
    rows = reference.model._default_manager.filter(pk__in=keys)
    if reference.model is NetworkConstituent:
        other = "dataset" if reference.name == "network" else "network"
        rows.exclude(**{f"{other}__in": reference.rows(entity.pk).values(other)}).update(**{reference.name: entity})
    else:
        rows.update(**{reference.name: entity, "modified": now, "modified_by": actor.name})


def _left(done: Merge, survivor: Entity) -> Plan:
    """What a merge moved and nobody moved since."""
    plan = {}
    for reference in references(type(survivor)):
        moved = reference.rows(survivor.pk).filter(pk__in=done.moved.get(reference.label, ()))
        plan[reference] = list(moved.order_by("pk").values_list("pk", flat=True))
    return plan


def _brought(absorbed: Entity, survivor: Entity, actor: Actor, now: datetime) -> dict[str, list[Key]]:
    """Give the survivor what it lacks, and the names of the absorbed one; answers the keys of the new rows."""
    brought: dict[str, list[Key]] = {}
    for kind, table in brought_tables(type(survivor)):
        names = BROUGHT[kind]
        rows = table._default_manager.filter(entity=absorbed).order_by("pk").values(*names)
        wanted = [*rows, *(_names_of(absorbed) if kind is Identifier else ())]
        present = list(table._default_manager.filter(entity=survivor).values(*names))
        brought[kind.relation] = []
        for values in wanted:
            if values not in present:
                present.append(values)
                row = components.stamped_row(table, survivor, values, actor, now)
                row.save(force_insert=True)
                brought[kind.relation].append(row.pk)
    return brought


def _names_of(absorbed: Entity) -> Iterator[dict[str, str]]:
    yield {"type": IdentifierType.UUID.value, "identifier": str(absorbed.pk)}
    if isinstance(absorbed, Dataset) and absorbed.doi:
        yield {"type": IdentifierType.DOI.value, "identifier": absorbed.doi}


def _take_out(absorbed: Entity, survivor: Entity, actor: Actor, now: datetime) -> None:
    absorbed.deleted, absorbed.modified, absorbed.modified_by = now, now, actor.name
    if isinstance(absorbed, Dataset):
        absorbed.duplicate_of_dataset = survivor  # type: ignore[assignment]
    absorbed.save(update_fields=_columns_of_state(absorbed))


def _bring_back(absorbed: Entity, survivor: Entity, actor: Actor, now: datetime) -> None:
    absorbed.deleted, absorbed.modified, absorbed.modified_by = None, now, actor.name
    if isinstance(absorbed, Dataset) and absorbed.duplicate_of_dataset_id == survivor.pk:
        absorbed.duplicate_of_dataset = None
    absorbed.save(update_fields=_columns_of_state(absorbed))


def _columns_of_state(entity: Entity) -> list[str]:
    return ["deleted", "modified", "modified_by", *(["duplicate_of_dataset"] if isinstance(entity, Dataset) else [])]


def _announce(absorbed: Entity, survivor: Entity, moved: Plan, kind: str) -> None:
    affected = _affected(absorbed, survivor, moved)
    rendering.refresh(affected)
    for model, keys in affected.items():
        others = keys - {absorbed.pk}
        entities_changed.send(sender=model, model=model, keys=list(others), kind="changed")
    entities_changed.send(sender=type(absorbed), model=type(absorbed), keys=[absorbed.pk], kind=kind)
