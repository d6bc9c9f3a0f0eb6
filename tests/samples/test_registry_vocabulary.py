"""Constants, languages, countries and licences of the sample registry are those of the registry's vocabulary."""

from typing import Any

import pytest

from entities.models import ENTITIES, Entity
from entities.models.dataset import METADATA_FIELDS
from entities.representation import json_name
from entities.vocabulary import (
    COUNTRIES,
    LANGUAGES,
    LICENSE_URLS,
    ContactType,
    Continent,
    DatasetSubtype,
    DatasetType,
    EndorsementStatus,
    EndpointType,
    GbifRegion,
    IdentifierType,
    InstallationType,
    MaintenanceUpdateFrequency,
    NodeType,
    ParticipationStatus,
)
from tests.samples.conftest import Kinds

Json = dict[str, Any]
ENTITY_FIELDS = [
    ("node", "type", NodeType),
    ("node", "participationStatus", ParticipationStatus),
    ("node", "gbifRegion", GbifRegion),
    ("node", "continent", Continent),
    ("organization", "endorsementStatus", EndorsementStatus),
    ("installation", "type", InstallationType),
    ("dataset", "type", DatasetType),
    ("dataset", "subtype", DatasetSubtype),
    ("dataset", "maintenanceUpdateFrequency", MaintenanceUpdateFrequency),
]
COMPONENT_FIELDS = [("contacts", ContactType), ("endpoints", EndpointType), ("identifiers", IdentifierType)]
RANKS = {
    "DOMAIN",
    "KINGDOM",
    "PHYLUM",
    "CLASS",
    "SUBCLASS",
    "ORDER",
    "SUPERFAMILY",
    "FAMILY",
    "SUBFAMILY",
    "GENUS",
    "SPECIES",
}


def every(registry: Kinds) -> list[Json]:
    """All entities."""
    return [entity for entities in registry.values() for entity in entities]


@pytest.mark.parametrize(("kind", "field", "vocabulary"), ENTITY_FIELDS)
def test_it_uses_constants_of_the_vocabulary(registry: Kinds, kind: str, field: str, vocabulary: Any) -> None:
    used = {entity[field] for entity in registry[kind] if field in entity}

    assert used
    assert used <= set(vocabulary.values)


@pytest.mark.parametrize(("relation", "vocabulary"), COMPONENT_FIELDS)
def test_it_uses_types_of_components_that_exist(registry: Kinds, relation: str, vocabulary: Any) -> None:
    used = {part["type"] for entity in every(registry) for part in entity[relation] if "type" in part}

    assert len(used) >= 4
    assert used <= set(vocabulary.values)


def test_it_writes_countries_as_two_letters(registry: Kinds) -> None:
    known = {country.iso2 for country in COUNTRIES}
    used = {entity["country"] for entity in every(registry) if "country" in entity}
    used |= {contact["country"] for entity in every(registry) for contact in entity["contacts"]}
    used |= {country for dataset in registry["dataset"] for country in dataset["countryCoverage"]}

    assert used <= known


def test_it_writes_languages_as_three_letters(registry: Kinds) -> None:
    known = {language.iso3 for language in LANGUAGES if language.iso3}
    used = {entity["language"] for entity in every(registry) if "language" in entity}
    used |= {dataset["dataLanguage"] for dataset in registry["dataset"] if "dataLanguage" in dataset}

    assert used <= known
    assert len({dataset["language"] for dataset in registry["dataset"]}) >= 8


def test_it_writes_licences_as_the_api_does(registry: Kinds) -> None:
    used = {dataset["license"] for dataset in registry["dataset"]}

    assert used == {*LICENSE_URLS.values(), "unspecified", "unsupported"}


def test_it_interprets_ranks(registry: Kinds) -> None:
    ranks = [
        taxon["rank"]
        for dataset in registry["dataset"]
        for coverage in dataset["taxonomicCoverages"]
        for taxon in coverage["coverages"]
    ]

    assert all(rank["interpreted"] == rank["verbatim"].upper() for rank in ranks)
    assert {rank["interpreted"] for rank in ranks} <= RANKS


def api_order(model: type[Entity]) -> list[str]:
    """Names of the entity's fields in the order in which the API writes them."""
    names: list[str] = []
    for name in model.json_fields:
        if name == "metadata":
            names.extend(METADATA_FIELDS)
        else:
            is_key = name != "networkKeys" and name in {field.name for field in model._meta.fields if field.is_relation}
            names.append(json_name(name) + ("Key" if is_key else ""))
    return names


@pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)
def test_it_writes_fields_in_the_order_of_the_api(registry: Kinds, model: type[Entity]) -> None:
    order = api_order(model)

    for entity in registry[model.slug]:
        assert set(entity) <= set(order)
        assert list(entity) == sorted(entity, key=order.index)
