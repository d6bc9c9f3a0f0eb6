"""The demo source: valid where promised, broken where promised, and as varied as real folders."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from entities import metadata
from samples.reading import FOLDER, read_rows
from tests.samples.conftest import Kinds

MALFORMED = "adcp-section-mindelo.xml"
INVALID = "ferry-thermosalinograph.xml"
ROWS = {row["file"]: row for row in read_rows("demo_records.tsv")}
READABLE = [name for name in ROWS if name != MALFORMED]
VALID = [name for name in READABLE if name != INVALID]
NAMESPACES = {
    "gmd": "http://www.isotc211.org/2005/gmd",
    "gmx": "http://www.isotc211.org/2005/gmx",
    "gco": "http://www.isotc211.org/2005/gco",
    "srv": "http://www.isotc211.org/2005/srv",
    "gml": "http://www.opengis.net/gml/3.2",
    "xlink": "http://www.w3.org/1999/xlink",
}
Parse = Callable[[str], etree._ElementTree]


@pytest.fixture(scope="session")
def parse(documents: dict[str, Path]) -> Parse:
    """Reader of a document by its path."""
    return lambda name: etree.parse(str(documents[name]))


def found(tree: etree._ElementTree, path: str) -> list[str]:
    """Texts that an XPath finds."""
    return [str(value).strip() for value in tree.xpath(path, namespaces=NAMESPACES)]


def test_it_has_the_documents_of_the_table_and_no_index_page(documents: dict[str, Path]) -> None:
    assert set(documents) == set(ROWS)
    assert len(documents) == 25
    assert sorted(path.suffix for path in (FOLDER / "demo-source").rglob("*") if path.is_file()) == [".xml"] * 25


@pytest.mark.parametrize("name", VALID)
def test_it_is_valid_against_the_iso_schemas(name: str, parse: Parse) -> None:
    report = metadata.validate(parse(name).getroot())

    assert report.checked
    assert list(report) == []


def test_it_has_one_document_that_breaks_the_schema_in_three_places(parse: Parse) -> None:
    tree = parse(INVALID)

    report = metadata.validate(tree.getroot())

    assert len({problem.line_number for problem in report}) == 3
    assert found(tree, "//gmd:MD_DataIdentification//gmd:title/gco:CharacterString/text()")[0] == ROWS[INVALID]["title"]


def test_it_has_one_document_that_is_not_well_formed(parse: Parse) -> None:
    with pytest.raises(etree.XMLSyntaxError):
        parse(MALFORMED)


@pytest.mark.parametrize("name", READABLE)
def test_it_gives_a_record_that_makes_a_full_dataset(name: str, documents: dict[str, Path]) -> None:
    record = metadata.parse(documents[name].read_bytes())

    assert record.title == ROWS[name]["title"]
    assert record.description
    assert record.geographic_coverages
    assert record.keyword_collections
    assert {"METADATA_AUTHOR", "ADMINISTRATIVE_POINT_OF_CONTACT"} & {contact.type for contact in record.contacts}
    assert bool(record.problems) is (name == INVALID)


def test_it_is_harvested_as_one_person_in_each_role_however_often_a_party_is_repeated(
    documents: dict[str, Path],
) -> None:
    record = metadata.parse(documents["hf-radar-pico-channel.xml"].read_bytes())

    people = [(contact.type, contact.last_name, contact.organization) for contact in record.contacts]

    assert len(set(people)) == len(people)
    assert len(record.services) == 4


@pytest.mark.parametrize("name", READABLE)
def test_it_says_title_and_identifier_of_the_table(name: str, parse: Parse) -> None:
    tree = parse(name)

    titles = found(tree, "//gmd:identificationInfo[1]/*/gmd:citation/*/gmd:title/gco:CharacterString/text()")
    identifiers = found(tree, "/*/gmd:fileIdentifier/gco:CharacterString/text()")

    assert titles == [ROWS[name]["title"]]
    assert identifiers == ([ROWS[name]["identifier"]] if ROWS[name]["identifier"] else [])


VARIETY = {
    "ISO 19115-2 root": ("/*[local-name()='MI_Metadata']", 6),
    "ISO 19139 root": ("/*[local-name()='MD_Metadata']", 10),
    "service beside data": ("/*[gmd:identificationInfo/gmd:MD_DataIdentification]/gmd:identificationInfo/srv:*", 5),
    "service alone": ("/*[not(.//gmd:MD_DataIdentification)]//srv:containsOperations", 1),
    "point": ("//gmd:EX_GeographicBoundingBox[gmd:westBoundLongitude/* = gmd:eastBoundLongitude/*]", 5),
    "box across the date line": (
        "//gmd:EX_GeographicBoundingBox[number(gmd:westBoundLongitude/*) > number(gmd:eastBoundLongitude/*)]",
        1,
    ),
    "polygon": ("//gmd:EX_BoundingPolygon//gml:posList", 2),
    "depth": ("//gmd:EX_VerticalExtent", 8),
    "ongoing period": ("//gml:endPosition[@indeterminatePosition='now']", 2),
    "period without begin": ("//gml:beginPosition[@indeterminatePosition='before']", 1),
    "open period": ("//gml:endPosition[not(@*) and not(text())]", 2),
    "instant": ("//gml:TimeInstant", 1),
    "anchor in keywords": ("//gmd:keyword/gmx:Anchor", 3),
    "DOI by anchor": ("//gmd:identifier//gmx:Anchor[contains(@xlink:href, 'doi.org')]", 2),
    "licence by anchor": ("//gmd:otherConstraints/gmx:Anchor", 5),
    "licence by address": ("//gmd:otherConstraints/gco:CharacterString[contains(., 'creativecommons')]", 5),
    "licence in words": ("//gmd:MD_Constraints/gmd:useLimitation", 5),
    "keywords escaped twice": ("//gmd:keyword/gco:CharacterString[contains(., '&gt;')]", 3),
    "keywords with thesaurus": ("//gmd:MD_Keywords[gmd:thesaurusName]", 15),
    "keywords without": ("//gmd:MD_Keywords[not(gmd:thesaurusName)]", 5),
    "other citation details": ("//gmd:otherCitationDetails", 3),
    "project": ("//gmd:aggregationInfo//gmd:initiativeType", 6),
    "reason instead of value": ("//*[@gco:nilReason]", 8),
    "lineage steps": ("//gmd:LI_ProcessStep", 3),
    "two languages": ("//gmd:PT_FreeText", 1),
    "no file identifier": ("/*[not(gmd:fileIdentifier)]", 1),
}


@pytest.mark.parametrize("feature", VARIETY)
def test_it_has_every_feature_of_real_folders(feature: str, parse: Parse) -> None:
    path, least = VARIETY[feature]

    holding = [name for name in READABLE if parse(name).xpath(path, namespaces=NAMESPACES)]

    assert len(holding) >= least


def test_it_has_documents_in_three_encodings_and_two_line_ends(documents: dict[str, Path]) -> None:
    contents = [path.read_bytes() for path in documents.values()]

    assert sum(content.startswith(b"\xff\xfe") for content in contents) == 1
    assert sum(b"ISO-8859-1" in content[:60] for content in contents) == 1
    assert sum(b"\r\n" in content for content in contents) == 1
    assert sum(b"UTF-8" in content[:60] for content in contents) == 23


def test_it_repeats_parties_for_every_service(parse: Parse) -> None:
    names = found(parse("hf-radar-pico-channel.xml"), "//gmd:citedResponsibleParty//gmd:individualName/*/text()")

    assert len(names) == 5
    assert len(set(names)) == 1


def test_its_registration_names_an_endorsed_organization(registry: Kinds) -> None:
    source = json.loads((FOLDER / "demo-source.json").read_text(encoding="utf-8"))

    owner = next(item for item in registry["organization"] if item["key"] == source["organizationKey"])

    assert owner["endorsementStatus"] == "ENDORSED"
    assert "deleted" not in owner
    assert source["harvestType"] == "WAF"
    assert source["publish"] is True
