"""What members do to sources in the pages: who may, what happens, and that a refusal says why."""

from typing import Any

import pytest
from django.test import Client

from entities.models import Entity
from harvesting.models import HarvestSource
from harvesting.vocabulary import ACTIVE_STATES, RunState
from tests import factories
from tests.harvesting.pages.conftest import MakeSource, run_of

pytestmark = pytest.mark.django_db

BACKEND = "entities.permissions.RegistryBackend"
BUTTONS = ["run", "stop", "confirm", "delete", "pause", "resume", "news"]


def member(client: Client, *rights: Entity) -> Client:
    """A client whose person is an editor with the rights."""
    client.force_login(factories.editor_user(*rights), backend=BACKEND)
    return client


def form(**values: Any) -> dict[str, Any]:
    """A filled in form of a source."""
    return {
        "name": "Tide gauges",
        "url": "https://new.example.org/waf/",
        "harvest_type": "WAF",
        "interval": 1,
        "archives": "USUAL",
    } | values


@pytest.mark.parametrize("button", BUTTONS)
def test_strangers_are_sent_to_log_in_and_others_are_refused(client: Client, make: MakeSource, button: str) -> None:
    source = make()
    run_of(source, RunState.RUNNING)

    assert client.post(f"/harvests/{source.pk}/{button}").status_code == 302
    assert client.get(f"/harvests/{source.pk}/{button}").status_code == 405
    for somebody in (factories.account(), factories.editor_user(factories.organization())):
        client.force_login(somebody, backend=BACKEND)
        assert client.post(f"/harvests/{source.pk}/{button}").status_code in (302, 403)
    source.refresh_from_db()
    assert source.deleted is None
    assert source.runs.get().state == RunState.RUNNING


def test_buttons_are_shown_to_those_who_may_press_them(client: Client, make: MakeSource) -> None:
    source = make()
    address = f"/harvests/{source.pk}"

    assert "Harvest now" not in client.get(address).content.decode()
    member(client, factories.organization())
    assert "Harvest now" not in client.get(address).content.decode()
    member(client, source.organization)
    text = client.get(address).content.decode()
    assert "Harvest now" in text
    assert "Delete this source" in text


def test_harvest_now_queues_one_run(client: Client, make: MakeSource) -> None:
    source = make()
    member(client, source.organization)

    first = client.post(f"/harvests/{source.pk}/run", follow=True).content.decode()
    second = client.post(f"/harvests/{source.pk}/run", follow=True).content.decode()

    assert "A run is queued." in first
    assert "under way already" in second
    assert source.runs.filter(state__in=ACTIVE_STATES).count() == 1


def test_harvest_now_asks_first_where_the_source_is_not_published(client: Client, make: MakeSource) -> None:
    published, hidden = make(), make(publish=False)
    member(client, published.organization, hidden.organization)

    assert "all the same" not in client.get(f"/harvests/{published.pk}").content.decode()
    text = client.get(f"/harvests/{hidden.pk}").content.decode()
    assert '<summary class="button">Harvest now</summary>' in text
    assert "Harvest it all the same" in text


def test_stop_ends_the_run(client: Client, make: MakeSource) -> None:
    source = make()
    run = run_of(source, RunState.RUNNING)
    member(client, source.organization)

    assert "The run was stopped." in client.post(f"/harvests/{source.pk}/stop", follow=True).content.decode()
    assert "No run is under way." in client.post(f"/harvests/{source.pk}/stop", follow=True).content.decode()
    run.refresh_from_db()
    assert run.state == RunState.CANCELLED


def test_a_suspicious_listing_is_confirmed_by_a_person(client: Client, make: MakeSource) -> None:
    source = make()
    run_of(source, RunState.FAILED, missing=20, listing_digest="d" * 64, failure_message="the listing lacks 20 of 25")
    member(client, source.organization)

    assert "20 documents are missing" in client.get(f"/harvests/{source.pk}").content.decode()
    client.post(f"/harvests/{source.pk}/confirm")

    following = source.runs.get(state__in=ACTIVE_STATES)
    assert following.removal_confirmed_by
    again = client.post(f"/harvests/{source.pk}/confirm", follow=True).content.decode()
    assert "no removal to confirm" in again


