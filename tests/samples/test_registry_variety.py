"""The sample registry has enough of everything that lists, facets, maps and forms show."""

import json
import unicodedata
from collections import Counter
from typing import Any

import pytest

from samples.reading import FOLDER
from tests.samples.conftest import Kinds

Json = dict[str, Any]


def values(entities: list[Json], field: str) -> Counter[str]:
    """How often each value of a field occurs."""
    return Counter(entity[field] for entity in entities if field in entity)


def has_script(text: str, script: str) -> bool:
    """Whether a text has letters of a script."""
    return any(unicodedata.name(letter, "").startswith(script) for letter in text)


def test_it_has_as_many_entities_as_promised(registry: Kinds) -> None:
    counts = {kind: len(entities) for kind, entities in registry.items()}

    assert counts == {"node": 5, "organization": 31, "installation": 13, "network": 3, "dataset": 198}


def test_it_has_organizations_in_every_state_of_endorsement(registry: Kinds) -> None:
    states = values(registry["organization"], "endorsementStatus")

    assert set(states) == {"ENDORSED", "WAITING_FOR_ENDORSEMENT", "ON_HOLD", "REJECTED"}
    assert states["ENDORSED"] > len(registry["organization"]) / 2
    for organization in registry["organization"]:
        endorsed = organization["endorsementStatus"] == "ENDORSED"
        assert organization["endorsementApproved"] is endorsed
        assert ("endorsed" in organization) is endorsed


def test_it_has_organizations_with_coordinates_in_many_countries(registry: Kinds) -> None:
    assert len(values(registry["organization"], "country")) >= 15
    assert all(abs(organization["latitude"]) <= 90 for organization in registry["organization"])
    assert all(abs(organization["longitude"]) <= 180 for organization in registry["organization"])


def test_it_has_a_deleted_organization_and_installation_and_a_disabled_one(registry: Kinds) -> None:
    assert sum("deleted" in organization for organization in registry["organization"]) == 1
    assert sum("deleted" in installation for installation in registry["installation"]) == 1
    assert sum(installation["disabled"] for installation in registry["installation"]) == 1
    assert len(values(registry["installation"], "type")) == 8


def test_it_has_datasets_of_all_types(registry: Kinds) -> None:
    types = values(registry["dataset"], "type")

    assert set(types) == {"OCCURRENCE", "CHECKLIST", "SAMPLING_EVENT", "METADATA"}
    assert min(types.values()) >= 10
    assert len(values(registry["dataset"], "subtype")) == 8


def test_it_has_related_deleted_locked_and_unreachable_datasets(registry: Kinds) -> None:
    datasets = registry["dataset"]

    assert sum("parentDatasetKey" in dataset for dataset in datasets) >= 8
    assert sum("duplicateOfDatasetKey" in dataset for dataset in datasets) >= 2
    assert sum("deleted" in dataset for dataset in datasets) >= 5
    assert sum(dataset["lockedForAutoUpdate"] for dataset in datasets) == 2
    assert sum(dataset["external"] for dataset in datasets) == 1
    assert sum(not dataset["endpoints"] for dataset in datasets) >= 8


@pytest.mark.parametrize("field", ["endpoints", "identifiers", "tags", "machineTags", "comments", "contacts"])
def test_it_has_every_kind_of_component_on_datasets(registry: Kinds, field: str) -> None:
    assert sum(bool(dataset[field]) for dataset in registry["dataset"]) >= 8


@pytest.mark.parametrize(
    "field",
    [
        "keywordCollections",
        "geographicCoverages",
        "temporalCoverages",
        "taxonomicCoverages",
        "project",
        "samplingDescription",
        "dwca",
        "collections",
        "bibliographicCitations",
        "countryCoverage",
        "category",
        "version",
        "pubDate",
        "purpose",
        "homepage",
        "logoUrl",
    ],
)
def test_it_has_every_field_of_metadata_on_some_datasets(registry: Kinds, field: str) -> None:
    filled = sum(bool(dataset.get(field)) for dataset in registry["dataset"])

    assert filled >= 5


def test_it_spreads_over_centuries_and_oceans(registry: Kinds) -> None:
    starts = [
        period["start"][:3]
        for dataset in registry["dataset"]
        for period in dataset["temporalCoverages"]
        if period["@type"] == "range"
    ]
    boxes = [place["boundingBox"] for dataset in registry["dataset"] for place in dataset["geographicCoverages"]]

    assert len(set(starts)) >= 12
    assert {period["@type"] for dataset in registry["dataset"] for period in dataset["temporalCoverages"]} == {
        "range",
        "single",
        "verbatim",
    }
    assert any(box["minLongitude"] > box["maxLongitude"] for box in boxes)
    assert any(box["globalCoverage"] for box in boxes)
    assert min(box["minLatitude"] for box in boxes) < -60
    assert max(box["maxLatitude"] for box in boxes if not box["globalCoverage"]) > 70


def test_it_has_the_quirks_of_real_registries(registry: Kinds) -> None:
    datasets = registry["dataset"]
    descriptions = [dataset.get("description", "") for dataset in datasets]

    assert "UNKOWN" in values(datasets, "maintenanceUpdateFrequency")
    assert {"unspecified", "unsupported"} <= set(values(datasets, "license"))
    assert sum("<p>" in description for description in descriptions) >= 8
    assert sum("description" not in dataset for dataset in datasets) == 2
    assert any(description.startswith("\n") for description in descriptions)
    assert any("Ã" in description for description in descriptions)
    assert max(len(dataset["contacts"]) for dataset in datasets) == 60
    assert any("type" not in contact for dataset in datasets for contact in dataset["contacts"])


def test_it_repeats_a_person_in_three_roles(registry: Kinds) -> None:
    repeated = Counter(
        (dataset["key"], contact.get("firstName"), contact.get("lastName"))
        for dataset in registry["dataset"]
        for contact in dataset["contacts"]
    )

    assert repeated.most_common(1)[0][1] >= 3


@pytest.mark.parametrize("script", ["CYRILLIC", "HIRAGANA", "CJK", "LATIN SMALL LETTER E WITH ACUTE"])
def test_it_has_titles_in_other_scripts(registry: Kinds, script: str) -> None:
    assert any(has_script(dataset["title"], script) for dataset in registry["dataset"])


def test_it_tells_datasets_apart(registry: Kinds) -> None:
    titles = values(registry["dataset"], "title")
    descriptions = values(registry["dataset"], "description")

    assert max(titles.values()) == 1
    assert max(descriptions.values()) == 1


def test_it_writes_one_entity_a_line(registry: Kinds) -> None:
    for kind, entities in registry.items():
        lines = (FOLDER / "registry" / f"{kind}.json").read_text(encoding="utf-8").splitlines()
        assert lines[0] == "["
        assert lines[-1] == "]"
        assert [json.loads(line.rstrip(",")) for line in lines[1:-1]] == entities
