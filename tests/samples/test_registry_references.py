"""References, keys and counts of the sample registry are true."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.samples.conftest import Kinds

Json = dict[str, Any]
REFERENCES = [
    ("organization", "endorsingNodeKey", "node"),
    ("installation", "organizationKey", "organization"),
    ("dataset", "publishingOrganizationKey", "organization"),
    ("dataset", "installationKey", "installation"),
    ("dataset", "parentDatasetKey", "dataset"),
    ("dataset", "duplicateOfDatasetKey", "dataset"),
]
COMPONENTS = ("contacts", "endpoints", "machineTags", "tags", "identifiers", "comments")


def live(entities: list[Json]) -> list[Json]:
    """Entities that are not deleted."""
    return [entity for entity in entities if "deleted" not in entity]


def components(registry: Kinds, name: str) -> Iterator[Json]:
    """All components of one kind, machine tags of endpoints among the machine tags."""
    for entities in registry.values():
        for entity in entities:
            yield from entity[name]
            if name == "machineTags":
                yield from (tag for endpoint in entity["endpoints"] for tag in endpoint["machineTags"])


@pytest.mark.parametrize(("kind", "field", "target"), REFERENCES)
def test_it_refers_only_to_entities_of_the_sample(registry: Kinds, kind: str, field: str, target: str) -> None:
    known = {entity["key"] for entity in registry[target]}

    named = {entity[field] for entity in registry[kind] if field in entity}

    assert named
    assert named <= known


def test_it_gives_each_entity_a_key_of_its_own(registry: Kinds) -> None:
    keys = [entity["key"] for entities in registry.values() for entity in entities]

    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", COMPONENTS)
def test_it_gives_each_component_of_a_kind_a_key_of_its_own(registry: Kinds, name: str) -> None:
    keys = [component["key"] for component in components(registry, name)]

    assert keys
    assert all(isinstance(key, int) and key > 0 for key in keys)
    assert len(set(keys)) == len(keys)


def test_it_counts_the_live_datasets_of_each_organization(registry: Kinds) -> None:
    published = Counter(dataset["publishingOrganizationKey"] for dataset in live(registry["dataset"]))

    stated = {organization["key"]: organization["numPublishedDatasets"] for organization in registry["organization"]}

    assert stated == {key: published[key] for key in stated}
    assert max(stated.values()) >= 10


def test_it_counts_the_live_constituents_of_networks_and_datasets(registry: Kinds) -> None:
    members = Counter(key for dataset in live(registry["dataset"]) for key in dataset["networkKeys"])
    parts = Counter(dataset.get("parentDatasetKey") for dataset in live(registry["dataset"]))

    assert {network["key"]: network["numConstituents"] for network in registry["network"]} == dict(members)
    assert all(dataset["numConstituents"] == parts[dataset["key"]] for dataset in registry["dataset"])
    assert sum(dataset["numConstituents"] for dataset in registry["dataset"]) >= 8


def test_it_lists_no_deleted_network_in_network_keys(registry: Kinds) -> None:
    networks = {network["key"] for network in live(registry["network"])}

    assert all(set(dataset["networkKeys"]) <= networks for dataset in registry["dataset"])


def test_it_gives_each_dataset_a_test_doi_of_its_own(registry: Kinds) -> None:
    dois = [dataset["doi"] for dataset in registry["dataset"]]

    assert all(doi.startswith("10.5072/") and doi == doi.lower() for doi in dois)
    assert len(set(dois)) == len(dois)


def test_it_orders_the_stamps_of_an_entity(registry: Kinds) -> None:
    for entities in registry.values():
        for entity in entities:
            assert entity["created"] <= entity["modified"]
            assert entity.get("deleted", entity["modified"]) == entity["modified"]


def test_it_has_at_most_one_primary_contact_of_each_type(registry: Kinds) -> None:
    for entities in registry.values():
        for entity in entities:
            primary = [contact.get("type") for contact in entity["contacts"] if contact["primary"]]
            assert len(set(primary)) == len(primary)


def test_it_names_the_authors_that_follow_from_the_contacts(registry: Kinds) -> None:
    for dataset in registry["dataset"]:
        contacts = {contact["key"]: contact for contact in dataset["contacts"]}
        for author in dataset["contactsCitation"]:
            assert contacts[author["key"]]["lastName"] == author["lastName"]
            assert set(author["roles"]) <= {"ORIGINATOR", "METADATA_AUTHOR"}
            assert author["abbreviatedName"] in dataset["citation"]["text"]
