"""Real documents against the records that are expected of them, which somebody looked at beside each document."""

from typing import Any

import pytest

from tests.corpus.conftest import CorpusDocument, documents_of
from tests.corpus.expectations import FOLDERS, expected, outcome, shortened

_EXPECTED = expected()
_PAIRS = [
    (document, _EXPECTED[folder][document.path.name])
    for folder in FOLDERS
    for document in documents_of(folder)
    if document.path.name in _EXPECTED.get(folder, {})
]


@pytest.mark.parametrize(("document", "record"), _PAIRS, ids=[pair[0].path.stem[:60] for pair in _PAIRS])
def test_a_document_gives_the_record_that_was_looked_at(document: CorpusDocument, record: Any) -> None:
    assert shortened(outcome(document.content)) == record


def test_records_are_expected_of_documents_of_every_format() -> None:
    assert set(_EXPECTED) == set(FOLDERS)
    assert len(_PAIRS) == sum(map(len, _EXPECTED.values())) >= 40
