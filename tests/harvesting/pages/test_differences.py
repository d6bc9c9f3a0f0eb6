"""A dataset's page says to editors what its source would say instead of what people wrote."""

import pytest
from django.test import Client

from entities.models import Dataset
from entities.services import differences, lifecycle
from harvesting.models import HarvestSource
from tests import factories
from tests.harvesting.conftest import harvest, record
from tests.harvesting.documents import document
from tests.harvesting.pages.test_changing import member
from tests.servers import WafServer

pytestmark = pytest.mark.django_db
TITLE = "What the source says otherwise"


@pytest.fixture
def differing(source: HarvestSource, waf: WafServer) -> Dataset:
    """A dataset whose title a curator changed, and then its source."""
    waf.files["a.xml"] = document("a", "Tide gauge")
    harvest(source)
    found = record(source, "a.xml").dataset
    assert found is not None
    lifecycle.change(found, {"title": "Gauge at the pier"}, actor=factories.actor("curator"))
    waf.files["a.xml"] = document("a", "Tide <gauge> 7".replace("<", "&lt;").replace(">", "&gt;"))
    harvest(source)
    return found


def page(client: Client, dataset: Dataset) -> str:
    """The dataset's page."""
    return client.get(f"/dataset/{dataset.pk}").content.decode()


def test_who_may_decide_is_led_to_the_decision(client: Client, differing: Dataset) -> None:
    text = page(member(client, differing.publishing_organization), differing)

    assert TITLE in text
    assert "Gauge at the pier" in text
    assert "Tide &lt;gauge&gt; 7" in text
    address = f"/admin/entities/fieldprovenance/{differing.pk}/change/"
    assert f'href="{address}"' in text
    assert "Accept the source" in client.get(address).content.decode()


def test_other_editors_see_it_without_a_way_to_decide(client: Client, differing: Dataset) -> None:
    text = page(member(client, factories.organization()), differing)

    assert TITLE in text
    assert "/admin/entities/fieldprovenance/" not in text


def test_nobody_else_sees_it(client: Client, differing: Dataset) -> None:
    assert TITLE not in page(client, differing)
    client.force_login(factories.account(), backend="entities.permissions.RegistryBackend")
    assert TITLE not in page(client, differing)


def test_it_says_who_kept_ours_and_goes_when_they_agree(client: Client, differing: Dataset) -> None:
    editor = member(client, differing.publishing_organization)
    differences.keep(differing, "title", actor=factories.actor("anna"))
    assert "kept by anna" in page(editor, differing)

    differences.accept(differing, "title", actor=factories.actor("anna"))

    assert TITLE not in page(editor, differing)
