"""Coverages in EML (metadata contract G 11)."""

from collections.abc import Sequence

from lxml import etree

from entities.metadata.eml_writer.building import Shape, add, say
from entities.metadata.writing import day, degrees

_UNNAMED = "N/A"
_SIDES = (("west", "minLongitude"), ("east", "maxLongitude"), ("north", "maxLatitude"), ("south", "minLatitude"))


def add_coverage(parent: etree._Element, dataset: Shape, last_change: str) -> None:
    """Where, when and which taxa, where anything is said that EML has a place for."""
    coverage = etree.Element("coverage")
    for place in dataset.get("geographicCoverages") or ():
        if place.get("boundingBox"):
            _add_place(coverage, place)
    for time in dataset.get("temporalCoverages") or ():
        _add_time(coverage, time, last_change)
    for taxa in dataset.get("taxonomicCoverages") or ():
        if taxa.get("coverages"):
            _add_taxa(coverage, taxa)
    if len(coverage):
        parent.append(coverage)


def places_without_box(dataset: Shape) -> Sequence[str]:
    """Descriptions of places: EML has no place without a box."""
    places = dataset.get("geographicCoverages") or ()
    return [place["description"] for place in places if not place.get("boundingBox") and place.get("description")]


def _add_place(coverage: etree._Element, place: Shape) -> None:
    element = add(coverage, "geographicCoverage")
    add(element, "geographicDescription", place.get("description") or _UNNAMED)
    limits = add(element, "boundingCoordinates")
    for side, name in _SIDES:
        add(limits, f"{side}BoundingCoordinate", degrees(place["boundingBox"][name]))


def _add_time(coverage: etree._Element, time: Shape, last_change: str) -> None:
    kind = time.get("@type")
    if kind == "single" and time.get("date"):
        add(coverage, "temporalCoverage/singleDateTime/calendarDate", day(time["date"]))
    elif kind == "range" and time.get("start"):
        period = add(coverage, "temporalCoverage/rangeOfDates")
        add(period, "beginDate/calendarDate", day(time["start"]))
        add(period, "endDate/calendarDate", day(time.get("end")) or last_change[:10])
    elif kind == "range" and time.get("end"):
        add(coverage, "temporalCoverage/singleDateTime/calendarDate", day(time["end"]))


def _add_taxa(coverage: etree._Element, taxa: Shape) -> None:
    element = add(coverage, "taxonomicCoverage")
    say(element, "generalTaxonomicCoverage", taxa.get("description"))
    for taxon in taxa["coverages"]:
        classification = add(element, "taxonomicClassification")
        rank = taxon.get("rank") or {}
        interpreted = (rank.get("interpreted") or "").replace("_", " ").lower().capitalize()
        say(classification, "taxonRankName", interpreted or rank.get("verbatim"))
        say(classification, "taxonRankValue", taxon.get("scientificName") or taxon.get("commonName"))
        if taxon.get("scientificName"):
            say(classification, "commonName", taxon.get("commonName"))
