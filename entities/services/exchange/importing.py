"""Imports entities in the form that the API serves: keys and stamps kept, any number of times.

Set-based, one transaction a file: existing entities are compared, references resolved, and everything new is sent by
COPY with its JSON composed in memory. A bad entity is reported with its position and does not stop the rest.
"""

import contextlib
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
from django.db import DataError, IntegrityError, models, transaction
from django.utils import timezone

from entities.models import ENTITIES, WORDS, Dataset, Entity, Network, NetworkConstituent, Organization
from entities.permissions import Actor
from entities.services import bulk, doi, history, rendering, wording
from entities.services.exchange.arrivals import Arrival
from entities.services.exchange.placeholders import make_placeholders
from entities.services.exchange.preparing import batches, publishers
from entities.services.exchange.references import ordered, sound
from entities.services.validation import refusal
from entities.signals import entities_changed

Tables = dict[type[models.Model], list[models.Model]]

_SWITCH_INTERVAL = 0.0005
"""Seconds."""
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
    titles = publishers() if model is Dataset else {}
    with _in_large_steps(), wording.in_large_steps(model):
        for count, read in batches(model, ordered(model, bodies), titles, report.refused):
            arrivals = _changed(model, read, report)
            if create_missing:
                report.placeholders += make_placeholders(arrivals, actor, now)
            arrivals = _stored(model, sound(arrivals, report.refused), report)
            for kind, keys in _neighbours(model, arrivals):
                neighbours[kind].update(keys)
            on_progress(count)
    neighbours[Dataset].update(_of_renamed(titles))
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
def _in_large_steps() -> Iterator[None]:
    """What prepares the next ones hands the interpreter over at once when the database has answered; by default it
    goes on for five milliseconds, each time."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_INTERVAL)
    try:
        with bulk.without_looking_for_cycles():
            yield
    finally:
        sys.setswitchinterval(interval)


def _changed(model: type[Entity], arrivals: list[Arrival], report: Report) -> list[Arrival]:
    """Those that are new or differ from what is stored."""
    keys = [arrival.entity.pk for arrival in arrivals]
    stored = dict(model.objects.filter(pk__in=bulk.any_of(keys)).values_list("pk", "rendered"))
    fresh, differing = [], []
    for arrival in arrivals:
        if arrival.entity.pk not in stored:
            fresh.append(arrival)
        elif _essence(stored[arrival.entity.pk]) == _essence(arrival.text):
            report.unchanged += 1
        else:
            differing.append(arrival)
    for arrival in differing:
        arrival.entity._state.adding = False
    _keep_dois([arrival.entity for arrival in differing])
    return fresh + differing


def _keep_dois(entities: list[Entity]) -> None:
    """A dataset that comes without DOI keeps the one that it has."""
    nameless = {entity.pk: entity for entity in entities if isinstance(entity, Dataset) and entity.doi is None}
    for key, name in Dataset.objects.filter(pk__in=nameless).values_list("pk", "doi"):
        nameless[key].doi = name


def _essence(text: str) -> dict[str, Any]:
    """The JSON without what is computed from elsewhere."""
    values = orjson.loads(text.replace("\x01", ""))
    citation = values.get("citation", {})
    essence = {name: value for name, value in values.items() if name not in _COMPUTED}
    return essence | {"citationIdentifier": citation.get("identifier")}


def _stored(model: type[Entity], arrivals: list[Arrival], report: Report) -> list[Arrival]:
    """Those that were stored: all at once, or each by itself where the database refuses one of them."""
    tables = _by_table(arrivals)
    for rows in tables.values():
        bulk.give_keys(rows)
    _complete(arrivals)
    try:
        with transaction.atomic():
            _store(model, arrivals, tables)
    except (IntegrityError, DataError):
        arrivals = [arrival for arrival in arrivals if _could_be_stored(model, arrival, report)]
    differing = sum(not arrival.entity._state.adding for arrival in arrivals)
    report.created += len(arrivals) - differing
    report.updated += differing
    return arrivals


def _could_be_stored(model: type[Entity], arrival: Arrival, report: Report) -> bool:
    if not sound([arrival], report.refused):
        return False
    try:
        with transaction.atomic():
            _store(model, [arrival], _by_table([arrival]))
    except (IntegrityError, DataError) as error:
        report.refused.append((arrival.position, refusal(error)))
        return False
    return True


def _store(model: type[Entity], arrivals: list[Arrival], tables: Tables) -> None:
    fresh = [arrival for arrival in arrivals if arrival.entity._state.adding]
    differing = [arrival for arrival in arrivals if not arrival.entity._state.adding]
    now = timezone.now()
    for arrival in arrivals:
        arrival.entity.rendered_at = now
    bulk.copy_rows([arrival.entity for arrival in fresh])
    for table in model.embedded().values():
        table._default_manager.filter(entity__in=[arrival.entity for arrival in differing]).delete()
    for arrival in differing:
        arrival.entity.save(force_update=True)
    for rows in tables.values():
        bulk.copy_rows(rows)
    wording.store_new(model, [arrival.wording for arrival in fresh if arrival.wording])
    wording.store(model, [arrival.wording for arrival in differing if arrival.wording])
    _join_networks(arrivals)
    keys = [arrival.entity.pk for arrival in arrivals]
    entities_changed.send(sender=model, model=model, keys=keys, kind="created")


def _by_table(arrivals: list[Arrival]) -> Tables:
    tables: Tables = defaultdict(list)
    for arrival in arrivals:
        for row in arrival.rows():
            tables[type(row)].append(row)
    return tables


def _complete(arrivals: list[Arrival]) -> None:
    """Mint missing DOIs, and make what could not be made ahead."""
    incomplete = [arrival for arrival in arrivals if arrival.wording is None]
    datasets = [arrival.entity for arrival in incomplete if isinstance(arrival.entity, Dataset)]
    nameless = [dataset for dataset in datasets if dataset.doi is None]
    for dataset, minted in zip(nameless, doi.mint(len(nameless)), strict=True):
        dataset.doi = minted
    titles = publishers({dataset.publishing_organization_id for dataset in datasets})
    for arrival in incomplete:
        publisher = getattr(arrival.entity, "publishing_organization_id", None)
        arrival.complete(titles[publisher] if publisher else "")


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


def _of_renamed(titles: dict[UUID, str]) -> Iterable[UUID]:
    """Datasets of publishers that somebody renamed while this import worked with the titles that they had before."""
    now = publishers(titles)
    renamed = [key for key, title in titles.items() if now.get(key) != title]
    return Dataset.objects.filter(publishing_organization__in=renamed).values_list("pk", flat=True)


def _parents(keys: list[UUID]) -> set[UUID]:
    """Datasets whose number of constituents may have changed, and parents among what came."""
    among = bulk.any_of(keys)
    above = Dataset.objects.filter(pk__in=among, parent_dataset__isnull=False).values_list("parent_dataset", flat=True)
    own = Dataset.objects.filter(parent_dataset__in=among).values_list("parent_dataset", flat=True)
    return {key for key in (*above, *own) if key}


def _tables(model: type[Entity]) -> list[type[models.Model]]:
    """The tables whose keys come with the entities."""
    tables: list[type[models.Model]] = []
    for table in model.embedded().values():
        if table._meta.pk.column == "key":
            tables.append(table)
        tables.extend(table.components.values())
    return tables
