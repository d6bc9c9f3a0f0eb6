"""Languages by code or name (metadata contract C.8)."""

import re
from functools import lru_cache

from entities.vocabulary import LANGUAGES

_BIBLIOGRAPHIC = {
    "alb": "sqi", "arm": "hye", "baq": "eus", "bur": "mya", "chi": "zho", "cze": "ces", "dut": "nld", "fre": "fra",
    "geo": "kat", "ger": "deu", "gre": "ell", "ice": "isl", "mac": "mkd", "mao": "mri", "may": "msa", "per": "fas",
    "rum": "ron", "slo": "slk", "tib": "bod", "wel": "cym",
}  # fmt: skip
"""ISO 639-2 has two codes for these languages: the older one, and the one that the registry writes."""

_NAMES = {
    "bengali": "ben", "castilian": "spa", "farsi": "fas", "flemish": "nld", "vlaams": "nld", "gaelic": "gle",
    "greenlandic": "kal", "mandarin": "zho", "norwegian bokmal": "nob", "oriya": "ori", "sámi": "sme",
    "valencian": "cat",
}  # fmt: skip

_CODE_OF_TEXT = (
    _NAMES
    | {text.casefold(): entry.iso3 for entry in LANGUAGES if entry.iso3 for text in (entry.title_native, entry.title)}
    | {code: entry.iso3 for entry in LANGUAGES if entry.iso3 for code in (entry.iso2, entry.iso3)}
    | _BIBLIOGRAPHIC
)
_LONGEST_NAME = 100
_TAIL = re.compile(r"[-_;].*", re.DOTALL)


def language_code(text: str | None) -> str | None:
    """The ISO 639-2/T code of a code or name, also of `en-GB` and `eng; USA`; None where it is no language."""
    return _known_code(text) if text and len(text) <= _LONGEST_NAME else None


@lru_cache(maxsize=1024)
def _known_code(text: str) -> str | None:
    whole = text.strip().casefold()
    return _CODE_OF_TEXT.get(whole) or _CODE_OF_TEXT.get(_TAIL.sub("", whole).strip())
