"""Countries by name or code, as people write them in addresses (metadata contract C.2)."""

import re
import unicodedata
from functools import lru_cache

from entities.vocabulary import COUNTRIES

_OTHER_NAMES = {
    "america": "US", "united states": "US", "usa": "US", "us": "US", "united kingdom": "GB", "uk": "GB",
    "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
    "bolivia": "BO", "brasil": "BR", "brunei": "BN", "cape verde": "CV", "congo brazzaville": "CG",
    "congo kinshasa": "CD", "democratic republic of the congo": "CD", "dr congo": "CD", "republic of the congo": "CG",
    "cote divoire": "CI", "ivory coast": "CI", "czech republic": "CZ", "east timor": "TL", "the gambia": "GM",
    "the bahamas": "BS", "falkland islands": "FK", "holland": "NL", "the netherlands": "NL", "hong kong sar": "HK",
    "iran": "IR", "north korea": "KP", "south korea": "KR", "republic of korea": "KR", "korea": "KR", "laos": "LA",
    "macedonia": "MK", "macau": "MO", "micronesia": "FM", "federated states of micronesia": "FM", "moldova": "MD",
    "palestine": "PS", "peoples republic of china": "CN", "pr china": "CN", "russia": "RU", "swaziland": "SZ",
    "syria": "SY", "taiwan": "TW", "tanzania": "TZ", "turkey": "TR", "vatican": "VA", "venezuela": "VE",
    "vietnam": "VN", "british virgin islands": "VG", "us virgin islands": "VI", "u s virgin islands": "VI",
    "belgie": "BE", "belgique": "BE", "danmark": "DK", "deutschland": "DE", "espana": "ES", "hellas": "GR",
    "hrvatska": "HR", "island": "IS", "italia": "IT", "magyarorszag": "HU", "mexique": "MX", "nederland": "NL",
    "norge": "NO", "osterreich": "AT", "polska": "PL", "romania": "RO", "schweiz": "CH", "suisse": "CH",
    "slovenija": "SI", "slovensko": "SK", "suomi": "FI", "sverige": "SE",
}  # fmt: skip
_INSERTION = re.compile(r"\s*\(.*?\)|,.*")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_LONGEST_NAME = 100
_USER_DEFINED_OR_UNKNOWN = {"AA", "XZ", "ZZ"}


def _plain(text: str) -> str:
    """Small letters without accents and punctuation, so that `U.S.A.` and `Côte d'Ivoire` meet their names."""
    letters = unicodedata.normalize(
        "NFKD", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "").replace("'", "").replace(".", "")
    )
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_A_LETTER.sub(" ", bare).strip().casefold()


def _names() -> dict[str, str]:
    """Every name and code of a country; a short form of a title counts where only one country has it."""
    short_forms: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for entry in COUNTRIES:
        if entry.iso2 in _USER_DEFINED_OR_UNKNOWN:
            continue
        short_forms.setdefault(_plain(_INSERTION.sub("", entry.title)), set()).add(entry.iso2)
        names |= {_plain(text): entry.iso2 for text in (entry.title, entry.name, entry.iso2, entry.iso3)}
    unique = {name: codes.copy().pop() for name, codes in short_forms.items() if len(codes) == 1}
    return unique | names | _OTHER_NAMES


_CODE_OF_NAME = _names()


def country_code(text: str | None) -> str | None:
    """The ISO 3166 alpha-2 code of a name, alpha-2 or alpha-3 code; None where it is none of them."""
    return _known_code(text) if text and len(text) <= _LONGEST_NAME else None


@lru_cache(maxsize=2048)
def _known_code(text: str) -> str | None:
    return _CODE_OF_NAME.get(_plain(text))
