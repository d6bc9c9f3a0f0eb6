"""Counts, maps, countries, suggestions and vocabularies: acceptance cases E20, E21, E24, I09, I10, J03 to J07, K09,
L13 to L15 (contract 5.3-5.6, 7.3, 7.5)."""

from typing import Any

import pytest

from entities.models import Dataset, Entity, Network, Node, Organization
from entities.models.installation import Installation
from entities.services import lifecycle
from entities.vocabulary.enumerations import ENUMERATIONS
from tests.entities.api.client import Api, text_of
from tests.factories import FACTORIES, actor, dataset, installation, node, organization

pytestmark = pytest.mark.django_db


def test_it_counts_who_publishes(api: Api) -> None:
    """E24"""
    dataset(publishing_organization=organization(endorsement_status="ENDORSED"))
    dataset()
    organization(endorsement_status="ENDORSED")

    assert api.get("/organization/count") == 1


def test_it_shows_organizations_on_a_map(api: Api) -> None:
    """E20"""
    placed = organization(latitude="60.39299", longitude="5.32415", country="DK")
    organization(latitude="1", longitude="2")
    organization(country="DK")
    shown = api.get("/organization/geojson?country=DK")

    assert len(api.get("/organization/geojson")["features"]) == 2
    assert shown == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [5.32415, 60.39299]},
                "properties": {"key": str(placed.pk), "title": placed.title, "numPublishedDatasets": 0},
            }
        ],
    }


def test_it_shows_installations_on_a_map(api: Api) -> None:
    """I09"""
    host = organization(latitude="60", longitude="5")
    for server in [installation(organization=host) for _ in range(3)][2:]:
        lifecycle.delete(server, actor=actor())
    installation(organization=host, type="HTTP_INSTALLATION")
    installation()
    features = api.get("/installation/location/ipt_installation/")["features"]

    assert [feature["properties"] for feature in features] == [{"key": str(host.pk), "title": host.title, "count": 2}]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [5.0, 60.0]}
    assert api("GET", "/installation/location/FOO").status_code == 400


def test_it_finds_the_node_of_a_country(api: Api) -> None:
    """J03, J04, J05"""
    danish = node(country="DK")
    node(country="AO", type="OTHER")
    taiwan = node(country="TW", type="OTHER")

    assert [api.get(f"/node/country/{code}")["key"] for code in ("DK", "dk", "DNK")] == [str(danish.pk)] * 3
    assert api.get("/node/country/TW")["key"] == str(taiwan.pk)
    for code in ("AO", "zzz", "NO", "x"):
        answer = api("GET", f"/node/country/{code}")
        assert (answer.status_code, answer.content) == (204, b"")


def test_it_lists_countries(api: Api) -> None:
    """J06, J07"""
    for country, status in (
        ("NO", "VOTING"),
        ("DK", "ASSOCIATE"),
        ("DK", "VOTING"),
        ("SE", "OBSERVER"),
        ("FI", "FORMER"),
    ):
        node(country=country, participation_status=status)
    node(country="AO", type="OTHER")
    lifecycle.delete(node(country="IS"), actor=actor())

    assert api.get("/node/activeCountries") == ["DK", "NO", "TW"]
    assert api.get("/node/country") == ["DK", "FI", "NO", "SE"]


@pytest.mark.parametrize("model", [Organization, Installation, Node, Network], ids=lambda model: model.slug)
def test_it_suggests_by_title(api: Api, model: type[Entity]) -> None:
    """E21, I10, K09"""
    for title in ("Zoo", "North kelp", "kelp b", "Kelp", "A kelp_"):
        FACTORIES[model](title=title)
    lifecycle.delete(FACTORIES[model](title="Kelp too"), actor=actor())
    path = f"/{model.slug}/suggest"

    assert [entity["title"] for entity in api.get(f"{path}?q=kelp")] == ["Kelp", "kelp b", "A kelp_", "North kelp"]
    assert [entity["title"] for entity in api.get(f"{path}?q=kelp_")] == ["A kelp_"]
    assert [api.get(path), api.get(f"{path}?q="), api.get(f"{path}?q=%00"), api.get(f"{path}?q=%25")] == [[]] * 4
    assert list(api.get(f"{path}/?q=zoo")[0]) == ["key", "title"]


def test_it_suggests_twenty_five_at_most(api: Api) -> None:
    """Contract 7.3"""
    assert Dataset.objects.count() == 0
    for number in range(26):
        FACTORIES[Network](title=f"Kelp {number}")

    assert len(api.get("/network/suggest?q=kelp")) == 25


@pytest.mark.parametrize("slash", ["", "/"])
def test_it_lists_vocabularies(api: Api, slash: str) -> None:
    """L13, L14, L15"""
    afghanistan = {
        "iso2": "AF", "iso3": "AFG", "isoNumerical": "4", "title": "Afghanistan", "gbifRegion": "ASIA",
        "enumName": "AFGHANISTAN",
    }  # fmt: skip

    assert api.get(f"/enumeration/country{slash}")[0] == afghanistan
    assert api.get(f"/enumeration/basic{slash}") == sorted(ENUMERATIONS)
    assert api.get(f"/enumeration/license{slash}")[-2:] == ["UNSPECIFIED", "UNSUPPORTED"]
    assert api.get(f"/enumeration/basic/MetadataType{slash}") == ["EML", "ISO_19115", "DC", "COL_DP", "DWC_DP"]
    assert {"DK", "ZZ"} <= set(api.get(f"/enumeration/basic/Country{slash}"))
    assert {"eng", "dan"} <= set(api.get(f"/enumeration/basic/Language{slash}"))
    assert api.get(f"/enumeration/language{slash}")[0]["iso3"] == "abk"
    assert list(api.get(f"/enumeration/interpretationRemark{slash}")[0]) == ["id", "severity", "relatedTerms"]
    assert list(api.get(f"/enumeration/extension{slash}")[0]) == ["id", "rowType"]


@pytest.mark.parametrize("path", ["/enumeration/basic/Foo", "/enumeration/foo", "/enumeration/basic/metadatatype"])
def test_it_knows_no_other_vocabularies(api: Api, path: str) -> None:
    """L13"""
    answer = api("GET", path)

    assert (answer.status_code, text_of(answer)) == (404, f"Entity not found for uri: {path}")


@pytest.mark.parametrize("name", ["DatasetType", "Rank", "OccurrenceIssue", "UserRole", "Country"])
def test_it_answers_every_vocabulary_with_a_tag(api: Api, name: str) -> None:
    """They change with the portal only."""
    answer: Any = api("GET", f"/enumeration/basic/{name}")
    again = api("GET", f"/enumeration/basic/{name}", headers={"If-None-Match": answer.headers["ETag"]})

    assert (len(ENUMERATIONS), answer.status_code, again.status_code) == (89, 200, 304)
