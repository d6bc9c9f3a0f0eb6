"""Metadata documents: bytes in, a neutral record out; pure, no database and no network.

Adding a format is a package with a `FORMAT`, and a line in `FORMATS`. Who needs the tree as well (to validate it) calls
`read_xml` once and hands the root to `read` and to `validate`.
"""

from entities.metadata import dublin_core, eml, iso, iso19115_3
from entities.metadata.elements import local_name
from entities.metadata.formats import Format
from entities.metadata.record import MetadataRecord, Problem
from entities.metadata.refusals import MissingTitle, RefusedDocument, UnknownFormat
from entities.metadata.validation import ValidationReport, compile_schemas, validate
from entities.metadata.xml import Element, line_of, read_xml

__all__ = [
    "FORMATS",
    "Format",
    "MetadataRecord",
    "MissingTitle",
    "Problem",
    "RefusedDocument",
    "UnknownFormat",
    "ValidationReport",
    "compile_schemas",
    "parse",
    "parse_root",
    "read",
    "read_xml",
    "recognised",
    "validate",
]

FORMATS: tuple[Format, ...] = (eml.FORMAT, iso.FORMAT, iso19115_3.FORMAT, dublin_core.FORMAT)
"""All formats; the first that a document matches is its format (metadata contract A.4)."""

_ROOTS: tuple[str, ...] = tuple(root for known in FORMATS for root in known.roots)
_WRAPPERS = (
    "OAI-PMH", "GetRecord", "ListRecords", "GetRecordResponse", "GetRecordByIdResponse", "GetRecordsResponse",
    "metadata", "record",
)  # fmt: skip


_READ_HERE = "send EML, ISO 19115 or Dublin Core instead"


def parse(content: bytes, charset: str | None = None) -> MetadataRecord:
    """The record of a document; `charset` is that of the transport and counts where the document declares none.

    Raises a RefusedDocument (`entities.metadata.refusals`) that says why there is no record.
    """
    return parse_root(read_xml(content, charset))


def parse_root(root: Element) -> MetadataRecord:
    """The record of a parsed document; one without title is for the caller to refuse (metadata contract F.3).

    Raises UnknownFormat where it is of no format that is read here.
    """
    document, found = recognised(root)
    record = found.parse(document)
    record.metadata_type = found.metadata_type
    return record


def read(root: Element) -> MetadataRecord:
    """As `parse_root`, but raises MissingTitle, with all that was read, where the document has no title."""
    record = parse_root(root)
    if record.title is None:
        reason = "The document has no title, so it cannot become a dataset"
        raise MissingTitle(reason, line_number=line_of(root), record=record)
    return record


def recognised(root: Element) -> tuple[Element, Format]:
    """The element to read and its format: the root, or the one document inside an answer that wraps it (A.4)."""
    name = local_name(root)
    inside = _wrapped(root) if name in _WRAPPERS else []
    if len(inside) == 1:
        return inside[0]
    if not inside and name.lower() != "html":
        found = _format_of(root)
        if found is not None:
            return root, found
    raise UnknownFormat(_what_it_is(root, name, len(inside)), line_number=line_of(root))


def _wrapped(root: Element) -> list[tuple[Element, Format]]:
    """The documents inside an answer, by the root elements that formats name."""
    documents = ((element, _format_of(element)) for element in root.iter(*_ROOTS))
    return [(element, found) for element, found in documents if found is not None]


def _format_of(element: Element) -> Format | None:
    return next((known for known in FORMATS if known.matches(element)), None)


def _what_it_is(root: Element, name: str, documents: int) -> str:
    if documents:
        return f"The element '{name}' wraps {documents} metadata documents; only one can be read"
    if name.lower() == "html":
        return "This is an HTML page (root element 'html'), not a metadata document"
    if name == "DIF":
        return f"This is a DIF document (root element 'DIF'), a format that is not read here; {_READ_HERE}"
    if name == "metadata" and next(root.iter("{*}idinfo"), None) is not None:
        return f"This is an FGDC CSDGM document (root element 'metadata'), a format that is not read here; {_READ_HERE}"
    namespace = str(root.tag).rpartition("}")[0].lstrip("{")
    place = f"in namespace '{namespace}'" if namespace else "without namespace"
    return f"No metadata format is known whose root element is '{name}' {place}"[:500]
