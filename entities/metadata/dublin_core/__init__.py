"""Dublin Core: the terms that GBIF writes, and the elements that OAI-PMH and catalogues write (contract D, E)."""

from entities.metadata.dublin_core import elements, terms
from entities.metadata.formats import Format
from entities.metadata.record import MetadataRecord
from entities.metadata.xml import Element
from entities.vocabulary import MetadataType

__all__ = ["FORMAT", "parse"]

_OAI_DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
_CATALOGUE = tuple(
    f"{{http://www.opengis.net/cat/csw/{version}}}{name}"
    for version in ("2.0.2", "3.0")
    for name in ("Record", "SummaryRecord", "BriefRecord")
)


def parse(root: Element) -> MetadataRecord:
    """By the terms where they give the title; catalogues write the title as an element, and some terms beside it."""
    return terms.parse(root) if terms.has_title(root) else elements.parse(root)


def _matches(root: Element) -> bool:
    if root.tag == _OAI_DC:
        return True
    return next(root.iter(f"{{{terms.NAMESPACE}}}*", f"{{{elements.NAMESPACE}}}*"), None) is not None


FORMAT = Format("Dublin Core", MetadataType.DC.value, (_OAI_DC, *_CATALOGUE), _matches, parse)
