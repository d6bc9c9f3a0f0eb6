"""Lists: one search box for everything, filters that combine, counts that are links."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from entities.models import (
    Contact,
    Dataset,
    Endpoint,
    Entity,
    Identifier,
    Installation,
    MachineTag,
    Network,
    Node,
    Organization,
)
from entities.services import constituents, endorsement, lifecycle
from tests import factories
from tests.entities.admin.pages import address, of

pytestmark = pytest.mark.django_db


def listed(client: Client, model: type[Entity], **parameters: Any) -> list[Any]:
    """The rows that the list shows."""
    response: Any = client.get(address(model, "changelist"), parameters)
    assert response.status_code == 200, response
    return list(response.context["cl"].result_list)


def test_the_search_box_finds_by_title_key_doi_identifier_and_mail(administrator: Client) -> None:
    dataset = factories.dataset(title="Kelp forest transects", alias="KFT", doi="10.1234/kelp")
    factories.component(dataset, Identifier, type="URL", identifier="https://old.example.org/kelp")
    factories.component(dataset, Identifier, type="DOI", identifier="10.9999/former")
    factories.component(dataset, Contact, email=["Kari.Lund@example.org"])
    factories.dataset(title="Coral reefs")

    for text in (
        "transects kelp", "FOREST", "kft", str(dataset.pk), str(dataset.pk).upper(),
        f"https://registry.example.org/v1/dataset/{dataset.pk}", "10.1234/kelp", "https://doi.org/10.1234/KELP",
        "doi:10.9999/former", "https://old.example.org/kelp", "kari.lund@example.org", "lund@",
    ):  # fmt: skip
        assert listed(administrator, Dataset, q=text) == [dataset], text
    assert listed(administrator, Dataset, q="kelp reefs") == []
    assert listed(administrator, Dataset, q="00000000-0000-4000-8000-000000000000") == []
    assert len(listed(administrator, Dataset, q="  ")) == 2


@pytest.mark.parametrize("model", [Node, Organization, Installation, Network])
def test_the_search_box_works_for_every_kind(model: type[Entity], administrator: Client) -> None:
    wanted = factories.FACTORIES[model](title="Kelp watch")
    factories.FACTORIES[model](title="Coral watch")

    for text in ("kelp", str(wanted.pk)):
        assert listed(administrator, model, q=text) == [wanted]
    for text in ("10.1234/unknown", "nobody@example.org", "100%", "a_b", "'\"\\"):
        assert listed(administrator, model, q=text) == []


def test_an_organization_is_found_by_its_own_mail(administrator: Client) -> None:
    organization = factories.organization(email=["data@station.example.org"])
    factories.organization()

    assert listed(administrator, Organization, q="data@station") == [organization]


def test_type_ahead_offers_live_entities_and_takes_a_key(administrator: Client) -> None:
    live, gone = factories.organization(title="Kelp station"), factories.organization(title="Kelp closed")
    lifecycle.delete(gone, actor=factories.actor())
    asked = {"app_label": "entities", "model_name": "dataset", "field_name": "publishing_organization"}

    for term in ("kelp", str(live.pk)):
        found = administrator.get("/admin/autocomplete/", asked | {"term": term}).json()
        assert found["results"] == [{"id": str(live.pk), "text": "Kelp station"}]


def test_filters_of_datasets(administrator: Client) -> None:
    wanted = factories.dataset(type="CHECKLIST", license="CC0_1_0", locked_for_auto_update=True)
    other = factories.dataset(type="OCCURRENCE", parent_dataset=wanted, duplicate_of_dataset=wanted)
    network = factories.network()
    factories.component(wanted, Endpoint)
    factories.component(wanted, MachineTag, namespace="a.example.org", name="n", value="v")
    constituents.join(network, wanted, actor=factories.actor())
    publisher = wanted.publishing_organization

    for filters in (
        {"type__exact": "CHECKLIST"},
        {"license__exact": "CC0_1_0"},
        {"locked_for_auto_update__exact": "1"},
        {"publishing_organization__key__exact": publisher.pk},
        {"publishing_organization__endorsing_node__key__exact": publisher.endorsing_node_id},
        {"installation__key__exact": wanted.installation_id},
        {"installation__organization__key__exact": publisher.pk},
        {"networks__key__exact": network.pk},
        {"has_endpoint": "yes"},
        {"duplicate": "no"},
        {"constituent": "no"},
        {"machine_tag": "a.example.org"},
        {"machine_tag": "a.example.org:n"},
        {"machine_tag": "a.example.org:n=v"},
    ):
        assert listed(administrator, Dataset, **filters) == [wanted], filters
    assert listed(administrator, Dataset, has_endpoint="no") == [other]
    assert listed(administrator, Dataset, duplicate="yes", type__exact="OCCURRENCE") == [other]
    assert listed(administrator, Dataset, parent_dataset__key__exact=wanted.pk) == [other]
    assert listed(administrator, Dataset, machine_tag="a.example.org:n=other") == []


def test_filters_of_organizations(administrator: Client) -> None:
    wanted = factories.dataset().publishing_organization
    other = factories.organization(country="SE")
    endorsement.endorse(wanted, actor=factories.actor())

    assert listed(administrator, Organization, endorsement_status__exact="ENDORSED") == [wanted]
    assert listed(administrator, Organization, endorsing_node__key__exact=other.endorsing_node_id) == [other]
    assert listed(administrator, Organization, country__exact="SE") == [other]
    assert listed(administrator, Organization, has_datasets="yes") == [wanted]
    assert listed(administrator, Organization, has_datasets="no", country__exact="SE") == [other]


def test_filters_of_nodes_installations_and_networks(administrator: Client) -> None:
    dataset = factories.dataset()
    empty, bare = factories.installation(disabled=True), factories.network()
    network = factories.network()
    constituents.join(network, dataset, actor=factories.actor())
    endorsement.endorse(dataset.publishing_organization, actor=factories.actor())

    assert listed(administrator, Installation, has_datasets="yes") == [dataset.installation]
    assert listed(administrator, Installation, disabled__exact="1") == [empty]
    assert listed(administrator, Network, has_datasets="no") == [bare]
    assert listed(administrator, Node, has_pending="yes") == [empty.organization.endorsing_node]


def test_filters_by_day_include_both_ends(administrator: Client) -> None:
    network = factories.network()
    moment = datetime.fromisoformat("2024-02-29T23:59:59+00:00")
    Network.objects.filter(pk=network.pk).update(created=moment)

    for days in (
        {"created_from": "2024-02-29"},
        {"created_to": "2024-02-29"},
        {"created_from": "2024-02-29", "created_to": "2024-02-29"},
        {"created_from": "2024-02-30", "created_to": "not a day"},
    ):
        assert listed(administrator, Network, **days) == [network], days
    assert listed(administrator, Network, created_from="2024-03-01") == []
    assert listed(administrator, Network, created_to="2024-02-28") == []


def test_counts_of_lists_leave_deleted_rows_out(administrator: Client) -> None:
    dataset = factories.dataset()
    publisher = dataset.publishing_organization
    gone = factories.dataset(publishing_organization=publisher, installation=dataset.installation)
    network = factories.network()
    for each in (dataset, gone):
        constituents.join(network, each, actor=factories.actor())
    lifecycle.delete(gone, actor=factories.actor())

    (organization,) = listed(administrator, Organization)
    (installation,) = listed(administrator, Installation)
    (node,) = listed(administrator, Node)
    (of_network,) = listed(administrator, Network)

    assert (organization.published, organization.hosted) == (1, 1)
    assert organization.newest == dataset.created
    assert installation.datasets_count == 1
    assert (node.organizations_count, node.pending_count, node.datasets_count) == (1, 1, 1)
    assert (of_network.datasets_count, of_network.organizations_count) == (1, 1)


def test_every_count_above_a_form_leads_to_exactly_those_rows(administrator: Client) -> None:
    dataset, network = factories.dataset(), factories.network()
    factories.dataset(parent_dataset=dataset)
    constituents.join(network, dataset, actor=factories.actor())
    publisher = dataset.publishing_organization

    for entity in (dataset, network, publisher, publisher.endorsing_node, dataset.installation):
        response: Any = administrator.get(of(entity))
        for related in response.context["summary"]["related"]:
            rows: Any = administrator.get(related.address)
            listed_rows = rows.context["cl"].result_count if "cl" in rows.context else len(rows.context["rows"])
            assert related.count in (listed_rows, None), (entity, related)


@pytest.mark.parametrize("column", range(1, 9))
def test_every_column_sorts(column: int, administrator: Client) -> None:
    factories.organization()
    factories.organization()

    assert len(listed(administrator, Organization, o=f"-{column}")) == 2
