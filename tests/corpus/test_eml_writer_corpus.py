"""All recorded datasets, written as EML and read back (metadata contract G)."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import orjson
from lxml import etree

from entities.metadata import parse
from entities.metadata.eml_writer import Surroundings, eml
from entities.metadata.identifiers import read_doi
from entities.metadata.shapes import derived_fields
from tests.metadata.eml_schema import errors

_TAG = re.compile(r"<[^>]+>")


def _words(text: str | None) -> str:
    """A description without markup and white space: recorded ones are HTML of many hands."""
    return "".join(_TAG.sub("", unescape(_TAG.sub("", text or ""))).split())


def _times(coverages: list[dict[str, Any]]) -> list[str]:
    """Days, or periods in words: EML has no hours, and some recorded dates have."""
    return [(time.get("start") or time.get("date") or "")[:10] or time.get("period", "") for time in coverages]


def _boxes(dataset: dict[str, Any]) -> list[dict[str, Any]]:
    """Boxes that can be true: a few recorded ones lie with their south above their north."""
    boxes = [place["boundingBox"] for place in dataset.get("geographicCoverages", []) if place.get("boundingBox")]
    return [box for box in boxes if box["minLatitude"] <= box["maxLatitude"]]


def test_every_dataset_is_written_as_valid_eml_and_read_back(corpus: Path) -> None:
    datasets = orjson.loads((corpus / "gbif" / "dataset.json").read_bytes())

    for dataset in datasets:
        root = eml(dataset, Surroundings("Publisher", "http://example.org"))
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        record = parse(content)
        told = derived_fields(record)
        assert errors(content) == [], dataset["key"]
        assert record.title == dataset["title"].strip()
        assert _words(record.description) == _words(dataset.get("description")), dataset["key"]
        assert record.doi == read_doi(dataset.get("doi"))
        assert _times(told.get("temporalCoverages", [])) == _times(dataset.get("temporalCoverages", []))
        assert _boxes(told) == _boxes(dataset), dataset["key"]
        authors = [contact for contact in dataset.get("contacts", []) if contact.get("type") == "ORIGINATOR"]
        named = [contact.last_name for contact in record.contacts if contact.type == "ORIGINATOR"]
        assert not authors or len(named) == len(authors), dataset["key"]
