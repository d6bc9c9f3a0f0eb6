"""L: enumerations."""

import pytest

from entities.vocabulary import MetadataType
from tests.entities.api.client import Api, text_of

pytestmark = pytest.mark.django_db


def test_L13_it_lists_constants(api: Api) -> None:
    assert sorted(api.get("/enumeration/basic/MetadataType")) == sorted(MetadataType.values)
    answer = api("GET", "/enumeration/basic/Foo")
    assert (answer.status_code, text_of(answer)) == (404, "Entity not found for uri: /enumeration/basic/Foo")


def test_L14_it_lists_countries(api: Api) -> None:
    found = api.get("/enumeration/country/")
    afghanistan = next(country for country in found if country["iso2"] == "AF")

    assert afghanistan == {
        "iso2": "AF", "iso3": "AFG", "isoNumerical": "4", "title": "Afghanistan", "gbifRegion": "ASIA",
        "enumName": "AFGHANISTAN",
    }  # fmt: skip


def test_L15_it_lists_codes(api: Api) -> None:
    assert "NO" in api.get("/enumeration/basic/Country")
    assert "eng" in api.get("/enumeration/basic/Language")
    licenses = api.get("/enumeration/license")
    assert licenses[-2:] == ["UNSPECIFIED", "UNSUPPORTED"]
    assert all(license.startswith("http") for license in licenses[:-2])
