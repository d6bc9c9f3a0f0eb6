"""Schema validation: what is wrong and where; what these schemas cannot judge is not called invalid."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from entities.metadata import read_xml, validate
from entities.metadata.validation import MAX_ERRORS

_NAMESPACES = (
    'xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco" '
    'xmlns:gmi="http://www.isotc211.org/2005/gmi" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
_TITLE = "<gmd:title><gco:CharacterString>Tide gauge</gco:CharacterString></gmd:title>"
_DOCUMENT = """<gmd:MD_Metadata {namespaces}>
 <gmd:contact gco:nilReason="missing"/>
 <gmd:dateStamp><gco:Date>2024-05-01</gco:Date></gmd:dateStamp>
 <gmd:identificationInfo><gmd:MD_DataIdentification>
  <gmd:citation><gmd:CI_Citation>
   {title}
   <gmd:date gco:nilReason="unknown"/>
  </gmd:CI_Citation></gmd:citation>
  <gmd:abstract><gco:CharacterString>Hourly levels</gco:CharacterString></gmd:abstract>
  <gmd:language><gco:CharacterString>eng</gco:CharacterString></gmd:language>
  {more}
 </gmd:MD_DataIdentification></gmd:identificationInfo>
</gmd:MD_Metadata>"""
_PERIOD = """<gmd:extent><gmd:EX_Extent><gmd:temporalElement><gmd:EX_TemporalExtent><gmd:extent>
 <gml:TimePeriod xmlns:gml="{namespace}" gml:id="p">
  <gml:beginPosition>2010-05-07</gml:beginPosition><gml:endPosition>2014-03-17</gml:endPosition>
 </gml:TimePeriod>
</gmd:extent></gmd:EX_TemporalExtent></gmd:temporalElement></gmd:EX_Extent></gmd:extent>"""


def _document(*, title: str = _TITLE, more: str = "") -> bytes:
    return _DOCUMENT.format(namespaces=_NAMESPACES, title=title, more=more).encode()


def test_it_finds_nothing_wrong_in_a_valid_document() -> None:
    report = validate(read_xml(_document()))

    assert report.checked
    assert list(report) == []


def test_it_checks_documents_with_instrument_extensions() -> None:
    content = _document().replace(b"gmd:MD_Metadata", b"gmi:MI_Metadata")

    assert validate(read_xml(content)) == validate(read_xml(_document()))


def test_it_names_line_and_element_of_an_error_with_the_usual_prefix() -> None:
    [problem] = validate(read_xml(_document(title="<gmd:headline/>")))

    assert problem.line_number == 6
    assert "gmd:headline" in problem.message
    assert "{http" not in problem.message


def test_it_checks_times_in_the_namespace_that_the_schemas_know() -> None:
    report = validate(read_xml(_document(more=_PERIOD.format(namespace="http://www.opengis.net/gml/3.2"))))

    assert report.checked
    assert not report.errors


@pytest.mark.parametrize(
    "content",
    [
        _document(more=_PERIOD.format(namespace="http://www.opengis.net/gml")),
        _document(title="<gmd:headline/>", more=_PERIOD.format(namespace="http://www.opengis.net/gml")),
        b'<gmi:MI_Metadata xmlns:gmi="http://standards.iso.org/iso/19115/-2/gmi/1.0"/>',
        b"<notes/>",
    ],
    ids=["old times", "old times and an error", "other namespace of instruments", "no metadata"],
)
def test_it_does_not_judge_what_the_schemas_do_not_describe(content: bytes) -> None:
    report = validate(read_xml(content))

    assert not report.checked
    assert not report.errors


def test_it_keeps_so_many_errors_at_most_and_says_how_many_are_missing() -> None:
    wrong_dates = "<gmd:date><gmd:CI_Date><gmd:date><gco:Date>soon</gco:Date></gmd:date></gmd:CI_Date></gmd:date>"
    title = _TITLE + wrong_dates * (MAX_ERRORS + 10)

    errors = validate(read_xml(_document(title=title))).errors

    assert len(errors) == MAX_ERRORS
    assert "more errors" in errors[-1].message
    assert errors[-1].line_number is None


def test_it_cuts_messages_that_would_fill_a_page() -> None:
    long_value = "x" * 5_000
    [problem, *_] = validate(read_xml(_document().replace(b"2024-05-01", long_value.encode())))

    assert len(problem.message) < len(long_value) / 2


def test_it_answers_alike_in_many_threads_at_once() -> None:
    good, bad = _document(), _document(title="<gmd:headline/>")

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda content: len(validate(read_xml(content)).errors), [good, bad] * 20))

    assert counts == [0, 1] * 20
