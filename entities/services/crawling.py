"""Crawls of datasets: requests that wait for a crawler, and the records of attempts (synchronisation contract F).

A crawler claims requests by `take`, keeps its attempts by `record`, and ends a request by `finish`. None of them knows
how a dataset is crawled.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Case, Count, Exists, OuterRef, QuerySet, Subquery, Value, When

from entities import permissions
from entities.exceptions import NotFound, WrongState
from entities.models import CrawlAttempt, CrawlRequest, Dataset, Endpoint, Installation, MachineTag
from entities.permissions import Actor
from entities.services import history
from entities.services.validation import validate
from entities.vocabulary import CrawlFinishReason, EndpointType

CRAWLABLE = (
    EndpointType.COLDP,
    EndpointType.DWC_DP,
    EndpointType.CAMTRAP_DP,
    EndpointType.DWC_ARCHIVE,
    EndpointType.BIOCASE_XML_ARCHIVE,
    EndpointType.TAPIR,
    EndpointType.BIOCASE,
    EndpointType.DIGIR,
    EndpointType.DIGIR_MANIS,
    EndpointType.EML,
)
"""Types of endpoints that can be crawled, the best first (F.1)."""

_NEVER_SCHEDULED = {"namespace": "crawler.gbif.org", "name": "omitFromScheduledCrawl", "value": "true"}


def best_endpoint(dataset: Dataset) -> Any:
    """The endpoint to crawl: the best type, of several the oldest; None where none can be crawled (F.1)."""
    return _endpoints(entity=dataset).first()


def _endpoints(**of: Any) -> Any:
    """Endpoints that can be crawled, the best first."""
    order = Case(*(When(type=kind, then=Value(rank)) for rank, kind in enumerate(CRAWLABLE)))
    rows = Dataset.components[Endpoint]._default_manager.filter(type__in=CRAWLABLE, url__isnull=False, **of)
    return rows.order_by(order, "created", "pk")


@transaction.atomic
def request(dataset: Dataset, *, actor: Actor, most_bytes: int | None = None) -> None:
    """Ask for a crawl now; nothing more happens where one waits or is at work already (F.2).

    An archive of more than `most_bytes` is left alone.
    """
    permissions.require_change(actor, dataset)
    if dataset.is_deleted:
        raise WrongState(f"Can't start a new crawl: dataset {dataset.pk} is deleted")
    if best_endpoint(dataset) is None:
        raise WrongState(f"Can't start a new crawl: dataset {dataset.pk} has no endpoint that can be crawled")
    queue([dataset.pk], actor, most_bytes)


@transaction.atomic
def request_all(exclude: Iterable[UUID] = (), *, actor: Actor) -> int:
    """Ask for a crawl of every dataset that scheduled crawls would take; answers how many are new in the queue."""
    permissions.require_administrator(actor)
    return queue(schedulable().exclude(pk__in=[*exclude]).values_list("pk", flat=True), actor)


@transaction.atomic
def request_installation(installation: Installation, *, actor: Actor) -> int:
    """Ask for a crawl of every live dataset of an installation that can be crawled."""
    permissions.require_change(actor, installation)
    if installation.is_deleted:
        raise WrongState(f"Can't start a new crawl: installation {installation.pk} is deleted")
    return queue(_crawlable().filter(installation=installation).values_list("pk", flat=True), actor)


def schedulable() -> "QuerySet[Dataset]":
    """Datasets for scheduled crawls: live, own, no duplicates or constituents, crawlable, not left out by a tag."""
    found = _crawlable().filter(external=False, duplicate_of_dataset=None, parent_dataset=None)
    tags = Dataset.components[MachineTag]._default_manager.filter(entity=OuterRef("pk"), **_NEVER_SCHEDULED)
    return found.exclude(Exists(tags))


def _crawlable() -> "QuerySet[Dataset]":
    return Dataset.objects.filter(Exists(_endpoints(entity=OuterRef("pk"))), deleted=None)


def queue(keys: Iterable[UUID], actor: Actor, most_bytes: int | None = None) -> int:
    """Put datasets into the queue, each at the host of its best endpoint; answers how many were not in it yet."""
    now = history.begin(actor)
    before = CrawlRequest.objects.count()
    addresses = Subquery(_endpoints(entity=OuterRef("pk")).values("url")[:1])
    places = Dataset.objects.filter(pk__in=[*keys]).annotate(address=addresses).values_list("pk", "address")
    rows = [
        CrawlRequest(dataset_id=key, requested=now, requested_by=actor.name, host=_host(address), most_bytes=most_bytes)
        for key, address in places
    ]
    CrawlRequest.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    return CrawlRequest.objects.count() - before


def _host(address: str | None) -> str:
    try:
        return (urlsplit(address or "").hostname or "")[:255]
    except ValueError:
        return ""


@transaction.atomic
def take() -> CrawlRequest | None:
    """Claim the request that waits longest, at a host where not as many crawls as it should bear are under way.

    No two crawlers get the same one, and they take one after the other, so that they count right.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('crawls', 6))")
    at_work = CrawlRequest.objects.exclude(taken=None).exclude(host="").values("host").annotate(crawls=Count("pk"))
    busy = at_work.filter(crawls__gte=settings.CRAWLS_PER_HOST).values("host")
    waiting = CrawlRequest.objects.filter(taken=None).exclude(host__in=busy).order_by("requested", "pk")
    found = waiting.select_for_update(skip_locked=True).first()
    if found is not None:
        CrawlRequest.objects.filter(pk=found.pk).update(taken=history.moment())
    return found


