"""Which registered dataset a resource is (checklist contract E.3): by keys and addresses, in a fixed order.

1. the dataset of its key; 2. one with an identifier of that key; 3. the one that this source made of it before; 4. one
with an endpoint at its address; 5. one with its DOI. Never by title.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Q

from entities.models import Dataset, Endpoint, Identifier
from entities.services import components
from entities.vocabulary import EndpointType, IdentifierType
from harvesting import records
from harvesting.matching import Placement
from harvesting.models import HarvestedDocument, HarvestRun
from harvesting.protocols import Resource
from harvesting.protocols.resources import address_key

_ADDRESSES = (EndpointType.EML, EndpointType.DWC_ARCHIVE)


def find(run: HarvestRun, placements: Sequence[Placement]) -> list[Placement]:
    """The placements with the datasets that they are, or with the reason why they become none."""
    asked = {
        each.reading.url: each
        for each in placements
        if each.reading.reference.resource and each.reading.record and each.becomes_dataset
    }
    if not asked:
        return list(placements)
    finder = _Finder(run, list(asked.values()))
    return [finder.place(each) if each.reading.url in asked else each for each in placements]


class _Finder:
    """Looks everything up for a whole batch, then decides one by one."""

    def __init__(self, run: HarvestRun, asked: Sequence[Placement]) -> None:
        self._run, self._source = run, run.source
        self.asked = asked
        self._identified = self._by_identifier()
        self._addressed = self._by_address()
        self._named = self._by_doi()
        wanted = {key for each in asked for group in self._candidates(each) for key in group}
        rows = Dataset.objects.filter(pk__in=wanted).select_related("installation").defer("rendered", "rendered_item")
        self._datasets = {row.pk: row for row in rows}
        holders = HarvestedDocument.objects.filter(dataset__in=wanted).select_related("source")
        self._holders = {row.dataset_id: row for row in holders}
        self._listed = records.still_listed(run, {row.url for row in holders if row.source_id == run.source_id})
        self._taken: dict[UUID, str] = {}

    def place(self, placement: Placement) -> Placement:
        """The placement with its dataset, if it is one; else as it is, which makes a new one."""
        found, refusal = self._chosen(placement)
        if found is not None and not refusal:
            refusal = self._conflict(placement, found)
        if refusal:
            return replace(placement, refusal=refusal)
        if found is None:
            return placement
        self._taken[found.pk] = _resource(placement).name
        holder = self._take_over(placement, found.pk)
        return replace(placement, dataset=found.pk, adopts=holder is None or holder.adopted)

    def _chosen(self, placement: Placement) -> tuple[Dataset | None, str]:
        """The first live dataset; else a deleted one that comes back, or the reason why it must not."""
        certain, others = self._candidates(placement)
        for key in (*certain, *others):
            if key in self._datasets and not self._datasets[key].is_deleted:
                return self._datasets[key], ""
        for key in certain:
            if key in self._datasets:
                refusal = "" if self._went_by_itself(key) else f"Dataset {key} was deleted by a curator."
                return self._datasets[key], refusal
        return None, ""

    def _went_by_itself(self, key: UUID) -> bool:
        """Whether this source deleted the dataset, because it was gone from its list."""
        holder = self._holders.get(key)
        return holder is not None and holder.source_id == self._source.pk and holder.removed is not None

    def _conflict(self, placement: Placement, found: Dataset) -> str:
        """Why the resource must not become that dataset; "" where it may."""
        holder, known = self._holders.get(found.pk), placement.known
        if holder is not None and known is not None and holder.pk == known.pk:
            return ""
        if known is not None and known.dataset_id and self._is_live(known.dataset_id):
            return f"It says that it is dataset {found.pk}, but it was harvested as dataset {known.dataset_id}."
        if found.pk in self._taken:
            return f"It leads to dataset {found.pk}, as resource {self._taken[found.pk]!r} does."
        if holder is not None and holder.source_id != self._source.pk and not holder.source.is_deleted:
            return f"Dataset {found.pk} comes from the harvest {holder.source.name!r}."
        if holder is not None and holder.source_id == self._source.pk and self._is_still_there(holder):
            return f"It leads to dataset {found.pk}, as resource {holder.identity!r} does."
        if found.publishing_organization_id != self._source.organization_id:
            return f"Dataset {found.pk} belongs to another organization."
        return self._conflict_of_installation(found)

    def _conflict_of_installation(self, found: Dataset) -> str:
        served_by = found.installation
        if served_by.pk == self._source.installation_id or served_by.disabled or served_by.is_deleted:
            return ""
        return f"Dataset {found.pk} belongs to another installation, {served_by.title!r}."

    def _is_live(self, key: UUID) -> bool:
        return key in self._datasets and not self._datasets[key].is_deleted

    def _is_still_there(self, holder: HarvestedDocument) -> bool:
        """Whether the source lists the resource that has the dataset; else it is the same by a new name."""
        return holder.removed is None and (holder.last_run_id == self._run.pk or holder.url in self._listed)

    def _take_over(self, placement: Placement, key: UUID) -> HarvestedDocument | None:
        """Take the dataset from the record that had it, if another one of this source did; answers who had it."""
        holder, known = self._holders.get(key), placement.known
        if holder is None or holder.source_id != self._source.pk:
            HarvestedDocument.objects.filter(dataset=key).update(dataset=None)
            return None
        if known is None or holder.pk != known.pk:
            HarvestedDocument.objects.filter(pk=holder.pk).update(dataset=None)
        return holder

    def _candidates(self, placement: Placement) -> tuple[tuple[UUID, ...], tuple[UUID, ...]]:
        """Datasets in their order; the first group are those by which even a deleted one is known again."""
        resource, record, known = _resource(placement), placement.reading.record, placement.known
        key = (UUID(resource.key),) if resource.key else ()
        before = (known.dataset_id,) if known is not None and known.dataset_id else ()
        addresses = (*resource.links, *(url for _, url in resource.endpoints))
        at = tuple(found for url in addresses for found in self._addressed.get(address_key(url), ()))
        named = self._named.get(record.doi, ()) if record is not None and record.doi else ()
        return (*key, *self._identified.get(resource.key, ()), *before), (*at, *named)

    def _by_identifier(self) -> dict[str, list[UUID]]:
        wanted = {_resource(each).key for each in self.asked} - {""}
        rows = components.table(Dataset, Identifier).filter(
            type=IdentifierType.UUID, identifier__in=[*wanted, *(key.upper() for key in wanted)]
        )
        return _grouped((text.lower(), key) for text, key in rows.order_by("pk").values_list("identifier", "entity"))

    def _by_address(self) -> dict[str, list[UUID]]:
        hosts = Q(pk=None)
        addresses = {url for each in self.asked for url in (*_resource(each).links, *_urls(each))}
        for host in {address_key(url).partition("/")[0] for url in addresses} - {""}:
            hosts |= Q(url__icontains=f"//{host}")
        rows = components.table(Dataset, Endpoint).filter(hosts, type__in=_ADDRESSES, url__isnull=False)
        return _grouped((address_key(url), key) for url, key in rows.order_by("pk").values_list("url", "entity"))

    def _by_doi(self) -> dict[str, list[UUID]]:
        wanted = {each.reading.record.doi for each in self.asked if each.reading.record} - {None}
        own: Any = Dataset.objects.filter(doi__in=wanted).values_list("doi", "pk")
        rows = components.table(Dataset, Identifier).filter(type=IdentifierType.DOI, identifier__in=wanted)
        named = rows.order_by("pk").values_list("identifier", "entity")
        return _grouped((*own, *named))


def _resource(placement: Placement) -> Resource:
    resource = placement.reading.reference.resource
    if resource is None:
        raise ValueError(f"{placement.reading.url} is no resource")
    return resource


def _urls(placement: Placement) -> Iterator[str]:
    return (url for _, url in _resource(placement).endpoints)


def _grouped(pairs: "Iterator[tuple[str, UUID]] | Sequence[tuple[str, UUID]]") -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = defaultdict(list)
    for name, key in pairs:
        found[name].append(key)
    return dict(found)
