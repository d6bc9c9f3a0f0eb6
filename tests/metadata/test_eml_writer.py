"""The EML that the registry writes: valid, and read back as what it was written from (metadata contract G)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from entities.metadata import parse
from entities.metadata.eml_writer import Surroundings, eml
from entities.metadata.shapes import derived_fields
from tests.metadata.eml_schema import errors

_DATASET: dict[str, Any] = {
    "key": "0f3b2f9c-6a55-4a5b-9f0e-2f6f0c8c1d11",
    "publishingOrganizationKey": "5d0c1a1e-2f43-4a4e-8a55-0f2a1b7f0c11",
    "doi": "10.1234/colonies",
    "title": "Colonies <of> seabirds & others",
    "language": "nor",
    "license": "http://creativecommons.org/licenses/by-nc/4.0/legalcode",
    "modified": "2021-02-03T04:05:06.007+00:00",
}  # fmt: skip
_PERSON = {
    "type": "ORIGINATOR", "primary": True, "userId": ["https://orcid.org/0000-0002-1825-0097", "https://example.org/x"],
    "firstName": "Ida", "lastName": "Vik", "position": ["Warden"], "email": ["ida@example.org"], "phone": ["1", "2"],
    "homepage": ["https://example.org/ida"], "organization": "Station", "address": ["Street 1"], "city": "Bergen",
    "province": "Vestland", "country": "NO", "postalCode": "5003",
}  # fmt: skip


def _written(**values: Any) -> bytes:
    root = eml(_DATASET | values, Surroundings("Publisher", "http://example.org"))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def test_what_a_document_tells_comes_back() -> None:
    told = {
        "temporalCoverages": [
            {"@type": "range", "start": "1987-01-01T00:00:00.001+00:00", "end": "2019-12-31T00:00:00.001+00:00"},
            {"@type": "single", "date": "2013-05-01T00:00:00.000+00:00"},
            {"@type": "verbatim", "period": "Victorian", "type": "FORMATION_PERIOD"},
        ],
        "geographicCoverages": [
            {"description": "Strait", "boundingBox": {"minLatitude": -1.5, "maxLatitude": 0.0, "minLongitude": 179.25,
             "maxLongitude": -179.000001, "globalCoverage": False}}
        ],
        "taxonomicCoverages": [
            {"description": "Birds", "coverages": [{"scientificName": "Aves", "commonName": "birds",
             "rank": {"verbatim": "Class", "interpreted": "CLASS"}}]}
        ],
        "keywordCollections": [{"thesaurus": "n/a", "keywords": ["b", "a", "b"]}],
        "samplingDescription": {"studyExtent": "Coast", "sampling": "Counts", "qualityControl": "Twice",
                                "methodSteps": ["One.", "<p>Two.</p>\n<p>Three &amp; four.</p>"]},
        "project": {"title": "P", "identifier": "7", "contacts": [{"type": "AUTHOR", "primary": False, "userId": [],
                    "lastName": "Haug", "position": [], "email": [], "phone": [], "homepage": [], "address": []}],
                    "funding": "Council",
                    "awards": [{"funderName": "C", "funderIdentifiers": ["x"], "awardNumber": "1", "title": "T"}],
                    "studyAreaDescription": "Coast", "designDescription": "Plan", "relatedProjects": [],
                    "abstract": "About."},
        "collections": [{"name": "Skins", "specimenPreservationMethod": "DRIED_AND_PRESSED",
                         "curatorialUnits": [{"type": "SPECIMENS", "typeVerbatim": "specimens", "count": 4,
                                              "deviation": 1, "lower": 0, "upper": 0}]}],
        "dataDescriptions": [{"name": "T", "charset": "UTF-8", "url": "https://example.org/t.csv", "format": "CSV"}],
        "bibliographicCitations": [{"text": "Paper", "identifier": "https://doi.org/10.1234/p",
                                    "citationProvidedBySource": False}],
        "dataLanguage": "nor",
        "purpose": "<p>Why.</p>",
        "additionalInfo": "More.",
        "pubDate": "2020-01-01T00:00:00.001+00:00",
    }  # fmt: skip

    content = _written(**told, contacts=[_PERSON])

    found = derived_fields(parse(content))
    assert found == told
    assert errors(content) == []


def test_an_open_range_ends_with_the_day_of_the_last_change() -> None:
    """Contract G 11; a change in the first millisecond of a second is no year."""
    times = [{"@type": "range", "start": "2010-05-07T00:00:00.000+00:00"}]

    record = parse(_written(temporalCoverages=times, modified="2021-02-03T04:05:06.001+00:00"))

    assert derived_fields(record)["temporalCoverages"] == [times[0] | {"end": "2021-02-03T00:00:00.000+00:00"}]


def test_the_dataset_s_own_fields_come_back() -> None:
    content = _written(
        contacts=[_PERSON, {"type": "OWNER", "organization": "Owner"}],
        identifiers=[{"type": "URL", "identifier": "https://example.org/a"}],
        shortName="col",
        homepage="https://example.org/",
        logoUrl="https://example.org/logo.png",
        citation={"text": "Vik (2020)", "identifier": "https://doi.org/10.1234/colonies"},
        maintenanceUpdateFrequency="UNKNOWN",
        maintenanceDescription="Now and then",
        endpoints=[{"type": "DWC_ARCHIVE", "url": "https://example.org/a.zip"}, {"type": "EML"}],
    )

    record = parse(content)

    assert (record.title, record.doi, record.language) == (_DATASET["title"], _DATASET["doi"], "nor")
    assert (record.license, record.rights, record.short_name) == ("CC_BY_NC_4_0", None, "col")
    assert (record.homepage, record.logo_url) == ("https://example.org/", "https://example.org/logo.png")
    assert record.identifiers == (("URL", "https://example.org/a"),)
    assert (record.citation_text, record.citation_identifier) == ("Vik (2020)", "https://doi.org/10.1234/colonies")
    assert (record.maintenance_update_frequency, record.maintenance_description) == ("UNKOWN", "Now and then")
    first, author, owner, contact = record.contacts
    assert (first.first_name, first.last_name, first.user_id) == ("Ida", "Vik", (_PERSON["userId"][0],))
    assert (first.address, first.city, first.country, first.phone) == (("Street 1",), "Bergen", "NO", ("1", "2"))
    assert (author.type, author.organization) == ("METADATA_AUTHOR", "Publisher")
    assert (owner.type, owner.organization) == ("OWNER", "Owner")
    assert (contact.type, contact.organization) == ("ADMINISTRATIVE_POINT_OF_CONTACT", "Publisher")
    assert b'function="download">https://example.org/a.zip<' in content
    assert errors(content) == []


@pytest.mark.parametrize(
    "description",
    [
        "<p>One.</p>",
        "<p>One <b>two</b> <sub>3</sub> &lt; 4 &amp; five</p>\n<p>Six.</p>",
        '<p>See <a href="https://example.org/">there</a>.</p>',
        "<ul><li>One</li><li>Two</li></ul>",
        "<div><h1>Title</h1>\n<p>One.</p></div>",
        "<p>One <i>two</i> <em>three</em></p>",
        "<h2>Two</h2><p>Three</p>",
        "<table><tbody><tr><td>1</td></tr></tbody></table>",
    ],
)
def test_a_description_comes_back_whatever_its_markup(description: str) -> None:
    content = _written(description=description)

    assert parse(content).description == description
    assert errors(content) == []


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"contacts": [{"type": "ORIGINATOR", "email": ["a@example.org"]}]},
        {"contacts": [{"type": "OWNER", "firstName": "Ida"}], "project": {}},
        {"project": {"funding": "Somebody"}, "samplingDescription": {"qualityControl": "Yes"}},
        {"samplingDescription": {"methodSteps": [""]}, "keywordCollections": [{"keywords": []}]},
        {"geographicCoverages": [{"description": "No box"}], "temporalCoverages": [{"@type": "range"}]},
        {"temporalCoverages": [{"@type": "range", "start": "2013-01-01T00:00:00.000+00:00"}]},
        {"taxonomicCoverages": [{"coverages": [{"scientificName": ""}]}], "license": "unspecified"},
        {"title": "Control \x01 character \ud800"},
    ],
)
def test_it_is_valid_however_little_is_known(values: dict[str, Any]) -> None:
    assert errors(_written(**values)) == []


@given(st.text(min_size=1, max_size=200))
def test_any_text_makes_a_readable_document(text: str) -> None:
    content = _written(title=f"T{text}", description=text, purpose=text, additionalInfo=text)

    assert parse(content).title
    assert errors(content) == []
