"""Reads the words of a Taxon core: ranks, statuses and kingdoms in all their spellings (checklist contract A.4, A.5).

Every function takes text as found, and answers None where it is not understood.
"""

import re
from enum import Enum, auto
from functools import lru_cache

from entities.metadata.ranks import read_rank
from entities.vocabulary import LANGUAGES
from entities.vocabulary.taxonomy import KINGDOMS, NOMENCLATURAL_STATUSES, RANKS

RANK_NUMBERS = {rank: number for number, rank in enumerate(RANKS)}
UNORDERED = frozenset(
    RANK_NUMBERS[rank] for rank in ("SUPRAGENERIC_NAME", "INFRAGENERIC_NAME", "SPECIES_AGGREGATE", "OTHER", "UNRANKED")
)
"""Ranks that say nothing of what stands above or below them."""

_LETTERS = re.compile(r"[^a-z]+")
_MARKERS = {
    f"{word}.": RANK_NUMBERS[rank]
    for rank, words in {
        "SUBSPECIES": "subsp ssp", "VARIETY": "var", "SUBVARIETY": "subvar", "FORM": "f fo forma", "SUBFORM": "subf",
        "CULTIVAR": "cv", "CONVARIETY": "convar", "SUBGENUS": "subg subgen", "SECTION": "sect", "SERIES": "ser",
        "SUBSECTION": "subsect", "PATHOVAR": "pv", "ABERRATION": "ab",
    }.items()
    for word in words.split()
}  # fmt: skip
"""Abbreviations within a name that say its rank; only with a full stop, as they are words and authors without."""


class Status(Enum):
    """What a status means for the tree."""

    ACCEPTED = auto()
    DOUBTFUL = auto()
    SYNONYM = auto()


_STATUS_WORDS = {
    Status.ACCEPTED: "accepted valid acceptedname validname",
    Status.DOUBTFUL: "doubtful provisionallyaccepted provisionallyacceptedname unresolved taxoninquirendum uncertain",
    Status.SYNONYM: (
        "synonym invalid juniorsynonym heterotypic heterotypicsynonym homotypic homotypicsynonym objective basionym"
        " objectivesynonym subjective subjectivesynonym misapplied misappliedname proparte propartesynonym ambiguous"
        " ambiguoussynonym notaccepted unaccepted seniorsynonym heterotypicjuniorsynonym misidentification superseded"
        " unavailable replaced orthographicvariant"
    ),
}
_STATUS_OF_WORD = {word: status for status, words in _STATUS_WORDS.items() for word in words.split()}

_KINGDOM_OF_WORD = {kingdom.lower().replace("_", " "): number for number, kingdom in enumerate(KINGDOMS)} | {
    "metazoa": KINGDOMS.index("ANIMALIA"),
    "viridiplantae": KINGDOMS.index("PLANTAE"),
    "virus": KINGDOMS.index("VIRUSES"),
}

_NOMENCLATURAL_WORDS = (
    "nomenlegitimum nomleg nomenillegitimum nomilleg nomennudum nomnud nomeninvalidum nominval nomenconservandum"
    " nomcons nomenrejiciendum nomrej nomendubium nomdub nomenoblitum nomobl nomenprotectum nomprot nomensuperfluum"
    " nomsuperfl nomenambiguum nomambig nomenconfusum nomconf nomennovum nomnov combnov combinationova specnov spnov"
    " gennov statnov available unavailable potentiallyvalid validum valid correct emendation iczn icn iapt"
)
_NOMENCLATURAL_STATUSES = frozenset(_NOMENCLATURAL_WORDS.split()) | {
    _LETTERS.sub("", status.lower()) for status in NOMENCLATURAL_STATUSES
}

_LANGUAGE_OF_WORD = {
    word.lower(): entry.name
    for entry in LANGUAGES
    if entry.iso3
    for word in (entry.iso2, entry.iso3, entry.name, entry.title, entry.title_native)
    if word
} | {"ger": "GERMAN", "fre": "FRENCH", "dut": "DUTCH", "chi": "CHINESE", "cze": "CZECH", "gre": "GREEK_MODERN"}


@lru_cache(maxsize=2048)
def rank_of(text: str) -> int | None:
    """The rank of a word or an abbreviation, in any case."""
    rank = read_rank(text)
    return None if rank is None else RANK_NUMBERS[rank]


def rank_of_marker(word: str) -> int | None:
    """The rank that an abbreviation within a name stands for."""
    return _MARKERS.get(word)


@lru_cache(maxsize=2048)
def status_of(text: str) -> Status | None:
    """What a taxonomic status means."""
    return _STATUS_OF_WORD.get(_LETTERS.sub("", text.lower()))


@lru_cache(maxsize=2048)
def is_nomenclatural_status(text: str) -> bool:
    """Whether a nomenclatural status is understood."""
    return _LETTERS.sub("", text.lower()) in _NOMENCLATURAL_STATUSES


@lru_cache(maxsize=2048)
def kingdom_of(text: str) -> int | None:
    """The kingdom of a name."""
    return _KINGDOM_OF_WORD.get(text.strip().lower())


@lru_cache(maxsize=2048)
def language_of(text: str) -> str | None:
    """The constant name of a language given by code or name; of `en-GB` the language, without the country."""
    word = text.strip().lower()
    return _LANGUAGE_OF_WORD.get(word) or _LANGUAGE_OF_WORD.get(re.split(r"[-_]", word)[0])
