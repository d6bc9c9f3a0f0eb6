"""The one element of Dublin Core that says where as well as when (metadata contract E)."""

import re
from collections.abc import Iterable, Iterator

from entities.metadata.coordinates import bounding_box, read_number
from entities.metadata.dates import read_date
from entities.metadata.elements import content_at, inside
from entities.metadata.record import (
    BoundingBox,
    DateRange,
    GeographicCoverage,
    SingleDate,
    TemporalCoverage,
)
from entities.metadata.xml import Element

Corner = tuple[float | None, float | None]

_NUMBER = r"([+-]?\d{1,3}(?:\.\d+)?)"
_CORNERS = re.compile(rf"\s*{_NUMBER}\s*,\s*{_NUMBER}\s*/\s*{_NUMBER}\s*,\s*{_NUMBER}\s*(?:\(.*\))?\s*", re.DOTALL)
_PAIR = re.compile(r"\b(northlimit|eastlimit|southlimit|westlimit|name|start|end)\s*=\s*([^;]*)", re.IGNORECASE)
_LIMITS = ("westlimit", "eastlimit", "southlimit", "northlimit")
_LONGEST_ENCODED = 2_000


def read_coverages(
    texts: Iterable[str],
) -> tuple[tuple[GeographicCoverage, ...], tuple[TemporalCoverage, ...]]:
    """Places and times, each in document order."""
    places: list[GeographicCoverage] = []
    times: list[TemporalCoverage] = []
    for text in texts:
        coverage = _box(text) or _encoded(text) or _time(text) or GeographicCoverage(text)
        if isinstance(coverage, GeographicCoverage):
            places.append(coverage)
        else:
            times.append(coverage)
    return tuple(places), tuple(times)


def catalogue_boxes(root: Element) -> Iterator[GeographicCoverage]:
    """The boxes that catalogues (CSW) write beside the elements, as two corners."""
    for holder in inside(root, "BoundingBox", "WGS84BoundingBox"):
        lower, upper = (_corner(content_at(holder, name)) for name in ("LowerCorner", "UpperCorner"))
        box = _of_corners(lower, upper, is_latitude_first="4326" in (holder.get("crs") or ""))
        if box is not None:
            yield GeographicCoverage(box=box)


def _corner(text: str | None) -> Corner:
    numbers = [read_number(number) for number in (text or "").split()[:3]]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else (None, None)


def _of_corners(lower: Corner, upper: Corner, *, is_latitude_first: bool) -> BoundingBox | None:
    """The box in the order of its reference system, else in the other one: programs mix them up."""
    as_longitudes = bounding_box(lower[0], upper[0], lower[1], upper[1])
    as_latitudes = bounding_box(lower[1], upper[1], lower[0], upper[0])
    return (as_latitudes or as_longitudes) if is_latitude_first else (as_longitudes or as_latitudes)


def _box(text: str) -> GeographicCoverage | None:
    """Four numbers: south, west / north, east."""
    found = _CORNERS.fullmatch(text) if len(text) < _LONGEST_ENCODED else None
    if found is None:
        return None
    south, west, north, east = (float(number) for number in found.groups())
    box = bounding_box(west, east, south, north)
    return GeographicCoverage(box=box) if box else None


def _encoded(text: str) -> GeographicCoverage | TemporalCoverage | None:
    """A Box or a Period of the DCMI: `northlimit=…; eastlimit=…`, `start=…; end=…`."""
    if "=" not in text or len(text) > _LONGEST_ENCODED:
        return None
    pairs = {name.lower(): value.strip() for name, value in _PAIR.findall(text)}
    if pairs.keys() & set(_LIMITS):
        box: BoundingBox | None = bounding_box(*(read_number(pairs.get(limit)) for limit in _LIMITS))
        return GeographicCoverage(pairs.get("name") or (None if box else text), box)
    start, end = read_date(pairs.get("start")), read_date(pairs.get("end"), is_end=True)
    return DateRange(start, end) if start or end else None


def _time(text: str) -> TemporalCoverage | None:
    date = read_date(text)
    if date:
        return SingleDate(date)
    before, slash, after = text.partition("/")
    start, end = read_date(before), read_date(after, is_end=True)
    # One readable side may be chance: `2010/Baltic` is no period, `2010/` and `2010/..` are.
    is_open = after.strip() in ("", "..")
    if slash and start and (end or is_open):
        return DateRange(start, end)
    return None
