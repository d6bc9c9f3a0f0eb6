"""Imports entities in the form that the API serves: keys and stamps kept, any number of times.

Set-based, one transaction a file: existing entities are compared, references resolved, and everything new is sent by
COPY with its JSON composed in memory. A bad entity is reported with its position and does not stop the rest.
"""

import contextlib
import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
from django.db import models, transaction
from django.utils import timezone

from entities.exceptions import RegistryError
from entities.models import ENTITIES, WORDS, Dataset, Entity, MachineTag, Network, NetworkConstituent, Organization
from entities.permissions import Actor
from entities.services import bulk, doi, history, rendering, wording
from entities.services.composition import Material, compose, sort_as_listed
from entities.services.exchange.arrivals import Arrival, read_arrival
from entities.services.exchange.placeholders import make_placeholders
from entities.services.exchange.references import ordered, sound
from entities.services.wording import worded
from entities.signals import entities_changed

BATCH = 1000
_COMPUTED = ("numPublishedDatasets", "numConstituents", "contactsCitation", "citation", "doi")
_TELLING_FIELDS = {
    "publishingOrganizationKey": "dataset",
    "endorsingNodeKey": "organization",
    "organizationKey": "installation",
    "participationStatus": "node",
}


@dataclass(slots=True)
class Report:
    """What an import did: counts, and each refused entity with its position in the file (from 0) and the reason."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    placeholders: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


def kind_of(bodies: Sequence[Any]) -> type[Entity]:
    """Which of the five kinds a file holds, told by the fields of its entities; ValueError where none fits."""
    found = Counter(
        slug
        for body in bodies[:100]
        if isinstance(body, dict)
        for name, slug in _TELLING_FIELDS.items()
        if name in body
    )
    if not found and any(isinstance(body, dict) and "title" in body for body in bodies):
        return Network
    if not found:
        raise ValueError("holds no entities: expected a JSON array of one kind, as the API serves them")
    slug = found.most_common(1)[0][0]
    return next(model for model in ENTITIES if model.slug == slug)


@transaction.atomic
def import_entities(
    model: type[Entity],
    bodies: Sequence[Any],
    *,
    actor: Actor,
    create_missing: bool = False,
    on_progress: Callable[[int], None] = lambda count: None,
) -> Report:
    """Bring the entities in; `on_progress` hears how many more of them are done."""
    now = history.begin(actor)
    report, neighbours = Report(), defaultdict[type[Entity], set[UUID]](set)
    for count, read in _batches(model, ordered(model, bodies), report):
        with _cycles_unsought():
            arrivals = _changed(model, read, report)
            if create_missing:
                report.placeholders += make_placeholders(arrivals, actor, now)
            arrivals = sound(arrivals, report.refused)
            _store(model, arrivals, report)
            for kind, keys in _neighbours(model, arrivals):
                neighbours[kind].update(keys)
        on_progress(count)
    rendering.refresh(neighbours)
    bulk.advance_sequences(_tables(model))
    report.refused.sort()
    return report


def count_anew(kinds: Iterable[type[Entity]]) -> None:
    """Let the database look at the tables of these kinds anew; once after all files that brought much."""
    tables = [table for model in kinds for table in (WORDS[model], *_tables(model))]
    if tables:
        bulk.count_anew([*ENTITIES, NetworkConstituent, *tables])


@contextlib.contextmanager
def _cycles_unsought() -> Iterator[None]:
    """Rows by the ten thousand hold no cycles; to look for some among them takes a third of an import's time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _batches(
    model: type[Entity], entries: list[tuple[int, Any]], report: Report
) -> Iterator[tuple[int, list[Arrival]]]:
    """So many entities, and what was read of them; the next ones are read while the database is at work on these."""
    seen: set[UUID] = set()
    batches = [entries[start : start + BATCH] for start in range(0, len(entries), BATCH)]
    with ThreadPoolExecutor(1) as reader:
        ahead = [reader.submit(_read, model, batch, seen, report) for batch in batches[:1]]
        for number, batch in enumerate(batches, start=1):
            arrivals = ahead.pop().result()
            ahead = [reader.submit(_read, model, following, seen, report) for following in batches[number : number + 1]]
            yield len(batch), arrivals


def _read(model: type[Entity], entries: list[tuple[int, Any]], seen: set[UUID], report: Report) -> list[Arrival]:
    arrivals = []
    for position, body in entries:
        try:
            arrival = read_arrival(model, position, body)
        except RegistryError as error:
            report.refused.append((position, str(error)))
            continue
        if arrival.entity.pk in seen:
            report.refused.append((position, f"key: {arrival.entity.pk} stands in the file twice"))
            continue
        seen.add(arrival.entity.pk)
        arrivals.append(arrival)
    return arrivals


def _changed(model: type[Entity], arrivals: list[Arrival], report: Report) -> list[Arrival]:
    """Those that are new or differ from what is stored."""
    keys = [arrival.entity.pk for arrival in arrivals]
    stored = dict(model.objects.filter(pk__in=keys).values_list("pk", "rendered"))
    fresh, differing = [], []
    for arrival in arrivals:
        if arrival.entity.pk not in stored:
            fresh.append(arrival)
        elif _essence(stored[arrival.entity.pk]) == _essence(compose(arrival.entity, arrival.material)[0]):
            report.unchanged += 1
        else:
            differing.append(arrival)
    for arrival in differing:
        arrival.entity._state.adding = False
    return fresh + differing


