"""Harvesting's panels of the admin's start page: sources that fail, and the last runs."""

from django.http import HttpRequest

from entities.admin import markup
from entities.admin.dashboard import Panel, panel, rows_and_count
from harvesting.admin import chips
from harvesting.models import HarvestRun, HarvestSource
from harvesting.vocabulary import RunState

_ROWS = 10


@panel(position=20)
def failing_sources(request: HttpRequest) -> Panel:
    """Sources whose last run failed, with the reason."""
    failing = HarvestSource.objects.live().filter(last_outcome=RunState.FAILED).order_by("-last_started")
    found, count = rows_and_count(failing.only("name", "last_started"), _ROWS)
    failures = HarvestRun.objects.filter(source__in=[row.pk for row in found], state=RunState.FAILED)
    reasons = {run.source_id: run for run in failures.order_by("source_id", "-queued").distinct("source_id")}
    return Panel(
        "Failing sources",
        headers=("Source", "Reason", "Last run"),
        rows=[(markup.row_link(row), _reason(reasons.get(row.pk)), markup.age(row.last_started)) for row in found],
        empty="All sources answer.",
        link=markup.list_address(HarvestSource, last_outcome__exact=RunState.FAILED),
        tone="danger" if found else "",
        count=count,
        wide=True,
    )


def _reason(run: HarvestRun | None) -> object:
    return markup.row_link(run, run.failure_message[:160] or "no reason given") if run else markup.NOTHING


@panel(position=40)
def last_runs(request: HttpRequest) -> Panel:
    """The newest runs, those under way among them."""
    rows = [
        (
            markup.row_link(run.source),
            markup.link(markup.change_address(HarvestRun, run.pk), chips.state(run.state)),
            chips.good_and_bad(run.good_count, run.bad_count) if run.finished else markup.NOTHING,
            markup.age(run.queued),
        )
        for run in HarvestRun.objects.select_related("source").order_by("-queued")[:_ROWS]
    ]
    return Panel(
        "Last runs",
        headers=("Source", "State", "Records", "When"),
        rows=rows,
        empty="Nothing was harvested yet.",
        link=markup.list_address(HarvestRun),
    )