def test_pause_takes_a_source_from_the_schedule_until_it_is_resumed(client: Client, make: MakeSource) -> None:
    source = make()
    member(client, source.organization)

    text = client.post(f"/harvests/{source.pk}/pause", {"reason": "Moving <b>house"}, follow=True).content.decode()
    assert "Moving &lt;b&gt;house" in text
    assert "It is paused" in text
    assert "paused already" in client.post(f"/harvests/{source.pk}/pause", follow=True).content.decode()

    assert "back on schedule" in client.post(f"/harvests/{source.pk}/resume", follow=True).content.decode()
    source.refresh_from_db()
    assert not source.is_paused


def test_people_choose_how_they_hear_of_a_source(client: Client, make: MakeSource) -> None:
    source = make()
    member(client, source.organization)

    said = client.post(f"/harvests/{source.pk}/news", {"choice": "DIGEST"}, follow=True).content.decode()
    refused = client.post(f"/harvests/{source.pk}/news", {"choice": "HOURLY"}, follow=True).content.decode()

    assert "Mails about this source: once a day." in said
    assert 'value="DIGEST" checked' in said
    assert "must be one of" in refused
    assert 'value="DIGEST" checked' in refused


@pytest.mark.parametrize(("choice", "said"), [("keep", "its datasets stay"), ("delete", "its datasets with it")])
def test_delete_says_what_became_of_the_datasets(client: Client, make: MakeSource, choice: str, said: str) -> None:
    source = make()
    member(client, source.organization)

    text = client.post(f"/harvests/{source.pk}/delete", {"datasets": choice}, follow=True).content.decode()

    assert said in text
    source.refresh_from_db()
    assert source.is_deleted


def test_a_member_adds_a_source_of_their_organization(client: Client) -> None:
    organization = factories.organization()
    member(client, organization)

    page = client.get("/harvests/new?url=https://new.example.org/waf/").content.decode()
    response = client.post("/harvests/new", form(organization=organization.pk, publish="on"), follow=True)

    assert 'value="https://new.example.org/waf/"' in page
    assert "It runs within a minute." in response.content.decode()
    assert HarvestSource.objects.get().organization == organization


def test_organizations_of_others_are_not_offered(client: Client) -> None:
    other = factories.organization(title="Of others")
    member(client, factories.organization())

    response = client.post("/harvests/new", form(organization=other.pk))

    assert response.status_code == 422
    assert "Of others" not in response.content.decode()
    assert not HarvestSource.objects.exists()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"url": "ftp://new.example.org/"}, "url"),
        ({"url": "http://127.0.0.1/waf/"}, "refused"),
        ({"url": "<script>"}, "url"),
        ({"url": ""}, "required"),
        ({"interval": "0"}, "interval"),
        ({"interval": "many"}, "whole number"),
        ({"harvest_type": "X"}, "Select a valid choice"),
        ({"contact": "nobody"}, "email"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(client: Client, values: dict[str, str], said: str) -> None:
    organization = factories.organization()
    member(client, organization)

    response = client.post("/harvests/new", form(organization=organization.pk, **values))

    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert said in response.content.decode()
    assert not HarvestSource.objects.exists()


def test_an_address_that_is_taken_is_refused_beside_its_field(client: Client, make: MakeSource) -> None:
    source = make(url="https://new.example.org/waf/", name="The first")
    member(client, source.organization)

    response = client.post("/harvests/new", form(organization=source.organization.pk))

    assert response.status_code == 422
    assert "The first" in response.content.decode()


def test_edit_changes_what_was_changed(client: Client, make: MakeSource) -> None:
    source = make(name="Tide gauges", interval=1)
    address = f"/harvests/{source.pk}/edit"
    values = form(organization=source.organization.pk, url=source.url, publish="on", interval=14)

    assert client.get(address).status_code == 302
    assert member(client, factories.organization()).get(address).status_code == 403
    response = member(client, source.organization).post(address, values, follow=True)

    assert "Saved." in response.content.decode()
    source.refresh_from_db()
    assert (source.interval, source.name, source.publish) == (14, "Tide gauges", True)


def test_what_is_emptied_gets_what_the_form_says(client: Client, make: MakeSource) -> None:
    source = make(name="Tide gauges", contact="desk@example.org")
    values = form(organization=source.organization.pk, url=source.url, publish="on", name="", contact="")

    member(client, source.organization).post(f"/harvests/{source.pk}/edit", values)

    source.refresh_from_db()
    editor = source.organization.editors.get().user
    assert (source.name, source.contact) == (source.url, editor.email)


def test_people_without_any_right_may_not_add_a_source(client: Client) -> None:
    assert client.get("/harvests/new").status_code == 302
    client.force_login(factories.account(), backend=BACKEND)
    assert client.get("/harvests/new").status_code == 403
