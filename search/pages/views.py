"""The search page and its type-ahead: what the address asks for, run by `search.query`, shown in words."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entities.exceptions import MalformedValue
from search import parameters, query
from search.exceptions import SearchUnavailable
from search.pages import panel
from search.pages.snippets import marked, snippet
from search.query import SearchPage
from search.request import Order, SearchRequest
from search.suggesting import suggest

PAGE_SIZE = 20
_DEEPEST_PAGE = 10_000_000
_SUGGESTIONS = 8
_KEYWORDS = 6
_ORDERS = {Order.RELEVANCE: "Relevance", Order.NEWEST: "Newest", Order.SIZE: "Most records"}
_OWN_NAMES = (panel.MORE, "page", "sort", "limit", "offset", "facet", "hl")


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Datasets that match the address: filters as the API has them, `sort`, `page`; each address can be shared."""
    try:
        asked = _asked(request.GET)
        found = query.search(asked)
        if found.count and not found.texts:
            last = (found.count - 1) // PAGE_SIZE * PAGE_SIZE
            found = query.search(replace(asked, offset=last))
    except MalformedValue as error:
        return _failed(request, str(error), HTTPStatus.BAD_REQUEST)
    except SearchUnavailable as error:
        return _failed(request, str(error), HTTPStatus.SERVICE_UNAVAILABLE)
    return render(request, "search/search.html", _shared(request) | _context(request, found))


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Options for the box: titles that begin with what was typed. Nothing where the search does not answer."""
    try:
        asked = SearchRequest(q=SearchRequest.of(request.GET).q)
        found = suggest(asked, _SUGGESTIONS) if asked.q else []
    except (MalformedValue, SearchUnavailable):
        found = []
    return render(request, "search/suggestions.html", {"suggestions": found})


def _asked(given: QueryDict) -> SearchRequest:
    """The request of the address, as the page wants it: facets, marks, one page."""
    return replace(
        SearchRequest.of(given),
        facets=panel.requests(given),
        is_multiselect=True,
        highlight=True,
        offset=(_page_number(given) - 1) * PAGE_SIZE,
        limit=PAGE_SIZE,
        order=_order(given),
    )


def _page_number(given: QueryDict) -> int:
    text = given.get("page", "1")
    return min(max(int(text), 1), _DEEPEST_PAGE) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _order(given: QueryDict) -> Order:
    try:
        return Order(given.get("sort", ""))
    except ValueError:
        return Order.RELEVANCE


def _shared(request: HttpRequest) -> dict[str, Any]:
    """What the page shows whether a search succeeds or not."""
    return {
        "words": request.GET.get("q", "").replace("\x00", "")[:1000],
        "orders": [(order.value, label) for order, label in _ORDERS.items()],
        "order": _order(request.GET).value,
    }


def _context(request: HttpRequest, found: SearchPage) -> dict[str, Any]:
    titles = panel.titles_of(found.request, found.facets)
    number = found.offset // PAGE_SIZE + 1
    return {
        "found": found,
        "hits": [_hit(result, found) for result in found.results],
        "boxes": panel.boxes(request.GET, found.request, found.facets, titles),
        "chips": panel.chips(request.GET, titles),
        "mentioned": request.GET.getlist(panel.MORE),
        "page": Paginator(range(found.count), PAGE_SIZE).get_page(number),
        "export": _export_query(request.GET),
    }


def _hit(result: dict[str, Any], found: SearchPage) -> dict[str, Any]:
    title, description = result["title"], result.get("description") or ""
    publisher = result.get("publishingOrganizationTitle") or ""
    return result | {
        "title": marked(title, is_marked=found.is_marked(title)),
        "publisher": marked(publisher, is_marked=found.is_marked(publisher)),
        "snippet": snippet(description, is_marked=found.is_marked(description)),
        "shown_keywords": list(dict.fromkeys(result.get("keywords") or ()))[:_KEYWORDS],
    }


def _export_query(given: QueryDict) -> str:
    rest = given.copy()
    for name in _OWN_NAMES:
        rest.pop(name, None)
    return rest.urlencode()


def _filters(given: QueryDict) -> list[tuple[str, str]]:
    """The filters of an address, for a form that shows none."""
    return [(name, value) for name, values in given.lists() if parameters.find(name) for value in values]


def _failed(request: HttpRequest, sentence: str, status: HTTPStatus) -> HttpResponse:
    is_busy = status == HTTPStatus.SERVICE_UNAVAILABLE
    context = _shared(request) | {
        "failure": sentence,
        "is_busy": is_busy,
        "kept": _filters(request.GET) if is_busy else (),
    }
    return render(request, "search/search.html", context, status=status)
