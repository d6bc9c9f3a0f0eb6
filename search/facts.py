"""Reads what index documents are made of, for many datasets in a fixed number of statements (dataset-search 7.1)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db.models import QuerySet, Sum
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from entities import models
from entities.models import ChecklistMetrics, Dataset, DatasetArchive, NetworkConstituent
from entities.services.citation import ACCESS_DATE
from entities.vocabulary import DatasetType
from search.told import NOTHING, Told, told

_COLUMNS = (
    "key", "created", "modified", "license", Coalesce("rendered_item", "rendered"), "publishing_organization_id",
    "installation_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Organization:
    """What the index knows of an organization."""

    key: str
    title: str
    country: str | None
    endorsing_node: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """One dataset with its neighbours. `shape` is its public JSON as a single read shows it, with a description that
    is safe to show; `license` the constant."""

    key: UUID
    created: datetime
    modified: datetime
    license: str
    shape: dict[str, Any]
    publisher: Organization
    endorsing_node: str
    installation: str
    installation_title: str
    host: Organization
    networks: tuple[tuple[str, str], ...] = ()
    told: Told = NOTHING
    record_count: int = 0
    name_usages_count: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """Occurrence records and name usages of all datasets together, by which data volume is measured (3.6)."""

    records: int = 0
    names: int = 0


def gather(keys: Sequence[UUID]) -> list[Facts]:
    """The facts of those datasets that are not deleted.

    Each table is asked by its own keys: after a large import a join over four of them may take the database minutes.
    """
    wanted = RawSQL("SELECT unnest(%s::uuid[])", [list(keys)])  # one parameter costs less than five hundred
    rows = list(Dataset.live().filter(pk__in=wanted).order_by().values_list(*_COLUMNS))
    neighbours = _neighbours(rows)
    records, names = _record_counts(wanted), _name_counts(wanted)
    networks, documents = _networks(wanted), told(wanted)
    return [
        replace(
            _facts(row, neighbours),
            networks=tuple(networks.get(row[0], ())),
            told=documents.get(row[0], NOTHING),
            record_count=records.get(row[0], 0),
            name_usages_count=names.get(row[0], 0),
        )
        for row in rows
    ]


def totals() -> Totals:
    """The sums over the whole registry."""
    records = DatasetArchive.objects.filter(dataset__deleted=None).aggregate(sum=Sum("record_count"))["sum"]
    return Totals(records=records or 0, names=sum(_latest_metrics().values_list("usages", flat=True)))


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """Installations (title, key of the organization) and organizations of some datasets, by key."""

    installations: dict[UUID, tuple[str, UUID]]
    organizations: dict[UUID, Organization]


def _neighbours(rows: Sequence[tuple[Any, ...]]) -> _Neighbours:
    publishers, servers = {row[-2] for row in rows}, {row[-1] for row in rows}
    found = models.Installation.objects.filter(pk__in=servers).values_list("pk", "title", "organization_id")
    installations = {key: (title, organization) for key, title, organization in found}
    hosts = {organization for _, organization in installations.values()}
    columns = ("pk", "title", "country", "endorsing_node_id")
    organizations = models.Organization.objects.filter(pk__in=publishers | hosts).values_list(*columns)
    return _Neighbours(
        installations,
        {key: Organization(str(key), title, country, str(node)) for key, title, country, node in organizations},
    )


def _facts(row: tuple[Any, ...], neighbours: _Neighbours) -> Facts:
    key, created, modified, license_, rendered, publisher, installation = row
    title, host = neighbours.installations[installation]
    return Facts(
        key=key,
        created=created,
        modified=modified,
        license=license_,
        shape=orjson.loads(rendered.replace(ACCESS_DATE, "")),
        publisher=neighbours.organizations[publisher],
        endorsing_node=neighbours.organizations[publisher].endorsing_node,
        installation=str(installation),
        installation_title=title,
        host=neighbours.organizations[host],
    )


def _networks(keys: RawSQL) -> dict[UUID, list[tuple[str, str]]]:
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    rows = NetworkConstituent.objects.filter(dataset__in=keys, network__deleted=None).order_by("network")
    for dataset, network, title in rows.values_list("dataset", "network", "network__title"):
        found[dataset].append((str(network), title))
    return found


def _record_counts(keys: RawSQL) -> dict[UUID, int]:
    """Occurrence records of the last good archive of each dataset."""
    return dict(DatasetArchive.objects.filter(dataset__in=keys).values_list("dataset", "record_count"))


def _name_counts(keys: RawSQL) -> dict[UUID, int]:
    """Name usages of the latest metrics of each checklist."""
    return dict(_latest_metrics().filter(dataset__in=keys).values_list("dataset", "usages"))


def _latest_metrics() -> QuerySet[ChecklistMetrics]:
    metrics = ChecklistMetrics.objects.filter(dataset__deleted=None, dataset__type=DatasetType.CHECKLIST)
    return metrics.order_by("dataset_id", "-key").distinct("dataset_id")
