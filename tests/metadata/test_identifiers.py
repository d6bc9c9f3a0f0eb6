"""Identifiers: their scheme, DOIs in all their spellings, and people's ORCID iDs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.metadata.identifiers import classify, find_doi, joined, read_doi
from entities.metadata.user_ids import person_id, read_orcid

_UUID = "5a3b0d0e-4f0c-4b6d-9a57-0d6f5c2d7e11"

TYPES = {
    "https://ror.org/03yrm5c26": "ROR",
    "http://www.wikidata.org/entity/Q42": "WIKIDATA",
    "https://data.example.org/7": "URL",
    "www.example.org/7": "URL",
    "ftp://data.example.org/7": "FTP",
    "urn:lsid:example.org:names:7": "LSID",
    "lsid:example.org:names:7": "LSID",
    f"urn:uuid:{_UUID}": "UUID",
    _UUID: "UUID",
    _UUID.upper(): "UUID",
    "gbif:ih:irn:126123": "IH_IRN",
    "grid.10822.39": "GRID",
    "DE-MUS-813716": "ISIL",
    "45013": "CLB_DATASET_KEY",
    "org.example:7": "UNKNOWN",
    "ZZ9-7": "UNKNOWN",
    "XY-7": "UNKNOWN",
    "10.5/7": "UNKNOWN",
    "٤٥": "UNKNOWN",
    "": "UNKNOWN",
}
DOIS = [
    "10.99999/Kelp.2015",
    "doi:10.99999/kelp.2015",
    "DOI: 10.99999/KELP.2015",
    "urn:doi:10.99999/kelp.2015",
    "http://dx.doi.org/10.99999/kelp.2015",
    "https://doi.org/10.99999/kelp.2015",
    "https://www.doi.org/10.99999/kelp.2015",
    "doi.org/10.99999/kelp.2015",
    "https://doi.org/10.99999%2Fkelp.2015",
    "  10.99999/kelp.2015\n",
]
NO_DOIS = [None, "", "10.99999", "10.99999/", "10.5/7", "doi:", "https://example.org/10.99999/kelp", "10.99999/a b"]
JOINED = {
    (None, "X"): "X",
    ("", "X"): "X",
    ("https://orcid.org/", "0000-0002-1825-0097"): "https://orcid.org/0000-0002-1825-0097",
    ("https://orcid.org", "0000-0002-1825-0097"): "https://orcid.org/0000-0002-1825-0097",
    ("http://orcid.org/", "http://orcid.org/0000-0002-1825-0097"): "http://orcid.org/0000-0002-1825-0097",
    ("https://orcid.org", "orcid.org/0000-0002-1825-0097"): "https://orcid.org/0000-0002-1825-0097",
    ("https://people.example.org/?id=", "X"): "https://people.example.org/?id=X",
    ("https://people.example.org/?id=", "https://other.example.org/X"): "https://other.example.org/X",
    ("ORC", "X"): "ORC:X",
    ("org.example", "org.example:7"): "org.example:7",
}
ORCIDS = {
    "0000-0002-1825-0097": "https://orcid.org/0000-0002-1825-0097",
    "http://orcid.org/0000-0002-1825-0097": "https://orcid.org/0000-0002-1825-0097",
    "https://www.orcid.org/0000-0002-1825-0097/": "https://orcid.org/0000-0002-1825-0097",
    "orcid:0000-0002-9079-593x": "https://orcid.org/0000-0002-9079-593X",
}
NO_ORCIDS = [None, "", "0000-0002-1825-0098", "0000-0002-1825-009X", "0000000218250097", "https://example.org/0000"]


@pytest.mark.parametrize(("text", "kind"), TYPES.items())
def test_it_finds_the_scheme(text: str, kind: str) -> None:
    assert classify(f" {text} ") == (kind, text)


def test_it_takes_a_uuid_out_of_its_braces() -> None:
    assert classify(f"{{{_UUID}}}") == ("UUID", _UUID)


@pytest.mark.parametrize("text", DOIS)
def test_it_reads_a_doi_in_any_spelling(text: str) -> None:
    assert read_doi(text) == "10.99999/kelp.2015"
    assert classify(text) == ("DOI", "10.99999/kelp.2015")


@pytest.mark.parametrize("text", NO_DOIS)
def test_it_reads_no_doi_from_anything_else(text: str | None) -> None:
    assert read_doi(text) is None


@pytest.mark.parametrize(
    ("sentence", "doi"),
    [
        ("Hale M (2015) Kelp. doi:10.99999/kelp.2015.", "10.99999/kelp.2015"),
        ("see (https://doi.org/10.99999/kelp(2015)x), page 3", "10.99999/kelp(2015)x"),
        ("section 10.2 of 10.5/7", None),
        (None, None),
    ],
)
def test_it_finds_a_doi_in_a_sentence(sentence: str | None, doi: str | None) -> None:
    assert find_doi(sentence) == doi


@pytest.mark.parametrize(("parts", "whole"), JOINED.items())
def test_it_joins_a_directory_and_an_identifier(parts: tuple[str | None, str], whole: str) -> None:
    assert joined(*parts) == whole


@pytest.mark.parametrize(("text", "orcid"), ORCIDS.items())
def test_it_reads_an_orcid_as_one_address(text: str, orcid: str) -> None:
    assert read_orcid(text) == person_id(text) == orcid


@pytest.mark.parametrize("text", NO_ORCIDS)
def test_it_refuses_what_is_no_orcid(text: str | None) -> None:
    assert read_orcid(text) is None


def test_an_orcid_with_a_wrong_check_digit_stays_a_text() -> None:
    assert person_id(" https://orcid.org/0000-0002-1825-0098 ") == "https://orcid.org/0000-0002-1825-0098"
    assert person_id("https://people.example.org/hale") is None


@given(st.integers(10**3, 10**9 - 1), st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_a_doi_that_was_read_reads_the_same_again(registrant: int, suffix: str) -> None:
    doi = read_doi(f"https://doi.org/10.{registrant}/{suffix}")

    if doi is not None and "%" not in doi:
        assert read_doi(doi) == doi
        assert doi == doi.lower()


@given(st.text())
def test_it_never_fails(text: str) -> None:
    kind, identifier = classify(text)

    assert kind
    assert kind == "DOI" or identifier in text
