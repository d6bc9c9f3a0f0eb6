"""Lists below entities and parts of kinds: acceptance cases E15 to E22, F13, G10, G21 to G23, G30, I06 to I08,
J09 to J11, K05, K06 (contract 5.3-5.7)."""

import uuid
from typing import Any

import pytest

from entities.api.lists import PARTS
from entities.models import Dataset, Endpoint, Identifier, Installation, Network, Node, Organization
from entities.services import constituents, lifecycle
from tests.entities.api.client import Api, path_of, text_of
from tests.entities.api.lists.keys import keys_at, keys_of
from tests.factories import FACTORIES, actor, component, dataset, installation, network, node, organization

pytestmark = pytest.mark.django_db
BELOW = [(model, name) for model, parts in PARTS.items() for part in parts if part.below for name in part.names]


def deleted(entity: Any) -> Any:
    """The entity, deleted."""
    return lifecycle.delete(entity, actor=actor())


@pytest.mark.parametrize(("model", "name"), BELOW, ids=lambda value: getattr(value, "slug", value))
def test_it_answers_404_below_an_unknown_entity_and_200_below_a_deleted_one(api: Api, model: Any, name: str) -> None:
    """Contract 1.3"""
    unknown = uuid.uuid4()
    answer = api("GET", f"/{model.slug}/{unknown}/{name}")

    assert (answer.status_code, text_of(answer)) == (404, f"Entity {model.slug} not found with key {unknown}")
    assert api("GET", f"/{model.slug}/nonsense/{name}").status_code == 400
    assert api("GET", f"{path_of(deleted(FACTORIES[model]()))}/{name}/").status_code == 200


def test_it_tells_hosted_from_published_datasets(api: Api) -> None:
    """E15, E16, E17"""
    host, publisher = organization(), organization()
    server = installation(organization=host)
    own = dataset(publishing_organization=host, installation=server)
    guest = dataset(publishing_organization=publisher, installation=server)

    assert keys_at(api, f"{path_of(host)}/hostedDataset") == keys_of(guest)
    assert keys_at(api, f"{path_of(publisher)}/hostedDataset") == []
    assert keys_at(api, f"{path_of(host)}/ownedDataset") == keys_of(own)
    assert keys_at(api, f"{path_of(publisher)}/publishedDataset") == keys_of(guest)

    deleted(guest)
    assert keys_at(api, f"{path_of(publisher)}/publishedDataset") == []
    assert keys_at(api, "/organization/nonPublishing") == []


def test_it_lists_who_never_published(api: Api) -> None:
    """E18, I07"""
    silent, idle = organization(), installation()
    deleted(dataset())
    deleted(installation(organization=idle.organization))

    assert keys_at(api, "/organization/nonPublishing") == keys_of(silent, idle.organization)
    assert keys_at(api, "/installation/nonPublishing") == keys_of(idle)


def test_it_lists_installations_of_live_organizations(api: Api) -> None:
    """E19"""
    server = installation()
    deleted(installation(organization=server.organization))
    path = f"{path_of(server.organization)}/installation"

    assert keys_at(api, path) == keys_of(server)
    deleted(server.organization)
    assert keys_at(api, path) == []


@pytest.mark.parametrize("make", [organization, installation, dataset], ids=lambda make: make.__name__)
def test_it_lists_the_deleted(api: Api, make: Any) -> None:
    """E22, G30, I08"""
    gone, slug = deleted(make(title="Gone")), make.__name__
    make()

    assert keys_at(api, f"/{slug}/deleted") == keys_at(api, f"/{slug}/deleted?q=gone") == keys_of(gone)
    lifecycle.restore(gone, actor=actor())
    assert keys_at(api, f"/{slug}/deleted") == []


@pytest.mark.parametrize("slug", ["node", "network"])
def test_it_has_no_list_of_deleted_nodes_and_networks(api: Api, slug: str) -> None:
    """Contract 5.6"""
    assert api("GET", f"/{slug}/deleted").status_code == 400


def test_it_lists_what_waits_for_an_endorsement(api: Api) -> None:
    """F13, J09"""
    vouching = node()
    states = ("WAITING_FOR_ENDORSEMENT", "REJECTED", "ON_HOLD")
    pending = [organization(endorsing_node=vouching) for _ in states]
    for entity, state in zip(pending, states, strict=True):
        Organization.objects.filter(pk=entity.pk).update(endorsement_status=state)
    endorsed = organization(endorsing_node=vouching, endorsement_status="ENDORSED")
    elsewhere = organization()

    assert keys_at(api, "/organization/pending") == keys_at(api, "/node/pendingEndorsement")
    assert keys_at(api, "/organization/pending") == keys_of(*pending, elsewhere)
    assert keys_at(api, f"{path_of(vouching)}/pendingEndorsement") == keys_of(*pending)
    assert keys_at(api, f"{path_of(vouching)}/organization") == keys_of(endorsed)


