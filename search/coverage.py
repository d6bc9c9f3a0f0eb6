"""Countries and continents of a dataset's geographic coverage (dataset-search 7.3). Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from entities.vocabulary import Continent
from search.places import CONTINENT_OF, country_at, place_of_name, places_in_text

_COUNTRY_KEYWORD = re.compile(r"country_([A-Za-z]{2})")
_PLACE_THESAURUS = re.compile(r"\bplace\b|\blocations?\b", re.IGNORECASE)
_WIDEST = 40.0
_GRID = 9
_CONTINENTS: tuple[str, ...] = tuple(Continent.values)
_COUNTRY_SHARE, _CONTINENT_SHARE = 1 / 4, 1 / 10

Shape = Mapping[str, Any]
Box = tuple[float, float, float, float]
"""West, south, east, north."""


def countries_and_continents(dataset: Shape) -> tuple[list[str], list[str]]:
    """Sorted two-letter codes, and continents in the order of the vocabulary, of a dataset's JSON."""
    coverages = [coverage for coverage in dataset.get("geographicCoverages", ()) if isinstance(coverage, dict)]
    places = {code for code in dataset.get("countryCoverage", ()) if code in CONTINENT_OF}
    places |= _of_keywords(dataset.get("keywordCollections", ()))
    for coverage in coverages:
        places |= places_in_text(coverage.get("description") or "")
    boxes = [box for coverage in coverages if (box := coverage.get("boundingBox"))]
    if not any(len(place) == 2 for place in places):
        places |= {country for box in boxes for country in _countries_of(box)}
    places |= {continent for box in boxes for continent in _continents_of(box)}
    countries = sorted(place for place in places if len(place) == 2)
    continents = {place for place in places if len(place) > 2}
    continents |= {CONTINENT_OF[country] for country in countries if country in CONTINENT_OF}
    return countries, [value for value in _CONTINENTS if value in continents]


def _of_keywords(collections: Iterable[Shape]) -> set[str]:
    found: set[str] = set()
    for collection in collections:
        names_places = bool(_PLACE_THESAURUS.search(collection.get("thesaurus") or ""))
        for keyword in collection.get("keywords", ()):
            match = _COUNTRY_KEYWORD.fullmatch(keyword.strip())
            if match and match[1].upper() in CONTINENT_OF:
                found.add(match[1].upper())
            elif names_places:
                found.update(place for part in keyword.split(">") for place in place_of_name(part))
    return found


def _countries_of(box: Shape) -> Iterator[str]:
    edges = _edges(box)
    if edges is None or _width(edges) > _WIDEST or edges[3] - edges[1] > _WIDEST or box.get("globalCoverage"):
        return
    counts = _land(edges)
    yield from (country for country, count in counts if count >= _COUNTRY_SHARE * sum(count for _, count in counts))


def _continents_of(box: Shape) -> Iterable[str]:
    if box.get("globalCoverage"):
        return _CONTINENTS
    edges = _edges(box)
    counts: Counter[str] = Counter()
    for country, count in _land(edges) if edges else ():
        if country in CONTINENT_OF:
            counts[CONTINENT_OF[country]] += count
    return [continent for continent, count in counts.items() if count >= _CONTINENT_SHARE * counts.total()]


def _edges(box: Shape) -> Box | None:
    edges = [box.get(name) for name in ("minLongitude", "minLatitude", "maxLongitude", "maxLatitude")]
    if not all(isinstance(edge, int | float) for edge in edges):
        return None
    west, south, east, north = (float(edge) for edge in edges if edge is not None)
    is_sound = -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90
    return (west, south, east, north) if is_sound else None


def _width(box: Box) -> float:
    """Degrees from west to east; a box that crosses the date line has west > east."""
    return box[2] - box[0] if box[2] >= box[0] else box[2] - box[0] + 360


@lru_cache(maxsize=4096)
def _land(box: Box) -> tuple[tuple[str, int], ...]:
    """How many points of a grid within the box each country has."""
    counts = Counter(country for point in _grid(box) if (country := country_at(*point)))
    return tuple(counts.items())


def _grid(box: Box) -> Iterator[tuple[float, float]]:
    west, south, _, north = box
    width, height = _width(box), north - south
    if width == 0 and height == 0:
        yield south, west
        return
    for row in range(1, _GRID + 1):
        for column in range(1, _GRID + 1):
            longitude = west + width * column / (_GRID + 1)
            yield south + height * row / (_GRID + 1), longitude - 360 if longitude > 180 else longitude
