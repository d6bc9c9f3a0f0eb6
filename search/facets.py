"""Counts of values among the matches (dataset-search 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tantivy import Occur, Query

from search import parameters
from search.index import Snapshot
from search.parameters import Parameter
from search.request import FacetRequest
from search.values import bare

_FIRST_VALUES, _ALL_VALUES = 1000, 10_000_000
"""Values of one part of the index that are looked at: the most frequent, or all where those cannot tell."""
_SPARE = 50
_COUNTED_ALONE = 60
_COST_ALONE = 3
"""What it costs to look up a dataset of one value, in values that a pass looks at."""

Row = tuple[int, Any]
"""How many datasets have a value, and the value."""


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """One facet of an answer: the values of its page, most frequent first, then by value."""

    parameter: Parameter
    counts: tuple[tuple[str, int], ...]

    def as_json(self) -> dict[str, Any]:
        """As the API shows it."""
        return {
            "field": self.parameter.constant,
            "counts": [{"name": name, "count": count} for name, count in self.counts],
        }


def count(snapshot: Snapshot, query: Query, facets: Sequence[FacetRequest]) -> dict[Parameter, FacetCounts]:
    """The facets over one query, in one pass where that is exact; those that cannot be counted are empty."""
    answers = {facet.parameter: FacetCounts(facet.parameter, ()) for facet in facets}
    counted = [facet for facet in facets if facet.parameter.is_counted and facet.limit > 0]
    found = _aggregate(snapshot, query, counted, _FIRST_VALUES)
    rows = {facet.parameter: _exact(snapshot, query, facet, found[facet.parameter.constant]) for facet in counted}
    inexact = [facet for facet in counted if rows[facet.parameter] is None]
    for constant, answer in _aggregate(snapshot, query, inexact, _ALL_VALUES).items():
        rows[parameters.BY_NAME[bare(constant)]] = _rows(answer)
    for facet in counted:
        answers[facet.parameter] = FacetCounts(facet.parameter, _page(snapshot, facet, rows[facet.parameter] or []))
    return answers


def _aggregate(snapshot: Snapshot, query: Query, facets: Sequence[FacetRequest], values: int) -> dict[str, Any]:
    """Counts of each facet's most frequent values; `values` are looked at in each part of the index."""
    wanted = {
        facet.parameter.constant: {
            "terms": {
                "field": facet.parameter.field,
                "size": facet.offset + facet.limit + _SPARE,
                "segment_size": max(values, facet.offset + facet.limit + _SPARE),
                "min_doc_count": facet.mincount,
            }
        }
        for facet in facets
    }
    return snapshot.searcher.aggregate(query, wanted) if wanted else {}


def _exact(snapshot: Snapshot, query: Query, facet: FacetRequest, answer: dict[str, Any]) -> list[Row] | None:
    """The first values with exact counts, where a look at the most frequent ones of each part can tell; else None.

    A value that one part left out has at most `error` more than what was counted. Those that may belong to the page are
    counted once more, alone; None where they are many, or where one that nobody saw may belong to it.
    """
    error, rows = answer["doc_count_error_upper_bound"], _rows(answer)
    if not error:
        return rows
    needed = facet.offset + facet.limit
    least = rows[needed - 1][0] if len(rows) >= needed else 0
    near = [row for row in rows if row[0] + error >= least]
    if error >= least or len(near) == len(rows) or len(near) > _COUNTED_ALONE:
        return None
    values = [value for _, value in near]
    if _is_cheaper_alone(
        snapshot, facet.parameter, values, sum(row[0] for row in rows) + answer["sum_other_doc_count"]
    ):
        return [(_count_of(snapshot, query, facet.parameter, value), value) for value in values]
    wanted = {"terms": {"field": facet.parameter.field, "size": len(values), "include": values}}
    return _rows(snapshot.searcher.aggregate(query, {"alone": wanted})["alone"])


def _is_cheaper_alone(snapshot: Snapshot, parameter: Parameter, values: list[Any], passed: int) -> bool:
    """Whether to look rare values up, one by one, rather than to pass over so many values once more.

    Numbers are always looked up, as the engine cannot pick some of them in a pass.
    """
    if parameter.kind.is_number:
        return True
    return _COST_ALONE * sum(snapshot.searcher.doc_freq(parameter.field, value) for value in values) < passed


def _count_of(snapshot: Snapshot, query: Query, parameter: Parameter, value: Any) -> int:
    term = Query.term_query(snapshot.schema, parameter.field, value, "basic")
    found: Any = snapshot.searcher.search(Query.boolean_query([(Occur.Must, term), (Occur.Must, query)]), limit=1)
    return int(found.count)


def _rows(answer: dict[str, Any]) -> list[Row]:
    return [(bucket["doc_count"], bucket["key"]) for bucket in answer["buckets"]]


def _page(snapshot: Snapshot, facet: FacetRequest, rows: list[Row]) -> tuple[tuple[str, int], ...]:
    rows = sorted((row for row in rows if row[0] >= facet.mincount), key=lambda row: (-row[0], row[1]))
    rows = rows[facet.offset : facet.offset + facet.limit]
    return tuple((_name(snapshot, facet.parameter, value), number) for number, value in rows)


def _name(snapshot: Snapshot, parameter: Parameter, key: Any) -> str:
    if parameter is parameters.KEYWORD:
        return _spelling(snapshot, key)
    return parameter.kind.write(int(key)) if parameter.kind.is_number else str(key)


def _spelling(snapshot: Snapshot, keyword: str) -> str:
    """The most frequent spelling of a keyword."""
    found = snapshot.searcher.terms_with_prefix("keyword_spelling", f"{keyword}\t", limit=1)
    return found[0][0].partition("\t")[2] if found else keyword
