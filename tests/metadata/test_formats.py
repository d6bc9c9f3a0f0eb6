"""Which documents are read, and what is said of those that are not."""

import pytest

from entities.metadata import MissingTitle, UnknownFormat, iso, parse, read, read_xml, recognised
from entities.metadata.refusals import RefusedDocument

_GMD = "http://www.isotc211.org/2005/gmd"
_NAMESPACES = f'xmlns:gmd="{_GMD}" xmlns:gco="http://www.isotc211.org/2005/gco"'
_TITLE = "<gmd:title><gco:CharacterString>{}</gco:CharacterString></gmd:title>"
_BODY = (
    "<gmd:fileIdentifier><gco:CharacterString>tide-4</gco:CharacterString></gmd:fileIdentifier>"
    "<gmd:dateStamp><gco:Date>2020-02-03</gco:Date></gmd:dateStamp>"
    "<gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation>{}</gmd:CI_Citation>"
    "</gmd:citation></gmd:MD_DataIdentification></gmd:identificationInfo>"
)


def _document(title: str = "Tide gauge 4", root: str = "gmd:MD_Metadata", namespaces: str = _NAMESPACES) -> str:
    return f"<{root} {namespaces}>{_BODY.format(_TITLE.format(title))}</{root}>"


@pytest.mark.parametrize("name", iso.ROOTS)
def test_it_reads_every_root_element_that_it_knows(name: str) -> None:
    namespace, _, local = name[1:].partition("}")
    document = _document(root=f"r:{local}", namespaces=f'{_NAMESPACES} xmlns:r="{namespace}"')

    assert parse(document.encode()).title == "Tide gauge 4"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('<kml xmlns="http://www.opengis.net/kml/2.2"/>', ["'kml'", "'http://www.opengis.net/kml/2.2'"]),
        ("<metadata/>", ["'metadata'", "without namespace"]),
        ("<metadata><idinfo/></metadata>", ["FGDC", "'metadata'", "EML, ISO 19115 or Dublin Core"]),
        ('<DIF xmlns="http://gcmd.gsfc.nasa.gov/Aboutus/xml/dif/"/>', ["DIF", "EML, ISO 19115 or Dublin Core"]),
        ('<e:eml xmlns:e="eml://ecoinformatics.org/eml-2.1.1"><citation/></e:eml>', ["'eml'"]),
        ('<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', ["HTML page"]),
        (f'<gmd:CI_Citation xmlns:gmd="{_GMD}"/>', ["'CI_Citation'"]),
        ("<MD_Metadata/>", ["'MD_Metadata'", "without namespace"]),
        (f"<{'x' * 2000}/>", ["xxx"]),
    ],
)
def test_it_names_the_root_element_of_an_unknown_format(content: str, words: list[str]) -> None:
    with pytest.raises(UnknownFormat) as caught:
        parse(f"\n{content}".encode())

    assert all(word in str(caught.value) for word in words)
    assert len(str(caught.value)) <= 500
    assert caught.value.line_number == 2


def test_it_finds_the_one_document_in_the_answer_of_a_catalogue() -> None:
    answer = (
        f"<GetRecordByIdResponse xmlns='http://www.opengis.net/cat/csw/2.0.2'>{_document()}</GetRecordByIdResponse>"
    )

    assert parse(answer.encode()).file_identifier == "tide-4"


def test_it_refuses_an_answer_with_several_documents() -> None:
    answer = f"<OAI-PMH><metadata>{_document()}</metadata><metadata>{_document()}</metadata></OAI-PMH>"

    with pytest.raises(UnknownFormat, match="wraps 2 metadata documents"):
        parse(answer.encode())


@pytest.mark.parametrize("title", ["", "  ", "unknown", "N/A", "-", "\u202e"])
def test_a_document_without_title_is_refused_with_all_that_is_known(title: str) -> None:
    with pytest.raises(MissingTitle) as caught:
        read(read_xml(_document(title).encode()))

    assert "no title" in str(caught.value)
    assert caught.value.line_number == 1
    assert caught.value.record is not None
    assert caught.value.record.file_identifier == "tide-4"
    assert caught.value.record.metadata_date == "2020-02-03"


def test_a_document_without_any_identification_has_no_title() -> None:
    with pytest.raises(MissingTitle):
        read(read_xml(f"<gmd:MD_Metadata {_NAMESPACES}/>".encode()))


def test_reading_leaves_the_tree_as_it_was() -> None:
    root = read_xml(_document().encode())

    assert read(root) == read(root)


def test_every_refusal_is_one_kind_of_error() -> None:
    for content in (b"", b"<a/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"):
        with pytest.raises(RefusedDocument):
            parse(content)


_EML = '<e:eml xmlns:e="{}"><dataset><title>Tide gauge 4</title></dataset></e:eml>'
_DC = '<{0} xmlns:d="{1}"><d:title>Tide gauge 4</d:title></{0}>'
_OAI = (
    '<o:dc xmlns:o="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">{}</o:dc>'
)


@pytest.mark.parametrize(
    ("document", "metadata_type"),
    [
        (_EML.format("eml://ecoinformatics.org/eml-2.0.1"), "EML"),
        (_EML.format("eml://ecoinformatics.org/eml-2.1.1"), "EML"),
        (_EML.format("https://eml.ecoinformatics.org/eml-2.2.0"), "EML"),
        ("<eml><dataset><title>Tide gauge 4</title></dataset></eml>", "EML"),
        (_document(), "ISO_19115"),
        (_DC.format("anything", "http://purl.org/dc/terms/"), "DC"),
        (_DC.format("anything", "http://purl.org/dc/elements/1.1/"), "DC"),
        (_OAI.format("<dc:title>Tide gauge 4</dc:title>"), "DC"),
    ],
)
def test_it_tells_the_format_of_a_document_even_inside_an_answer(document: str, metadata_type: str) -> None:
    answer = f"<OAI-PMH><GetRecord><record><metadata>{document}</metadata></record></GetRecord></OAI-PMH>"

    for content in (document, answer):
        element, found = recognised(read_xml(content.encode()))
        assert found.metadata_type == metadata_type
        assert found.parse(element).title == "Tide gauge 4"


def test_the_terms_inside_a_document_of_another_format_make_no_dublin_core_of_it() -> None:
    replaces = '<dc:replaces xmlns:dc="http://purl.org/dc/terms/">1/v1.xml</dc:replaces>'
    document = _EML.format("eml://ecoinformatics.org/eml-2.1.1").replace("</dataset>", f"</dataset>{replaces}")

    assert recognised(read_xml(f"<OAI-PMH>{document}</OAI-PMH>".encode()))[1].name == "EML"
