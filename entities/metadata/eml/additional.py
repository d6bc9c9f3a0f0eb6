"""What GBIF's profile keeps in `additionalMetadata/metadata/gbif` (metadata contract C.5)."""

from collections.abc import Iterator
from dataclasses import replace

from entities.metadata.coordinates import read_number
from entities.metadata.elements import content, content_at, contents, every, first
from entities.metadata.links import read_url
from entities.metadata.record import Citation, Collection, CuratorialUnit, DataDescription, VerbatimPeriod
from entities.metadata.xml import Element
from entities.vocabulary.taxonomy import PRESERVATION_METHODS

_METHODS = {method.replace("_", "").lower(): method for method in PRESERVATION_METHODS}
_OTHER = "OTHER"
_PERIODS = {"formationPeriod": "FORMATION_PERIOD", "livingTimePeriod": "LIVING_TIME_PERIOD"}
_LARGEST_COUNT = 2**31 - 1


def read_citation(gbif: Element | None) -> Citation:
    """How the dataset asks to be cited."""
    element = first(gbif, "citation")
    return _citation(element) if element is not None else Citation()


def read_bibliography(gbif: Element | None) -> Iterator[Citation]:
    """Publications about the dataset."""
    found = map(_citation, every(gbif, "bibliography/citation"))
    return (citation for citation in found if citation != Citation())


def _citation(element: Element) -> Citation:
    return Citation(content(element), (element.get("identifier") or "").strip() or None)


def read_data_descriptions(gbif: Element | None) -> Iterator[DataDescription]:
    """Files in which the data can be had."""
    for element in every(gbif, "physical"):
        form = first(element, "dataFormat/externallyDefinedFormat")
        description = DataDescription(
            url=read_url(content_at(element, "distribution/online/url")),
            name=content_at(element, "objectName"),
            charset=content_at(element, "characterEncoding"),
            format=content_at(form, "formatName"),
            format_version=content_at(form, "formatVersion"),
        )
        if description != DataDescription():
            yield description


def read_periods(gbif: Element | None) -> Iterator[VerbatimPeriod]:
    """Periods in words, in document order."""
    for element in () if gbif is None else gbif.iterchildren("{*}formationPeriod", "{*}livingTimePeriod"):
        period = content(element)
        if period:
            yield VerbatimPeriod(period, _PERIODS[str(element.tag).rpartition("}")[2]])


def read_collections(gbif: Element | None) -> tuple[Collection, ...]:
    """Collections; the n-th preservation method belongs to the n-th of them, all curatorial units to the first."""
    found = [_collection(element) for element in every(gbif, "collection")]
    methods = [_method(written) for written in contents(gbif, "specimenPreservationMethod")]
    units = tuple(map(_unit, every(gbif, "jgtiCuratorialUnit")))
    found += [Collection()] * (max(len(methods), 1 if units else 0) - len(found))
    for position, method in enumerate(methods):
        found[position] = replace(found[position], specimen_preservation_method=method)
    if units:
        found[0] = replace(found[0], curatorial_units=units)
    return tuple(collection for collection in found if collection != Collection())


def _collection(element: Element) -> Collection:
    return Collection(
        name=content_at(element, "collectionName"),
        identifier=content_at(element, "collectionIdentifier"),
        parent_identifier=content_at(element, "parentCollectionIdentifier"),
    )


def _method(written: str) -> str:
    return _METHODS.get("".join(filter(str.isalpha, written.lower())), _OTHER)


def _unit(element: Element) -> CuratorialUnit:
    verbatim, units = content_at(element, "jgtiUnitType"), first(element, "jgtiUnits")
    said = (verbatim or "").lower()
    kinds = [kind for kind in ("SPECIMENS", "DRAWERS") if kind.lower().removesuffix("s") in said]
    return CuratorialUnit(
        type_verbatim=verbatim,
        type=kinds[0] if kinds else None,
        count=_count(content(units)),
        deviation=_count(None if units is None else units.get("uncertaintyMeasure")),
        lower=_count(content_at(element, "jgtiUnitRange/beginRange")),
        upper=_count(content_at(element, "jgtiUnitRange/endRange")),
    )


def _count(text: str | None) -> int:
    number = read_number(text)
    return int(number) if number is not None and 0 <= number <= _LARGEST_COUNT else 0
