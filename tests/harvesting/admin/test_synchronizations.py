"""The admin of synchronisations: their entries, and an installation at the source and here."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from entities.models import Dataset, Synchronization, SynchronizationRequest
from entities.services import lifecycle
from harvesting import following
from harvesting.models import HarvestSource
from tests import factories
from tests.harvesting.conftest import MakeSource, harvest
from tests.servers import WafServer
from tests.toolkit import Published, Toolkit

pytestmark = pytest.mark.django_db
KEY = "9cfd5f70-968c-4690-94ef-834f01b0cea8"


@pytest.fixture
def curator(client: Client) -> Client:
    """Logged in as an administrator."""
    client.force_login(factories.admin_user(), backend="entities.permissions.RegistryBackend")
    return client


@pytest.fixture
def toolkit(waf: WafServer, settings: LazySettings) -> Toolkit:
    settings.HARVEST_RETRY_PAUSES = ()
    toolkit = Toolkit(waf)
    toolkit.publish(Published("birds"), Published("fish", title="Fish"))
    return toolkit


@pytest.fixture
def source(toolkit: Toolkit, make_source: MakeSource) -> HarvestSource:
    """An IPT that was harvested once."""
    source = make_source(url=toolkit.base, harvest_type="IPT")
    harvest(source)
    following.follow_up()
    return source


def sides(source: HarvestSource) -> str:
    """The address of the page with both sides."""
    return reverse("admin:installation_synchronization", args=[source.installation_id])


def rows(client: Client, source: HarvestSource) -> dict[str, tuple[str, str]]:
    """What the page shows of each difference: its reason, and the fields that differ."""
    shown = client.get(sides(source)).context["rows"]
    return {str(row["name"] or row["here"]): (row["reason"], row["fields"]) for row in shown}


def test_where_nothing_differs_the_page_says_so(curator: Client, source: HarvestSource) -> None:
    page = curator.get(sides(source)).content.decode()

    assert "2 datasets are the same on both sides." in page
    assert "Synchronization succeeded. 0 datasets were updated. 2 datasets were added." in page


def test_every_way_in_which_the_sides_differ_is_named(curator: Client, source: HarvestSource, toolkit: Toolkit) -> None:
    birds = Dataset.live().get(title="Birds of the coast")
    lifecycle.change(birds, {"title": "By hand"}, actor=factories.actor())
    lifecycle.delete(Dataset.live().get(title="Fish"), actor=factories.actor())
    here = {"publishing_organization": source.organization, "installation": source.installation}
    factories.dataset(title="Only here", **here)
    factories.dataset(key=KEY)
    toolkit.publish(Published("birds", title="Birds, revised", version="1.1"), Published("bats", key=KEY))
    harvest(source)

    found = rows(curator, source)

    assert found["birds"] == ("changed here by a person", "title")
    assert found["fish"] == ("the dataset here is deleted", "")
    assert found["bats"] == (f"Dataset {KEY} belongs to another organization.", "")
    only_here = next(reason for name, (reason, _) in found.items() if "Only here" in name)
    assert only_here == "the source does not list it"


def test_the_button_asks_for_a_synchronisation(curator: Client, source: HarvestSource) -> None:
    answer = curator.post(sides(source), follow=True)

    assert SynchronizationRequest.objects.get().installation == source.installation
    assert "The synchronisation begins within seconds" in answer.content.decode()
    assert "Under way" in answer.content.decode()


def test_only_administrators_may_synchronise_and_editors_look(client: Client, source: HarvestSource) -> None:
    client.force_login(factories.editor_user(), backend="entities.permissions.RegistryBackend")

    page = client.get(sides(source))
    answer = client.post(sides(source))

    assert (page.status_code, answer.status_code) == (200, 403)
    assert "Synchronise now" not in page.content.decode()
    assert not SynchronizationRequest.objects.exists()


def test_entries_are_listed_and_lead_to_their_installation(curator: Client, source: HarvestSource) -> None:
    page = curator.get(reverse("admin:entities_synchronization_changelist")).content.decode()
    entry = curator.get(reverse("admin:entities_synchronization_change", args=[Synchronization.objects.get().pk]))
    installation = curator.get(reverse("admin:entities_installation_change", args=[source.installation_id]))

    assert sides(source) in page
    assert sides(source) in entry.content.decode()
    assert sides(source) in installation.content.decode()


def test_an_installation_that_nothing_harvests_has_a_page_too(curator: Client) -> None:
    installation = factories.installation(type="IPT_INSTALLATION")

    page = curator.get(reverse("admin:installation_synchronization", args=[installation.key])).content.decode()

    assert "no source yet" in page
    assert "It was never synchronised." in page


def test_an_unknown_installation_is_not_found(curator: Client) -> None:
    assert curator.get(reverse("admin:installation_synchronization", args=[KEY])).status_code == 404
