"""One page of hits in a total order (dataset-search 3.6): what the engine leaves tied is put in order here.

The engine sorts by one number: the score, or a place in an order. Hits of the same number form a group; a group that
the page touches is sorted by what comes next. To know the whole group, more is fetched on both sides of the page.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from tantivy import DocAddress, Order, Query

from search.index import Snapshot
from search.words import fold

_MARGIN = 200
LARGEST_GROUP = 1000
"""Hits of one number that are sorted; larger groups keep the engine's order, which is total too."""

Hit = tuple[Any, DocAddress]


@dataclass(frozen=True, slots=True)
class Sorting:
    """How hits are sorted: by score where `field` is empty, else by a field; then by `ties`, title and key."""

    field: str = ""
    is_descending: bool = False
    ties: str = ""


BY_SCORE = Sorting(ties="title_order")
BY_VOLUME = Sorting(field="volume_order")
BY_DATE = Sorting(field="created", is_descending=True)
BY_PATTERN = Sorting(field="title_order", ties="title_next")
BY_SUGGESTION = Sorting(field="suggest_order")


class Levels:
    """Queries that share no hit: all hits of the first come first, then those of the next."""

    def __init__(self, snapshot: Snapshot, queries: Sequence[Query]) -> None:
        self._snapshot, self._queries = snapshot, queries
        self._counts: dict[int, int] = {}

    def page(self, sorting: Sorting, offset: int, limit: int) -> list[DocAddress]:
        """The hits from `offset` on."""
        found: list[DocAddress] = []
        for place, query in enumerate(self._queries):
            if offset and place < len(self._queries) - 1 and offset >= self._count(place):
                offset -= self._count(place)
                continue
            found += page(self._snapshot, query, sorting, offset, limit - len(found))
            if len(found) >= limit:
                break
            offset = 0
        return found

    def _count(self, place: int) -> int:
        """How many hits a query has; an export asks for it with each of its parts."""
        if place not in self._counts:
            self._counts[place] = count(self._snapshot, self._queries[place])
        return self._counts[place]


def count(snapshot: Snapshot, query: Query) -> int:
    """How many datasets match."""
    found: Any = snapshot.searcher.search(query, limit=1)
    return int(found.count)


def page(snapshot: Snapshot, query: Query, sorting: Sorting, offset: int, limit: int) -> list[DocAddress]:
    """The hits from `offset` on."""
    if limit <= 0:
        return []
    before = after = _MARGIN
    while True:
        start = max(offset - before, 0)
        hits = _hits(snapshot, query, sorting, start, offset - start + limit + after)
        first, last = offset - start, min(offset - start + limit, len(hits))
        if first >= last:
            return []
        begin, end = _group_begin(hits, first), _group_end(hits, last - 1)
        more_before = begin == 0 and start > 0 and first - begin < LARGEST_GROUP
        more_after = end == len(hits) == offset - start + limit + after and end - last < LARGEST_GROUP
        if not more_before and not more_after:
            return _sorted(snapshot, sorting, hits, begin, end)[first - begin : last - begin]
        before, after = before * 5 if more_before else before, after * 5 if more_after else after


def _hits(snapshot: Snapshot, query: Query, sorting: Sorting, offset: int, limit: int) -> list[Hit]:
    if not sorting.field:
        return snapshot.searcher.search(query, limit=limit, offset=offset, count=False).hits
    order = Order.Desc if sorting.is_descending else Order.Asc
    found = snapshot.searcher.search(
        query, limit=limit, offset=offset, count=False, order_by_field=sorting.field, order=order
    )
    return found.hits


def _group_begin(hits: list[Hit], place: int) -> int:
    while place > 0 and hits[place - 1][0] == hits[place][0]:
        place -= 1
    return place


def _group_end(hits: list[Hit], place: int) -> int:
    number = hits[place][0]
    while place < len(hits) and hits[place][0] == number:
        place += 1
    return place


def _sorted(snapshot: Snapshot, sorting: Sorting, hits: list[Hit], begin: int, end: int) -> list[DocAddress]:
    """The hits from begin to end, group by group."""
    found: list[DocAddress] = []
    while begin < end:
        stop = _group_end(hits, begin)
        found += _group(snapshot, sorting, [address for _, address in hits[begin:stop]])
        begin = stop
    return found


def _group(snapshot: Snapshot, sorting: Sorting, addresses: list[DocAddress]) -> list[DocAddress]:
    if len(addresses) == 1 or len(addresses) > LARGEST_GROUP:
        return addresses
    fields = (sorting.ties, "title_next") if sorting.ties else (sorting.field,)
    columns = [snapshot.searcher.fast_field_values(field, addresses) for field in fields]
    places = list(zip(*columns, strict=True))
    newest = sorting.field in ("volume_order", "created")
    created = snapshot.searcher.fast_field_values("created", addresses) if newest else [0] * len(places)
    ranks = [(*place, -(moment or 0)) for place, moment in zip(places, created, strict=True)]
    texts = _told_apart(snapshot, ranks, addresses, newest=newest)
    return [row[2] for row in sorted(zip(ranks, texts, addresses, strict=True), key=lambda row: row[:2])]


def _told_apart(
    snapshot: Snapshot, ranks: list[tuple[Any, ...]], addresses: list[DocAddress], *, newest: bool
) -> list[tuple[str, ...]]:
    """Title and key of the hits that their ranks leave tied (the key alone among the newest); nothing of all others."""
    counts = Counter(ranks)
    tied = [address for rank, address in zip(ranks, addresses, strict=True) if counts[rank] > 1]
    texts = iter([_title_and_key(result)[1 if newest else 0 :] for result in snapshot.results(tied)])
    return [next(texts) if counts[rank] > 1 else () for rank in ranks]


def _title_and_key(result: bytes) -> tuple[str, str]:
    shape = orjson.loads(result)
    return fold(shape.get("title", "")), shape["key"]
