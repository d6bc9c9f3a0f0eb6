"""What becomes of every real document: how many of each format are read, and why the others are not."""

from collections import Counter

from entities.metadata import RefusedDocument, read, read_xml
from tests.corpus.conftest import documents_of

_EXPECTED = {
    "iso19139": {"read": 107, "MissingTitle": 4, "MalformedXml": 2},
    "iso19115-3": {"read": 18, "MissingTitle": 2},
    "eml": {"read": 64, "MissingTitle": 1, "UnknownFormat": 2, "MalformedXml": 1},
    "dublin-core": {"read": 12, "MissingTitle": 2},
    "fgdc": {"UnknownFormat": 13, "MalformedXml": 1},
    "dif": {"UnknownFormat": 15},
}


def _outcome(content: bytes) -> str:
    try:
        read(read_xml(content))
    except RefusedDocument as refusal:
        return type(refusal).__name__
    return "read"


def test_every_document_is_read_or_refused_with_the_right_reason() -> None:
    found = {name: Counter(_outcome(known.content) for known in documents_of(name)) for name in _EXPECTED}

    assert {name: dict(counts) for name, counts in found.items()} == _EXPECTED
