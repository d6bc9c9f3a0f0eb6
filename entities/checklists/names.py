"""Scientific names as text: assembled, cut to their canonical form, and judged by it (checklist contract A.4)."""

import itertools
import re
from typing import NamedTuple

from entities.checklists.words import RANK_NUMBERS, rank_of, rank_of_marker

_NAME = re.compile(
    r"[×x]?\s?[A-ZÀ-Þ][\w.-]*"  # a genus or a name above it, hybrids too
    r"(?:\s\([A-Z][\w-]+\))?"  # a subgenus
    r"(?:\s(?:[×x]\s?)?[a-zß-ÿ][\w-]+|\s(?:[a-z]{1,8}\.|[×x]))*"  # epithets and rank markers
)
_AUTHORSHIP = re.compile(r"[\w\s.,&()'’`\-\[\]/\":;*†]*")
_NO_NAMES = frozenset(
    {"unknown", "unidentified", "unnamed", "undetermined", "indet", "indet.", "none", "null", "n/a", "-"}
)
_FAMILY_ENDINGS = ("idae", "aceae")
_SPECIES, _INFRASPECIFIC, _FAMILY = (RANK_NUMBERS[rank] for rank in ("SPECIES", "INFRASPECIFIC_NAME", "FAMILY"))
_PARTICLES = frozenset(
    {"de", "von", "van", "der", "den", "di", "da", "du", "del", "la", "le", "ex", "et", "in", "and", "bis"}
)


class ReadName(NamedTuple):
    """A name without its author, the rank that its form shows (None for none), and how much of it could be read."""

    canonical: str
    rank: int | None
    is_parsable: bool
    is_whole: bool


def read_name(name: str) -> ReadName:
    """What the text of a scientific name says."""
    words = name.split()
    if not any(character.isalpha() for character in name) or _is_no_name(name, words):
        return ReadName(name, None, is_parsable=False, is_whole=False)
    match = _NAME.match(" ".join(words))
    if match is None:
        return ReadName(name, None, is_parsable=False, is_whole=False)
    canonical, rank = _canonical(match[0].split(), words)
    rest = " ".join(words)[match.end() :]
    return ReadName(canonical, rank, is_parsable=True, is_whole=_AUTHORSHIP.fullmatch(rest) is not None)


def assemble(scientific_name: str, authorship: str) -> str:
    """A name with its author, which stands in a column of its own."""
    return f"{scientific_name} {authorship}"


def assemble_from_parts(
    genus: str, subgenus: str, epithet: str, infraspecific: str, marker: str, authorship: str
) -> str:
    """A name out of its parts; "" where there is no genus."""
    if not genus:
        return ""
    parts = (
        genus,
        f"({subgenus})" if subgenus and epithet else "",
        epithet,
        marker if infraspecific else "",
        infraspecific,
    )
    return " ".join(filter(None, (*parts, authorship)))


def _canonical(matched: list[str], words: list[str]) -> tuple[str, int | None]:
    """The name without markers, and its rank: a marker's, or by the number of its words."""
    parts: list[str] = []
    rank: int | None = None
    for word in matched:
        marker = rank_of_marker(word)
        if marker is not None:
            rank = marker
        elif parts and word in _PARTICLES:
            break
        elif word not in ("×", "x") and not word.startswith("(") and not (parts and word.endswith(".")):
            parts.append(word)
    rank = _marker_behind_author(words) if rank is None else rank
    if rank is None:
        rank = _rank_by_words(parts)
    return " ".join(parts), rank


def _marker_behind_author(words: list[str]) -> int | None:
    """The rank of `Aus bus Author var. cus`; the last word cannot be a marker, as `f.` there is an author's son."""
    found = (rank_of_marker(word) for word, following in itertools.pairwise(words[2:]) if following.islower())
    return next((rank for rank in found if rank is not None), None)


def _rank_by_words(parts: list[str]) -> int | None:
    if len(parts) >= 3:
        return _INFRASPECIFIC
    if len(parts) == 2:
        return _SPECIES
    return _FAMILY if parts[0].endswith(_FAMILY_ENDINGS) else None


def _is_no_name(name: str, words: list[str]) -> bool:
    return name.lower() in _NO_NAMES or (len(words) == 1 and words[0].islower() and rank_of(words[0]) is not None)
