"""Where a harvested dataset holds what a person wrote, and what its source says instead; accept or keep.

Nothing of it happens by itself: a source never overwrites a person, and a person decides once for each value.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from entities import permissions
from entities.exceptions import WrongState
from entities.models import Contact, Dataset, Endpoint
from entities.models.components import Component
from entities.models.provenance import FieldProvenance
from entities.permissions import Actor
from entities.services import components, history, lifecycle
from entities.services.application import contact_values, endpoint_values, source_mark
from entities.services.curation import COMPONENTS, is_waiting, judged

__all__ = ["Difference", "accept", "keep", "of_dataset"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: `ours` is what the dataset holds, `said` what the source would say.

    `waits` tells that the source says something new and nobody has decided; `declined_by` who kept ours against it.
    """

    field: str
    ours: Any
    said: Any
    waits: bool
    declined_by: str = ""


def of_dataset(dataset: Dataset) -> list[Difference]:
    """All fields in which people changed what the dataset's document had set."""
    past = FieldProvenance.objects.filter(dataset=dataset.pk).first()
    return _differences(dataset, past) if past else []


@transaction.atomic
def accept(dataset: Dataset, field: str, *, actor: Actor) -> Difference:
    """Take over what the source says; from then on its documents set the field again.

    WrongState where the source says nothing else. The change is the actor's, and obeys all rules of a change.
    """
    past, found = _held(dataset, field, actor)
    if field in COMPONENTS:
        _ACCEPT[field](dataset, past, found.said, actor)
        past.given[field] = judged(field, found.said)
    else:
        lifecycle.change(dataset, {field: found.said}, actor=actor)
        past.given[field] = found.said
    past.differences.pop(field, None)
    past.decisions.pop(field, None)
    _save(past)
    return found


@transaction.atomic
def keep(dataset: Dataset, field: str, *, actor: Actor) -> Difference:
    """Keep ours; the difference waits no more until the source says something else again."""
    past, found = _held(dataset, field, actor)
    now = history.begin(actor)
    past.differences[field] = found.said
    past.decisions[field] = {"said": found.said, "by": actor.name, "at": now.isoformat()}
    _save(past)
    return found


def _held(dataset: Dataset, field: str, actor: Actor) -> tuple[FieldProvenance, Difference]:
    permissions.require_change(actor, dataset)
    dataset.refresh_from_db()
    past = FieldProvenance.objects.select_for_update(no_key=True).filter(dataset=dataset.pk).first()
    found = next((each for each in _differences(dataset, past) if each.field == field), None) if past else None
    if past is None or found is None:
        raise WrongState(f"The source says nothing else about {field} of dataset {dataset.pk}")
    return past, found


def _differences(dataset: Dataset, past: FieldProvenance) -> list[Difference]:
    return [found for name in past.given if (found := _difference(dataset, past, name))]


def _difference(dataset: Dataset, past: FieldProvenance, name: str) -> Difference | None:
    """None where the field is as a document left it, or says the same as the source by now."""
    ours, given = _shown(dataset, past, name), past.given[name]
    said = past.differences.get(name, given)
    if name == "identifiers" or judged(name, ours) in (given, judged(name, said)):
        return None
    decision = past.decisions.get(name)
    declined_by = decision["by"] if decision and decision["said"] == said else ""
    waits = name in past.differences and is_waiting(name, said, past.given, past.decisions)
    return Difference(name, ours, said, waits, declined_by)


def _shown(dataset: Dataset, past: FieldProvenance, name: str) -> Any:
    if name == "contacts":
        return [contact_values(row) for row in _rows(dataset, Contact, pk__in=past.contacts)]
    if name == "endpoints":
        return endpoint_values(_brought_endpoints(dataset, past))
    return None if name == "identifiers" else getattr(dataset, name)


def _rows(dataset: Dataset, kind: type[Component], **which: Any) -> Any:
    return dataset.components[kind]._default_manager.filter(entity=dataset, **which).order_by("pk")


def _brought_endpoints(dataset: Dataset, past: FieldProvenance) -> Sequence[Any]:
    mark = dict(zip(("namespace", "name", "value"), source_mark(past.source), strict=True))
    return _rows(dataset, Endpoint, **{f"machine_tags__{name}": value for name, value in mark.items()})


def _accept_contacts(dataset: Dataset, past: FieldProvenance, said: list[dict[str, Any]], actor: Actor) -> None:
    components.remove(dataset, Contact, actor=actor, pk__in=past.contacts)
    past.contacts = [components.add(dataset, Contact, values, actor=actor).pk for values in said]


def _accept_endpoints(dataset: Dataset, past: FieldProvenance, said: list[list[Any]], actor: Actor) -> None:
    brought = [row.pk for row in _brought_endpoints(dataset, past)]
    components.remove(dataset, Endpoint, actor=actor, pk__in=brought)
    tag = dict(zip(("namespace", "name", "value"), source_mark(past.source), strict=True))
    for kind, url, description in said:
        values = {"type": kind, "url": url, "description": description}
        components.add(dataset, Endpoint, values, actor=actor, machine_tags=[tag])


_ACCEPT: dict[str, Callable[[Dataset, FieldProvenance, list[Any], Actor], None]] = {
    "contacts": _accept_contacts,
    "endpoints": _accept_endpoints,
}


def _save(past: FieldProvenance) -> None:
    said = past.differences.items()
    past.waiting = sum(is_waiting(name, value, past.given, past.decisions) for name, value in said)
    past.save(update_fields=["given", "contacts", "differences", "decisions", "waiting"])
