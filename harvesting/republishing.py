"""The served copy of a document: as it came, but with boxes that map catalogues can index. Pure.

A box that is a point, or a line, is widened by 0.00001 degrees on each side (harvest contract 3.3), within the bounds
of the Earth. A document without such a box is served byte by byte as it came, as is one that cannot be read.
"""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from entities import metadata
from entities.metadata import RefusedDocument

MARGIN = Decimal("0.00001")
"""Degrees; also the width or height below which a box counts as a point."""
VERSION = 1
"""Part of the copies' validators: copies change when the rule does."""

_BOX = "EX_GeographicBoundingBox"
_WEST, _EAST, _SOUTH, _NORTH = "westBoundLongitude", "eastBoundLongitude", "southBoundLatitude", "northBoundLatitude"
_LATITUDES = (Decimal(-90), Decimal(90))
_LONGITUDES = (Decimal(-180), Decimal(180))
_LONGITUDES_FROM_ZERO = (Decimal(0), Decimal(360))


def served_copy(content: bytes) -> bytes:
    """The bytes that the central WAF serves for a document of these bytes."""
    if _BOX.encode() not in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content
    try:
        root = metadata.read_xml(content)
    except RefusedDocument:
        return content
    widened = [box for box in _boxes(root) if _widen(box)]
    if not widened:
        return content
    return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True)


def _boxes(root: etree._Element) -> Iterator[dict[str, etree._Element]]:
    """The elements that hold the four numbers of each box, by name; boxes that lack one are left alone."""
    for box in root.iter(f"{{*}}{_BOX}"):
        sides = {etree.QName(side).localname: side for side in box if isinstance(side.tag, str)}
        numbers = {name: next(sides[name].iter("{*}Decimal"), None) for name in sides if name.endswith("tude")}
        found = {name: number for name, number in numbers.items() if number is not None}
        if len(found) == 4:
            yield found


def _widen(box: dict[str, etree._Element]) -> bool:
    try:
        values = {name: Decimal((number.text or "").strip()) for name, number in box.items()}
    except InvalidOperation:
        return False
    if not _is_point(values):
        return False
    longitudes = _LONGITUDES if max(values[_WEST], values[_EAST]) <= _LONGITUDES[1] else _LONGITUDES_FROM_ZERO
    for name, step, bounds in (
        (_WEST, -MARGIN, longitudes),
        (_EAST, MARGIN, longitudes),
        (_SOUTH, -MARGIN, _LATITUDES),
        (_NORTH, MARGIN, _LATITUDES),
    ):
        box[name].text = f"{min(max(values[name] + step, bounds[0]), bounds[1]):f}"
    return True


def _is_point(values: dict[str, Decimal]) -> bool:
    """Whether width or height is next to nothing; numbers that are no place on Earth are none of our business."""
    if not all(value.is_finite() for value in values.values()):
        return False
    west, east, south, north = (values[name] for name in (_WEST, _EAST, _SOUTH, _NORTH))
    on_earth = -180 <= west <= 360 and -180 <= east <= 360 and -90 <= south <= 90 and -90 <= north <= 90
    return on_earth and (abs(east - west) < MARGIN or abs(north - south) < MARGIN)
