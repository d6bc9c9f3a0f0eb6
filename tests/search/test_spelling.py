"""Words that are misspelt (dataset-search 3.3): how far they may be, which come first, and that they are marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.spelling import is_near, tolerated
from tests import factories
from tests.search.conftest import SearchClient

LETTERS = "abc"


def _one_edit_away(word: str) -> set[str]:
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    left_out = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    replaced = {head + letter + tail[1:] for head, tail in cuts if tail for letter in LETTERS}
    return left_out | swapped | replaced | {head + letter + tail for head, tail in cuts for letter in LETTERS}


@given(word=st.text(LETTERS, max_size=5), other=st.text(LETTERS, max_size=5))
def test_near_words_are_those_that_edits_reach(word: str, other: str) -> None:
    """3.3: letters put in, left out, replaced or swapped."""
    assert is_near(word, other, 0) is (word == other)
    assert is_near(word, other, 1) is (other in _one_edit_away(word) | {word})


@pytest.mark.parametrize(("word", "edits"), [("at", 0), ("cat", 1), ("horse", 1), ("horses", 2), ("salamander", 2)])
def test_longer_words_may_be_further_away(word: str, edits: int) -> None:
    """3.3."""
    assert tolerated(word) == edits


@pytest.mark.parametrize(
    ("title", "q", "is_found"),
    [
        ("Newts", "nwets", True), ("Newts", "nwtes", False), ("Salamander", "salmaner", True),
        ("Salamander", "slmndr", False), ("Ox", "oxx", True), ("Oxx", "ox", False),
    ],
)  # fmt: skip
def test_it_finds_what_is_near_enough(search: SearchClient, title: str, q: str, is_found: bool) -> None:
    """3.3."""
    factories.dataset(title=f"{title} here")
    assert search.search(q)["count"] == int(is_found)


def test_the_nearest_spelling_comes_first(search: SearchClient) -> None:
    """3.3, 3.4: a word as it was typed counts more than a similar one, wherever it stands."""
    for title in ("Salamandre pond", "Salamander pool", "Salamander pond", "Salamanders pond"):
        factories.dataset(title=title)
    assert search.titles("salamnader pond") == ["Salamander pond", "Salamanders pond", "Salamandre pond"]


def test_similar_words_are_marked(search: SearchClient) -> None:
    """5: a matching word, in the spelling of the text."""
    factories.dataset(title="Fire salamander, salmon")
    (result,) = search.search("salamnader", hl="true")["results"]
    assert result["title"] == 'Fire <em class="gbifHl">salamander</em>, salmon'


def test_a_filter_that_leaves_nothing_is_no_reason_for_tolerance(search: SearchClient) -> None:
    """3.3: only where the words find nothing."""
    factories.dataset(title="Salamander", type="CHECKLIST")
    factories.dataset(title="Salamandre", type="OCCURRENCE")
    assert search.search("salamander", type="OCCURRENCE")["count"] == 0
