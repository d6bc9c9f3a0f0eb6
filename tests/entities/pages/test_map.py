"""The drawing of coverages: boxes where they are, split at the date line, never outside of the world."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.pages.map import UNITS, Box, map_of, point, read_box

NUMBERS = st.one_of(st.none(), st.text(max_size=3), st.floats(), st.integers(-(10**9), 10**9), st.booleans())


def bounds(west: Any, south: Any, east: Any, north: Any) -> dict[str, Any]:
    """A bounding box as the JSON has it."""
    return {"minLongitude": west, "minLatitude": south, "maxLongitude": east, "maxLatitude": north}


def test_a_box_stands_where_it_is() -> None:
    box = read_box(bounds(-10, 50, 10, 60))

    assert box is not None
    assert (box.x, box.y, box.width, box.height) == (170 * UNITS, 30 * UNITS, 20 * UNITS, 10 * UNITS)


@pytest.mark.parametrize(
    ("boxes", "begins", "width", "shown"),
    [
        ([Box(170, -20, -170, -10)], 340, 40, [(350, 20)]),
        ([Box(179, -17, -179.5, -16)], 339.75, 40, [(359, 1.5)]),
        ([Box(175, 0, 178, 1), Box(-178, 0, -175, 1)], 340, 40, [(355, 3), (362, 3)]),
        ([Box(160, -50, 180, -30), Box(-180, -50, -140, -30)], 322, 96, [(340, 20), (360, 40)]),
        ([Box(-10, 50, 10, 60)], 160, 40, [(170, 20)]),
        ([Box(150, 0, -150, 1)], 312, 96, [(330, 60)]),
        ([Box(100, 0, -100, 1)], 232, 256, [(280, 160)]),
    ],
)
def test_the_window_shows_boxes_across_the_date_line_in_one_piece(
    boxes: list[Box], begins: float, width: float, shown: list[tuple[float, float]]
) -> None:
    drawn = map_of(boxes)

    assert drawn is not None
    left, _, drawn_width, _ = map(float, drawn.view.split())
    assert (left / UNITS, drawn_width / UNITS) == (begins, width)
    assert [(box.x / UNITS, box.width / UNITS) for box in drawn.boxes] == shown
    assert drawn.is_across == (begins + width > 360)


def test_a_box_across_the_date_line_is_split_where_the_whole_world_is_shown() -> None:
    drawn = map_of([Box(170, -20, -170, -10), Box(-100, 0, 100, 10)])

    assert drawn is not None
    assert [(box.x / UNITS, box.width / UNITS) for box in drawn.boxes] == [(350, 10), (0, 10), (80, 200)]
    assert drawn.view == f"0 0 {360 * UNITS} {180 * UNITS}"


def test_a_global_coverage_is_the_whole_world() -> None:
    assert read_box({"globalCoverage": True}) == Box(-180, -90, 180, 90)


def test_a_place_gets_a_ring_since_nobody_would_see_it() -> None:
    spot = point("6.1", "62.5")
    assert spot is not None

    drawn = map_of([spot])

    assert drawn is not None
    assert len(drawn.rings) == 1


def test_nothing_is_drawn_of_nothing() -> None:
    assert map_of([]) is None
    assert point(None, 3) is None
    assert read_box("a box") is None
    assert read_box(bounds(1, math.nan, 2, 3)) is None
    assert read_box(bounds(1, None, 2, 3)) is None


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), max_size=4))
def test_whatever_the_coordinates_it_draws_inside_the_world(corners: list[tuple[Any, ...]]) -> None:
    boxes = [box for each in corners if (box := read_box(bounds(*each)))]

    drawn = map_of(boxes)

    if drawn is not None:
        left, top, width, height = map(float, drawn.view.split())
        assert 0 <= left <= 360 * UNITS
        assert width <= 360 * UNITS
        assert drawn.is_across == (left + width > 360 * UNITS)
        assert 0 <= top <= top + height <= 180 * UNITS + 1
        for box in drawn.boxes:
            assert left <= box.x <= left + width + 1
            assert box.x + box.width <= left + width + 9
            assert box.width > 0
            assert box.height > 0


@pytest.mark.parametrize("corner", [-500.0, 500.0])
def test_corners_beyond_the_world_are_clamped(corner: float) -> None:
    box = read_box(bounds(corner, corner, corner, corner))

    assert box is not None
    assert abs(box.west) == 180
    assert abs(box.north) == 90
