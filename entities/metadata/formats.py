"""What a metadata format is: how its documents are told from others, and what reads them."""

from collections.abc import Callable
from dataclasses import dataclass

from entities.metadata.record import MetadataRecord
from entities.metadata.xml import Element


@dataclass(frozen=True, slots=True)
class Format:
    """A metadata format.

    metadata_type: the MetadataType under which the registry keeps its documents; roots: names of its root elements
    as `Element.iter` takes them, by which a document is found inside an answer that wraps it; matches: whether an
    element is such a document.
    """

    name: str
    metadata_type: str
    roots: tuple[str, ...]
    matches: Callable[[Element], bool]
    parse: Callable[[Element], MetadataRecord]
