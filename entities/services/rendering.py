"""Keeps each entity's stored JSON true.

Registries are read thousands of times for each write, so a read serves stored text, and every change rewrites the
texts that it touches in its own transaction: the entity's, and those of entities that show a count or a title of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

import orjson
from django.db import connection, models
from django.db.models import Count

from entities.models import ENTITIES, Dataset, Entity, Network, NetworkConstituent, Organization
from entities.models.components import Endpoint, MachineTag
from entities.services import bulk, wording
from entities.services.citation import ACCESS_DATE
from entities.services.composition import Material, compose
from entities.services.wording import Wording, worded

BATCH = 500
"""Entities composed at once: bounds memory, and the length of one statement."""

Affected = Mapping[type[Entity], Iterable[UUID]]
"""Keys of entities, by their class."""

_STORED_TEXT = {model: ("rendered", "rendered_item") if model is Dataset else ("rendered",) for model in ENTITIES}


def served(text: str) -> str:
    """Stored JSON as a read answers it: today's date stands in the citations."""
    return text.replace(ACCESS_DATE, datetime.now(tz=UTC).date().isoformat())


def lock(affected: Affected) -> None:
    """Hold the rows whose stored JSON this transaction will rewrite, always in one order, so that none deadlock.

    Counts are computed after the lock is held, so that of two changes at once the later one sees both.
    """
    for model in ENTITIES:
        keys = sorted(set(affected.get(model, ())))
        if keys:
            list(model.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def refresh(affected: Affected) -> None:
    """Rewrite the stored JSON of the given entities."""
    for model in ENTITIES:
        keys = sorted(set(affected.get(model, ())))
        for start in range(0, len(keys), BATCH):
            with bulk.without_looking_for_cycles():
                _write(model, list(_composed(model, keys[start : start + BATCH])))


def differences(model: type[Entity]) -> Iterator[UUID]:
    """Keys of entities whose stored JSON or words are not what would be computed now; none in a healthy registry."""
    keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        rows = model.objects.filter(pk__in=batch).values_list("pk", *_STORED_TEXT[model])
        stored, words = {key: texts for key, *texts in rows}, wording.stored(model, batch)
        for found, *texts in _composed(model, batch):
            if stored[found.key] != texts[: len(stored[found.key])] or words.get(found.key) != found:
                yield found.key


def _composed(model: type[Entity], keys: Sequence[UUID]) -> Iterator[tuple[Wording, str, str | None]]:
    materials = gather(model, keys)
    for entity in model.objects.filter(pk__in=keys).defer(*_STORED_TEXT[model]):
        yield worded(entity, materials[entity.pk]), *compose(entity, materials[entity.pk])


def gather(model: type[Entity], keys: Sequence[UUID]) -> dict[UUID, Material]:
    """What the JSON of the given entities is made of, in a fixed number of statements."""
    found = {key: Material() for key in keys}
    for kind, table in model.embedded().items():
        by_entity: dict[UUID, list[models.Model]] = defaultdict(list)
        for row in table._default_manager.filter(entity__in=keys).order_by("entity", *kind.list_order):
            by_entity[row.entity_id].append(row)
        for key, rows in by_entity.items():
            found[key].rows[kind] = rows
    has_endpoints = any(Endpoint in material.rows for material in found.values())
    tags = _endpoint_tags(model, keys) if has_endpoints else {}
    counts, networks, publishers = _counts(model, keys), _network_keys(model, keys), _publishers(model, keys)
    for key, material in found.items():
        material.endpoint_tags = tags
        material.count = counts.get(key, 0)
        material.network_keys = networks.get(key, ())
        material.publisher = publishers.get(key, "")
    return found


def _endpoint_tags(model: type[Entity], keys: Sequence[UUID]) -> dict[int, list[models.Model]]:
    tags: dict[int, list[models.Model]] = defaultdict(list)
    table = model.components[Endpoint].components[MachineTag]
    for tag in table._default_manager.filter(entity__entity__in=keys).order_by(*MachineTag.list_order):
        tags[tag.entity_id].append(tag)
    return tags


def _counts(model: type[Entity], keys: Sequence[UUID]) -> dict[UUID, int]:
    """Live published datasets, live constituents of a dataset, live constituents of a network."""
    if model is Network:
        rows = NetworkConstituent.objects.filter(network__in=keys, dataset__deleted=None)
        return dict(rows.values_list("network").annotate(Count("pk")))
    column = {Organization: "publishing_organization", Dataset: "parent_dataset"}.get(model)
    if column is None:
        return {}
    datasets = Dataset.objects.live().filter(**{f"{column}__in": keys})  # type: ignore[attr-defined]
    return dict(datasets.order_by().values_list(column).annotate(Count("pk")))


def _network_keys(model: type[Entity], keys: Sequence[UUID]) -> dict[UUID, list[str]]:
    networks: dict[UUID, list[str]] = defaultdict(list)
    if model is Dataset:
        memberships = NetworkConstituent.objects.filter(dataset__in=keys, network__deleted=None)
        for dataset, network in memberships.order_by("network").values_list("dataset", "network"):
            networks[dataset].append(str(network))
    return networks


def _publishers(model: type[Entity], keys: Sequence[UUID]) -> dict[UUID, str]:
    if model is not Dataset:
        return {}
    return dict(Dataset.objects.filter(pk__in=keys).values_list("pk", "publishing_organization__title"))


def _write(model: type[Entity], composed: list[tuple[Wording, str, str | None]]) -> None:
    words = [found for found, _, _ in composed]
    item_column = ", rendered_item = new.item" if model is Dataset else ""
    # As one JSON text: in an array of texts, psycopg would look for each of their quotation marks by itself.
    rows = [{"key": found.key, "text": text, "item": item} for found, text, item in composed]
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{model._meta.db_table}" AS old'  # noqa: S608
            f" SET rendered = new.text, rendered_at = clock_timestamp(){item_column}"
            " FROM json_to_recordset(%s) AS new (key uuid, text text, item text) WHERE old.key = new.key",
            [orjson.dumps(rows).decode()],
        )
    wording.store(model, words)
