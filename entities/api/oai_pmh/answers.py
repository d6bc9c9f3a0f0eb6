"""Writes OAI-PMH answers: the envelope, headers, records, and the mark that a list goes on."""

from datetime import UTC, datetime

from lxml import etree

from entities.api.oai_pmh.formats import MetadataFormat
from entities.api.oai_pmh.requests import OaiRequest, ProtocolError
from entities.api.oai_pmh.tokens import Resumption
from entities.metadata.writing import xml_text
from entities.services.oai_records import Record

OAI = "http://www.openarchives.org/OAI/2.0/"
_SCHEMA = f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
_SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_NAMESPACES = {None: OAI, "xsi": "http://www.w3.org/2001/XMLSchema-instance"}
_ARGUMENTS_REFUSED = ("badVerb", "badArgument")


class Answer:
    """One answer; `body` is the element of the verb, which its caller fills."""

    def __init__(self, base_url: str, request: OaiRequest | None) -> None:
        self._root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap=_NAMESPACES)  # type: ignore[arg-type]
        self._root.set(_SCHEMA_LOCATION, _SCHEMA)
        add(self._root, "responseDate", datestamp(datetime.now(tz=UTC)))
        echo = add(self._root, "request", base_url)
        if request is not None:
            echo.attrib.update({"verb": request.verb, **{k: xml_text(v) for k, v in request.arguments.items()}})

    def body(self, verb: str) -> etree._Element:
        """The element that holds what was asked for."""
        return add(self._root, verb)

    def to_bytes(self) -> bytes:
        """The document, in UTF-8."""
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8")

    @classmethod
    def refusing(cls, base_url: str, request: OaiRequest | None, error: ProtocolError) -> "Answer":
        """An answer that holds an error; it repeats no argument that could not be understood (protocol 3.6)."""
        answer = cls(base_url, None if error.code in _ARGUMENTS_REFUSED else request)
        add(answer._root, "error", str(error)).set("code", error.code)
        return answer


def add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    """A new element of the protocol below another one."""
    child = etree.SubElement(parent, f"{{{OAI}}}{name}")
    if text is not None:
        child.text = xml_text(text)
    return child


def datestamp(moment: datetime) -> str:
    """A moment in the granularity of this repository: seconds, UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def add_header(parent: etree._Element, record: Record) -> None:
    """Identifier, time of the last change and sets of a record, and whether it is deleted."""
    header = add(parent, "header")
    if record.deleted is not None:
        header.set("status", "deleted")
    add(header, "identifier", str(record.key))
    add(header, "datestamp", datestamp(record.modified))
    for name in record.sets:
        add(header, "setSpec", name)


def add_record(parent: etree._Element, record: Record, metadata_format: MetadataFormat) -> None:
    """A record; a deleted one is its header only (protocol 2.5.1)."""
    element = add(parent, "record")
    add_header(element, record)
    if record.deleted is None:
        add(element, "metadata").append(metadata_format.write(record))


def add_token(parent: etree._Element, resumption: Resumption | None, *, cursor: int, size: int) -> None:
    """The token by which the list goes on; an empty one ends a list that needed several answers (protocol 3.5)."""
    if resumption is None and cursor == 0:
        return
    token = add(parent, "resumptionToken", resumption.token() if resumption else None)
    token.set("completeListSize", str(size))
    token.set("cursor", str(cursor))
