"""Where and when, out of ISO 19139 (metadata contract F.7)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from entities.metadata.coordinates import bounding_box, read_number
from entities.metadata.dates import read_date
from entities.metadata.elements import Grouped, Place, every, first, grouped, inside, joined
from entities.metadata.iso.polygons import polygon_box
from entities.metadata.iso.values import text, text_at
from entities.metadata.record import (
    BoundingBox,
    DateRange,
    GeographicCoverage,
    Problem,
    SingleDate,
    TemporalCoverage,
)
from entities.metadata.texts import clean
from entities.metadata.xml import Element, line_of

_FALSE = {"0", "false"}
_SIDES = ("westBoundLongitude", "eastBoundLongitude", "southBoundLatitude", "northBoundLatitude")


@dataclass(frozen=True, slots=True)
class Coverages:
    """Coverages in document order, each once, and boxes that had to be left out."""

    geographic: tuple[GeographicCoverage, ...]
    temporal: tuple[TemporalCoverage, ...]
    problems: tuple[Problem, ...]


def read_coverages(identification: Place, others: Iterable[Element]) -> Coverages:
    """Coverages of an identification; where it has none of a kind, those of the first other one that has any."""
    problems: list[Problem] = []
    geographic: list[GeographicCoverage] = []
    temporal: list[TemporalCoverage] = []
    for candidate in [identification, *others] if identification else []:
        extents = every(candidate, "extent/EX_Extent")
        if not geographic:
            geographic = [coverage for extent in extents for coverage in _geographic(extent, problems)]
        if not temporal:
            temporal = [coverage for extent in extents for coverage in _temporal(extent)]
        if geographic and temporal:
            break
    return Coverages(tuple(dict.fromkeys(geographic)), tuple(dict.fromkeys(temporal)), tuple(problems))


def _geographic(extent: Element, problems: list[Problem]) -> Iterator[GeographicCoverage]:
    """One coverage for each box of the extent, all with its description; one without box where it has none."""
    elements = [(element, grouped(element)) for element in every(extent, "geographicElement/*")]
    places = [(element, place) for element, place in elements if not _is_excluded(place)]
    boxes = [box for element, place in places if (box := _box(element, place, problems))]
    if not boxes:  # a polygon counts where its extent has no box
        polygons = [element for element, place in places if "polygon" in place]
        boxes = [box for element in polygons if (box := polygon_box(element, problems))]
    codes = _place_codes(place for _, place in places)
    description = joined([text_at(extent, "description"), *codes, *_vertical(extent)], "; ")
    if boxes:
        yield from (GeographicCoverage(description, box) for box in boxes)
    elif description:
        yield GeographicCoverage(description)


def _is_excluded(place: Grouped) -> bool:
    return (text_at(place, "extentTypeCode") or "").lower() in _FALSE


def _box(element: Element, place: Grouped, problems: list[Problem]) -> BoundingBox | None:
    """The box of an EX_GeographicBoundingBox; one that cannot be true becomes a problem."""
    written = [text_at(place, side) for side in _SIDES]
    if not any(written):
        return None
    box = bounding_box(*(read_number(number) for number in written))
    if box is None:
        said = ", ".join(number or "nothing" for number in written)
        problems.append(Problem(f"Bounding box left out, it cannot be true: {said}"[:500], line_of(element)))
    return box


def _place_codes(places: Iterable[Grouped]) -> Iterator[str | None]:
    for place in places:
        for holder in every(place, "geographicIdentifier"):
            yield from (text(code) for code in inside(holder, "code"))


def _vertical(extent: Element) -> Iterator[str]:
    for vertical in every(extent, "verticalElement/EX_VerticalExtent"):
        lowest, highest = text_at(vertical, "minimumValue"), text_at(vertical, "maximumValue")
        if lowest and highest:
            yield f"Vertical extent: {lowest} to {highest}"


def _temporal(extent: Element) -> Iterator[TemporalCoverage]:
    for element in every(extent, "temporalElement/*"):
        for time in every(element, "extent/*"):
            coverage = _instant(time) or _period(time)
            if coverage:
                yield coverage


def _instant(time: Element) -> SingleDate | None:
    date = _position(first(time, "timePosition"))
    return SingleDate(date) if date else None


def _period(time: Element) -> DateRange | None:
    """A range; a side that is open (`now`), vague (`before`) or cannot be read is left out, both: no coverage."""
    start = _position(_side(time, "begin"))
    end = _position(_side(time, "end"), is_end=True)
    return DateRange(start, end) if start or end else None


def _side(time: Element, name: str) -> Element | None:
    position = first(time, f"{name}Position")
    return position if position is not None else first(time, f"{name}/TimeInstant/timePosition")


def _position(element: Element | None, *, is_end: bool = False) -> datetime | None:
    if element is None or element.get("indeterminatePosition"):
        return None
    return read_date(clean(element.text), is_end=is_end)
