"""Golden pairs: a document of our own, and beside it the record that must come of it, as JSON."""

import json
from pathlib import Path

import pytest

from entities.metadata import parse
from tests.metadata.records import as_json

FOLDER = Path(__file__).parent.parent / "data"
FORMATS = ("iso", "eml", "dublin_core", "iso19115_3")
DOCUMENTS = sorted(path for name in FORMATS for path in (FOLDER / name).glob("*.xml"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=[document.stem for document in DOCUMENTS])
def test_it_reads_the_record_beside_the_document(document: Path) -> None:
    expected = json.loads(document.with_suffix(".json").read_text(encoding="utf-8"))

    record = parse(document.read_bytes())

    assert as_json(record) == expected


def test_it_has_a_record_beside_every_document() -> None:
    records = {path.with_suffix(".xml") for name in FORMATS for path in (FOLDER / name).glob("*.json")}

    assert {document.parent.name for document in DOCUMENTS} == set(FORMATS)
    assert set(DOCUMENTS) == records
