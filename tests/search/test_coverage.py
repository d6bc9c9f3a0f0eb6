"""Decades, years, countries and continents of coverages (dataset-search 7.2, 7.3), and words (3.1)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import periods
from search.coverage import countries_and_continents
from search.places import CONTINENT_OF
from search.text import read
from search.words import fold, words


def _range(start: str | None, end: str | None, **more: Any) -> dict[str, Any]:
    return {"@type": "range", "start": start, "end": end, **more}


@pytest.mark.parametrize(
    ("coverage", "decades"),
    [
        (_range("1977-01-01T00:00:00.000+00:00", "1995-01-01"), [1970, 1980, 1990]),
        (_range("1914", "1917"), [1910]),
        (_range("0987-01-01", "0999-01-01"), [1000]),
        (_range("1788-01-01", "1812-01-01"), [1700, 1800, 1810]),
        (_range("2222-01-01", "3333-01-01"), [2200, 2300, 2400]),
        (_range("1995-01-01", "1977-01-01"), []),
        (_range("1995-01-01", None), []),
        ({"@type": "single", "date": "2013-05-01"}, [2010]),
        ({"@type": "verbatim", "period": "Jurassic"}, []),
    ],
)
def test_it_tells_decades(coverage: dict[str, Any], decades: list[int]) -> None:
    """7.2, the contract's table."""
    assert periods.decades(periods.spans([coverage], 2026)) == decades


def test_it_lets_a_period_go_on_where_its_source_says_so() -> None:
    """7.2: no end, and the source says "ongoing"."""
    coverages = [_range("2015-01-01", None), _range(None, "1990-01-01"), _range("1930-01-01", "1931-01-01")]
    assert periods.decades(periods.spans(coverages, 2026, is_ongoing=True)) == [1930, 2010, 2020]
    assert periods.decades(periods.spans(coverages, 2026)) == [1930]


def test_it_tells_years_within_bounds() -> None:
    """7.1."""
    assert periods.years([(998, 1001), (2399, 2500)]) == [1000, 1001, 2399, 2400]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Papua New Guinea", ["PG"]),
        ("Equatorial Guinea and Guinea-Bissau", ["GQ", "GW"]),
        ("Northern Ireland", ["GB"]),
        ("New Mexico, New Jersey and New England", []),
        ("the Gulf of Mexico, the South China Sea, the Peru Current", []),
        ("Georgia", ["GE"]),
        ("Georgia and Alabama, United States", ["US"]),
        ("Côte d'Ivoire, RÉUNION", ["CI", "RE"]),
        ("Ivory Coast; Czech Republic; Russia; South Korea; UK; USA", ["CI", "CZ", "GB", "KR", "RU", "US"]),
        ("in no it is", []),
        ("Nigeria is not Niger", ["NE", "NG"]),
    ],
)
def test_it_finds_countries_in_descriptions(text: str, countries: list[str]) -> None:
    """7.3, rule 3."""
    assert countries_and_continents({"geographicCoverages": [{"description": text}]})[0] == countries


@pytest.mark.parametrize(
    ("group", "countries", "continents"),
    [
        ({"keywords": ["country_FR"]}, ["FR"], ["EUROPE"]),
        ({"keywords": ["Norway"]}, [], []),
        ({"keywords": ["Norway"], "thesaurus": "place"}, ["NO"], ["EUROPE"]),
        (
            {"keywords": ["Continent > Africa > Kenya > Nairobi"], "thesaurus": "GCMD Location Keywords"},
            ["KE"], ["AFRICA"],
        ),
    ],
)  # fmt: skip
def test_it_finds_countries_in_keywords(group: Any, countries: list[str], continents: list[str]) -> None:
    """7.3, rule 2."""
    assert countries_and_continents({"keywordCollections": [group]}) == (countries, continents)


