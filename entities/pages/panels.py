"""Boxes that other rooms add to a dataset's page: `entities` does not know what they hold.

@dataset_panel(position=10)
def provenance(dataset: Dataset, request: HttpRequest) -> Panel | None:
    return Panel("Where this comes from", "harvesting/provenance.html", {"document": …})
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from entities.models import Dataset


@dataclass(frozen=True, slots=True)
class Panel:
    """A box with a title; its template gets the context, and the page's own."""

    title: str
    template: str
    context: Mapping[str, Any]


PanelSource = Callable[[Dataset, HttpRequest], Panel | None]

_sources: list[tuple[int, PanelSource]] = []


def dataset_panel(*, position: int) -> Callable[[PanelSource], PanelSource]:
    """Register a source of a box; it costs one statement, or two."""

    def register(source: PanelSource) -> PanelSource:
        _sources.append((position, source))
        return source

    return register


def panels_of(dataset: Dataset, request: HttpRequest) -> list[Panel]:
    """The boxes that have something to say about the dataset to whoever asks, in order."""
    ordered = sorted(_sources, key=lambda entry: entry[0])
    return [panel for _, source in ordered if (panel := source(dataset, request)) is not None]
