"""Which sources and records a page shows: conditions by their names in an address, and totals over all sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from harvesting.models import HarvestedDocument, HarvestRun, HarvestSource
from harvesting.vocabulary import ACTIVE_STATES, HarvestType, RunState

CONDITIONS: dict[str, str] = {
    "ok": "Clean",
    "errors": "With bad records",
    "failed": "Failed",
    "active": "Queued or running",
    "paused": "Paused",
    "never": "Never run",
}
SORTS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "name": ("Name", ("name", "identifier")),
    "last": ("Last run", (F("last_started").desc(nulls_last=True), "identifier")),
    "records": ("Most records", (F("last_record_count").desc(nulls_last=True), "identifier")),
    "bad": ("Most bad records", (F("last_bad_count").desc(nulls_last=True), "identifier")),
}
RECORD_CONDITIONS: dict[str, str] = {
    "errors": "With errors",
    "clean": "Without errors",
    "unreadable": "Cannot be read",
    "services": "With services",
    "missing": "Missing at the source",
    "removed": "Removed",
}

_IS_ACTIVE = Exists(HarvestRun.objects.filter(source=OuterRef("pk"), state__in=ACTIVE_STATES))
_SOURCES_WHERE = {
    "ok": Q(last_outcome=RunState.OK, last_bad_count=0),
    "errors": Q(last_bad_count__gt=0),
    "failed": Q(last_outcome=RunState.FAILED),
    "active": Q(_IS_ACTIVE),
    "paused": Q(paused__isnull=False),
    "never": Q(last_started=None),
}
_CLEAN = Q(failure="", validation_errors=[])
_RECORDS_WHERE = {
    "errors": ~_CLEAN & Q(removed=None),
    "clean": _CLEAN & Q(removed=None),
    "unreadable": Q(readable=False, removed=None),
    "services": ~Q(services=[]) & Q(removed=None),
    "missing": Q(missing_since__isnull=False, removed=None),
    "removed": Q(removed__isnull=False),
}


def sources(wanted: Mapping[str, str]) -> "QuerySet[HarvestSource]":
    """Live sources that meet all conditions: words, organization, type, published, condition; in the order of sort.

    A value that names nothing counts as not given.
    """
    rows = HarvestSource.objects.live().with_active_state()
    if words := wanted.get("q"):
        rows = rows.filter(Q(name__icontains=words) | Q(url__icontains=words) | Q(organization__title__icontains=words))
    if organization := wanted.get("organization"):
        rows = rows.filter(organization__title=organization)
    if wanted.get("type") in HarvestType.values:
        rows = rows.filter(harvest_type=wanted["type"])
    if wanted.get("online") in ("yes", "no"):
        rows = rows.filter(publish=wanted["online"] == "yes")
    if wanted.get("condition") in _SOURCES_WHERE:
        rows = rows.filter(_SOURCES_WHERE[wanted["condition"]])
    _, order = SORTS.get(wanted.get("sort", ""), SORTS["name"])
    return rows.order_by(*order)


def records(source: HarvestSource, wanted: Mapping[str, str]) -> "QuerySet[HarvestedDocument]":
    """The source's records that meet the conditions, by title; those that were removed only where asked for."""
    rows = source.documents.order_by("title", "pk")
    where = _RECORDS_WHERE.get(wanted.get("condition", ""), Q(removed=None))
    if words := wanted.get("q"):
        where &= Q(title__icontains=words) | Q(url__icontains=words) | Q(file_id__icontains=words)
    return rows.filter(where)


@dataclass(frozen=True, slots=True)
class Totals:
    """Over all live sources: how many there are, and the records of their last runs."""

    sources: int
    failed: int
    good: int
    bad: int

    @property
    def records(self) -> int:
        """All records."""
        return self.good + self.bad


def totals() -> Totals:
    """What the dashboard and the about page say above their tables; one statement."""
    found = HarvestSource.objects.live().aggregate(
        sources=Count("pk"),
        failed=Count("pk", filter=Q(last_outcome=RunState.FAILED)),
        good=Sum("last_good_count", default=0),
        bad=Sum("last_bad_count", default=0),
    )
    return Totals(**found)


@dataclass(frozen=True, slots=True)
class RecordTotals:
    """What hangs on the live records of a source."""

    records: int
    with_errors: int
    unreadable: int
    services: int


def record_totals(source: HarvestSource) -> RecordTotals:
    """Counts over the source's live records; one statement."""
    found = source.documents.filter(removed=None).aggregate(
        records=Count("pk"),
        with_errors=Count("pk", filter=~_CLEAN),
        unreadable=Count("pk", filter=Q(readable=False)),
        services=Count("pk", filter=~Q(services=[])),
    )
    return RecordTotals(**found)