def finish(dataset: UUID) -> None:
    """The request of a dataset is done with; the next one will wait anew."""
    CrawlRequest.objects.filter(dataset=dataset).delete()


@transaction.atomic
def release(older_than: timedelta) -> int:
    """Give back what crawlers claimed so long ago that they cannot be at work on it; answers how many.

    Nobody will tell what came of the attempts at which they were.
    """
    lost = CrawlRequest.objects.filter(taken__lt=history.moment() - older_than)
    begun = lost.filter(dataset=OuterRef("dataset"), taken__lte=OuterRef("started_crawling"))
    under_way = CrawlAttempt.objects.filter(Exists(begun), finish_reason=None, finished_crawling=None)
    under_way.update(finish_reason=CrawlFinishReason.UNKNOWN, finished_crawling=history.moment())
    return lost.update(taken=None)


@transaction.atomic
def record(
    dataset: Dataset, attempt: int, values: Mapping[str, Any], *, actor: Actor, failures: Any = None
) -> CrawlAttempt:
    """Keep a new attempt; WrongState where the dataset has one of this number (F.3)."""
    permissions.require_administrator(actor)
    row = CrawlAttempt(dataset=dataset, attempt=attempt)
    _assign(row, values)
    validate(row, failures or {}, skip=["dataset"])
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise WrongState(f"dataset {dataset.pk} has an attempt {attempt} already") from error
    return row


@transaction.atomic
def replace(
    dataset: Dataset, attempt: int, values: Mapping[str, Any], *, actor: Actor, failures: Any = None
) -> CrawlAttempt:
    """Keep what became of an attempt; NotFound where there is none of this number."""
    permissions.require_administrator(actor)
    row = CrawlAttempt.objects.select_for_update().filter(dataset=dataset, attempt=attempt).first()
    if row is None:
        raise NotFound(f"dataset {dataset.pk} has no attempt {attempt}")
    _assign(row, values)
    validate(row, failures or {}, skip=["dataset"])
    row.save()
    return row


def next_attempt(dataset: UUID) -> int:
    """The number of the next attempt: one more than the last, from 1 (C.3)."""
    last = CrawlAttempt.objects.filter(dataset=dataset).order_by("-attempt").values_list("attempt", flat=True).first()
    return (last or 0) + 1


def latest_attempts() -> "QuerySet[CrawlAttempt]":
    """Of each dataset its last attempt."""
    later = CrawlAttempt.objects.filter(dataset=OuterRef("dataset"), attempt__gt=OuterRef("attempt"))
    return CrawlAttempt.objects.exclude(Exists(later))


def _assign(row: CrawlAttempt, values: Mapping[str, Any]) -> None:
    for attribute, value in values.items():
        field: Any = row._meta.get_field(attribute)
        setattr(row, attribute, field.get_default() if value is None and not field.null else value)
