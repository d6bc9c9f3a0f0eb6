"""Counts of values among the matches (dataset-search 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tantivy import Query

from search import parameters
from search.index import Snapshot
from search.parameters import Parameter
from search.request import FacetRequest

_ALL_VALUES = 10_000_000
"""Values of one part of the index that are looked at: all, so that counts are exact."""


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
    """The facets over one query, in one pass; those that cannot be counted are empty."""
    counted = [facet for facet in facets if facet.parameter.is_counted and facet.limit > 0]
    wanted = {
        facet.parameter.constant: {
            "terms": {
                "field": facet.parameter.field,
                "size": facet.offset + facet.limit,
                "segment_size": _ALL_VALUES,
                "min_doc_count": facet.mincount,
            }
        }
        for facet in counted
    }
    found = snapshot.searcher.aggregate(query, wanted) if wanted else {}
    answers = {facet.parameter: FacetCounts(facet.parameter, ()) for facet in facets}
    for facet in counted:
        buckets = found[facet.parameter.constant]["buckets"]
        answers[facet.parameter] = FacetCounts(facet.parameter, _page(snapshot, facet, buckets))
    return answers


def _page(snapshot: Snapshot, facet: FacetRequest, buckets: list[dict[str, Any]]) -> tuple[tuple[str, int], ...]:
    rows = sorted(((bucket["doc_count"], bucket["key"]) for bucket in buckets), key=lambda row: (-row[0], row[1]))
    rows = rows[facet.offset : facet.offset + facet.limit]
    return tuple((_name(snapshot, facet.parameter, key), number) for number, key in rows)


def _name(snapshot: Snapshot, parameter: Parameter, key: Any) -> str:
    if parameter is parameters.KEYWORD:
        return _spelling(snapshot, key)
    return parameter.kind.write(int(key)) if parameter.kind.is_number else str(key)


def _spelling(snapshot: Snapshot, keyword: str) -> str:
    """The most frequent spelling of a keyword."""
    found = snapshot.searcher.terms_with_prefix("keyword_spelling", f"{keyword}\t", limit=1)
    return found[0][0].partition("\t")[2] if found else keyword
