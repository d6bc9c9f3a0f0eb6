"""Why a document cannot become a record; each refusal says where in the document."""

from entities.exceptions import UnreadableDocument
from entities.metadata.record import MetadataRecord


class RefusedDocument(UnreadableDocument):
    """A document that cannot be read; the message is what its provider is shown.

    line_number: where the trouble is, counted from 1, None where no line is to blame; record: what could be read all
    the same, None where nothing could.
    """

    def __init__(self, message: str, *, line_number: int | None = None, record: MetadataRecord | None = None) -> None:
        self.line_number = line_number
        self.record = record
        super().__init__(message)


class MalformedXml(RefusedDocument):
    """Not well-formed XML; the message starts with `XML Syntax Error:` (harvest contract 1)."""

    def __init__(self, reason: str, *, line_number: int | None = None) -> None:
        super().__init__(f"XML Syntax Error: {reason}", line_number=line_number)


class ForbiddenXml(RefusedDocument):
    """XML that is not read for safety: an internal DTD, too many bytes, elements or attributes."""


class UnknownFormat(RefusedDocument):
    """Well-formed XML whose root element belongs to no known metadata format."""


class MissingTitle(RefusedDocument):
    """A document of a known format without a title: no dataset, but its record is kept (metadata contract F.3)."""
