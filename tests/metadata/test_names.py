"""Names of people in one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.metadata.names import split_name

NAMES = {
    "Margaret Hale": ("Margaret", "Hale"),
    "  Margaret   B.  Hale ": ("Margaret B.", "Hale"),
    "Hale, Margaret": ("Margaret", "Hale"),
    "Hale, Margaret B.": ("Margaret B.", "Hale"),
    "van der Veen, Marit": ("Marit", "van der Veen"),
    "Marit van der Veen": ("Marit", "van der Veen"),
    "Marit Van Der Veen": ("Marit", "Van Der Veen"),
    "Ludwig von Hohenau": ("Ludwig", "von Hohenau"),
    "Maria de la Cruz": ("Maria", "de la Cruz"),
    "Joana da Silva Pinto": ("Joana da Silva", "Pinto"),
    "de Boer": (None, "de Boer"),
    "Van Dyke": ("Van", "Dyke"),
    "Al Nasser": ("Al", "Nasser"),
    "Dr. Ilse Okonedo": ("Ilse", "Okonedo"),
    "Prof. Dr Ilse Okonedo": ("Ilse", "Okonedo"),
    "Mr Quill": (None, "Quill"),
    "Ms. Ilse Okonedo, PhD": ("Ilse", "Okonedo"),
    "Okonedo, Ph.D., Ilse": ("Ilse", "Okonedo"),
    "Tomas Quill, Jr.": ("Tomas", "Quill"),
    "Quill,": (None, "Quill"),
    "Quill": (None, "Quill"),
    "Dr": (None, "Dr"),
    "Ann Berg, Bo Lund, Cy Dahl": (None, "Ann Berg, Bo Lund, Cy Dahl"),
    "Centre for Kelp, Marine Service, Ministry of Seas": (None, "Centre for Kelp, Marine Service, Ministry of Seas"),
    "": (None, None),
    " , ": (None, None),
}


@pytest.mark.parametrize(("text", "expected"), NAMES.items())
def test_it_splits_a_name(text: str, expected: tuple[str | None, str | None]) -> None:
    assert split_name(text) == expected


def test_it_finds_no_name_in_nothing() -> None:
    assert split_name(None) == (None, None)


@given(st.text(alphabet=st.characters(exclude_characters=",;"), min_size=1))
def test_it_keeps_the_order_of_words_and_drops_only_those_in_front(text: str) -> None:
    words = text.split()

    first, last = split_name(text)

    kept = [*(first or "").split(), *(last or "").split()]
    assert kept == words[len(words) - len(kept) :]
    assert bool(last) == bool(words)


@given(st.text())
def test_it_never_fails_and_never_leaves_blanks(text: str) -> None:
    for part in split_name(text):
        assert part is None or (part == part.strip() != "")
