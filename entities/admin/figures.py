"""The figures of a checklist in the admin: the newest in full, the others beside each other, and their archive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from entities.admin import markup
from entities.admin.base import Related
from entities.models import ChecklistMetrics, Dataset, DatasetArchive
from entities.vocabulary import DatasetType

MOST_SHOWN = 100
"""Measurements of the history that the page shows."""
_TOTALS = (
    ("usagesCount", "Names in use"), ("synonymsCount", "Synonyms"), ("distinctNamesCount", "Distinct names"),
    ("nubMatchingCount", "In the backbone"), ("colMatchingCount", "In the Catalogue of Life"),
)  # fmt: skip
_MAPS = (
    ("countByRank", "Accepted names by rank"), ("countByKingdom", "Accepted names by kingdom"),
    ("countNamesByLanguage", "Vernacular names by language"), ("countExtRecordsByExtension", "Further records"),
    ("countByOrigin", "Where the names come from"), ("countByIssue", "Issues"),
    ("countByConstituent", "Names by constituent"), ("otherCount", "Other figures"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of a group, with its percentage of the greatest one, and how it changed since the measurement before."""

    name: str
    count: int
    percent: float
    change: int | None


@dataclass(frozen=True, slots=True)
class Measurement:
    """The figures of one archive; `totals` with how each changed since the measurement before."""

    downloaded: datetime
    totals: Sequence[tuple[str, int, int | None]]


class Measured(ModelAdmin):
    """Gives the admin of datasets the page of their figures."""

    def get_urls(self) -> list[URLPattern]:
        """Before the pages of single datasets, which take any address."""
        view = self.admin_site.admin_view(self.figures_view)
        return [path("<uuid:key>/figures/", view, name="entities_dataset_figures"), *super().get_urls()]

    def measured(self, dataset: Dataset) -> list[Related]:
        """The way to the figures of a checklist."""
        rows = dataset.metrics.count()
        if not rows and dataset.type != DatasetType.CHECKLIST:
            return []
        return [Related("measurements", rows, reverse("admin:entities_dataset_figures", args=[dataset.pk]))]

    def figures_view(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """The newest figures, their history, and the archive that they come from."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        dataset = Dataset.objects.filter(pk=key).first()
        if dataset is None:
            raise Http404
        rows = list(ChecklistMetrics.objects.filter(dataset=dataset)[:MOST_SHOWN])
        figures = [orjson.loads(row.figures) for row in rows]
        newest, before = (figures[0] if figures else {}), (figures[1] if len(figures) > 1 else None)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Figures of {dataset}",
            "dataset": dataset,
            "dataset_address": markup.change_address(Dataset, dataset.pk),
            "newest": rows[0] if rows else None,
            "coverage": [(newest.get("nubCoveragePct", 0), "backbone"), (newest.get("colCoveragePct", 0), "CoL")],
            "totals": [title for _, title in _TOTALS],
            "groups": [group for group in (_group(*each, newest, before) for each in _MAPS) if group[1]],
            "history": [_measurement(*each) for each in zip(rows, figures, [*figures[1:], None], strict=False)],
            "archive": DatasetArchive.objects.filter(dataset=dataset).first(),
        }
        return TemplateResponse(request, "admin/entities/figures.html", context)


def _group(
    name: str, title: str, newest: Mapping[str, Any], before: Mapping[str, Any] | None
) -> tuple[str, list[Count]]:
    """The counts of a map above zero, the greatest first."""
    counts: Mapping[str, int] = newest.get(name) or {}
    former: Mapping[str, int] | None = None if before is None else before.get(name) or {}
    most = max(counts.values(), default=0)
    rows = sorted(((-count, group) for group, count in counts.items() if count > 0))
    return title, [_count(group, -count, most, former) for count, group in rows]


def _count(group: str, count: int, most: int, former: Mapping[str, int] | None) -> Count:
    change = None if former is None else count - former.get(group, 0)
    return Count(group, count, max(0.5, round(100 * count / most, 1)), change)


def _measurement(row: ChecklistMetrics, figures: Mapping[str, Any], before: Mapping[str, Any] | None) -> Measurement:
    totals = [
        (title, figures.get(name, 0), None if before is None else figures.get(name, 0) - before.get(name, 0))
        for name, title in _TOTALS
    ]
    return Measurement(row.downloaded, totals)
