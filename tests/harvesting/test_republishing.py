"""The served copy widens boxes that are points, and leaves everything else as it came (harvest contract 3.3)."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesting.republishing import MARGIN, served_copy
from tests.harvesting.documents import MALFORMED, document

SIDES = ("westBoundLongitude", "eastBoundLongitude", "southBoundLatitude", "northBoundLatitude")


def box(west: object, east: object, south: object, north: object) -> bytes:
    """A document with one box."""
    sides = "".join(
        f"<gmd:{name}><gco:Decimal>{value}</gco:Decimal></gmd:{name}>"
        for name, value in zip(SIDES, (west, east, south, north), strict=True)
    )
    extent = f"<gmd:EX_GeographicBoundingBox>{sides}</gmd:EX_GeographicBoundingBox>"
    return document("a", extra=extent)


def numbers(content: bytes) -> list[Decimal]:
    """West, east, south, north of the first box."""
    return [Decimal(text) for text in re.findall(r"<gco:Decimal>([^<]*)<", content.decode())]


@pytest.mark.parametrize(
    ("given_sides", "served"),
    [
        (("5.1", "5.1", "60.2", "60.2"), ["5.09999", "5.10001", "60.19999", "60.20001"]),
        (("5.1", "5.100001", "60.2", "60.2"), ["5.09999", "5.100011", "60.19999", "60.20001"]),
        (("5.1", "5.1", "60", "61"), ["5.09999", "5.10001", "59.99999", "61.00001"]),
        (("180", "180", "90", "90"), ["179.99999", "180", "89.99999", "90"]),
        (("-180", "-180", "-90", "-90"), ["-180", "-179.99999", "-90", "-89.99999"]),
        (("359.9", "359.9", "0", "0"), ["359.89999", "359.90001", "-0.00001", "0.00001"]),
    ],
)
def test_points_and_lines_are_widened_within_the_earth(given_sides: tuple[str, ...], served: list[str]) -> None:
    assert numbers(served_copy(box(*given_sides))) == [Decimal(text) for text in served]


@pytest.mark.parametrize(
    "content",
    [
        box("5", "6", "60", "61"),
        box("5.1", "5.10001", "60.2", "60.20001"),
        box("170", "-170", "0", "10"),
        box("NaN", "NaN", "0", "0"),
        box("x", "", "0", "0"),
        box("500", "500", "0", "0"),
        box("1e400", "1e400", "0", "0"),
        document("a"),
        MALFORMED,
        b"",
        b'<!DOCTYPE a [<!ENTITY e "EX_GeographicBoundingBox">]><a>&e;</a>',
    ],
)
def test_everything_else_is_served_byte_by_byte(content: bytes) -> None:
    assert served_copy(content) == content


@given(st.decimals(-180, 180, places=6), st.decimals(-90, 90, places=6))
def test_any_point_becomes_a_box_around_it(longitude: Decimal, latitude: Decimal) -> None:
    west, east, south, north = numbers(served_copy(box(longitude, longitude, latitude, latitude)))

    assert west <= longitude <= east
    assert south <= latitude <= north
    assert MARGIN <= east - west <= 2 * MARGIN
    assert MARGIN <= north - south <= 2 * MARGIN


def test_widening_twice_is_widening_once() -> None:
    once = served_copy(box("5.1", "5.1", "60.2", "60.2"))

    assert served_copy(once) == once
