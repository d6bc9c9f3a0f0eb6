"""Questions to a catalogue service (CSW 2.0.2) and its answers: pure, bytes in and out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from lxml import etree

from entities import metadata
from entities.metadata import RefusedDocument
from harvesting.protocols.elements import child, elements, local_name

GMD = "http://www.isotc211.org/2005/gmd"
CSW = "http://www.opengis.net/cat/csw/2.0.2"
_RECORD_TAGS = frozenset({f"{{{GMD}}}MD_Metadata", "{http://www.isotc211.org/2005/gmi}MI_Metadata"})
_OUR_PARAMETERS = frozenset({
    "service", "version", "acceptversions", "request", "typenames", "namespace", "resulttype", "elementsetname",
    "outputschema", "outputformat", "startposition", "maxrecords", "sortby", "id",
})  # fmt: skip
_EXCEPTION_CODES = frozenset({
    "InvalidParameterValue", "MissingParameterValue", "NoApplicableCode", "OperationNotSupported", "OptionNotSupported",
    "VersionNegotiationFailed", "InvalidUpdateSequence",
})  # fmt: skip
_POST = """<?xml version="1.0" encoding="UTF-8"?>
<csw:GetRecords xmlns:csw="{csw}" xmlns:ogc="http://www.opengis.net/ogc" xmlns:gmd="{gmd}" service="CSW" version="2.0.2"
 resultType="{result_type}" startPosition="{position}" maxRecords="{number}" outputFormat="application/xml"
 outputSchema="{schema}"><csw:Query typeNames="{type_name}"><csw:ElementSetName>{elements}</csw:ElementSetName>{order}\
</csw:Query></csw:GetRecords>
"""
_ORDER = (
    "<ogc:SortBy><ogc:SortProperty><ogc:PropertyName>dc:identifier</ogc:PropertyName>"
    "<ogc:SortOrder>ASC</ogc:SortOrder></ogc:SortProperty></ogc:SortBy>"
)


class NoPage(Exception):
    """The catalogue did not answer with a page of records; the message says what it answered instead."""


class Dialect(NamedTuple):
    """How a catalogue wants to be asked."""

    method: str
    type_name: str = "csw:Record"
    is_sorted: bool = False


DIALECTS = (
    Dialect("GET", is_sorted=True), Dialect("GET"), Dialect("POST", is_sorted=True), Dialect("POST"),
    Dialect("GET", "gmd:MD_Metadata"), Dialect("POST", "gmd:MD_Metadata"),
)  # fmt: skip


class Question(NamedTuple):
    """A part of the catalogue: so many records from a position on (the first one is 1).

    `brief` asks for their names only, `hits` for their number.
    """

    position: int
    number: int
    brief: bool = False
    hits: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Records, how many the catalogue says match, where it says the next ones begin; None where it says nothing."""

    records: list[etree._Element]
    matched: int | None
    next_record: int | None


class Endpoint:
    """The address of a catalogue, with those of its parameters that are its own."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._own = [
            (name, value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
            if name.lower() not in _OUR_PARAMETERS
        ]
        self._parts = parts._replace(fragment="")
        self.url = self._with({})

    def get_records(self, question: Question, dialect: Dialect) -> str:
        """The URL of a GetRecords request."""
        asked = {
            "service": "CSW",
            "version": "2.0.2",
            "request": "GetRecords",
            "namespace": f"xmlns(csw={CSW}),xmlns(gmd={GMD})",
            "typeNames": dialect.type_name,
            "resultType": "hits" if question.hits else "results",
            "elementSetName": _element_set(question),
            "outputSchema": _schema(question),
            "startPosition": str(question.position),
            "maxRecords": str(question.number),
        }
        return self._with(asked | ({"sortBy": "dc:identifier:A"} if dialect.is_sorted else {}))

    def get_record_by_id(self, identifier: str) -> str:
        """The URL of a record's GetRecordById request (harvest contract 2)."""
        return self._with({
            "service": "CSW",
            "version": "2.0.2",
            "request": "GetRecordById",
            "elementSetName": "full",
            "outputSchema": GMD,
            "id": identifier,
        })  # fmt: skip

    def _with(self, parameters: dict[str, str]) -> str:
        query = urlencode([*self._own, *parameters.items()], quote_via=quote)
        return urlunsplit(self._parts._replace(query=query))


def get_records_body(question: Question, dialect: Dialect) -> bytes:
    """A GetRecords request to be posted."""
    return _POST.format(
        csw=CSW,
        gmd=GMD,
        result_type="hits" if question.hits else "results",
        position=question.position,
        number=question.number,
        schema=_schema(question),
        type_name=dialect.type_name,
        elements=_element_set(question),
        order=_ORDER if dialect.is_sorted else "",
    ).encode()


def read_page(content: bytes, charset: str = "") -> Page:
    """The page of a GetRecords answer; NoPage for exceptions (with status 200 as well) and all that is no answer."""
    root = _read(content, charset)
    results = child(root, "SearchResults")
    if local_name(root) != "GetRecordsResponse" or results is None:
        raise NoPage("the answer is no GetRecordsResponse")
    return Page(list(elements(results)), _number(results, "numberOfRecordsMatched"), _number(results, "nextRecord"))


def read_record(content: bytes, charset: str = "") -> etree._Element:
    """The record of a GetRecordById answer, or the document that came without its frame; NoPage where there is none."""
    root = _read(content, charset)
    if root.tag in _RECORD_TAGS:
        return root
    record = next(elements(root), None)
    if local_name(root) != "GetRecordByIdResponse" or record is None:
        raise NoPage("the catalogue has no such record")
    return record


def is_document(record: etree._Element) -> bool:
    """Whether a record is an ISO 19115 document, as asked for."""
    return record.tag in _RECORD_TAGS


def identifier_of(record: etree._Element) -> str:
    """The file identifier of an ISO record, the identifier of a Dublin Core one; "" where it has none."""
    for element in _identifiers(record):
        text = "".join(str(part) for part in element.itertext()).strip()
        if text:
            return text
    return ""


def serialized(record: etree._Element) -> bytes:
    """The record as a document of its own."""
    return etree.tostring(record, encoding="UTF-8", xml_declaration=True, with_tail=False)


def _identifiers(record: etree._Element) -> Iterator[etree._Element]:
    if is_document(record):
        return record.iterchildren(f"{{{GMD}}}fileIdentifier")
    return record.iterchildren("{http://purl.org/dc/elements/1.1/}identifier")


def _read(content: bytes, charset: str) -> etree._Element:
    try:
        root = metadata.read_xml(content, charset or None)
    except RefusedDocument as refusal:
        raise NoPage(f"the answer cannot be read: {refusal}") from refusal
    if local_name(root) in ("ExceptionReport", "ServiceExceptionReport"):
        raise NoPage(f"the catalogue answered an exception{_code(root)}")
    return root


def _code(report: etree._Element) -> str:
    """The code of an exception, if it is one of the standard's: nothing that a source made up is shown."""
    codes = [each.get("exceptionCode") or each.get("code") for each in elements(report)]
    known = [code for code in codes if code in _EXCEPTION_CODES]
    return f" ({known[0]})" if known else ""


def _number(element: etree._Element, name: str) -> int | None:
    text = (element.get(name) or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _element_set(question: Question) -> str:
    return "brief" if question.brief else "full"


def _schema(question: Question) -> str:
    return CSW if question.brief else GMD
