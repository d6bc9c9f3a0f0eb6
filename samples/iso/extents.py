"""Extents: boxes, points, polygons, periods, instants and depths."""

from samples.iso.elements import Element, absent, leaf, node, text
from samples.reading import Row


def extent(row: Row, name: str = "gmd:extent", owner: str = "data") -> Element | None:
    """The extent of a record; None where the row has neither place nor time. The owner keeps XML ids unique."""
    if not row["extent"] and not row["period"]:
        return None
    named = [_place_code("Açores")] if "Azores" in row["title"] else []
    shapes = [_shape(shape, f"{owner}-outline-{number}") for number, shape in enumerate(row["extent"].split(";"))]
    periods = [
        _period(period, f"{owner}-time-{number}") for number, period in enumerate(row["period"].split(";")) if period
    ]
    vertical = _vertical(row["vertical"]) if row["vertical"] else None
    return node(name, node("gmd:EX_Extent", *shapes, *named, *periods, vertical, id=f"{owner}-extent"))


def _shape(shape: str, identity: str) -> Element:
    kind, *values = shape.split(" ")
    if kind == "polygon":
        return node("gmd:geographicElement", _polygon(values, identity))
    west, east, south, north = (values[0], values[0], values[1], values[1]) if kind == "point" else values
    return node("gmd:geographicElement", _box(west, east, south, north))


def _box(west: str, east: str, south: str, north: str) -> Element:
    sides = (
        ("gmd:westBoundLongitude", west),
        ("gmd:eastBoundLongitude", east),
        ("gmd:southBoundLatitude", south),
        ("gmd:northBoundLatitude", north),
    )
    inside = node("gmd:extentTypeCode", leaf("gco:Boolean", "1"))
    return node(
        "gmd:EX_GeographicBoundingBox", inside, *(node(name, leaf("gco:Decimal", value)) for name, value in sides)
    )


def _polygon(corners: list[str], identity: str) -> Element:
    positions = " ".join(corner.replace(",", " ") for corner in corners)
    ring = node("gml:exterior", node("gml:LinearRing", leaf("gml:posList", positions, srsDimension="2")))
    return node("gmd:EX_BoundingPolygon", node("gmd:polygon", node("gml:Polygon", ring, gml_id=identity)))


def _period(period: str, identity: str) -> Element:
    moment = _instant(period[1:], identity) if period.startswith("@") else _range(period, identity)
    return node("gmd:temporalElement", node("gmd:EX_TemporalExtent", node("gmd:extent", moment)))


def _instant(value: str, identity: str) -> Element:
    return node("gml:TimeInstant", leaf("gml:timePosition", value), gml_id=identity)


def _range(period: str, identity: str) -> Element:
    start, _, end = period.partition("/")
    sides = (_position("gml:beginPosition", start), _position("gml:endPosition", end))
    return node("gml:TimePeriod", leaf("gml:description", "seconds"), *sides, gml_id=identity)


def _position(name: str, value: str) -> Element:
    if value in ("now", "before", "unknown"):
        return node(name, indeterminatePosition=value)
    return leaf(name, value)


def _vertical(cell: str) -> Element:
    low, high = cell.split(" ")
    return node(
        "gmd:verticalElement",
        node(
            "gmd:EX_VerticalExtent",
            node("gmd:minimumValue", leaf("gco:Real", low)),
            node("gmd:maximumValue", leaf("gco:Real", high)),
            absent("gmd:verticalCRS"),
        ),
    )


def _place_code(name: str) -> Element:
    identifier = node("gmd:MD_Identifier", text("gmd:code", name))
    described = node("gmd:EX_GeographicDescription", node("gmd:geographicIdentifier", identifier))
    return node("gmd:geographicElement", described)
