"""Names of people in one text, split into first and last name (metadata contract F.4)."""

from typing import NamedTuple

_TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "dipl-ing", "ing", "sir"}
_DEGREES = {"phd", "dphil", "md", "msc", "bsc", "ma", "mba", "jr", "sr", "ii", "iii", "iv", "esq"}
_PARTICLES = {
    "af", "al", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "le",
    "ten", "ter", "van", "vande", "vander", "vom", "von", "zu", "zum", "zur", "'t",
}  # fmt: skip
_LONGEST_NAME = 300
"""A longer text is no name that could be split."""

_SURROUNDING = " ,;"


class PersonName(NamedTuple):
    """A split name; either part may be missing."""

    first: str | None
    last: str | None


def split_name(text: str | None) -> PersonName:
    """First and last name of one text.

    `Last, First` is split at the comma; more commas are a list of names or the parts of an institution, which stays
    whole. Otherwise titles are dropped, and the last word with the particles before it (`van`, `de`, …) is the last
    name. One word is a last name.
    """
    whole = " ".join((text or "").split()).strip(_SURROUNDING)
    if len(whole) > _LONGEST_NAME:
        return PersonName(None, whole)
    before, comma, after = whole.partition(",")
    while comma and _is_degree(after.partition(",")[0]):
        whole = ", ".join(part.strip() for part in (before, after.partition(",")[2]) if part.strip())
        before, comma, after = whole.partition(",")
    if "," in after:
        return PersonName(None, whole)
    if comma and before.strip() and after.strip():
        return PersonName(_without_titles(after.split()) or None, _without_titles(before.split()) or before.strip())
    return _split_words(_without_titles(whole.split()).split())


def _split_words(words: list[str]) -> PersonName:
    if not words:
        return PersonName(None, None)
    start = len(words) - 1
    # A first word counts as a particle only in small letters: Van and Al are also first names.
    while start > 0 and words[start - 1].lower() in _PARTICLES and (start > 1 or words[0].islower()):
        start -= 1
    return PersonName(" ".join(words[:start]) or None, " ".join(words[start:]))


def _without_titles(words: list[str]) -> str:
    """The words without the titles before them; nothing else is dropped, and never the last word."""
    while len(words) > 1 and words[0].rstrip(".").lower() in _TITLES:
        words = words[1:]
    return " ".join(words)


def _is_degree(text: str) -> bool:
    return text.replace(".", "").strip().lower() in _DEGREES
