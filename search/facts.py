"""Reads what index documents are made of, for many datasets in a fixed number of statements (dataset-search 7.1)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db.models import QuerySet, Sum

from entities.exceptions import UnreadableDocument
from entities.metadata.xml import read_xml
from entities.models import ChecklistMetrics, Dataset, DatasetArchive, MetadataDocument, NetworkConstituent
from entities.services import preference
from entities.services.citation import ACCESS_DATE
from entities.vocabulary import DatasetType

_COLUMNS = (
    "key", "created", "modified", "license", "rendered", "publishing_organization_id", "publishing_organization__title",
    "publishing_organization__country", "publishing_organization__endorsing_node_id", "installation_id",
    "installation__title", "installation__organization_id", "installation__organization__title",
    "installation__organization__country",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Organization:
    """What a result tells of an organization."""

    key: str
    title: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """One dataset with its neighbours. `shape` is its public JSON, `license` the constant."""

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
    metadata_text: str = ""
    record_count: int = 0
    name_usages_count: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """Occurrence records and name usages of all datasets together, by which data volume is measured (3.6)."""

    records: int = 0
    names: int = 0


def gather(keys: Sequence[UUID]) -> list[Facts]:
    """The facts of those datasets that are not deleted."""
    rows = Dataset.live().filter(pk__in=keys).order_by().values_list(*_COLUMNS)
    networks, texts, counts = _networks(keys), _metadata_texts(keys), (_record_counts(keys), _name_counts(keys))
    return [_facts(row, networks, texts, *counts) for row in rows]


def totals() -> Totals:
    """The sums over the whole registry."""
    records = DatasetArchive.objects.filter(dataset__deleted=None).aggregate(sum=Sum("record_count"))["sum"]
    return Totals(records=records or 0, names=sum(_latest_metrics().values_list("usages", flat=True)))


def _facts(
    row: tuple[Any, ...],
    networks: dict[UUID, list[tuple[str, str]]],
    texts: dict[UUID, str],
    records: dict[UUID, int],
    names: dict[UUID, int],
) -> Facts:
    key, created, modified, license_, rendered, publisher, publisher_title, publisher_country, node, *rest = row
    installation, installation_title, host, host_title, host_country = rest
    return Facts(
        key=key,
        created=created,
        modified=modified,
        license=license_,
        shape=orjson.loads(rendered.replace(ACCESS_DATE, "")),
        publisher=Organization(str(publisher), publisher_title, publisher_country),
        endorsing_node=str(node),
        installation=str(installation),
        installation_title=installation_title,
        host=Organization(str(host), host_title, host_country),
        networks=tuple(networks.get(key, ())),
        metadata_text=texts.get(key, ""),
        record_count=records.get(key, 0),
        name_usages_count=names.get(key, 0),
    )


def _networks(keys: Sequence[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    rows = NetworkConstituent.objects.filter(dataset__in=keys, network__deleted=None).order_by("network")
    for dataset, network, title in rows.values_list("dataset", "network", "network__title"):
        found[dataset].append((str(network), title))
    return found


def _metadata_texts(keys: Sequence[UUID]) -> dict[UUID, str]:
    """The text of the document that decides about each dataset: elements and attributes."""
    best: dict[UUID, tuple[tuple[bool, int], bytes]] = {}
    rows = MetadataDocument.objects.filter(dataset__in=keys)
    for dataset, kind, is_chosen, content in rows.values_list("dataset", "type", "is_chosen", "content"):
        rank = preference.rank(kind, is_chosen)
        if dataset not in best or rank < best[dataset][0]:
            best[dataset] = rank, bytes(content)
    return {dataset: _text(content) for dataset, (_, content) in best.items()}


def _text(content: bytes) -> str:
    try:
        root = read_xml(content)
    except UnreadableDocument:
        return ""
    parts: list[str] = []
    for element in root.iter():
        parts += (text for text in (element.text, element.tail, *element.attrib.values()) if text)
    return " ".join(" ".join(parts).split())


def _record_counts(keys: Sequence[UUID]) -> dict[UUID, int]:
    """Occurrence records of the last good archive of each dataset."""
    return dict(DatasetArchive.objects.filter(dataset__in=keys).values_list("dataset", "record_count"))


def _name_counts(keys: Sequence[UUID]) -> dict[UUID, int]:
    """Name usages of the latest metrics of each checklist."""
    return dict(_latest_metrics().filter(dataset__in=keys).values_list("dataset", "usages"))


def _latest_metrics() -> QuerySet[ChecklistMetrics]:
    metrics = ChecklistMetrics.objects.filter(dataset__deleted=None, dataset__type=DatasetType.CHECKLIST)
    return metrics.order_by("dataset_id", "-key").distinct("dataset_id")
