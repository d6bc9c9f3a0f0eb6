"""The endorsement queue: who waits for a node's word, how long, and what the person may decide."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from entities.admin import markup, rights
from entities.models import Node, Organization
from entities.services import endorsement
from entities.vocabulary import Country, EndorsementStatus

MOST_SHOWN = 200
_WAITING = (EndorsementStatus.WAITING_FOR_ENDORSEMENT, EndorsementStatus.ON_HOLD)
_DECISIONS = (("endorse", "Endorse", "primary"), ("hold", "Hold", "default"), ("reject", "Reject", "danger"))


def queue(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """All organizations that wait, the oldest first; filters by node, country and what the person may decide."""
    waiting = Organization.live().filter(endorsement_status__in=_WAITING)
    node, country = request.GET.get("node", ""), request.GET.get("country", "")
    chosen = waiting
    if node in {str(key) for key in waiting.values_list("endorsing_node", flat=True)}:
        chosen = chosen.filter(endorsing_node=node)
    if country in Country.values:
        chosen = chosen.filter(country=country)
    if request.GET.get("mine") and not rights.is_administrator(request):
        chosen = chosen.editable_by(request.user)  # type: ignore[arg-type]
    found = list(
        chosen.select_related("endorsing_node")
        .only("title", "country", "created", "created_by", "endorsement_status", "endorsing_node__title")
        .order_by("created", "key")[:MOST_SHOWN]
    )
    context = {
        **site.each_context(request),
        "title": "Endorsement queue",
        "rows": _rows(request, found),
        "most_shown": MOST_SHOWN,
        "count": chosen.count() if len(found) == MOST_SHOWN else len(found),
        "nodes": Node.objects.filter(organizations__in=waiting).distinct().order_by("title").only("title"),
        "countries": sorted(
            ((code, Country(code).label) for code in set(waiting.values_list("country", flat=True)) if code),
            key=lambda entry: entry[1],
        ),
        "chosen": {"node": node, "country": country, "mine": bool(request.GET.get("mine"))},
        "is_administrator": rights.is_administrator(request),
    }
    return TemplateResponse(request, "admin/entities/endorsements.html", context)


def past(organization: Organization) -> list[dict[str, Any]]:
    """The decisions about an organization so far, for its page."""
    return [
        {"chip": markup.endorsement_chip(each.status), "moment": markup.moment(each.moment), "decision": each}
        for each in endorsement.transitions(organization)
    ]


def _rows(request: HttpRequest, found: Sequence[Organization]) -> list[dict[str, Any]]:
    mine = {row.pk for row in found}
    if not rights.is_administrator(request):
        mine = set(Organization.objects.filter(pk__in=mine).editable_by(request.user).values_list("pk", flat=True))  # type: ignore[arg-type]
    among = request.GET.urlencode()
    return [
        {
            "organization": markup.row_link(row),
            "status": markup.endorsement_chip(row.endorsement_status),
            "node": markup.row_link(row.endorsing_node),
            "country": row.get_country_display() or markup.NOTHING,  # type: ignore[attr-defined]
            "waiting": markup.age(row.created),
            "by": row.created_by,
            "buttons": [_button(row, among, *decision) for decision in _fitting(row)] if row.pk in mine else [],
        }
        for row in found
    ]


def _fitting(row: Organization) -> list[tuple[str, str, str]]:
    is_held = row.endorsement_status == EndorsementStatus.ON_HOLD
    return [decision for decision in _DECISIONS if not (is_held and decision[0] == "hold")]


def _button(row: Organization, among: str, name: str, title: str, tone: str) -> SafeString:
    """Leads to a decision, and from there back to the queue with the same filters."""
    address = reverse("admin:entities_organization_decide", args=[name])
    asked = urlencode({"key": row.pk, "origin": "endorsements", **({"among": among} if among else {})})
    return format_html('<a class="row-button row-button-{}" href="{}?{}">{}</a>', tone, address, asked, title)
