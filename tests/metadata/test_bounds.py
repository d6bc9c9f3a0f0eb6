"""Texts made to be slow, or too long for what they pretend to be: time and memory stay in proportion."""

import time
from collections.abc import Callable

import pytest

from entities.metadata.coordinates import read_number
from entities.metadata.countries import country_code
from entities.metadata.dates import read_date
from entities.metadata.identifiers import LONGEST_IDENTIFIER, classify, find_doi, read_doi
from entities.metadata.iso.citation import split_citation
from entities.metadata.languages import language_code
from entities.metadata.licenses import read_license
from entities.metadata.links import read_url
from entities.metadata.names import split_name
from entities.metadata.texts import clean, rich_text

_LENGTH = 200_000
_SECONDS = 2.0
"""Of the processor: linear work takes a tenth of this; what grows with the square takes a minute."""

READERS: dict[str, Callable[[str], object]] = {
    function.__name__: function
    for function in (
        classify, clean, country_code, find_doi, language_code, read_date, read_license, read_number, read_url,
        rich_text, split_citation, split_name,
    )
}  # fmt: skip
PIECES = ["http://", ", ", " ", "\n ", "<p ", "&", "cc by ", "doi:10.1111", "gpl licence ", "1", "/", "(", "van "]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_hostile_text_is_read_in_time(reader: Callable[[str], object], piece: str) -> None:
    started = time.process_time()

    for before, after in (("", ""), ("x", "x"), ("<p>cc licence ", "x")):
        reader(before + piece * (_LENGTH // len(piece)) + after)

    assert time.process_time() - started < _SECONDS


@pytest.mark.parametrize("reader", [country_code, language_code, read_date], ids=["country", "language", "date"])
def test_a_long_text_is_no_word_and_is_not_remembered(reader: Callable[[str], object]) -> None:
    assert reader("2010-05-07" + " " * 200) is None
    assert reader("x" * _LENGTH) is None


@pytest.mark.parametrize("start", ["https://example.org/", "10.99999/", "urn:lsid:"])
def test_what_no_index_can_hold_is_no_identifier(start: str) -> None:
    fits = start + "é" * ((LONGEST_IDENTIFIER - len(start)) // 2)

    assert classify(fits)[0] != "UNKNOWN"
    assert classify(f"{fits}éé")[0] == "UNKNOWN"
    assert read_doi(f"10.99999/{'x' * LONGEST_IDENTIFIER}") is None


def test_a_text_of_pages_in_place_of_a_name_is_kept_whole() -> None:
    pages = "word " * 200

    assert split_name(pages) == (None, pages.strip())
