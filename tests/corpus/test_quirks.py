"""Every peculiarity that the corpus's description names, by name: one test each, on all documents that have it."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator

import orjson
import pytest
from lxml import etree

from entities.metadata import MetadataRecord, RefusedDocument, UnknownFormat, parse, parse_root, read_xml
from entities.metadata.dates import read_date
from entities.metadata.eml_writer import Surroundings, eml
from entities.metadata.texts import clean
from entities.metadata.xml import text_of
from tests.conftest import CORPUS
from tests.corpus.conftest import CorpusDocument, documents_of

FOLDERS = ("eml", "dublin-core", "iso19139", "iso19115-3")
DOCUMENTS = [document for folder in FOLDERS for document in documents_of(folder)]
OF_EVERY_FORMAT = [*DOCUMENTS, *documents_of("fgdc"), *documents_of("dif")]


def flagged(flag: str) -> list[CorpusDocument]:
    """The documents that the table marks."""
    return [document for document in OF_EVERY_FORMAT if flag in document.columns["flags"].split(",")]


def record_of(document: CorpusDocument) -> MetadataRecord | None:
    """Its record; None where it is refused in words."""
    try:
        return parse(document.content)
    except RefusedDocument:
        return None


def readable() -> Iterator[tuple[CorpusDocument, MetadataRecord]]:
    """All that can be read."""
    for document in DOCUMENTS:
        record = record_of(document)
        if record is not None:
            yield document, record


def named(part: str) -> CorpusDocument:
    """The one document whose file is called so."""
    (found,) = (document for document in OF_EVERY_FORMAT if part in document.path.name)
    return found


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16le", "windows-1252", "iso-8859-1", "ascii"])
def test_encodings_that_are_declared_are_read(encoding: str) -> None:
    documents = [document for document in DOCUMENTS if document.columns["encoding"].lower() == encoding]

    assert documents
    for document in documents:
        root = read_xml(document.content)
        assert "\ufffd" not in "".join(map(str, root.itertext()))
        assert (document.says("title") or "")[:40] in " ".join(" ".join(map(str, root.itertext())).split())


def test_utf_16_is_read_with_and_without_a_byte_order_mark() -> None:
    document = named("dwca-io__eml-utf16LE")
    expected = parse(document.content)

    assert document.content.startswith(b"\xff\xfe")
    assert parse(document.content[2:]) == expected


def test_utf_16_that_is_declared_as_utf_8_is_read() -> None:
    document = named("utf16_declared_as_utf8")

    assert "encoding='utf-8'" in document.content.decode("utf-16").lower()
    assert parse(document.content).title == parse(named("dwca-io__eml-utf16LE").content).title
    assert text_of(document.content).startswith("<?xml")


def test_latin_1_bytes_in_a_document_declared_utf_8_are_refused_with_their_line() -> None:
    with pytest.raises(RefusedDocument, match="Invalid bytes in character encoding") as refusal:
        parse(named("eml__example-eml-valid-special-characters").content)

    assert refusal.value.line_number == 17


def test_an_undeclared_prefix_is_refused_with_its_line() -> None:
    with pytest.raises(RefusedDocument, match="prefix gmx on Anchor is not defined") as refusal:
        parse(named("FTIR").content)

    assert refusal.value.line_number == 104


def test_a_document_that_is_cut_off_is_refused_with_its_line() -> None:
    with pytest.raises(RefusedDocument, match="Premature end of data") as refusal:
        parse(named("ckanext-spatial__error_bad_xml").content)

    assert refusal.value.line_number == 16


def test_an_outside_doctype_is_passed_over() -> None:
    documents = flagged("doctype")

    assert documents
    for document in documents:
        with pytest.raises(UnknownFormat, match="FGDC"):
            parse(document.content)


@pytest.mark.parametrize("flag", ["bom", "leading-whitespace", "crlf", "non-ascii"])
def test_what_stands_before_and_between_does_no_harm(flag: str) -> None:
    documents = [document for document in flagged(flag) if document.says("well_formed") == "yes"]

    assert documents
    for document in documents:
        assert read_xml(document.content) is not None


def test_documents_with_the_same_file_identifier_are_each_read() -> None:
    by_identifier = defaultdict(list)
    for _, record in readable():
        by_identifier[record.file_identifier].append(record.title)

    repeated = {name: titles for name, titles in by_identifier.items() if name and len(titles) > 1}
    assert len(repeated) >= 10
    assert any(len(set(titles)) > 1 for titles in repeated.values())


@pytest.mark.parametrize("mark", ["/", ":", " ", "http", "\\"])
def test_identifiers_hold_anything(mark: str) -> None:
    found = [
        (record.file_identifier, document.says("identifier"))
        for document, record in readable()
        if mark in (document.says("identifier") or "")
    ]

    assert found
    # Of ISO 19115-3 the table leaves out the code space before the code.
    assert all(" ".join((ours or "").split()).endswith(theirs or "-") for ours, theirs in found)


def test_a_document_needs_no_identifier() -> None:
    nameless = [record for document, record in readable() if document.says("identifier") is None]

    assert len(nameless) >= 5
    assert any(record.title for record in nameless)
    assert {record.file_identifier for record in nameless} == {None}


def test_of_several_identifications_the_first_about_data_counts_and_services_are_listed() -> None:
    several = 0
    for document, record in readable():
        root = read_xml(document.content)
        data = root.findall("{*}identificationInfo/{*}MD_DataIdentification")
        if len(root.findall("{*}identificationInfo")) < 2 or not data:
            continue
        several += 1
        title = data[0].find("{*}citation/{*}CI_Citation/{*}title")
        assert record.title == clean("".join(map(str, title.itertext())) if title is not None else None)
        addresses = root.findall("{*}identificationInfo/{*}SV_ServiceIdentification//{*}connectPoint//{*}URL")
        assert bool(record.services) == any((address.text or "").strip() for address in addresses)
    assert several >= 5


def test_boxes_over_the_date_line_are_kept() -> None:
    over = [
        document.path.name
        for document, record in readable()
        for place in record.geographic_coverages
        if place.box and place.box.west > place.box.east
    ]

    written = [document.path.name for document in DOCUMENTS if _crosses(document)]
    assert len(written) >= 5
    assert set(written) <= set(over)


def _crosses(document: CorpusDocument) -> bool:
    """Whether a box that can be true has its west above its east, by the text alone."""
    text = text_of(document.content)
    limit = r"<(?:\w+:)?{}Bound\w*>\s*(?:<[^>]*>)?\s*([-\d.]+)"
    west, east = (map(float, re.findall(limit.format(side), text)) for side in ("west", "east"))
    return any(180 >= w > e >= -180 for w, e in zip(west, east, strict=False))


def test_dates_in_every_dress_are_read() -> None:
    """All dates of all documents; those that are none are named here."""
    unread = {text for text in _dates() if read_date(text) is None}

    dressed = {text for text in _dates() if text != text.strip() or "." in text or re.fullmatch(r"\d{8}Z?", text)}
    assert {"20151214Z", "20090809", "19781013"} <= dressed
    assert unread == NO_DATES


NO_DATES = {"now"}
"""What stands in the place of a date and is none: the end of a period that is open."""


def _dates() -> Iterator[str]:
    names = ("Date", "DateTime", "beginPosition", "endPosition", "timePosition", "calendarDate", "pubDate")
    for document in DOCUMENTS:
        try:
            root = read_xml(document.content)
        except RefusedDocument:
            continue
        for element in root.iter(*(f"{{*}}{name}" for name in names)):
            if element.text and element.text.strip():
                yield str(element.text)


def test_large_records_are_read() -> None:
    large = [document for document in DOCUMENTS if len(document.content) > 500_000]

    assert len(large) >= 2
    for document in large:
        assert parse_root(read_xml(document.content)).title


def test_several_languages_and_anchors_are_read() -> None:
    anchored = [(document, record) for document, record in readable() if b":Anchor" in document.content]

    assert len(anchored) >= 30
    for document, record in anchored:
        assert bool(record.title) == (document.says("title") is not None)


def test_text_that_is_encoded_twice_stays_as_it_is() -> None:
    """Nobody can tell whether it is meant so: two recorded datasets, and an address in an EML document."""
    datasets = orjson.loads((CORPUS / "gbif" / "dataset.json").read_bytes())
    twice = [dataset for dataset in datasets if _is_twice(dataset["title"] + (dataset.get("description") or ""))]

    assert len(twice) == 2
    for dataset in twice:
        written = etree.tostring(eml(dataset, Surroundings("Publisher", "http://example.org")), encoding="UTF-8")
        record = parse(written)
        assert record.title == dataset["title"].strip()
        assert not _is_twice(dataset.get("description") or "") or _is_twice(record.description or "")
    contacts = parse(named("ipt__eml-5.0").content).contacts
    assert any(_is_twice(line) for contact in contacts for line in contact.address)


def _is_twice(text: str) -> bool:
    return re.search("Ã[\u0080-\u00bf\u0152-\u2122]", text) is not None


def test_the_table_of_the_corpus_lists_every_document() -> None:
    with (CORPUS / "metadata" / "SOURCES.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))

    assert len(rows) == len(OF_EVERY_FORMAT) == 244
