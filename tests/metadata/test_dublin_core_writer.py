"""The Dublin Core that the registry writes, read back (metadata contract C.4 and E)."""

from typing import Any

import pytest
from lxml import etree

from entities.metadata import MetadataRecord, parse
from entities.metadata.dublin_core_writer import Surroundings, oai_dc
from entities.metadata.shapes import derived_fields

_DATASET: dict[str, Any] = {
    "key": "0f3b2f9c-6a55-4a5b-9f0e-2f6f0c8c1d11",
    "title": "Colonies of seabirds",
    "language": "nor",
    "modified": "2021-02-03T04:05:06.001+00:00",
    **{
        name: [] for name in ("keywordCollections", "contacts", "endpoints", "temporalCoverages", "geographicCoverages")
    },
}


def _read_back(**values: Any) -> MetadataRecord:
    root = oai_dc(_DATASET | values, Surroundings("Publisher", "https://example.org/dataset/1", "Portal"))
    return parse(etree.tostring(root))


@pytest.mark.parametrize(
    "times",
    [
        [{"@type": "range", "start": "2010-05-07T00:00:00.000+00:00", "end": "2014-03-17T00:00:00.000+00:00"}],
        [{"@type": "range", "start": "1987-01-01T00:00:00.001+00:00", "end": "2019-12-31T00:00:00.001+00:00"}],
        [{"@type": "range", "start": "2010-05-07T00:00:00.000+00:00"}],
        [{"@type": "range", "end": "2014-03-17T00:00:00.000+00:00"}],
        [{"@type": "single", "date": "2013-05-01T00:00:00.000+00:00"}],
        [{"@type": "single", "date": "2013-01-01T00:00:00.001+00:00"}],
    ],
    ids=str,
)
def test_times_come_back_with_their_precision_and_open_ends(times: list[dict[str, str]]) -> None:
    assert derived_fields(_read_back(temporalCoverages=times))["temporalCoverages"] == times


@pytest.mark.parametrize("date", ["2013-01-01T00:00:00.001+00:00", "2013-05-01T00:00:00.000+00:00"])
def test_a_year_of_publication_stays_a_year(date: str) -> None:
    assert derived_fields(_read_back(pubDate=date))["pubDate"] == date


def test_the_day_of_the_last_change_stands_for_an_unknown_date() -> None:
    assert derived_fields(_read_back())["pubDate"] == "2021-02-03T00:00:00.000+00:00"


@pytest.mark.parametrize(
    "box",
    [
        {"minLatitude": -1.5, "maxLatitude": 0.0, "minLongitude": 179.25, "maxLongitude": -179.5},
        {"minLatitude": 6.955, "maxLatitude": 6.955, "minLongitude": 158.2, "maxLongitude": 158.2},
        {"minLatitude": 1e-05, "maxLatitude": 2.5, "minLongitude": -7e-06, "maxLongitude": 0.0},
    ],
    ids=str,
)
def test_a_box_comes_back(box: dict[str, float]) -> None:
    (place,) = derived_fields(_read_back(geographicCoverages=[{"boundingBox": box}]))["geographicCoverages"]

    assert place["boundingBox"] == box | {"globalCoverage": False}


def test_what_cannot_stand_in_xml_is_left_out() -> None:
    assert _read_back(title="Sea\x00birds\x0b & <others>").title == "Seabirds & <others>"
