"""Runs a search and gives one page of it: what the API, the export and the public page stand on.

A page uses it so:

    from search import query
    from search.request import SearchRequest

    asked = SearchRequest.of(request.GET)          # MalformedValue (its text is for people) where a value does not fit
    page = query.search(asked)                     # SearchUnavailable while the index is being built
    page.count, page.offset, page.limit, page.is_last
    for result in page.results: ...                # dictionaries with the keys of the API: key, title, description, …
    for facet in page.facets: ...                  # facet.parameter.label, facet.counts: [(value, number), …]

`dataclasses.replace(asked, order=Order.NEWEST, facets=(FacetRequest(parameters.TYPE, limit=10),), highlight=True,
is_multiselect=True)` asks for what the address does not say; `asked.texts` are its filters as they were given, by
parameter; `search.parameters.PARAMETERS` are all filters, with label, kind and choices for a form. With `highlight`
titles and descriptions with a match are HTML, safe to show as they are; those without are as stored: `page.is_marked`
tells which. `suggesting.suggest(asked, limit)` completes a title.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import orjson
from django.conf import settings
from tantivy import DocAddress, Occur, Query

from search import facets, filtering, paging, schema, text
from search.facets import FacetCounts
from search.highlighting import Highlighter
from search.index import Snapshot, reader
from search.paging import Levels, Sorting
from search.parameters import Parameter
from search.ranking import Ranking
from search.request import FacetRequest, Order, SearchRequest
from search.text import Text

_EXPORTED_AT_ONCE = 1000
_SORTINGS = {Order.NEWEST: paging.BY_DATE, Order.SIZE: paging.BY_VOLUME}


@dataclass(frozen=True)
class SearchPage:
    """One page of answers. `texts` are the results as the index keeps them, JSON; `is_tolerant` tells that only
    datasets with similar words were found."""

    request: SearchRequest
    count: int
    texts: Sequence[bytes]
    facets: Sequence[FacetCounts]
    is_tolerant: bool = False
    highlighter: Highlighter | None = None

    @property
    def offset(self) -> int:
        """Matches before this page."""
        return self.request.offset

    @property
    def limit(self) -> int:
        """Most matches that a page has."""
        return self.request.limit

    @property
    def is_last(self) -> bool:
        """Whether no match comes after this page."""
        return self.offset + self.limit >= self.count

    @cached_property
    def results(self) -> list[dict[str, Any]]:
        """The results, marked where that was asked for."""
        found = [orjson.loads(content) for content in self.texts]
        return [self.highlighter.fields(result) for result in found] if self.highlighter else found

    def is_marked(self, value: str) -> bool:
        """Whether a text of a result was escaped and marked."""
        return self.highlighter is not None and f'<em class="{settings.SEARCH_HIGHLIGHT_CLASS}">' in value


@dataclass(frozen=True, slots=True)
class _Found:
    """What matches: the condition of `q` and the filters on one snapshot, and how hits are sorted."""

    snapshot: Snapshot
    of_text: Query | None
    query: Query
    ordered: Levels
    sorting: Sorting
    count: int
    is_tolerant: bool
    text: Text


def search(request: SearchRequest) -> SearchPage:
    """One page of the datasets that match, with facets; SearchUnavailable where there is no index to ask."""
    snapshot = reader.snapshot()
    found = _find(snapshot, request)
    addresses: list[DocAddress] = []
    if request.offset < found.count:
        addresses = found.ordered.page(found.sorting, request.offset, request.limit)
    return SearchPage(
        request=request,
        count=found.count,
        texts=snapshot.results(addresses),
        facets=_facets(found, request),
        is_tolerant=found.is_tolerant,
        highlighter=_highlighter(found) if request.highlight and not found.text.is_empty else None,
    )


def everything(request: SearchRequest) -> Iterator[bytes]:
    """All results of a search in its order, out of one snapshot, a part at a time."""
    snapshot = reader.snapshot()
    found = _find(snapshot, replace(request, facets=()))

    def parts() -> Iterator[bytes]:
        for offset in range(0, found.count, _EXPORTED_AT_ONCE):
            yield from snapshot.results(found.ordered.page(found.sorting, offset, _EXPORTED_AT_ONCE))

    return parts()


def _find(snapshot: Snapshot, request: SearchRequest) -> _Found:
    asked = text.read(request.q)
    says_nothing = asked.is_empty and bool(request.q) and not set("*?") & set(request.q)
    ranking = Ranking(snapshot.index, asked)
    filters = filtering.query_of(snapshot.schema, request.filters)
    matching = None if asked.is_empty else ranking.matching()
    if says_nothing:
        matching = Query.empty_query()
    query, is_tolerant = _both(matching, filters), False
    count = paging.count(snapshot, query)
    if not count and matching is not None and not says_nothing:
        tolerant = ranking.tolerant()
        if tolerant is not None and not paging.count(snapshot, matching):
            matching, query, is_tolerant = tolerant, _both(tolerant, filters), True
            count = paging.count(snapshot, query)
    sorting = _sorting(request, asked)
    ordered = [query] if sorting.field else [ranking.scored(query, is_tolerant=is_tolerant)]
    if sorting is paging.BY_PATTERN:
        ordered = ranking.levels(query)
    return _Found(snapshot, matching, query, Levels(snapshot, ordered), sorting, count, is_tolerant, asked)


def _sorting(request: SearchRequest, asked: Text) -> Sorting:
    if request.order in _SORTINGS:
        return _SORTINGS[request.order]
    if asked.is_empty:
        return paging.BY_VOLUME
    # Patterns alone have no scores: any word that fits is as good as any other.
    return paging.BY_SCORE if asked.words or asked.phrases else paging.BY_PATTERN


def _both(first: Query | None, second: Query | None) -> Query:
    parts = [part for part in (first, second) if part is not None]
    if not parts:
        return Query.all_query()
    return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Must, part) for part in parts])


def _facets(found: _Found, request: SearchRequest) -> list[FacetCounts]:
    """Counts in the order of the request; with multiselect each facet leaves the filters on itself out (4.3)."""
    groups: dict[Parameter | None, list[FacetRequest]] = defaultdict(list)
    for facet in request.facets:
        leaves_out = request.is_multiselect and facet.parameter in request.filters
        groups[facet.parameter if leaves_out else None].append(facet)
    counts: dict[Parameter, FacetCounts] = {}
    for without, group in groups.items():
        query = found.query
        if without is not None:
            query = _both(found.of_text, filtering.query_of(found.snapshot.schema, request.filters, without))
        counts |= facets.count(found.snapshot, query, group)
    return [counts[facet.parameter] for facet in request.facets]


def _highlighter(found: _Found) -> Highlighter:
    return Highlighter(found.text, schema.stem, settings.SEARCH_HIGHLIGHT_CLASS, is_tolerant=found.is_tolerant)
