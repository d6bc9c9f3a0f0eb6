"""The public dashboard of harvests, and the page about them: totals and all sources."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entities.models import Dataset, Organization
from entities.pages.listing import page_of
from harvesting import selection
from harvesting.models import HarvestSource
from harvesting.pages.charts import donut
from harvesting.pages.reading import may_add, wanted
from harvesting.vocabulary import HarvestType

_FILTERS = ("q", "organization", "type", "condition", "online", "sort")
_SHOWN = (
    "name", "url", "harvest_type", "publish", "contact", "downstream_url", "last_started", "last_outcome",
    "last_record_count", "last_good_count", "last_bad_count", "deleted", "paused", "organization__title",
)  # fmt: skip


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """All sources, filtered: `q`, `organization` (its title), `type`, `condition`, `online`; ordered by `sort`."""
    filters = wanted(request, _FILTERS)
    all_sources = selection.totals()
    context = {
        "totals": all_sources,
        "donut": donut(all_sources.good, all_sources.bad),
        "page": page_of(request, _shown(selection.sources(filters)), size=50),
        "wanted": filters,
        "is_filtered": bool(filters.keys() - {"sort"}),
        "organizations": _organizations(),
        "types": HarvestType.choices,
        "conditions": selection.CONDITIONS.items(),
        "sorts": [(value, title) for value, (title, _) in selection.SORTS.items()],
        "may_add": may_add(request),
    }
    return render(request, "harvesting/dashboard.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What harvesting is, how many records there are, and a table of all sources."""
    all_sources = selection.totals()
    context = {
        "totals": all_sources,
        "donut": donut(all_sources.good, all_sources.bad),
        "datasets": Dataset.live().count(),
        "page": page_of(request, _shown(selection.sources({})), size=200),
    }
    return render(request, "harvesting/about.html", context)


def _shown(rows: "QuerySet[HarvestSource]") -> "QuerySet[HarvestSource]":
    return rows.select_related("organization").only(*_SHOWN)


def _organizations() -> list[str]:
    """Titles of the organizations that have a source."""
    owners = HarvestSource.objects.live().values("organization")
    return list(Organization.objects.filter(pk__in=owners).order_by("title").values_list("title", flat=True).distinct())
