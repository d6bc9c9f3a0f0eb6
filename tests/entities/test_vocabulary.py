"""The contract's constants, and how texts are read into them (registry contract 2.3, 2.4)."""

import json
from pathlib import Path

import pytest

from entities import vocabulary
from entities.vocabulary import (
    COUNTRIES,
    LANGUAGES,
    License,
    MetadataType,
    read_country,
    read_country_parameter,
    read_language,
    read_license,
    write_license,
)


def test_it_lists_countries_and_languages_once() -> None:
    assert len({entry.iso2 for entry in COUNTRIES}) == len(COUNTRIES) == 253
    assert len({entry.iso3 for entry in LANGUAGES}) == len(LANGUAGES)
    assert sum(entry.official for entry in COUNTRIES) == len(COUNTRIES) - 3


@pytest.mark.parametrize(
    ("text", "code"), [("es", "ES"), ("ESP", "ES"), ("", "ZZ"), ("Atlantis", None), ("SPAIN", None), ("zz", "ZZ")]
)
def test_it_reads_countries_by_code_in_any_case(text: str, code: str | None) -> None:
    assert read_country(text) == code


def test_it_reads_the_constant_of_a_country_in_query_parameters_only() -> None:
    assert [read_country_parameter(text) for text in ("spain", "ESP", "XX", "")] == ["ES", "ES", None, None]


@pytest.mark.parametrize(
    ("text", "code"), [("en", "eng"), ("ENG", "eng"), ("ENGLISH", "eng"), ("English", None), ("", None)]
)
def test_it_reads_languages_by_code_or_constant(text: str, code: str | None) -> None:
    assert read_language(text) == code


@pytest.mark.parametrize(
    ("text", "constant"),
    [
        ("http://creativecommons.org/licenses/by/4.0/legalcode", "CC_BY_4_0"),
        ("HTTPS://CreativeCommons.org/licenses/by/4.0/", "CC_BY_4_0"),
        ("https://www.creativecommons.org/publicdomain/zero/1.0", "CC0_1_0"),
        ("cc_by_nc_4_0", "CC_BY_NC_4_0"),
        ("", "UNSPECIFIED"),
        ("all rights reserved", "UNSUPPORTED"),
        ("http://creativecommons.org/licenses/by/3.0/", "UNSUPPORTED"),
    ],
)
def test_it_reads_licences_by_url_or_constant(text: str, constant: str) -> None:
    assert read_license(text) == constant


@pytest.mark.parametrize("constant", License.values)
def test_it_reads_the_licence_that_it_writes(constant: str) -> None:
    assert read_license(write_license(constant)) == constant


def test_it_prefers_eml_then_iso_then_dublin_core() -> None:
    assert list(MetadataType.values) == ["EML", "ISO_19115", "DC", "COL_DP", "DWC_DP"]


def test_it_has_every_constant_of_the_contract(corpus: Path) -> None:
    contract = corpus.parent / "contract" / "enums.json"
    if not contract.is_file():
        pytest.skip("the contract is not beside the corpus")
    enumerations = json.loads(contract.read_text())
    names = ("DatasetType", "DatasetSubtype", "InstallationType", "EndpointType", "ContactType", "IdentifierType",
             "NodeType", "ParticipationStatus", "GbifRegion", "Continent", "EndorsementStatus", "UserRole",
             "MaintenanceUpdateFrequency", "License")  # fmt: skip

    ours = {name: list(getattr(vocabulary, name).values) for name in names}

    assert ours == {name: enumerations[name]["values"] for name in names}
