"""Where and when: extents of ISO documents with all that real ones get wrong."""

from datetime import UTC, datetime

import pytest

from entities.metadata.record import BoundingBox, DateRange, GeographicCoverage, SingleDate
from tests.metadata.iso_documents import coded, inside, record, said

_SIDES = ("westBoundLongitude", "eastBoundLongitude", "southBoundLatitude", "northBoundLatitude")
_DAY = datetime(2010, 5, 7, tzinfo=UTC)
_NEXT = datetime(2014, 3, 17, tzinfo=UTC)


def _box(west: object, east: object, south: object, north: object, more: str = "") -> str:
    sides = zip(_SIDES, (west, east, south, north), strict=True)
    limits = "".join(inside(side, f"<gco:Decimal>{value}</gco:Decimal>") for side, value in sides)
    return inside("geographicElement/EX_GeographicBoundingBox", more + limits)


def _extent(*parts: str) -> str:
    return inside("extent/EX_Extent", "".join(parts))


def _ring(positions: str, attributes: str = "") -> str:
    polygon = f"<gml:Polygon {attributes}>{inside('gml:exterior/gml:LinearRing', positions)}</gml:Polygon>"
    return inside("geographicElement/EX_BoundingPolygon/polygon", polygon)


def _time(content: str, kind: str = "EX_TemporalExtent") -> str:
    return inside(f"temporalElement/{kind}/extent", content)


def _period(begin: str, end: str) -> str:
    return f"<gml:TimePeriod>{begin}{end}</gml:TimePeriod>"


def _position(name: str, text: str, indeterminate: str = "") -> str:
    attribute = f' indeterminatePosition="{indeterminate}"' if indeterminate else ""
    return f"<gml:{name}{attribute}>{text}</gml:{name}>"


def _range(begin: str, end: str) -> str:
    return _time(_period(_position("beginPosition", begin), _position("endPosition", end)))


def _places(*extents: str) -> tuple[GeographicCoverage, ...]:
    return record(identification="".join(extents)).geographic_coverages


def test_each_box_is_a_coverage_with_the_description_of_its_extent() -> None:
    code = inside(
        "geographicElement/EX_GeographicDescription/geographicIdentifier/MD_Identifier", said("code", "Irish Sea")
    )
    heights = inside("minimumValue", "<gco:Real>-9.5</gco:Real>") + inside("maximumValue", "<gco:Real>0</gco:Real>")
    vertical = inside("verticalElement/EX_VerticalExtent", heights)

    found = _places(
        _extent(said("description", "Bay"), _box(1, 2, 3, 4), _box(170, -170, 3, 4), code, vertical),
        _extent(_box(5, 5, 6, 6)),
    )

    description = "Bay; Irish Sea; Vertical extent: -9.5 to 0"
    assert found == (
        GeographicCoverage(description, BoundingBox(1.0, 2.0, 3.0, 4.0)),
        GeographicCoverage(description, BoundingBox(170.0, -170.0, 3.0, 4.0)),
        GeographicCoverage(None, BoundingBox(5.0, 5.0, 6.0, 6.0)),
    )


@pytest.mark.parametrize(
    "limits",
    [("NaN", 2, 3, 4), ("", 2, 3, 4), (1, "inf", 3, 4), (1, 2, 4, 3), (1, 2, 3, 91), (-200, 2, 3, 4), ("W1", 2, 3, 4)],
)
def test_a_box_that_cannot_be_true_leaves_its_description_and_a_problem(limits: tuple[object, ...]) -> None:
    found = record(identification=_extent(said("description", "Bay"), _box(*limits)))

    assert found.geographic_coverages == (GeographicCoverage("Bay"),)
    assert [problem.line_number for problem in found.problems] == [1]
    assert "left out" in found.problems[0].message


def test_a_box_of_which_nothing_is_said_is_no_problem() -> None:
    empty = inside("geographicElement/EX_GeographicBoundingBox", "".join(f"<gmd:{side}/>" for side in _SIDES))

    found = record(identification=_extent(empty))

    assert (found.geographic_coverages, found.problems) == ((), ())


@pytest.mark.parametrize("flag", ["false", "0"])
def test_an_excluded_area_does_not_count(flag: str) -> None:
    excluded = inside("extentTypeCode", f"<gco:Boolean>{flag}</gco:Boolean>")

    assert _places(_extent(_box(1, 2, 3, 4, excluded), _box(5, 6, 7, 8))) == (
        GeographicCoverage(None, BoundingBox(5.0, 6.0, 7.0, 8.0)),
    )


