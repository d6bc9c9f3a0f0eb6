"""The admin's start page: what waits for somebody to act.

It is a row of panels. Each app brings its own: in its `admin` module it writes a function that takes the request and
answers a `Panel`, or None where this person has nothing to see, and registers it:

    from entities.admin.dashboard import Panel, panel

    @panel(position=20)
    def failing_sources(request: HttpRequest) -> Panel | None:
        rows = [(format_html('<a href="{}">{}</a>', …), "3 hours ago"), …]
        return Panel("Failing sources", headers=("Source", "Last run"), rows=rows, empty="All sources answer.")

Panels stand in the order of their positions: 0 to 9 counts, 10 to 49 work that waits, 50 and more what happened.
A panel costs one statement (`rows_and_count`); the whole page at most 16.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet, Subquery, Value
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Panel:
    """One box of the start page.

    Without `template` it shows `rows` below `headers` as a table, or the sentence `empty`; cells are text or safe
    HTML (`format_html`, `entities.admin.markup`). A template of its own gets the panel as `panel`, with `context`.
    link, link_text: where the title's link leads, such as the full list; tone: warning or danger, where the panel
    holds work that waits; wide: it takes a whole row of the page; bare: without frame and head.
    """

    title: str
    headers: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()
    empty: str = "Nothing here."
    template: str = "admin/panels/table.html"
    context: Mapping[str, Any] = field(default_factory=dict)
    link: str = ""
    link_text: str = "Show all"
    tone: str = ""
    count: int | None = None
    wide: bool = False
    bare: bool = False


def rows_and_count(rows: QuerySet[Any], most: int) -> tuple[list[Any], int]:
    """So many of the rows, and how many there are in all, in one statement."""
    every = rows.order_by().values(all=Value("rows")).annotate(total=Count("*")).values("total")
    found = list(rows.annotate(total=Subquery(every))[:most])
    return found, found[0].total if found else 0


PanelSource = Callable[[HttpRequest], Panel | None]

_sources: list[tuple[int, PanelSource]] = []


def panel(*, position: int) -> Callable[[PanelSource], PanelSource]:
    """Register a source of a panel for the start page."""

    def register(source: PanelSource) -> PanelSource:
        _sources.append((position, source))
        return source

    return register


def panels(request: HttpRequest) -> list[Panel]:
    """The panels that this person has something to see in, in order."""
    ordered = sorted(_sources, key=lambda entry: entry[0])
    return [found for _, source in ordered if (found := source(request)) is not None]


def start_page(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """What the theme asks for when it renders the start page."""
    return context | {"title": "Work queue", "panels": panels(request)}
