"""Boxes around polygons of GML, version 3.1 and 3.2 (metadata contract F.7)."""

from collections.abc import Iterator

from entities.metadata.coordinates import enclosing_box, read_number
from entities.metadata.elements import inside
from entities.metadata.record import BoundingBox, Problem
from entities.metadata.xml import Element, line_of

_SYSTEM_NAME, _DIMENSION = "srsName", "srsDimension"
_LATITUDE_FIRST = ("urn:", "epsg::4326")

Point = tuple[float, float]


def polygon_box(place: Element, problems: list[Problem]) -> BoundingBox | None:
    """The box that encloses all positions of an EX_BoundingPolygon; a fault becomes a problem."""
    try:
        points = [point for element in inside(place, "posList", "pos", "coordinates") for point in _points(element)]
    except ValueError:
        points = []
    box = enclosing_box(points)
    if box is None:
        problems.append(Problem("Bounding polygon left out, its positions cannot be read", line_of(place)))
    return box


def _points(element: Element) -> Iterator[Point]:
    """Positions as (longitude, latitude); raises ValueError for anything that is no number."""
    text = element.text or ""
    is_latitude_first = _is_latitude_first(_inherited(element, _SYSTEM_NAME))
    pairs = _tuples(text) if str(element.tag).endswith("}coordinates") else _lists(text, _dimension(element))
    for first, second in pairs:
        yield (second, first) if is_latitude_first else (first, second)


def _lists(text: str, dimension: int) -> Iterator[Point]:
    numbers = text.split()
    if len(numbers) % dimension:
        raise ValueError("incomplete position")
    for index in range(0, len(numbers), dimension):
        yield _number(numbers[index]), _number(numbers[index + 1])


def _tuples(text: str) -> Iterator[Point]:
    for pair in text.split():
        numbers = pair.split(",")
        if len(numbers) < 2:
            raise ValueError("incomplete position")
        yield _number(numbers[0]), _number(numbers[1])


def _number(text: str) -> float:
    number = read_number(text)
    if number is None:
        raise ValueError(text)
    return number


def _dimension(element: Element) -> int:
    """How many numbers make one position: two, or three with a height."""
    return 3 if _inherited(element, _DIMENSION) == "3" else 2


def _inherited(element: Element | None, attribute: str) -> str | None:
    """The attribute of the element or of the nearest element around it."""
    while element is not None:
        value = element.get(attribute)
        if value:
            return value
        element = element.getparent()
    return None


def _is_latitude_first(system: str | None) -> bool:
    """Whether the reference system's name is one that puts latitude before longitude."""
    lowered = (system or "").lower()
    return lowered.startswith(_LATITUDE_FIRST[0]) and lowered.endswith(_LATITUDE_FIRST[1])
