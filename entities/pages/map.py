"""A map of bounding boxes, as numbers of an SVG drawing: equirectangular, eight units a degree, drawn by the server.

The land is a static file (static/img/world.svg) in the same units. A map that crosses the date line goes on to the
east: 190 degrees is 170 degrees west, and the land is drawn a second time there.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

UNITS = 8
_SMALLEST = 1.5
"""Degrees below which a box is shown by a ring as well, since nobody would see it."""
_WORLD = 360.0
_NARROWEST = 40.0
"""Degrees of longitude that a map shows at least, so that one recognizes where it is."""


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees; a box across the date line has west > east."""

    west: float
    south: float
    east: float
    north: float

    @property
    def parts(self) -> tuple["Box", ...]:
        """The box itself, or its two sides of the date line."""
        if self.west <= self.east:
            return (self,)
        return Box(self.west, self.south, 180.0, self.north), Box(-180.0, self.south, self.east, self.north)

    @property
    def span(self) -> float:
        """Degrees from west to east."""
        return self.east - self.west if self.west <= self.east else self.east - self.west + 360.0

    def seen_from(self, start: float) -> "Box":
        """The box in degrees that rise to the east from `start` on."""
        west = self.west if self.west >= start else self.west + 360.0
        return Box(west, self.south, west + self.span, self.north)

    @property
    def is_small(self) -> bool:
        """Whether it is too small to be seen."""
        return self.west <= self.east and max(self.east - self.west, self.north - self.south) < _SMALLEST

    @property
    def x(self) -> float:
        """Left edge in units."""
        return round((self.west + 180) * UNITS, 1)

    @property
    def y(self) -> float:
        """Upper edge in units."""
        return round((90 - self.north) * UNITS, 1)

    @property
    def width(self) -> float:
        """In units; a point is drawn with one unit."""
        return max(1.0, round((self.east - self.west) * UNITS, 1))

    @property
    def height(self) -> float:
        """In units; a point is drawn with one unit."""
        return max(1.0, round((self.north - self.south) * UNITS, 1))


@dataclass(frozen=True, slots=True)
class Map:
    """What the template draws: the shown part of the world, boxes, rings around boxes that are too small; `is_across`
    tells that it crosses the date line."""

    view: str
    boxes: tuple[Box, ...]
    rings: tuple[tuple[float, float, float], ...]
    is_across: bool = False


def map_of(boxes: Iterable[Box]) -> Map | None:
    """The map that shows all boxes; None where there are none."""
    drawn = tuple(boxes)
    if not drawn:
        return None
    start = _start(drawn)
    shown = tuple(box.seen_from(start) for box in drawn)
    left, top, width = _window(shown)
    if width >= _WORLD:
        shown = tuple(part for box in drawn for part in box.parts)
    radius = round(width * UNITS / 60, 1)
    rings = tuple(
        (round(box.x + box.width / 2, 1), round(box.y + box.height / 2, 1), radius) for box in shown if box.is_small
    )
    view = f"{left * UNITS:g} {top * UNITS:g} {width * UNITS:g} {width * UNITS / 2:g}"
    return Map(view, shown, rings, is_across=left + width > _WORLD)


def read_box(bounds: Any) -> Box | None:
    """The bounding box of the JSON, clamped to the world; None where it is none."""
    if not isinstance(bounds, Mapping):
        return None
    if bounds.get("globalCoverage"):
        return Box(-180.0, -90.0, 180.0, 90.0)
    names = ("minLongitude", "minLatitude", "maxLongitude", "maxLatitude")
    values = [bounds.get(name) for name in names]
    if not all(isinstance(value, int | float) and math.isfinite(value) for value in values):
        return None
    west, south, east, north = (float(value) for value in values)  # type: ignore[arg-type]
    south, north = sorted((_clamp(south, 90), _clamp(north, 90)))
    return Box(_clamp(west, 180), south, _clamp(east, 180), north)


def point(longitude: Any, latitude: Any) -> Box | None:
    """A place as a box without extent."""
    if longitude is None or latitude is None:
        return None
    east, north = _clamp(float(longitude), 180), _clamp(float(latitude), 90)
    return Box(east, north, east, north)


def _clamp(value: float, most: float) -> float:
    return min(max(value, -most), most)


def _start(boxes: tuple[Box, ...]) -> float:
    """The western edge of the shortest stretch that holds all boxes: east of the widest gap between them."""
    spans = sorted((box.west, box.west + box.span) for box in boxes)
    reached = max(end for _, end in spans) - _WORLD  # what crosses the date line comes in again in the west
    start, widest = spans[0][0], -_WORLD
    for west, end in spans:
        if west - reached > widest:
            start, widest = west, west - reached
        reached = max(reached, end)
    return start


def _window(boxes: tuple[Box, ...]) -> tuple[float, float, float]:
    """Left and top edge in degrees from the map's corner, and width; twice as wide as high.

    Inside the world, unless the boxes themselves cross the date line.
    """
    west, east = min(box.west for box in boxes), max(box.east for box in boxes)
    south, north = min(box.south for box in boxes), max(box.north for box in boxes)
    width = min(_WORLD, max(_NARROWEST, (east - west) * 1.6, (north - south) * 3.2))
    left = max((west + east) / 2 + 180 - width / 2, 0.0)
    if east <= 180 or width == _WORLD:
        left = min(left, _WORLD - width)
    top = min(max(90 - (south + north) / 2 - width / 4, 0.0), 180.0 - width / 2)
    return round(left, 2), round(top, 2), round(width, 2)
