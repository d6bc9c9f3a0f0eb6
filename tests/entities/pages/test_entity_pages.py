"""The pages of organizations, installations, nodes and networks, and the lists of all kinds."""

import re
import uuid
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entities.models import ENTITIES, Dataset, Entity, Installation, Network, NetworkConstituent, Node, Organization
from entities.services import lifecycle
from tests import factories

pytestmark = pytest.mark.django_db

OTHERS = [Organization, Installation, Node, Network]


def read(client: Client, address: str, status: int = 200) -> str:
    """The text of a page."""
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("model", OTHERS)
def test_it_says_what_an_entity_is(client: Client, model: type[Entity]) -> None:
    entity = factories.FACTORIES[model](title="Kelp <i>", description="Since <script>alert(1)</script> 1887.")

    text = read(client, f"/{model.slug}/{entity.pk}")

    assert "Kelp &lt;i&gt;" in text
    assert "1887." in text
    assert "<script>alert" not in text
    assert f'href="/v1/{model.slug}/{entity.pk}"' in text


@pytest.mark.parametrize("model", OTHERS)
def test_a_deleted_entity_says_so(client: Client, model: type[Entity]) -> None:
    entity = factories.FACTORIES[model]()
    lifecycle.delete(entity, actor=factories.actor())

    assert "was deleted on" in read(client, f"/{model.slug}/{entity.pk}")


@pytest.mark.parametrize("model", OTHERS)
@pytest.mark.parametrize("key", ["nonsense", str(uuid.UUID(int=7))])
def test_an_unknown_key_gets_a_page_that_helps(client: Client, model: type[Entity], key: str) -> None:
    assert "There is no such" in read(client, f"/{model.slug}/{key}", 404)


def test_an_organization_shows_its_live_datasets_page_by_page(client: Client) -> None:
    organization = factories.organization()
    for number in range(22):
        factories.dataset(title=f"Transect {number:02}", publishing_organization=organization)
    gone = factories.dataset(title="Deleted by mistake", publishing_organization=organization)
    lifecycle.delete(gone, actor=factories.actor())
    factories.dataset(title="Of somebody else")

    first = read(client, f"/organization/{organization.pk}")
    second = read(client, f"/organization/{organization.pk}?page=2")

    assert "Transect 21" in first
    assert "Transect 00" not in first
    assert "Transect 00" in second
    assert "Deleted by mistake" not in first + second
    assert "Of somebody else" not in first + second


@pytest.mark.parametrize("number", ["0", "-3", "x", "99999", "9" * 400, "%00"])
def test_any_number_of_a_page_is_answered(client: Client, number: str) -> None:
    organization = factories.dataset(title="Kelp").publishing_organization

    assert "Kelp" in read(client, f"/organization/{organization.pk}?page={number}")


def test_each_shows_what_belongs_to_it(client: Client) -> None:
    dataset = factories.dataset(title="Kelp transects")
    network = factories.network()
    NetworkConstituent.objects.create(network=network, dataset=dataset)
    organization = dataset.publishing_organization

    assert "Kelp transects" in read(client, f"/installation/{dataset.installation.pk}")
    assert "Kelp transects" in read(client, f"/network/{network.pk}")
    assert organization.title in read(client, f"/node/{organization.endorsing_node.pk}")
    assert dataset.installation.title in read(client, f"/organization/{organization.pk}")


def test_an_organization_stands_on_a_map_where_its_place_is_known(client: Client) -> None:
    somewhere = factories.organization(latitude=Decimal("62.5"), longitude=Decimal("6.1"))

    assert '<rect class="box"' in read(client, f"/organization/{somewhere.pk}")
    assert '<rect class="box"' not in read(client, f"/organization/{factories.organization().pk}")


@pytest.mark.parametrize("model", ENTITIES)
def test_a_list_finds_by_a_part_of_the_title(client: Client, model: type[Entity]) -> None:
    for title in ("Skarvøy station", "Kelp house"):
        factories.FACTORIES[model](title=title)

    if model is not Dataset:
        text = read(client, f"/{model.slug}?q=kelp")
        assert "Kelp house" in text
        assert "Skarvøy station" not in text
        assert "Nothing found" in read(client, f"/{model.slug}?q=%00zzz")
        assert "Skarvøy station" in read(client, f"/{model.slug}")


@pytest.mark.parametrize("model", OTHERS)
def test_pages_cost_few_statements(client: Client, model: type[Entity]) -> None:
    entity: Any = factories.FACTORIES[model]()
    for _ in range(5):
        dataset = factories.dataset(
            **({"publishing_organization": entity} if model is Organization else {}),
            **({"installation": entity} if model is Installation else {}),
        )
        if model is Network:
            NetworkConstituent.objects.create(network=entity, dataset=dataset)

    for address in (f"/{model.slug}", f"/{model.slug}/{entity.pk}"):
        with CaptureQueriesContext(connection) as captured:
            read(client, address)
        assert len(captured) <= 4, address


@pytest.mark.parametrize("model", OTHERS)
def test_headings_of_lists_and_pages_leave_no_level_out(client: Client, model: type[Entity]) -> None:
    """WCAG 1.3.1: whoever listens to the page goes by its headings."""
    entity = factories.FACTORIES[model](title="Kelp")

    for address in (f"/{model.slug}", f"/{model.slug}?q=zzqq", f"/{model.slug}/{entity.pk}"):
        levels = [int(level) for level in re.findall(r"<h([1-6])", read(client, address))]
        assert levels[0] == 1
        assert all(level <= before + 1 for before, level in pairwise(levels))
