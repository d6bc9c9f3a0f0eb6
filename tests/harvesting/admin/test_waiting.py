"""The queues of the admin: removals to confirm with their list, differences to accept or keep; history of sources."""

import pytest
from django.test import Client

from entities.models import Dataset, User
from entities.services import lifecycle
from harvesting import sources
from harvesting.models import HarvestSource
from tests import factories
from tests.harvesting.conftest import harvest, record
from tests.harvesting.documents import document, folder
from tests.servers import WafServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator() -> User:
    """An administrator."""
    return factories.admin_user("curator")


@pytest.fixture
def browser(client: Client, curator: User) -> Client:
    """The curator's browser."""
    client.force_login(curator, backend="entities.permissions.RegistryBackend")
    return client


@pytest.fixture
def differing(source: HarvestSource, waf: WafServer) -> Dataset:
    """A dataset whose title a person changed, and then the source."""
    waf.files["a.xml"] = document("a", "Tide gauge")
    harvest(source)
    dataset = record(source, "a.xml").dataset
    assert dataset is not None
    lifecycle.change(dataset, {"title": "Gauge at the pier"}, actor=factories.actor())
    waf.files["a.xml"] = document("a", "Tide gauge 7")
    harvest(source)
    return dataset


def test_the_work_queue_shows_removals_and_the_question_lists_them(
    browser: Client, source: HarvestSource, waf: WafServer
) -> None:
    waf.files |= folder(10)
    harvest(source)
    for number in range(9):
        del waf.files[f"gauge-{number:03}.xml"]
    harvest(source)

    start = browser.get("/admin/").content.decode()
    assert "Removals to confirm" in start
    assert "9 of 10" in start

    address = "/admin/harvesting/harvestsource/"
    asked = browser.post(address, {"action": "confirm_removal", "_selected_action": source.pk}).content.decode()
    assert asked.count("Tide gauge ") == 9
    browser.post(address, {"action": "confirm_removal", "_selected_action": source.pk, "confirmed": "1"})
    assert source.runs.filter(removal_confirmed_by="curator").exists()


def test_differences_are_listed_accepted_and_kept_by_field(browser: Client, differing: Dataset) -> None:
    assert "Sources that say otherwise" in browser.get("/admin/").content.decode()
    assert "Gauge at the pier" in browser.get("/admin/entities/fieldprovenance/").content.decode()
    page = f"/admin/entities/fieldprovenance/{differing.pk}/change/"
    shown = browser.get(page).content.decode()
    assert "Tide gauge 7" in shown

    assert browser.get(f"/admin/entities/fieldprovenance/{differing.pk}/title/accept/").status_code == 404
    browser.post(f"/admin/entities/fieldprovenance/{differing.pk}/title/accept/")

    differing.refresh_from_db()
    assert (differing.title, differing.modified_by) == ("Tide gauge 7", "curator")
    assert "say the same" in browser.get(page).content.decode()


def test_all_that_waits_is_kept_after_a_question(browser: Client, differing: Dataset) -> None:
    address = "/admin/entities/fieldprovenance/"
    values = {"action": "keep_all", "_selected_action": str(differing.pk)}
    assert "stay as they are" in browser.post(address, values).content.decode()
    browser.post(address, values | {"confirmed": "1"})

    differing.refresh_from_db()
    assert differing.title == "Gauge at the pier"
    assert "Gauge at the pier" not in browser.get(address).content.decode()
    assert "Gauge at the pier" in browser.get(address, {"decision": "all"}).content.decode()


def test_editors_decide_only_about_their_own(client: Client, differing: Dataset) -> None:
    stranger = factories.editor_user(factories.organization())
    client.force_login(stranger, backend="entities.permissions.RegistryBackend")

    client.post(f"/admin/entities/fieldprovenance/{differing.pk}/title/accept/")

    differing.refresh_from_db()
    assert differing.title == "Gauge at the pier"


def test_a_source_has_a_history(browser: Client, source: HarvestSource) -> None:
    sources.change(source, {"name": "Gauges", "interval": 7}, actor=factories.actor("kim"))

    shown = browser.get(f"/admin/harvesting/harvestsource/{source.pk}/history/").content.decode()

    assert "kim" in shown
    assert "<del>Tide gauges</del>" in shown
    assert "<ins>Gauges</ins>" in shown
