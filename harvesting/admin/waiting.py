"""What waits for a curator: listings that lack too much, and sources that say something else than people wrote."""

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from entities.admin import markup
from entities.admin.dashboard import Panel, panel, rows_and_count
from entities.models import FieldProvenance
from harvesting.models import HarvestedDocument, HarvestRun, HarvestSource
from harvesting.vocabulary import RunState

_ROWS = 10
MOST_LINES = 500


def suspicious_runs() -> "QuerySet[HarvestRun]":
    """Runs that are the last of their source, and removed nothing because too much was missing."""
    last = HarvestRun.objects.filter(source=OuterRef("source")).order_by("-queued").values("pk")[:1]
    waiting = HarvestRun.objects.filter(state=RunState.FAILED, missing__gt=0, source__deleted=None)
    return waiting.filter(pk=Subquery(last)).select_related("source").order_by("-finished")


def missing_documents(source: HarvestSource) -> Iterator[str]:
    """The documents that a confirmation would remove, by title."""
    rows = HarvestedDocument.objects.filter(source=source, removed=None, missing_since__isnull=False)
    count = rows.count()
    for title, url in rows.order_by("title", "pk").values_list("title", "url")[:MOST_LINES]:
        yield f"{title} ({url})"
    if count > MOST_LINES:
        yield f"… and {count - MOST_LINES} more"


@panel(position=15)
def removals_to_confirm(request: HttpRequest) -> Panel | None:
    """Sources whose listing lacks so many documents that a person has to say whether they may go."""
    found, count = rows_and_count(suspicious_runs(), _ROWS)
    return Panel(
        "Removals to confirm",
        headers=("Source", "Missing", "Since"),
        rows=[(markup.row_link(run.source), _missing(run), markup.age(run.finished)) for run in found],
        empty="No source lists far fewer documents than before.",
        tone="danger" if found else "",
        count=count,
        wide=True,
    )


def _missing(run: HarvestRun) -> Any:
    address = markup.list_address(HarvestedDocument, source__identifier__exact=run.source_id, listed="missing")
    return markup.link(address, f"{run.missing} of {run.missing + run.found}")


@panel(position=25)
def differences_to_decide(request: HttpRequest) -> Panel | None:
    """Datasets of which a source says something else than people wrote."""
    waiting = FieldProvenance.objects.filter(waiting__gt=0, dataset__deleted=None)
    named = waiting.select_related("dataset").only("source", "waiting", "applied", "dataset__title")
    found, count = rows_and_count(named, _ROWS)
    return Panel(
        "Sources that say otherwise",
        headers=("Dataset", "Fields", "Since"),
        rows=[(markup.row_link(row, row.dataset.title), row.waiting, markup.age(row.applied)) for row in found],
        empty="No source says anything else than people wrote.",
        link=markup.list_address(FieldProvenance),
        tone="warning" if found else "",
        count=count,
    )
