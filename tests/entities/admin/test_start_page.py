"""The start page of the admin: what waits for somebody to act."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import format_html

from entities.admin import dashboard
from entities.admin.dashboard import Panel
from entities.models import Endpoint, Organization
from entities.services import endorsement, lifecycle
from entities.vocabulary import EndorsementStatus
from tests import factories

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 16


def panel(client: Client, title: str) -> Panel:
    """One panel of the start page."""
    response: Any = client.get("/admin/")
    return next(each for each in response.context["panels"] if each.title == title)


def test_it_counts_the_live_entities_of_every_kind(administrator: Client) -> None:
    factories.dataset()
    lifecycle.delete(factories.network(), actor=factories.actor())

    cards = panel(administrator, "Registry").context["cards"]

    assert {card["title"]: card["count"] for card in cards} == {
        "Nodes": 1, "Organizations": 1, "Installations": 1, "Datasets": 1, "Networks": 0,
    }  # fmt: skip


def test_pending_endorsements_stand_oldest_first_with_their_buttons(administrator: Client) -> None:
    older, newer, held = (factories.organization(title=title) for title in ("Older", "Newer", "Held"))
    endorsement.set_status(held, EndorsementStatus.ON_HOLD, actor=factories.actor())
    endorsement.endorse(factories.organization(), actor=factories.actor())

    pending = panel(administrator, "Pending endorsements")

    assert pending.count == 2
    assert [str(each) in str(row[0]) for each, row in zip((older, newer), pending.rows, strict=True)] == [True, True]
    for name in ("endorse", "hold", "reject"):
        assert f"/admin/entities/organization/decide/{name}/?key={older.pk}" in str(pending.rows[0][-1])
    assert pending.link == reverse("admin:entities_endorsements")


def test_datasets_without_endpoint_are_listed(administrator: Client) -> None:
    reachable, unreachable = factories.dataset(), factories.dataset()
    factories.component(reachable, Endpoint)

    lacking = panel(administrator, "Datasets without endpoint")

    assert lacking.count == 1
    assert str(unreachable.pk) in str(lacking.rows[0][0])


def test_an_empty_registry_says_that_nothing_waits(administrator: Client) -> None:
    text = administrator.get("/admin/").content.decode()

    assert "No organization waits for a decision." in text
    assert "Every dataset has an endpoint." in text
    assert "Nothing has changed yet." in text


def test_it_shows_the_first_ten_and_counts_all(administrator: Client) -> None:
    for _ in range(12):
        factories.dataset()

    pending, lacking = (panel(administrator, title) for title in ("Pending endorsements", "Datasets without endpoint"))

    assert (len(pending.rows), pending.count) == (10, 12)
    assert (len(lacking.rows), lacking.count) == (10, 12)


def test_it_costs_a_bounded_number_of_statements(administrator: Client) -> None:
    for _ in range(12):
        factories.dataset()

    with CaptureQueriesContext(connection) as captured:
        administrator.get("/admin/")

    assert Organization.objects.count() == 12
    assert len(captured) <= MOST_STATEMENTS


def test_other_apps_add_panels_at_their_position(administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dashboard, "_sources", list(dashboard._sources))

    @dashboard.panel(position=20)
    def failing(request: HttpRequest) -> Panel:
        return Panel("Failing sources", headers=("Source",), rows=[(format_html("<b>{}</b>", "<WAF>"),)], count=1)

    @dashboard.panel(position=21)
    def nothing_to_see(request: HttpRequest) -> None:
        return None

    response: Any = administrator.get("/admin/")
    titles = [each.title for each in response.context["panels"]]

    assert (
        titles.index("Pending endorsements")
        < titles.index("Failing sources")
        < titles.index("Datasets without endpoint")
    )
    assert "<b>&lt;WAF&gt;</b>" in response.content.decode()
