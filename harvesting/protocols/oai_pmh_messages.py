"""Questions to an OAI-PMH repository and its answers: pure, bytes in and out (OAI-PMH 2.0)."""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from lxml import etree

from entities import metadata
from entities.metadata import RefusedDocument
from harvesting.protocols.elements import child, elements, local_name, text

_ARGUMENTS = frozenset({"verb", "metadataprefix", "identifier", "resumptiontoken", "from", "until", "set"})
_CODES = frozenset({
    "badArgument", "badResumptionToken", "badVerb", "cannotDisseminateFormat", "idDoesNotExist", "noRecordsMatch",
    "noMetadataFormats", "noSetHierarchy",
})  # fmt: skip


class NoAnswer(Exception):
    """The repository did not answer the question; `code` is the protocol's error code, "" for what is no answer."""

    def __init__(self, message: str, code: str = "") -> None:
        self.code = code
        super().__init__(message)


class MetadataFormat(NamedTuple):
    """A format that a repository offers."""

    prefix: str
    namespace: str


class Identity(NamedTuple):
    """What a repository says of itself: whether it names deleted records, and whether its datestamps have seconds."""

    tells_deletions: bool
    counts_seconds: bool


class Record(NamedTuple):
    """A record: its name, whether it is gone, and its metadata document (None for one that is gone)."""

    identifier: str
    is_deleted: bool
    document: etree._Element | None


@dataclass(frozen=True, slots=True)
class Page:
    """Records, and the token by which the list goes on; "" at its end."""

    records: list[Record]
    token: str


class Repository:
    """The address of a repository. A `set` in it is the set to harvest; other parameters are its own."""

    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)._replace(fragment="")
        given = parse_qsl(self._parts.query, keep_blank_values=True)
        self._own = [(name, value) for name, value in given if name.lower() not in _ARGUMENTS]
        self._set = next((value for name, value in given if name.lower() == "set" and value), "")

    def identify(self) -> str:
        """The URL of an Identify request."""
        return self._asking("Identify")

    def list_formats(self) -> str:
        """The URL of a ListMetadataFormats request."""
        return self._asking("ListMetadataFormats")

    def list_records(self, prefix: str, since: str = "") -> str:
        """The URL of the first ListRecords request; for all records, or those that changed since then."""
        selection = {"from": since, "set": self._set}
        given = {name: value for name, value in selection.items() if value}
        return self._asking("ListRecords", metadataPrefix=prefix, **given)

    def go_on(self, token: str) -> str:
        """The URL of a further ListRecords request."""
        return self._asking("ListRecords", resumptionToken=token)

    def get_record(self, identifier: str, prefix: str) -> str:
        """The URL of a record."""
        return self._asking("GetRecord", identifier=identifier, metadataPrefix=prefix)

    def _asking(self, verb: str, **arguments: str) -> str:
        query = urlencode([*self._own, ("verb", verb), *arguments.items()], quote_via=quote)
        return urlunsplit(self._parts._replace(query=query))


def read_identity(content: bytes, charset: str = "") -> Identity:
    """What an Identify answer says; NoAnswer unless it is one of version 2.0."""
    body = _body(content, charset, "Identify")
    version = text(body, "protocolVersion")
    if version != "2.0":
        raise NoAnswer("the repository does not speak version 2.0 of the protocol")
    return Identity(
        tells_deletions=text(body, "deletedRecord") in ("persistent", "transient"),
        counts_seconds="ss" in text(body, "granularity").lower(),
    )


def read_formats(content: bytes, charset: str = "") -> list[MetadataFormat]:
    """The formats that a repository offers."""
    body = _body(content, charset, "ListMetadataFormats")
    offered = (MetadataFormat(text(each, "metadataPrefix"), text(each, "metadataNamespace")) for each in elements(body))
    return [each for each in offered if each.prefix]


def read_page(content: bytes, charset: str = "", verb: str = "ListRecords") -> Page:
    """Records of a ListRecords or GetRecord answer."""
    body = _body(content, charset, verb)
    records = [_record(each) for each in elements(body) if local_name(each) == "record"]
    return Page(records, text(body, "resumptionToken"))


def serialized(document: etree._Element) -> bytes:
    """A metadata document by itself."""
    return etree.tostring(document, encoding="UTF-8", xml_declaration=True, with_tail=False)


def _record(element: etree._Element) -> Record:
    header, about = child(element, "header"), child(element, "metadata")
    if header is None or not (identifier := text(header, "identifier")):
        raise NoAnswer("a record has no identifier")
    document = next(iter(elements(about)), None) if about is not None else None
    return Record(identifier, header.get("status") == "deleted", document)


def _body(content: bytes, charset: str, verb: str) -> etree._Element:
    try:
        root = metadata.read_xml(content, charset or None)
    except RefusedDocument as refusal:
        raise NoAnswer(f"the answer cannot be read: {refusal}") from refusal
    if local_name(root) != "OAI-PMH":
        raise NoAnswer("the answer is not one of OAI-PMH")
    if (error := child(root, "error")) is not None:
        code = error.get("code", "")
        known = code if code in _CODES else ""
        raise NoAnswer(f"the repository answered an error{f' ({known})' if known else ''}", known)
    body = child(root, verb)
    if body is None:
        raise NoAnswer(f"the answer holds no {verb}")
    return body
