"""A dataset in the words of schema.org: nothing that is known is rounded, and no text of it ends the script early."""

from typing import Any

import orjson
import pytest

from entities.services.schema_org import described, script_of

_RECORD: dict[str, Any] = {
    "key": "0f3b2f9c-6a55-4a5b-9f0e-2f6f0c8c1d11",
    "publishingOrganizationKey": "5d0c1a1e-2f43-4a4e-8a55-0f2a1b7f0c11",
    "title": "Jiulongfeng Nature Reserve",
    "modified": "2026-02-03T04:05:06.001+00:00",
    **{name: [] for name in ("keywordCollections", "contactsCitation", "geographicCoverages")},
}


def test_a_box_keeps_its_decimals_and_has_no_exponent() -> None:
    box = {"minLatitude": 30.06806, "maxLatitude": 30.17306, "minLongitude": 117.94222, "maxLongitude": 118.06528}
    tiny = {"minLatitude": 0.00001, "maxLatitude": 0, "minLongitude": -0.00002, "maxLongitude": 100}

    found = described(_RECORD | {"geographicCoverages": [{"boundingBox": box}, {"boundingBox": tiny}]}, "Publisher")

    assert [place["geo"]["box"] for place in found["spatialCoverage"]] == [
        "30.06806 117.94222 30.17306 118.06528", "0.00001 -0.00002 0 100",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("stored", "said"), [("2013-01-01T00:00:00.001+00:00", "2013"), ("2013-01-01T00:00:00.000+00:00", "2013-01-01")]
)
def test_a_year_of_publication_stays_a_year(stored: str, said: str) -> None:
    found = described(_RECORD | {"pubDate": stored}, "Publisher")

    assert (found["datePublished"], found["dateModified"]) == (said, "2026-02-03")


def test_what_is_unknown_is_left_out() -> None:
    found = described(_RECORD, "Publisher")

    assert not {"datePublished", "description", "license", "keywords", "spatialCoverage"} & set(found)
    assert found["creator"] == found["publisher"]
    assert found["identifier"] == _RECORD["key"]


def test_no_text_of_a_dataset_ends_the_script() -> None:
    script = script_of(_RECORD | {"title": "</script><script>alert(1)&"}, "Publisher <x>")

    assert not set("<>&") & set(script)
    assert orjson.loads(script.encode())["name"] == "</script><script>alert(1)&"
