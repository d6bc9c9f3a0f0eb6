"""Metadata documents: bytes in, a neutral record out; pure, no database and no network.

Adding a format is a module with `ROOTS` and `parse(root)`, and a line in `FORMATS`. Who needs the tree as well (to
validate it) calls `read_xml` once and hands the root to `read` and to `validate`.
"""

from collections.abc import Callable, Mapping

from entities.metadata import iso
from entities.metadata.record import MetadataRecord, Problem
from entities.metadata.refusals import MissingTitle, RefusedDocument, UnknownFormat
from entities.metadata.validation import ValidationReport, validate
from entities.metadata.xml import Element, line_of, read_xml

__all__ = [
    "FORMATS",
    "MetadataRecord",
    "MissingTitle",
    "Problem",
    "RefusedDocument",
    "UnknownFormat",
    "ValidationReport",
    "document_element",
    "parse",
    "parse_root",
    "read",
    "read_xml",
    "validate",
]

Parser = Callable[[Element], MetadataRecord]

FORMATS: Mapping[str, Parser] = dict.fromkeys(iso.ROOTS, iso.parse)
"""The parser of each root element, by name with namespace."""

_WRAPPERS = ("OAI-PMH", "GetRecordResponse", "GetRecordByIdResponse", "GetRecordsResponse", "metadata", "record")


def parse(content: bytes, charset: str | None = None) -> MetadataRecord:
    """The record of a document; `charset` is that of the transport and counts where the document declares none.

    Raises a RefusedDocument (`entities.metadata.refusals`) that says why there is no record.
    """
    return parse_root(read_xml(content, charset))


def parse_root(root: Element) -> MetadataRecord:
    """The record of a parsed document; one without title is for the caller to refuse (metadata contract F.3).

    Raises UnknownFormat where no format has such a root element.
    """
    document = document_element(root)
    return FORMATS[str(document.tag)](document)


def read(root: Element) -> MetadataRecord:
    """As `parse_root`, but raises MissingTitle, with all that was read, where the document has no title."""
    record = parse_root(root)
    if record.title is None:
        reason = "The document has no title, so it cannot become a dataset"
        raise MissingTitle(reason, line_number=line_of(root), record=record)
    return record


def document_element(root: Element) -> Element:
    """The element to read: the root, or the one document inside an answer of a catalogue (contract A.4)."""
    if root.tag in FORMATS:
        return root
    name = str(root.tag).rpartition("}")[2]
    inside = list(root.iter(*FORMATS)) if name in _WRAPPERS else []
    if len(inside) == 1:
        return inside[0]
    raise UnknownFormat(_what_it_is(root, name, len(inside)), line_number=line_of(root))


def _what_it_is(root: Element, name: str, documents: int) -> str:
    if documents:
        return f"The element '{name}' wraps {documents} metadata documents; only one can be read"
    if name.lower() == "html":
        return "This is an HTML page (root element 'html'), not a metadata document"
    namespace = str(root.tag).rpartition("}")[0].lstrip("{")
    place = f"in namespace '{namespace}'" if namespace else "without namespace"
    return f"No metadata format is known whose root element is '{name}' {place}"[:500]
