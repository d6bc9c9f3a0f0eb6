"""Where, when and which taxa, out of EML (metadata contract C.5)."""

from collections.abc import Iterator

from entities.metadata.coordinates import bounding_box, read_number
from entities.metadata.dates import read_date
from entities.metadata.elements import content_at, contents, every, first
from entities.metadata.ranks import read_rank
from entities.metadata.record import (
    BoundingBox,
    DateRange,
    GeographicCoverage,
    Problem,
    SingleDate,
    Taxon,
    TaxonomicCoverage,
    TemporalCoverage,
)
from entities.metadata.xml import Element, line_of

_SIDES = ("west", "east", "south", "north")


def read_places(dataset: Element, problems: list[Problem]) -> Iterator[GeographicCoverage]:
    """One coverage for each that has a description or a box that can be true."""
    for coverage in every(dataset, "coverage/geographicCoverage"):
        description = content_at(coverage, "geographicDescription")
        box = _box(first(coverage, "boundingCoordinates"), problems)
        if description or box:
            yield GeographicCoverage(description, box)


def _box(element: Element | None, problems: list[Problem]) -> BoundingBox | None:
    if element is None:
        return None
    written = [content_at(element, f"{side}BoundingCoordinate") for side in _SIDES]
    numbers = [read_number(number) for number in written]
    # Only whole circles are counted from 0 to 360 here, and the profile has no such numbers.
    possible = all(number is not None and abs(number) <= 180 for number in numbers)
    box = bounding_box(*numbers) if possible else None
    if box is None and any(written):
        said = ", ".join(number or "nothing" for number in written)
        problems.append(Problem(f"Bounding box left out, it cannot be true: {said}"[:500], line_of(element)))
    return box


def read_times(dataset: Element) -> Iterator[TemporalCoverage]:
    """Single dates and ranges; what cannot be read is left out."""
    for coverage in every(dataset, "coverage/temporalCoverage"):
        for written in contents(coverage, "singleDateTime/calendarDate"):
            date = read_date(written)
            if date:
                yield SingleDate(date)
        for period in every(coverage, "rangeOfDates"):
            start = read_date(content_at(period, "beginDate/calendarDate"))
            end = read_date(content_at(period, "endDate/calendarDate"), is_end=True)
            if start or end:
                yield DateRange(start, end)


def read_taxa(dataset: Element) -> Iterator[TaxonomicCoverage]:
    """Taxa with what they have in common; a classification inside another counts like those beside it."""
    for coverage in every(dataset, "coverage/taxonomicCoverage"):
        description = content_at(coverage, "generalTaxonomicCoverage")
        found = tuple(filter(None, map(_taxon, coverage.iter("{*}taxonomicClassification"))))
        if description or found:
            yield TaxonomicCoverage(description, found)


def _taxon(element: Element) -> Taxon | None:
    name = content_at(element, "taxonRankValue")
    common, rank = content_at(element, "commonName"), content_at(element, "taxonRankName")
    if name is None and common is None:
        return None
    return Taxon(name or common or "", common if name else None, rank, read_rank(rank))
