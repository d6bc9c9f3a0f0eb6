"""Coordinates of documents: numbers that can be true, and boxes of them (metadata contract C.5 and F.7)."""

import re
from collections.abc import Iterable

from entities.metadata.record import BoundingBox

_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)


def read_number(text: str | None) -> float | None:
    """A decimal number with point or comma; None for anything else, also for `NaN` and infinity."""
    compact = (text or "").strip()
    return float(compact.replace(",", ".")) if _NUMBER.fullmatch(compact) else None


def bounding_box(
    west: float | None, east: float | None, south: float | None, north: float | None
) -> BoundingBox | None:
    """The box of four limits in degrees, None where one is missing or cannot be true.

    Longitudes from 180 to 360 are reduced by 360, all around the Earth is -180 to 180. `west` above `east` crosses
    the date line and is kept, `south` above `north` is a fault.
    """
    if west is None or east is None or south is None or north is None:
        return None
    if not (-180 <= west <= 360 and -180 <= east <= 360 and -90 <= south <= north <= 90):
        return None
    if east - west == 360:
        return BoundingBox(-180.0, 180.0, south, north)
    return BoundingBox(_longitude(west), _longitude(east), south, north)


def enclosing_box(points: Iterable[tuple[float, float]]) -> BoundingBox | None:
    """The box around points of (longitude, latitude), None where there is no point or one cannot be true."""
    longitudes: list[float] = []
    latitudes: list[float] = []
    for longitude, latitude in points:
        longitudes.append(longitude)
        latitudes.append(latitude)
    if not longitudes:
        return None
    return bounding_box(min(longitudes), max(longitudes), min(latitudes), max(latitudes))


def _longitude(degrees: float) -> float:
    return degrees - 360 if degrees > 180 else degrees
