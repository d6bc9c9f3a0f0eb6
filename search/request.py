"""What somebody asks: the query string, read and checked before anything runs (dataset-search 1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from math import prod

from django.conf import settings
from django.http import QueryDict

from entities.api.paging import Page
from entities.exceptions import MalformedValue
from search import parameters
from search.parameters import Parameter
from search.values import ANYTHING, Value, bare

LONGEST_Q = 10_000
DEEPEST_FACET = 1_200_000
"""Facet offset and limit together."""
MOST_ROWS = 10_000
"""Combinations of values that one row must meet: a thousand of each part of a machine tag were a billion."""

Filters = Mapping[Parameter, tuple[Value, ...]]


class Order(Enum):
    """Orders of results: by relevance, or by data volume without `q`; newest first; biggest first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class FacetRequest:
    """One facet that is asked for, and which part of its values."""

    parameter: Parameter
    offset: int = 0
    limit: int = 10
    mincount: int = 1


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A request as it is understood; `texts` are the filters' texts as they were given, for links and forms."""

    q: str = ""
    filters: Filters = field(default_factory=dict)
    facets: tuple[FacetRequest, ...] = ()
    is_multiselect: bool = False
    highlight: bool = False
    offset: int = 0
    limit: int = 20
    order: Order = Order.RELEVANCE
    texts: Mapping[Parameter, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, query: QueryDict) -> "SearchRequest":
        """Read a query string; MalformedValue where a value does not fit. Names that nobody knows are ignored."""
        _refuse_unstorable(query)
        page = Page.of({name: _last(query, name) for name in ("offset", "limit") if name in query})
        texts = _filter_texts(query)
        _refuse_many_rows(texts)
        return cls(
            q=_q(query),
            filters={parameter: _values(parameter, given) for parameter, given in texts.items()},
            facets=_facets(query),
            is_multiselect=_any_case(query, "FACETMULTISELECT").lower() == "true",
            highlight=_last(query, "hl").lower() == "true",
            offset=page.offset,
            limit=page.limit,
            texts=texts,
        )


def _refuse_unstorable(query: QueryDict) -> None:
    for name, values in query.lists():
        for text in (name, *values):
            if "\0" in text or not _is_text(text):
                raise MalformedValue(f"The query parameter {name!r} holds a character that cannot be stored")


def _is_text(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text) if not text.isascii() else True


def _q(query: QueryDict) -> str:
    q = (query.get("q") or "").strip()
    if len(q) > LONGEST_Q:
        raise MalformedValue(f"q has more than {LONGEST_Q} characters")
    return "" if q == ANYTHING else q


def _filter_texts(query: QueryDict) -> dict[Parameter, tuple[str, ...]]:
    texts: dict[Parameter, list[str]] = {}
    for name, values in query.lists():
        parameter = parameters.find(name)
        given = [text.strip() for text in values if text.strip()]
        if parameter and given:
            texts.setdefault(parameter, []).extend(given)
    return {parameter: tuple(dict.fromkeys(given)) for parameter, given in texts.items()}


def _refuse_many_rows(texts: Mapping[Parameter, tuple[str, ...]]) -> None:
    for parts in parameters.COMPOSITES.values():
        if prod(len(texts.get(part, "*")) for part in parts) > MOST_ROWS:
            names = ", ".join(part.name for part in parts)
            raise MalformedValue(f"The values of {names} make more than {MOST_ROWS} combinations")


def _values(parameter: Parameter, texts: Iterable[str]) -> tuple[Value, ...]:
    read = parameter.kind.read
    return tuple(ANYTHING if text == ANYTHING else read(text, parameter.constant) for text in texts)


def _facets(query: QueryDict) -> tuple[FacetRequest, ...]:
    asked: dict[Parameter, str] = {}
    for name in query.getlist("facet"):
        parameter = parameters.find(name)
        if parameter:
            asked.setdefault(parameter, name)
    mincount = max(_number(query, "FACETMINCOUNT", 1), 1)
    default, offset = settings.SEARCH_FACET_LIMIT, _number(query, "FACETOFFSET", 0)
    limit = _number(query, "FACETLIMIT", default)
    _check_depth(offset, limit)
    facets = []
    for parameter in asked:
        own = bare(parameter.name)
        own_offset = _number(query, f"{own}FACETOFFSET", -1)
        own_limit = _number(query, f"{own}FACETLIMIT", default if own_offset >= 0 else limit)
        facet = FacetRequest(parameter, own_offset if own_offset >= 0 else offset, own_limit, mincount)
        _check_depth(facet.offset, facet.limit)
        facets.append(facet)
    return tuple(facets)


def _check_depth(offset: int, limit: int) -> None:
    if offset + limit > DEEPEST_FACET:
        raise MalformedValue(f"facetOffset and facetLimit together are more than {DEEPEST_FACET}")


def _number(query: QueryDict, name: str, default: int) -> int:
    text = _any_case(query, name)
    if not text:
        return default
    if not text.removeprefix("-").isascii() or not text.removeprefix("-").isdigit() or len(text) > 30:
        raise MalformedValue(f"{text[:200]!r} is no whole number, as a facet's limit, offset and mincount must be")
    return max(int(text), 0)


def _last(query: QueryDict, name: str) -> str:
    """The last value of a parameter whose name is matched exactly."""
    return (query.get(name) or "").strip()


def _any_case(query: QueryDict, name: str) -> str:
    """The last value of a parameter whose name is compared without case and separators."""
    found = [values[-1] for given, values in query.lists() if bare(given) == name and values]
    return found[-1].strip() if found else ""
