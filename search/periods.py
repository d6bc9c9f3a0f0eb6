"""Years and decades of temporal coverages (dataset-search 7.1, 7.2). Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

FIRST_YEAR, LAST_YEAR = 1000, 2400
"""Centuries are told apart from here to there."""
FIRST_DECADE, LAST_DECADE = 1800, 2050
"""Decades are told apart from here to there."""

Coverage = Mapping[str, Any]


def spans(coverages: Iterable[Coverage], current_year: int, *, is_ongoing: bool = False) -> list[tuple[int, int]]:
    """First and last year of each coverage that is a single date or a range; inverted ones give nothing.

    A range without end reaches to the current year where its source says that it goes on; else it gives nothing.
    """
    found = (_span(coverage, current_year if is_ongoing else None) for coverage in coverages)
    return [span for span in found if span is not None and span[0] <= span[1]]


def decades(spans: Iterable[tuple[int, int]]) -> list[int]:
    """Decades within 1800 to 2050, centuries where a span reaches beyond; ascending."""
    return sorted({decade for first, last in spans for decade in _decades(first, last)})


def years(spans: Iterable[tuple[int, int]]) -> list[int]:
    """Each year that is touched, ascending."""
    return sorted({year for first, last in spans for year in range(_clamp(first), _clamp(last) + 1)})


def verbatim(coverages: Iterable[Coverage]) -> list[str]:
    """Periods that are names: they can be searched as keywords."""
    periods = (coverage.get("period") for coverage in coverages if coverage.get("@type") == "verbatim")
    return [period for period in periods if isinstance(period, str)]


def _span(coverage: Coverage, open_end: int | None) -> tuple[int, int] | None:
    if coverage.get("@type") == "single":
        year = _year(coverage.get("date"))
        return None if year is None else (year, year)
    if coverage.get("@type") != "range":
        return None
    first, last = _year(coverage.get("start")), _year(coverage.get("end"))
    if coverage.get("end") is None:
        last = open_end
    return None if first is None or last is None else (first, last)


def _year(moment: Any) -> int | None:
    """The year of an ISO date, which may have a sign."""
    if not isinstance(moment, str):
        return None
    digits, sign = moment.removeprefix("-").partition("-")[0], -1 if moment.startswith("-") else 1
    return sign * int(digits) if digits.isdigit() and len(digits) <= 6 else None


def _decades(first: int, last: int) -> Iterator[int]:
    if first < FIRST_DECADE or last > LAST_DECADE:
        yield from range(_clamp(first) // 100 * 100, _clamp(last) // 100 * 100 + 1, 100)
    if first <= LAST_DECADE and last >= FIRST_DECADE:
        low, high = max(first, FIRST_DECADE), min(last, LAST_DECADE)
        yield from range(low // 10 * 10, high // 10 * 10 + 1, 10)


def _clamp(year: int) -> int:
    return min(max(year, FIRST_YEAR), LAST_YEAR)
