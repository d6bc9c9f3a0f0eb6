"""ISO 19139 (gmd) and ISO 19115-2 (gmi) documents: one root element in, one record out."""

from entities.metadata.formats import Format
from entities.metadata.iso.document import parse
from entities.metadata.xml import Element
from entities.vocabulary import MetadataType

__all__ = ["FORMAT", "ROOTS", "parse"]

_NAMESPACES = (
    "http://www.isotc211.org/2005/gmd",
    "http://www.isotc211.org/2005/gmi",
    "http://standards.iso.org/iso/19115/-2/gmi/1.0",
)
ROOTS: tuple[str, ...] = tuple(
    f"{{{namespace}}}{name}" for namespace in _NAMESPACES for name in ("MD_Metadata", "MI_Metadata")
)
"""Root elements of these documents, with namespace."""


def _matches(root: Element) -> bool:
    return root.tag in ROOTS


FORMAT = Format("ISO 19139", MetadataType.ISO_19115.value, ROOTS, _matches, parse)
