"""Boxes out of numbers: what can be true, what is turned around the Earth, what is left out."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.metadata.coordinates import bounding_box, enclosing_box, read_number
from entities.metadata.record import BoundingBox

_LONGITUDES = st.floats(-180, 180)
_LATITUDES = st.floats(-90, 90)


@pytest.mark.parametrize(
    ("text", "number"),
    [("5.25", 5.25), (" -5,25 ", -5.25), ("+7", 7.0), (".5", 0.5), ("5.", 5.0), ("1e2", 100.0), ("1E-2", 0.01)],
)
def test_it_reads_a_number(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", [None, "", "NaN", "inf", "-Infinity", "5°", "5 N", "1_0", "0x1", "\u0665", "1,234.5", "--1"]
)
def test_it_reads_no_number_from_anything_else(text: str | None) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("limits", "box"),
    [
        ((-10, 10, -5, 5), (-10, 10, -5, 5)),
        ((5.2, 5.2, 60.3, 60.3), (5.2, 5.2, 60.3, 60.3)),
        ((170, -170, 0, 1), (170, -170, 0, 1)),
        ((170, 190, 0, 1), (170, -170, 0, 1)),
        ((200, 210, 0, 1), (-160, -150, 0, 1)),
        ((0, 360, -90, 90), (-180, 180, -90, 90)),
        ((-180, 180, -90, 90), (-180, 180, -90, 90)),
        ((0, 180, 0, 1), (0, 180, 0, 1)),
    ],
)
def test_it_makes_a_box(limits: tuple[float, float, float, float], box: tuple[float, float, float, float]) -> None:
    assert bounding_box(*limits) == BoundingBox(*box)


@pytest.mark.parametrize(
    "limits",
    [
        (None, 1, 0, 1),
        (0, None, 0, 1),
        (0, 1, None, 1),
        (0, 1, 0, None),
        (-181, 1, 0, 1),
        (0, 361, 0, 1),
        (0, 1, -91, 1),
        (0, 1, 0, 91),
        (0, 1, 1, 0),
        (math.nan, 1, 0, 1),
        (0, 1, 0, math.nan),
        (0, math.inf, 0, 1),
        (0, 1, 0, 1e308),
    ],
)
def test_it_makes_no_box_that_cannot_be_true(limits: tuple[float | None, ...]) -> None:
    assert bounding_box(*limits) is None


def test_only_the_whole_earth_is_global() -> None:
    assert BoundingBox(-180.0, 180.0, -90.0, 90.0).is_global
    assert not BoundingBox(-180.0, 180.0, -90.0, 89.9).is_global


@given(st.lists(st.tuples(_LONGITUDES, _LATITUDES), min_size=1))
def test_a_box_around_points_holds_them_all(points: list[tuple[float, float]]) -> None:
    box = enclosing_box(points)

    assert box is not None
    assert all(box.west <= longitude <= box.east for longitude, _ in points)
    assert all(box.south <= latitude <= box.north for _, latitude in points)


def test_there_is_no_box_around_nothing() -> None:
    assert enclosing_box([]) is None
    assert enclosing_box([(10, 95)]) is None


@given(st.floats(), st.floats(), st.floats(), st.floats())
def test_a_box_is_always_on_the_earth(west: float, east: float, south: float, north: float) -> None:
    box = bounding_box(west, east, south, north)

    if box is not None:
        assert -180 <= box.west <= 180
        assert -180 <= box.east <= 180
        assert -90 <= box.south <= box.north <= 90