def _essence(text: str) -> dict[str, Any]:
    """The JSON without what is computed from elsewhere."""
    values = orjson.loads(text.replace("\x01", ""))
    citation = values.get("citation", {})
    essence = {name: value for name, value in values.items() if name not in _COMPUTED}
    return essence | {"citationIdentifier": citation.get("identifier")}


def _store(model: type[Entity], arrivals: list[Arrival], report: Report) -> None:
    tables: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for arrival in arrivals:
        for row in arrival.rows():
            tables[type(row)].append(row)
    for rows in tables.values():
        bulk.give_keys(rows)
    _connect(arrivals)
    _complete(model, arrivals)
    differing = [arrival.entity for arrival in arrivals if not arrival.entity._state.adding]
    bulk.copy_rows([arrival.entity for arrival in arrivals if arrival.entity._state.adding])
    for table in model.embedded().values():
        table._default_manager.filter(entity__in=differing).delete()
    for entity in differing:
        entity.save(force_update=True)
    for rows in tables.values():
        bulk.copy_rows(rows)
    wording.store(model, [worded(arrival.entity, arrival.material) for arrival in arrivals])
    _join_networks(arrivals)
    report.created += len(arrivals) - len(differing)
    report.updated += len(differing)
    keys = [arrival.entity.pk for arrival in arrivals]
    entities_changed.send(sender=model, model=model, keys=keys, kind="created")


def _connect(arrivals: list[Arrival]) -> None:
    """Tags refer to their endpoints, whose keys are known by now; all rows stand in the order of lists."""
    for arrival in arrivals:
        for kind, rows in arrival.components.items():
            sort_as_listed(kind, rows)
        for endpoint, tags in arrival.endpoint_tags:
            for tag in tags:
                tag.entity_id = endpoint.pk  # type: ignore[attr-defined]
            sort_as_listed(MachineTag, tags)


def _complete(model: type[Entity], arrivals: list[Arrival]) -> None:
    """Mint missing DOIs and compose the JSON."""
    publishers: dict[UUID, str] = {}
    if model is Dataset:
        nameless = [arrival.entity for arrival in arrivals if arrival.entity.doi is None]  # type: ignore[attr-defined]
        for dataset, minted in zip(nameless, doi.mint(len(nameless)), strict=True):
            dataset.doi = minted  # type: ignore[attr-defined]
        keys = {arrival.entity.publishing_organization_id for arrival in arrivals}  # type: ignore[attr-defined]
        publishers = dict(Organization.objects.filter(pk__in=keys).values_list("pk", "title"))
    for arrival in arrivals:
        material: Material = arrival.material
        material.publisher = publishers.get(getattr(arrival.entity, "publishing_organization_id", None), "")  # type: ignore[arg-type]
        arrival.entity.rendered, item = compose(arrival.entity, material)
        arrival.entity.rendered_at = timezone.now()
        if model is Dataset:
            arrival.entity.rendered_item = item  # type: ignore[attr-defined]


def _join_networks(arrivals: list[Arrival]) -> None:
    rows = [
        NetworkConstituent(network_id=network, dataset_id=arrival.entity.pk)
        for arrival in arrivals
        for network in arrival.network_keys
    ]
    NetworkConstituent.objects.bulk_create(rows, ignore_conflicts=True)


def _neighbours(model: type[Entity], arrivals: list[Arrival]) -> Iterator[tuple[type[Entity], Iterable[UUID]]]:
    """Entities that show a count of, or a name out of, what came; and those that came before what they count."""
    keys = [arrival.entity.pk for arrival in arrivals]
    if model in (Organization, Network):
        yield model, keys
    if model is Organization:
        renamed = [arrival.entity.pk for arrival in arrivals if not arrival.entity._state.adding]
        yield Dataset, Dataset.objects.filter(publishing_organization__in=renamed).values_list("pk", flat=True)
    if model is Dataset:
        yield Organization, {arrival.entity.publishing_organization_id for arrival in arrivals}  # type: ignore[attr-defined]
        yield Network, {network for arrival in arrivals for network in arrival.network_keys}
        yield Dataset, _parents(keys)


def _parents(keys: list[UUID]) -> set[UUID]:
    """Datasets whose number of constituents may have changed, and parents among what came."""
    above = Dataset.objects.filter(pk__in=keys, parent_dataset__isnull=False).values_list("parent_dataset", flat=True)
    own = Dataset.objects.filter(parent_dataset__in=keys).values_list("parent_dataset", flat=True)
    return {key for key in (*above, *own) if key}


def _tables(model: type[Entity]) -> list[type[models.Model]]:
    """The tables whose keys come with the entities."""
    tables: list[type[models.Model]] = []
    for table in model.embedded().values():
        if table._meta.pk.column == "key":
            tables.append(table)
        tables.extend(table.components.values())
    return tables
