"""The registry's own panels of the start page: counts, what waits for a decision, what is incomplete, what happened."""

from typing import Any

from django.db.models import Count, Max, QuerySet, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from entities.admin import markup, rights
from entities.admin.changes import Wanted, recent
from entities.admin.dashboard import Panel, panel, rows_and_count
from entities.admin.filters import HAS_ENDPOINT
from entities.models import ENTITIES, Dataset, Installation, Network, Node, Organization
from entities.vocabulary import EndorsementStatus

_ROWS = 10
_ICONS = {Node: "public", Organization: "apartment", Installation: "dns", Dataset: "dataset", Network: "hub"}


@panel(position=0)
def counts(request: HttpRequest) -> Panel:
    """How many live entities of each kind there are, and when the last one came; one statement."""
    each = [
        model.live().order_by().values(kind=Value(position)).annotate(rows=Count("pk"), newest=Max("created"))
        for position, model in enumerate(ENTITIES)
    ]
    found = {row["kind"]: row for row in each[0].union(*each[1:], all=True)}
    cards = [_card(model, found.get(position)) for position, model in enumerate(ENTITIES)]
    return Panel("Registry", template="admin/panels/counts.html", context={"cards": cards}, wide=True, bare=True)


def _card(model: Any, row: Any) -> dict[str, Any]:
    newest = markup.age(row["newest"]) if row else "nothing yet"
    return {
        "title": str(model._meta.verbose_name_plural).capitalize(),
        "count": row["rows"] if row else 0,
        "newest": newest,
        "address": markup.list_address(model),
        "icon": _ICONS[model],
    }


@panel(position=10)
def pending_endorsements(request: HttpRequest) -> Panel:
    """Organizations that wait for their node's decision, the oldest first; for editors those in their reach."""
    status = EndorsementStatus.WAITING_FOR_ENDORSEMENT
    waiting = _in_reach(request, Organization.live().filter(endorsement_status=status))
    oldest = waiting.select_related("endorsing_node").order_by("created", "key")
    found, count = rows_and_count(oldest.only("title", "country", "created", "endorsing_node__title"), _ROWS)
    return Panel(
        "Pending endorsements",
        headers=("Organization", "Node", "Country", "Waiting", ""),
        rows=[_pending_row(organization) for organization in found],
        empty="No organization waits for a decision.",
        link=reverse("admin:entities_endorsements"),
        link_text="The whole queue",
        tone="warning" if count else "",
        count=count,
        wide=True,
    )


def _pending_row(organization: Organization) -> tuple[Any, ...]:
    buttons = format_html(
        '<span class="row-buttons">{}{}{}</span>',
        _button(organization, "endorse", "Endorse"),
        _button(organization, "hold", "Hold"),
        _button(organization, "reject", "Reject"),
    )
    return (
        markup.row_link(organization),
        markup.row_link(organization.endorsing_node),
        organization.get_country_display() or markup.NOTHING,  # type: ignore[attr-defined]
        markup.age(organization.created),
        buttons,
    )


def _button(organization: Organization, name: str, title: str) -> Any:
    address = reverse("admin:entities_organization_decide", args=[name])
    return format_html('<a class="row-button" href="{}?key={}">{}</a>', address, organization.pk, title)


@panel(position=30)
def without_endpoint(request: HttpRequest) -> Panel:
    """Datasets that no machine can reach, the newest first."""
    lacking = _in_reach(request, Dataset.live().exclude(HAS_ENDPOINT))
    newest = lacking.select_related("publishing_organization").order_by("-created", "key")
    found, count = rows_and_count(newest.only("title", "created", "publishing_organization__title"), _ROWS)
    return Panel(
        "Datasets without endpoint",
        headers=("Dataset", "Publisher", "Registered"),
        rows=[
            (markup.row_link(row), markup.row_link(row.publishing_organization), markup.age(row.created))
            for row in found
        ],
        empty="Every dataset has an endpoint.",
        link=markup.list_address(Dataset, has_endpoint="no"),
        tone="warning" if count else "",
        count=count,
    )


@panel(position=50)
def recently_changed(request: HttpRequest) -> Panel:
    """The last changes of all kinds of entity."""
    rows = [
        (
            format_html("{} {}", markup.link(change.address, change.title), markup.chip(change.slug)),
            format_html("{} {}", change.actor or markup.NOTHING, markup.chip(change.channel) if change.channel else ""),
            markup.age(change.moment),
        )
        for change in recent(Wanted(), _ROWS)
    ]
    return Panel(
        "Recently changed",
        headers=("Entity", "Who", "When"),
        rows=rows,
        empty="Nothing has changed yet.",
        link=reverse("admin:entities_changes"),
    )


def _in_reach(request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
    """All rows for an administrator, otherwise those that the person may change."""
    return rows if rights.is_administrator(request) else rows.editable_by(request.user)  # type: ignore[attr-defined, no-any-return]