def _box(west: float, south: float, east: float, north: float, **more: Any) -> dict[str, Any]:
    edges = {"minLongitude": west, "minLatitude": south, "maxLongitude": east, "maxLatitude": north}
    return {"geographicCoverages": [{"boundingBox": {**edges, **more}}]}


@pytest.mark.parametrize(
    ("shape", "countries", "continents"),
    [
        (_box(-4, 38, -2, 41), ["ES"], ["EUROPE"]),
        (_box(2.35, 48.85, 2.35, 48.85), ["FR"], ["EUROPE"]),
        (_box(-40, 30, -35, 35), [], []),
        (_box(-120, -50, 100, 60), [], ["AFRICA", "ASIA", "EUROPE", "NORTH_AMERICA", "SOUTH_AMERICA"]),
        (_box(175, -19, -175, -15), ["FJ"], ["OCEANIA"]),
        (_box(-180, -90, 180, 90, globalCoverage=True), [], 7),
        (_box(200, -50, 10, 60), [], []),
        (_box(-4, 38, -2, "x"), [], []),  # type: ignore[arg-type]
    ],
)
def test_it_finds_countries_in_boxes(shape: Any, countries: list[str], continents: Any) -> None:
    """7.3, rule 4."""
    found = countries_and_continents(shape)
    assert found[0] == countries
    assert (len(found[1]) if isinstance(continents, int) else found[1]) == continents


@pytest.mark.parametrize(
    ("shape", "countries", "continents"),
    [
        ({"countryCoverage": ["NO", "FR", "ZZ", "nonsense"]}, ["FR", "NO"], ["EUROPE"]),
        ({"geographicCoverages": [{"description": "Latin America"}]}, [], ["NORTH_AMERICA", "SOUTH_AMERICA"]),
        ({"geographicCoverages": [{"description": "Central America, Caribbean"}]}, [], ["NORTH_AMERICA"]),
        ({"geographicCoverages": [{"description": "africa; ANTARCTICA"}]}, [], ["AFRICA", "ANTARCTICA"]),
        ({"countryCoverage": ["NO"], "geographicCoverages": [{"description": "Kenya"}]}, ["KE", "NO"],
         ["AFRICA", "EUROPE"]),
    ],
)  # fmt: skip
def test_it_joins_what_each_source_says(shape: Any, countries: list[str], continents: list[str]) -> None:
    """7.3: what the document says (rule 1), names of continents, in the order of the vocabulary."""
    assert countries_and_continents(shape) == (countries, continents)


def test_it_believes_a_description_more_than_a_box() -> None:
    """7.3: a box counts where the text gave nothing."""
    shape = _box(-4, 38, -2, 41)
    shape["geographicCoverages"][0]["description"] = "Portugal"
    assert countries_and_continents(shape)[0] == ["PT"]


@given(st.text(max_size=200))
def test_it_folds_what_is_folded_to_itself(text: str) -> None:
    """3.1."""
    assert words(" ".join(words(text))) == words(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=300))
def test_it_reads_any_q(text: str) -> None:
    """3.2: no text is an error."""
    found = read(text)
    assert found.fewest <= len(found.required) <= 50


@pytest.mark.parametrize(
    ("continent", "countries"),
    [
        ("AFRICA", "AO EG ZA RE YT SC"), ("ANTARCTICA", "AQ BV GS HM TF"), ("ASIA", "TR GE KZ PS TL"),
        ("EUROPE", "CY RU XK SJ GB"), ("NORTH_AMERICA", "GL PA BQ TT US"), ("OCEANIA", "AU CC CK UM WF"),
        ("SOUTH_AMERICA", "GF FK EC"),
    ],
)  # fmt: skip
def test_it_knows_the_continent_of_each_country(continent: str, countries: str) -> None:
    """7.3, the contract's table; what is no country has none."""
    for country in countries.split():
        assert (country, CONTINENT_OF[country]) == (country, continent)
    assert not {"AA", "XZ", "ZZ"} & set(CONTINENT_OF)
    assert len(CONTINENT_OF) == 250