def test_it_lists_below_a_node_what_its_organizations_have(api: Api) -> None:
    """J10, J11"""
    vouching = node()
    endorsed = organization(endorsing_node=vouching, endorsement_status="ENDORSED")
    pending = organization(endorsing_node=vouching)
    gone = organization(endorsing_node=vouching, endorsement_status="ENDORSED")
    datasets = [dataset(publishing_organization=publisher) for publisher in (endorsed, pending, gone, endorsed)]
    deleted(gone)

    assert keys_at(api, f"{path_of(vouching)}/dataset") == keys_of(datasets[0], datasets[3])
    assert len(keys_at(api, f"{path_of(vouching)}/installation")) == 3


def test_it_lists_datasets_of_an_installation(api: Api) -> None:
    """I06"""
    live = dataset()
    deleted(dataset(installation=live.installation, publishing_organization=live.publishing_organization))

    assert keys_at(api, f"{path_of(live.installation)}/dataset") == keys_of(live)


def test_it_lists_constituents_duplicates_and_orphans(api: Api) -> None:
    """G21, G22, G23"""
    parent = dataset()
    child = dataset(parent_dataset=parent)
    deleted(dataset(parent_dataset=parent))
    duplicate = dataset(duplicate_of_dataset=parent, external=True)
    served = dataset()
    component(served, Endpoint)

    assert keys_at(api, f"{path_of(parent)}/constituents") == keys_at(api, "/dataset/subDataset") == keys_of(child)
    assert keys_at(api, "/dataset/constituents/") == keys_of(child)
    assert keys_at(api, "/dataset/duplicate") == keys_of(duplicate)
    assert keys_at(api, "/dataset/withNoEndpoint") == keys_of(parent)


@pytest.mark.parametrize("doi", ["10.1234/abc", "10.1234/ABC", "10.1234%2Fabc", "10.1234/abc/"])
def test_it_finds_datasets_by_doi(api: Api, doi: str) -> None:
    """G10"""
    own, known, gone = dataset(doi="10.1234/abc"), dataset(), dataset(doi="10.1234/abc")
    component(known, Identifier, type="DOI", identifier="https://doi.org/10.1234/abc")
    component(dataset(), Identifier, type="URL", identifier="10.1234/abc")
    deleted(gone)

    assert keys_at(api, f"/dataset/doi/{doi}") == keys_of(own, known)
    assert api("GET", "/dataset/doi/foo/bar").status_code == 400


def test_it_lists_datasets_and_publishers_of_a_network(api: Api) -> None:
    """G28, K05, K06"""
    alliance, gone = network(), network()
    first = dataset()
    second = dataset(publishing_organization=first.publishing_organization, installation=first.installation)
    for entity in (first, second):
        constituents.join(alliance, entity, actor=actor())
        constituents.join(gone, entity, actor=actor())
    deleted(gone)

    assert keys_at(api, f"{path_of(alliance)}/constituents") == keys_of(first, second)
    assert keys_at(api, f"{path_of(alliance)}/organization") == keys_of(first.publishing_organization)
    assert [entity["key"] for entity in api.get(f"{path_of(first)}/networks")] == keys_of(alliance)

    deleted(first)
    deleted(second)
    assert keys_at(api, f"{path_of(alliance)}/constituents") == keys_at(api, f"{path_of(alliance)}/organization") == []


def test_it_takes_no_filter_where_the_contract_names_none(api: Api) -> None:
    """Contract 6.3"""
    entity = dataset()

    assert keys_at(api, f"{path_of(entity.installation)}/dataset?type=CHECKLIST&q=nothing") == keys_of(entity)
    assert set(PARTS) == {Node, Organization, Installation, Dataset, Network}


def test_a_part_that_is_told_by_a_mark_is_the_one_that_rows_tell(api: Api) -> None:
    """The page and the export are read in different ways."""
    reached, gone, *_ = (dataset() for _ in range(4))
    component(reached, Endpoint)
    deleted(gone)
    dataset(external=True)
    listed = [str(row.pk) for row in Dataset.live().without_endpoint().as_listed()]

    assert len(listed) == 2
    assert keys_at(api, "/dataset/withNoEndpoint") == listed
    page = api.get("/dataset/withNoEndpoint?limit=1&offset=1")
    assert ([row["key"] for row in page["results"]], page["count"]) == (listed[1:], 2)
