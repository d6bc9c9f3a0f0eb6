"""The page of a source, its records, and its state while a run is under way."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from entities.pages.listing import page_of
from harvesting import central_waf, errorkinds, notifications, selection
from harvesting.models import HarvestedDocument, HarvestRun, HarvestSource
from harvesting.pages.charts import donut, runs_chart
from harvesting.pages.plans import next_run_in_words, progress_of
from harvesting.pages.reading import may_manage, person, source_of, wanted
from harvesting.vocabulary import RunState, Telling

_RUNS = 30
_RUNS_LISTED = 10
_ERRORS_READ = 2000


@require_safe
def source_page(request: HttpRequest, identifier: str) -> HttpResponse:
    """How a source is doing: its last runs, its errors by kind, what the next run will do."""
    source = source_of(identifier)
    runs = list(source.runs.order_by("-queued", "key")[:_RUNS])
    totals = selection.record_totals(source)
    context = _state(request, source, runs) | {
        "runs": runs[:_RUNS_LISTED],
        "chart": runs_chart(runs),
        "totals": totals,
        "donut": donut(totals.records - totals.with_errors, totals.with_errors),
        "kinds": _error_kinds(source) if totals.with_errors else [],
        "errors_read": _ERRORS_READ,
    }
    if context["may_manage"]:
        context |= {"choice": notifications.choice_of(source, person(request)), "choices": Telling.choices}
    return render(request, "harvesting/source.html", context)


@require_safe
def records_page(request: HttpRequest, identifier: str) -> HttpResponse:
    """The source's records: `q` is a part of title, address or file identifier; `condition` one of the chips."""
    source = source_of(identifier)
    filters = wanted(request, ("q", "condition"))
    rows = selection.records(source, filters)
    context = {
        "source": source,
        "wanted": filters,
        "conditions": selection.RECORD_CONDITIONS.items(),
        "totals": selection.record_totals(source),
        "page": page_of(request, rows.only(*_RECORD_COLUMNS)),
    }
    return render(request, "harvesting/records.html", context)


_RECORD_COLUMNS = (
    "title", "description", "services", "validation_errors", "failure", "url", "metadata_date", "update_time",
    "outcome", "readable", "removed", "missing_since", "file_name", "is_service", "dataset", "source",
)  # fmt: skip


@require_safe
def source_status(request: HttpRequest, identifier: str) -> HttpResponse:
    """The source's state alone, for a page that asks again while a run is under way."""
    source = source_of(identifier)
    template = "harvesting/row.html" if "row" in request.GET else "harvesting/state.html"
    return render(request, template, _state(request, source, list(source.runs.order_by("-queued", "key")[:1])))


@require_safe
def served_copy(request: HttpRequest, identifier: str, pk: int) -> HttpResponse:
    """Leads to the copy of a document in the central folder; 404 where none is served."""
    rows = HarvestedDocument.objects.select_related("source", "dataset").defer("content", "dataset__rendered")
    path = central_waf.record_path(get_object_or_404(rows, source=identifier, pk=pk))
    if path is None:
        raise Http404
    return redirect(path)


def _state(request: HttpRequest, source: HarvestSource, runs: list[HarvestRun]) -> dict[str, Any]:
    last = runs[0] if runs else None
    active = last if last is not None and last.is_active else None
    return {
        "source": source,
        "last": last,
        "active": active,
        "progress": progress_of(active) if active is not None else None,
        "plan": next_run_in_words(source),
        "may_manage": may_manage(request, source),
        "to_confirm": last if _waits_for_confirmation(last) else None,
    }


def _waits_for_confirmation(run: HarvestRun | None) -> bool:
    return run is not None and run.state == RunState.FAILED and bool(run.missing and run.listing_digest)


def _error_kinds(source: HarvestSource) -> list[errorkinds.ErrorKind]:
    """Over a bounded number of records: a source may have ten thousand that are all wrong."""
    rows = selection.records(source, {"condition": "errors"}).only(
        "title", "url", "failure", "validation_errors", "source"
    )
    return errorkinds.kinds(rows[:_ERRORS_READ])
