"""Countries and continents in texts and boxes: names, boundaries, which country lies where (dataset-search 7.3). Pure.

The boundaries are those of Natural Earth at 1:110,000,000, which are in the public domain.
"""

import csv
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from entities.vocabulary import COUNTRIES, Continent
from search.words import fold

_FOLDER = Path(__file__).parent / "data"
_WORD = re.compile(r"[^\W_]+")
_NO_COUNTRY = frozenset({"AA", "XZ", "ZZ"})
_UNCERTAIN = frozenset({"GE", "JO"})
"""Also a state of the United States, and a name of people: they count where no other country is named."""
_WATERS_BEFORE = ("gulf of", "sea of")
_WATERS_AFTER = frozenset({"sea", "ocean", "current", "strait"})

Ring = list[tuple[float, float]]


def _rows(file_name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / file_name).open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)


CONTINENT_OF: dict[str, str] = {
    country: row["continent"] for row in _rows("continents.tsv") for country in row["countries"].split()
}


def _plain(text: str) -> str:
    """Words with single spaces, folded."""
    return " ".join(_WORD.findall(fold(text)))


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Plain names to countries (two letters) and continents (constants); some names are there to be passed over."""
    found: dict[str, tuple[str, ...]] = {
        _plain(entry.title): (entry.iso2,) for entry in COUNTRIES if entry.iso2 not in _NO_COUNTRY
    }
    for row in _rows("place_names.tsv"):
        found[_plain(row["name"])] = tuple((row["place"] or "").split())
    found |= {_plain(label): (value,) for value, label in Continent.choices}
    return found


@cache
def _names_in_text() -> re.Pattern[str]:
    longest_first = sorted(names(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def places_in_text(text: str) -> set[str]:
    """Countries and continents that a text names, each stretch of it used once, the longest name first."""
    plain = _plain(text)
    found: set[str] = set()
    for match in _names_in_text().finditer(plain):
        if not _is_other(plain[: match.start()].rstrip(), plain[match.end() :].lstrip()):
            found.update(names()[match.group()])
    uncertain = found & _UNCERTAIN
    certain = {place for place in found - uncertain if len(place) == 2}
    return found - uncertain if certain else found


def _is_other(before: str, after: str) -> bool:
    """Whether a name is part of another one: New Mexico, Gulf of Mexico, South China Sea."""
    return before.endswith((" new", *_WATERS_BEFORE)) or before == "new" or after.partition(" ")[0] in _WATERS_AFTER


def place_of_name(name: str) -> tuple[str, ...]:
    """Countries and continents of a text that is nothing but a name."""
    return names().get(_plain(name), ())


@cache
def _boundaries() -> list[tuple[str, tuple[float, float, float, float], list[Ring]]]:
    """Each country with the box around it, and its rings."""
    rings: dict[str, list[Ring]] = {}
    for row in _rows("boundaries.tsv"):
        ring = [(float(x), float(y)) for x, _, y in (point.partition(",") for point in row["ring"].split())]
        rings.setdefault(row["country"], []).append(ring)
    found = []
    for country, parts in rings.items():
        longitudes, latitudes = zip(*(point for ring in parts for point in ring), strict=True)
        found.append((country, (min(longitudes), min(latitudes), max(longitudes), max(latitudes)), parts))
    return found


@cache
def _stretches(latitude: float) -> tuple[list[float], list[float], list[str]]:
    """The stretches of land along a parallel from west to east: where each begins and ends, and whose it is."""
    found = []
    for country, (_, south, _, north), rings in _boundaries():
        if south <= latitude <= north:
            crossings = sorted(x for ring in rings for x in _ring_crossings(ring, latitude))
            found += [(west, east, country) for west, east in zip(crossings[::2], crossings[1::2], strict=True)]
    found.sort()
    return [row[0] for row in found], [row[1] for row in found], [row[2] for row in found]


def _ring_crossings(ring: Ring, latitude: float) -> Iterator[float]:
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > latitude) != (y2 > latitude):
            yield x1 + (latitude - y1) / (y2 - y1) * (x2 - x1)


def country_at(latitude: float, longitude: float) -> str | None:
    """The country of a point; None at sea. Points are rounded to a tenth of a degree, which the boundaries allow."""
    begins, ends, countries = _stretches(round(latitude, 1))
    place = bisect_left(begins, longitude) - 1
    return countries[place] if place >= 0 and longitude <= ends[place] else None
