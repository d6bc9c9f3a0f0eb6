"""EML 2.0 to 2.2 with the profiles that GBIF makes of it (metadata contract C)."""

from entities.metadata.elements import first, local_name
from entities.metadata.eml.document import parse
from entities.metadata.formats import Format
from entities.metadata.xml import Element
from entities.vocabulary import MetadataType

__all__ = ["FORMAT", "parse"]


def _matches(root: Element) -> bool:
    """A root `eml` with a `dataset`, in any namespace: other EML describes papers or software."""
    return local_name(root) == "eml" and first(root, "dataset") is not None


FORMAT = Format("EML", MetadataType.EML.value, ("{*}eml",), _matches, parse)
