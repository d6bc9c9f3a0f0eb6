"""Resources that a source lists and the datasets of the registry: which is which, and what is told of it (contract E).

A resource may have been registered long before: by its own toolkit, by another registry, by hand. It is found again by
keys and addresses, never by its title; what belongs to somebody else is a conflict that changes nothing.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from entities.models import Dataset, Endpoint, Identifier, MachineTag
from entities.permissions import Actor
from entities.services import components, crawling, lifecycle
from entities.vocabulary import DatasetType, EndpointType, IdentifierType
from harvesting.models import HarvestedDocument, HarvestSource
from harvesting.protocols import PROTOCOLS, Resource
from harvesting.protocols.resources import address_key
from harvesting.vocabulary import ArchivePolicy

RESOURCE_TAG = "resource"
"""Name of the machine tag, in the harvests' namespace, with a resource's short name."""
LISTED_BY_TAG = "listedBy"
"""Name of the machine tag on endpoints that a source's list brought; its value is the source."""
USUAL_ARCHIVE = 100_000_000
"""Bytes of an archive that is fetched without being asked for, unless it is a checklist's (E.4)."""
METASYNC = "metasync.gbif.org"


def enrol_all(source: HarvestSource, found: Iterable[tuple[UUID, Resource | None]], *, actor: Actor) -> None:
    """Tell the datasets what the source's list says of them, and ask for their archives."""
    for key, resource in found:
        dataset = Dataset.objects.get(pk=key)
        if resource is not None and not dataset.is_deleted:
            _enrol(source, dataset, resource, actor)


def _enrol(source: HarvestSource, dataset: Dataset, resource: Resource, actor: Actor) -> None:
    _identify(dataset, resource, actor)
    _connect(source, dataset, resource, actor)
    _tag(dataset, settings.HARVEST_MACHINE_TAG_NAMESPACE, RESOURCE_TAG, resource.name, actor)
    records = None if resource.records is None else str(resource.records)
    _tag(dataset, METASYNC, "declaredCount", records, actor)
    if dataset.installation_id != source.installation_id and dataset.installation.is_deleted:
        lifecycle.change(dataset, {"installation_id": source.installation_id}, actor=actor)
    _ask_for_archive(source, dataset, resource, actor)


def _identify(dataset: Dataset, resource: Resource, actor: Actor) -> None:
    """Missing identifiers are added, none is removed."""
    rows = components.table(Dataset, Identifier).filter(entity=dataset)
    known = set(rows.values_list("type", "identifier"))
    for kind, text in ((IdentifierType.UUID.value, resource.key), (IdentifierType.URL.value, resource.page)):
        if text and text != str(dataset.pk) and (kind, text) not in known:
            components.add(dataset, Identifier, {"type": kind, "identifier": text}, actor=actor)


def _connect(source: HarvestSource, dataset: Dataset, resource: Resource, actor: Actor) -> None:
    """The endpoints that this source brought give way to those that it lists now; all others stay."""
    tag = {"namespace": settings.HARVEST_MACHINE_TAG_NAMESPACE, "name": LISTED_BY_TAG, "value": source.pk}
    tags: Any = Dataset.components[Endpoint].components[MachineTag]._default_manager
    ours = set(tags.filter(entity__entity=dataset, **tag).values_list("entity", flat=True))
    rows = components.table(Dataset, Endpoint).filter(entity=dataset).values_list("pk", "type", "url")
    stored = [(pk, kind, url or "") for pk, kind, url in rows]
    outdated = [pk for pk, kind, url in stored if pk in ours and (kind, url) not in resource.endpoints]
    if outdated:
        components.remove(dataset, Endpoint, actor=actor, pk__in=outdated)
    present = {(kind, address_key(url)) for pk, kind, url in stored if pk not in outdated}
    for kind, url in resource.endpoints:
        if (kind, address_key(url)) not in present:
            components.add(dataset, Endpoint, {"type": kind, "url": url}, actor=actor, machine_tags=[tag])


def _tag(dataset: Dataset, namespace: str, name: str, value: str | None, actor: Actor) -> None:
    """The one machine tag of that name; None takes it away."""
    rows = components.table(Dataset, MachineTag).filter(entity=dataset, namespace=namespace, name=name)
    if list(rows.values_list("value", flat=True)) == ([] if value is None else [value]):
        return
    components.remove(dataset, MachineTag, actor=actor, namespace=namespace, name=name)
    if value is not None:
        components.add(dataset, MachineTag, {"namespace": namespace, "name": name, "value": value}, actor=actor)


def _ask_for_archive(source: HarvestSource, dataset: Dataset, resource: Resource, actor: Actor) -> None:
    is_readable = resource.archive and resource.archive_type == EndpointType.DWC_ARCHIVE
    if not is_readable or source.archives == ArchivePolicy.NEVER:
        return
    is_unlimited = source.archives == ArchivePolicy.ALWAYS or resource.kind == DatasetType.CHECKLIST
    crawling.request(dataset, actor=actor, most_bytes=None if is_unlimited else USUAL_ARCHIVE)


def release(source: HarvestSource, gone: "QuerySet[HarvestedDocument]", *, actor: Actor) -> None:
    """Let go of datasets that outlive what the source lists: registered before, or locked. They lose its tag (E.5)."""
    if not PROTOCOLS[source.harvest_type].finds_resources:
        return
    rows = gone.filter(dataset__isnull=False).select_related("dataset")
    kept = [row for row in rows if row.adopted or (row.dataset and row.dataset.locked_for_auto_update)]
    for row in kept:
        if row.dataset is not None:
            _tag(row.dataset, settings.HARVEST_MACHINE_TAG_NAMESPACE, RESOURCE_TAG, None, actor)
    HarvestedDocument.objects.filter(pk__in=[row.pk for row in kept]).update(dataset=None, adopted=False)