_LATITUDE_FIRST = 'srsName="urn:ogc:def:crs:EPSG::4326"'
RINGS = {
    "list": _ring("<gml:posList>-6.9 53.1 -6.7 53.3 -6.9 53.1</gml:posList>"),
    "latitude first": _ring("<gml:posList>53.1 -6.9 53.3 -6.7 53.1 -6.9</gml:posList>", _LATITUDE_FIRST),
    "with heights": _ring('<gml:posList srsDimension="3">-6.9 53.1 0 -6.7 53.3 9</gml:posList>'),
    "single positions": _ring("<gml:pos>-6.9 53.1</gml:pos><gml:pos>-6.7 53.3</gml:pos>"),
    "coordinates": _ring("<gml:coordinates>-6.9,53.1 -6.7,53.3</gml:coordinates>"),
    "older system name": _ring("<gml:posList>-6.9 53.1 -6.7 53.3</gml:posList>", 'srsName="EPSG:4326"'),
}


@pytest.mark.parametrize("ring", RINGS.values(), ids=RINGS)
def test_a_polygon_gives_the_box_around_it(ring: str) -> None:
    assert _places(_extent(ring)) == (GeographicCoverage(None, BoundingBox(-6.9, -6.7, 53.1, 53.3)),)


def test_a_polygon_beside_a_box_does_not_count() -> None:
    assert len(_places(_extent(_box(1, 2, 3, 4), RINGS["list"]))) == 1


@pytest.mark.parametrize("positions", ["1 2 3", "1 two", "", "1e999 5", "200 95"])
def test_a_polygon_that_cannot_be_read_is_a_problem(positions: str) -> None:
    found = record(identification=_extent(_ring(f"<gml:posList>{positions}</gml:posList>")))

    assert found.geographic_coverages == ()
    assert len(found.problems) == 1


def test_the_extent_of_a_service_stands_in() -> None:
    service = inside(
        "identificationInfo/srv:SV_ServiceIdentification", inside("srv:extent/EX_Extent", _box(1, 2, 3, 4))
    )

    assert record(services=service).geographic_coverages == (GeographicCoverage(None, BoundingBox(1.0, 2.0, 3.0, 4.0)),)
    assert record(services=service, identification=_extent(_box(5, 6, 7, 8))).geographic_coverages == (
        GeographicCoverage(None, BoundingBox(5.0, 6.0, 7.0, 8.0)),
    )


_INSTANT = "<gml:TimeInstant>" + _position("timePosition", "{}") + "</gml:TimeInstant>"
TIMES = {
    "range": (_range("2010-05-07", "2014-03-17"), DateRange(_DAY, _NEXT)),
    "range of instants": (
        _time(
            _period(inside("gml:begin", _INSTANT.format("20100507")), inside("gml:end", _INSTANT.format("20140317")))
        ),
        DateRange(_DAY, _NEXT),
    ),
    "instant": (_time(_INSTANT.format(" 2010-05-07T10:00:00Z ")), SingleDate(_DAY)),
    "of space and time": (_time(_INSTANT.format("2010-05-07"), "EX_SpatialTemporalExtent"), SingleDate(_DAY)),
    "years": (
        _range("2013", "2024"),
        DateRange(
            datetime(2013, 1, 1, microsecond=1000, tzinfo=UTC), datetime(2024, 12, 31, microsecond=1000, tzinfo=UTC)
        ),
    ),
    "until now": (
        _time(_period(_position("beginPosition", "2010-05-07"), _position("endPosition", "2014-03-17", "now"))),
        DateRange(_DAY),
    ),
    "end missing": (_time(_period(_position("beginPosition", "2010-05-07"), "")), DateRange(_DAY)),
    "end unreadable": (_range("2010-05-07", "today"), DateRange(_DAY)),
    "begin unknown": (
        _time(_period(_position("beginPosition", "", "unknown"), _position("endPosition", "2014-03-17"))),
        DateRange(None, _NEXT),
    ),
    "before": (
        _time(_period(_position("beginPosition", "1950", "before"), _position("endPosition", "2014-03-17"))),
        DateRange(None, _NEXT),
    ),
}


@pytest.mark.parametrize(("written", "coverage"), TIMES.values(), ids=TIMES)
def test_it_reads_a_time(written: str, coverage: DateRange | SingleDate) -> None:
    assert record(identification=_extent(written)).temporal_coverages == (coverage,)


@pytest.mark.parametrize("written", [_range("", ""), _range("yesterday", "2014-02-30"), _time(_INSTANT.format("0000"))])
def test_a_time_of_which_nothing_can_be_read_is_left_out(written: str) -> None:
    assert record(identification=_extent(written)).temporal_coverages == ()


def test_times_keep_their_order_and_come_once() -> None:
    extent = _extent(_range("2010-05-07", "2014-03-17"), _time(_INSTANT.format("2010-05-07")))

    found = record(identification=extent + extent + coded("status", "onGoing"))

    assert found.temporal_coverages == (DateRange(_DAY, _NEXT), SingleDate(_DAY))
