"""Type-ahead: titles of which each typed word begins a word (dataset-search 6.1)."""

from typing import Any

import orjson
from tantivy import Occur, Query

from search import filtering, paging
from search.index import Snapshot, reader
from search.request import SearchRequest
from search.words import words

SUGGESTED = ("key", "title", "description", "type", "subtype")
DEFAULT_LIMIT, LARGEST_LIMIT = 20, 100
_LONGEST_PREFIX = 25
_LONGEST_START = 40
_MOST_WORDS = 20


def suggest(request: SearchRequest, limit: int) -> list[dict[str, Any]]:
    """Titles that begin with what was typed, then those that hold it, the shortest first; without `q` the biggest."""
    snapshot = reader.snapshot()
    filters = filtering.query_of(snapshot.schema, request.filters)
    typed = words(request.q)[:_MOST_WORDS]
    if not typed:
        query = Query.empty_query() if request.q else filters or Query.all_query()
        return _shown(snapshot, paging.page(snapshot, query, paging.BY_VOLUME, 0, limit))
    start = Query.term_query(snapshot.schema, "title_start", "_".join(typed)[:_LONGEST_START], "basic")
    conditions = [(Occur.Must, _prefix(snapshot, word)) for word in typed]
    conditions += [(Occur.Must, filters)] if filters else []
    first = Query.boolean_query([*conditions, (Occur.Must, start)])
    found = paging.page(snapshot, first, paging.BY_SUGGESTION, 0, limit)
    if len(found) < limit:
        rest = Query.boolean_query([*conditions, (Occur.MustNot, start)])
        found += paging.page(snapshot, rest, paging.BY_SUGGESTION, 0, limit - len(found))
    return _shown(snapshot, found)


def _prefix(snapshot: Snapshot, word: str) -> Query:
    return Query.term_query(snapshot.schema, "title_prefixes", word[:_LONGEST_PREFIX], "basic")


def _shown(snapshot: Snapshot, addresses: list[Any]) -> list[dict[str, Any]]:
    results = (orjson.loads(result) for result in snapshot.results(addresses))
    return [{name: result[name] for name in SUGGESTED if name in result} for result in results]
