"""ISO 19115-3 documents (`mdb`, every edition): read by the table of ISO 19139, whose shape they are given first."""

from entities.metadata.formats import Format
from entities.metadata.iso.document import parse as parse_19139
from entities.metadata.iso19115_3.older import as_iso_19139
from entities.metadata.record import MetadataRecord
from entities.metadata.xml import Element
from entities.vocabulary import MetadataType

__all__ = ["FORMAT", "parse"]

_NAMESPACE = "{http://standards.iso.org/iso/19115/-3/mdb/"
_ROOTS = ("MD_Metadata", "MI_Metadata")


def parse(root: Element) -> MetadataRecord:
    """The record of an `mdb:MD_Metadata` element; its title is None where the document has none."""
    return parse_19139(as_iso_19139(root))


def _matches(root: Element) -> bool:
    namespace, _, name = str(root.tag).rpartition("}")
    return name in _ROOTS and namespace.startswith(_NAMESPACE)


FORMAT = Format("ISO 19115-3", MetadataType.ISO_19115.value, tuple(f"{{*}}{name}" for name in _ROOTS), _matches, parse)
