"""What was found in a dataset's archive, and the figures of a checklist: boxes on the dataset's page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.http import HttpRequest

from entities.models import ChecklistMetrics, Dataset, DatasetArchive
from entities.pages.panels import Panel, dataset_panel
from entities.vocabulary import DatasetType

_MOST_BARS = 12
_CHARTS = (
    ("countByKingdom", "Accepted names by kingdom"),
    ("countByRank", "Accepted names by rank"),
    ("countNamesByLanguage", "Vernacular names by language"),
    ("countExtRecordsByExtension", "Further records"),
    ("countByOrigin", "Where the names come from"),
    ("countByIssue", "Issues"),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """A count; `percent` of the greatest one of its chart."""

    name: str
    count: int
    percent: float


@dataclass(frozen=True, slots=True)
class BarChart:
    """The greatest counts of one kind, and how many others there are."""

    title: str
    bars: tuple[Bar, ...]
    others: int


def chart(title: str, counts: Mapping[str, int]) -> BarChart | None:
    """The counts as bars, the greatest first; None where all are zero."""
    rows = sorted(((count, name) for name, count in counts.items() if count > 0), key=lambda row: (-row[0], row[1]))
    if not rows:
        return None
    most = rows[0][0]
    bars = tuple(Bar(name, count, max(0.5, round(100 * count / most, 1))) for count, name in rows[:_MOST_BARS])
    return BarChart(title, bars, max(0, len(rows) - _MOST_BARS))


@dataset_panel(position=20)
def checklist_figures(dataset: Dataset, request: HttpRequest) -> Panel | None:
    """The newest figures of a checklist (checklist contract A)."""
    newest = ChecklistMetrics.objects.filter(dataset=dataset).first() if dataset.type == DatasetType.CHECKLIST else None
    if newest is None:
        return None
    figures: dict[str, Any] = orjson.loads(newest.figures)
    charts = [drawn for name, title in _CHARTS if (drawn := chart(title, figures.get(name) or {}))]
    context = {"figures": figures, "charts": charts, "downloaded": newest.downloaded, "key": dataset.pk}
    return Panel("The checklist in figures", "entities/figures.html", context)


@dataset_panel(position=30)
def archive(dataset: Dataset, request: HttpRequest) -> Panel | None:
    """The archive that was fetched last: its rows, or why its data was not taken (checklist contract C)."""
    found = DatasetArchive.objects.filter(dataset=dataset).first()
    return Panel("Archive of the data", "entities/archive.html", {"archive": found}) if found else None
