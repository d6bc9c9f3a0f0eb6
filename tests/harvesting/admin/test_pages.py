"""Curators see sources, runs and records, start runs, and confirm removals."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from harvesting import pipeline, scheduling
from harvesting.models import HarvestedDocument, HarvestRun, HarvestSource
from harvesting.vocabulary import RunState, Trigger
from tests import factories
from tests.harvesting.conftest import MakeSource, harvest
from tests.harvesting.documents import MALFORMED, folder
from tests.servers import WafServer

pytestmark = pytest.mark.django_db

MODELS = (HarvestSource, HarvestRun, HarvestedDocument)


def _list(model: type[Any]) -> str:
    return reverse(f"admin:harvesting_{model._meta.model_name}_changelist")


def _act(client: Client, name: str, *rows: Any) -> list[str]:
    """Choose a list action, say yes to its question, and answer what the page then tells."""
    address = _list(type(rows[0]))
    sent = {"action": name, "_selected_action": [str(row.pk) for row in rows]}
    question = client.post(address, sent)
    assert question.templates[0].name == "admin/harvesting/asked.html"
    told = client.post(address, sent | {"confirmed": "1"}, follow=True)
    return [str(message) for message in told.context["messages"]]


@pytest.fixture
def curator(client: Client) -> Client:
    """Logged in as an administrator."""
    client.force_login(factories.admin_user(), backend="entities.permissions.RegistryBackend")
    return client


@pytest.fixture
def harvested(waf: WafServer, source: HarvestSource) -> HarvestSource:
    """A source with records, good and bad."""
    waf.files |= folder(30) | {"bad.xml": MALFORMED}
    harvest(source)
    return source


@pytest.mark.parametrize("model", MODELS)
def test_every_list_answers_in_a_bounded_number_of_statements(
    curator: Client, harvested: HarvestSource, model: type[Any], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        page = curator.get(_list(model))

    assert page.status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_every_page_answers(curator: Client, harvested: HarvestSource, model: type[Any]) -> None:
    row = model.objects.order_by("pk").first()

    page = curator.get(reverse(f"admin:harvesting_{model._meta.model_name}_change", args=[row.pk]))

    assert page.status_code == 200


def test_a_record_shows_its_errors_with_lines(curator: Client, harvested: HarvestSource) -> None:
    bad = harvested.documents.get(readable=False)

    page = curator.get(reverse("admin:harvesting_harvesteddocument_change", args=[bad.pk]))

    assert "XML Syntax Error:" in page.content.decode()
    assert ">line 1</td>" in page.content.decode()


@pytest.mark.parametrize(("errors", "shown"), [("yes", 1), ("no", 30), ("unreadable", 1)])
def test_records_are_filtered_by_errors(curator: Client, harvested: HarvestSource, errors: str, shown: int) -> None:
    page = curator.get(_list(HarvestedDocument), {"errors": errors})

    assert page.context["cl"].result_count == shown


def test_a_new_source_is_made_by_the_service(curator: Client, waf: WafServer) -> None:
    organization = factories.organization()
    values = {
        "name": "Buoys", "url": waf.url, "harvest_type": "WAF", "organization": organization.pk, "publish": "on",
        "interval": 7, "contact": "", "connections": 6, "document_limit": 10_000, "allowed_hosts": "",
        "archives": "USUAL",
        "downstream_url": "",
    }  # fmt: skip

    answer = curator.post(reverse("admin:harvesting_harvestsource_add"), values)

    made = HarvestSource.objects.get()
    assert answer.status_code == 302
    assert (made.name, made.interval, made.organization, made.installation.title) == ("Buoys", 7, organization, "Buoys")
    assert made.created_by == HarvestSource.objects.get().modified_by != ""


@pytest.mark.parametrize("url", ["http://10.0.0.1/", "ftp://data.example.org/", "http://localhost:22/"])
def test_an_address_that_may_not_be_harvested_is_refused_beside_its_field(curator: Client, url: str) -> None:
    values = {
        "name": "Buoys", "url": url, "harvest_type": "WAF", "organization": factories.organization().pk,
        "interval": 7, "connections": 6, "document_limit": 10_000, "archives": "USUAL",
    }  # fmt: skip

    page = curator.post(reverse("admin:harvesting_harvestsource_add"), values)

    assert "url" in page.context["adminform"].form.errors
    assert not HarvestSource.objects.exists()


def test_a_change_is_made_by_the_service(curator: Client, source: HarvestSource) -> None:
    values = {
        "name": "Masts", "url": source.url, "harvest_type": "WAF", "organization": source.organization_id,
        "interval": 1, "connections": 6, "document_limit": 10_000, "archives": "USUAL",
    }  # fmt: skip

    curator.post(reverse("admin:harvesting_harvestsource_change", args=[source.pk]), values)

    source.refresh_from_db()
    assert (source.name, source.publish, source.next_run, source.installation.title) == ("Masts", False, None, "Masts")


def test_harvest_now_queues_one_run(curator: Client, source: HarvestSource) -> None:
    assert _act(curator, "harvest_now", source) == ["Tide gauges: a run is queued."]
    assert _act(curator, "harvest_now", source) == ["Tide gauges: a run is under way already."]
    assert source.runs.get().state == RunState.QUEUED


def test_a_sources_page_offers_what_can_be_done(curator: Client, source: HarvestSource) -> None:
    page = curator.get(reverse("admin:harvesting_harvestsource_change", args=[source.pk])).content.decode()

    offered = re.findall(r'name="action" value="(\w+)"', page)
    assert offered == ["harvest_now", "pause", "delete_and_keep_datasets", "delete_with_datasets"]


def test_a_sources_page_offers_to_confirm_a_removal_while_one_waits(
    curator: Client, waf: WafServer, harvested: HarvestSource
) -> None:
    waf.files = folder(3)
    harvest(harvested)

    page = curator.get(reverse("admin:harvesting_harvestsource_change", args=[harvested.pk])).content.decode()

    assert 'name="action" value="confirm_removal"' in page


def test_a_run_is_stopped_from_its_source(curator: Client, source: HarvestSource) -> None:
    run, _ = scheduling.start(source, Trigger.MANUAL, actor=factories.actor(), send=False)
    page = curator.get(reverse("admin:harvesting_harvestsource_change", args=[source.pk])).content.decode()

    assert 'name="action" value="stop"' in page
    assert _act(curator, "stop", source) == ["Tide gauges: stopped."]
    assert _act(curator, "stop", source) == ["Tide gauges: No run is queued or under way."]
    run.refresh_from_db()
    assert run.state == RunState.CANCELLED


def test_a_source_is_paused_and_resumed(curator: Client, source: HarvestSource) -> None:
    assert _act(curator, "pause", source) == ["Tide gauges: paused."]
    page = curator.get(reverse("admin:harvesting_harvestsource_change", args=[source.pk])).content.decode()
    assert 'name="action" value="resume"' in page
    assert 'name="action" value="pause"' not in page
    source.refresh_from_db()
    assert source.is_paused

    assert _act(curator, "resume", source) == ["Tide gauges: the schedule takes it up again."]
    source.refresh_from_db()
    assert not source.is_paused


def _chips(curator: Client, text: str) -> int:
    """How often the list of documents says it of one of them."""
    page = curator.get(_list(HarvestedDocument)).content.decode()
    return len(re.findall(rf'<span class="chip[^"]*">{text}</span>', page))


def test_documents_that_are_missing_or_removed_say_so(
    curator: Client, waf: WafServer, harvested: HarvestSource
) -> None:
    waf.files = folder(3)
    harvest(harvested)
    assert _chips(curator, "missing from the listing") == 28

    _act(curator, "confirm_removal", harvested)
    pipeline.execute(harvested.runs.get(state=RunState.QUEUED).pk)

    assert harvested.documents.filter(outcome="REMOVED").count() == 28
    assert (_chips(curator, "removed"), _chips(curator, "missing from the listing")) == (28, 0)


def test_a_failed_run_says_why_in_the_list(curator: Client, waf: WafServer, harvested: HarvestSource) -> None:
    waf.files = folder(3)
    harvest(harvested)

    page = curator.get(_list(HarvestRun)).content.decode()
    assert "the listing lacks 28 of 31 documents" in page
    assert "3 unchanged, 28 missing" in page
    assert "30 new, 1 bad" in page


def test_an_action_asks_before_it_acts(curator: Client, source: HarvestSource) -> None:
    curator.post(_list(HarvestSource), {"action": "harvest_now", "_selected_action": [source.pk]})

    assert not source.runs.exists()


def test_a_run_is_cancelled_once(curator: Client, source: HarvestSource) -> None:
    run, _ = scheduling.start(source, Trigger.MANUAL, actor=factories.actor(), send=False)

    assert "cancelled" in _act(curator, "cancel", run)[0]
    assert "ended already" in _act(curator, "cancel", run)[0]


def test_a_removal_is_confirmed_from_the_list(curator: Client, waf: WafServer, harvested: HarvestSource) -> None:
    waf.files = folder(3)
    assert harvest(harvested).state == RunState.FAILED

    assert "may remove 28 documents" in _act(curator, "confirm_removal", harvested)[0]
    assert harvested.runs.get(state=RunState.QUEUED).removal_confirmed_by


@pytest.mark.parametrize("action", ["delete_with_datasets", "delete_and_keep_datasets"])
def test_sources_are_deleted_with_or_without_datasets(curator: Client, harvested: HarvestSource, action: str) -> None:
    _act(curator, action, harvested)

    harvested.refresh_from_db()
    kept = harvested.documents.filter(dataset__deleted=None).exclude(dataset=None).count()
    assert harvested.is_deleted
    assert kept == (0 if action == "delete_with_datasets" else 30)


def test_an_editor_acts_within_reach_only(client: Client, make_source: MakeSource, waf: WafServer) -> None:
    mine, other = make_source(), make_source(url=waf.url + "other/")
    editor = factories.editor_user(mine.organization)
    client.force_login(editor, backend="entities.permissions.RegistryBackend")

    told = _act(client, "harvest_now", mine, other)

    assert sorted(source.runs.count() for source in (mine, other)) == [0, 1]
    assert any("no right" in sentence for sentence in told)
    page = client.get(reverse("admin:harvesting_harvestsource_change", args=[other.pk]))
    assert page.context["has_change_permission"] is False


def test_the_start_page_shows_failing_sources_and_last_runs(curator: Client, source: HarvestSource) -> None:
    harvest(source)

    page = curator.get(reverse("admin:index")).content.decode()

    assert "Failing sources" in page
    assert "lists no document" in page or "listing" in page
    assert "Last runs" in page


def test_who_edits_nothing_sees_nothing(client: Client, source: HarvestSource) -> None:
    client.force_login(factories.account(), backend="entities.permissions.RegistryBackend")

    assert client.get(_list(HarvestSource)).status_code == 302
