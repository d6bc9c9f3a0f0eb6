"""The facet panel and the chips: values in words, what is ticked, and the address without each filter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from entities.models import Entity, Installation, Network, Node, Organization
from entities.pages.finding import read_key
from entities.templatetags.portal import country, license_short, license_words, words
from entities.vocabulary import read_country_parameter
from search import parameters
from search.facets import FacetCounts
from search.parameters import Parameter
from search.query import search
from search.request import FacetRequest, SearchRequest
from search.values import Value

SHOWN: tuple[Parameter, ...] = (
    parameters.TYPE, parameters.PUBLISHING_ORG, parameters.KEYWORD, parameters.LICENSE, parameters.COUNTRY,
    parameters.CONTINENT, parameters.DECADE, parameters.PUBLISHING_COUNTRY, parameters.NETWORK_KEY,
    parameters.HOSTING_ORG, parameters.ENDPOINT_TYPE, parameters.SUBTYPE, parameters.CATEGORY,
)  # fmt: skip
"""The facets of the panel, in order."""

MORE = "more"
"""Name in the address of facets that show further values: each mention shows a hundred more."""
_VALUES, _FURTHER, _MOST_MENTIONS = 12, 100, 10
_OPEN_AT_FIRST = 4
_NAMED: dict[Parameter, type[Entity]] = {
    parameters.PUBLISHING_ORG: Organization,
    parameters.HOSTING_ORG: Organization,
    parameters.NETWORK_KEY: Network,
    parameters.ENDORSING_NODE_KEY: Node,
    parameters.INSTALLATION_KEY: Installation,
}
"""Parameters whose values are keys, and what has these keys."""

Titles = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One box of a facet."""

    identifier: str
    value: str
    label: str
    count: int
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class FacetBox:
    """One facet of the panel; `more` and `fewer` are the queries that show further values, or the first ones only."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    is_open: bool
    more: str = ""
    fewer: str = ""

    @property
    def ticked(self) -> int:
        """How many of its values are ticked."""
        return sum(value.is_ticked for value in self.values)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the query without it; `is_hidden` where the panel has no box for it."""

    name: str
    value: str
    label: str
    query: str
    is_hidden: bool


def titles_of(asked: SearchRequest, facets: Iterable[FacetCounts]) -> dict[str, str]:
    """The titles of all keys that filters and facets name, by key; one statement for each kind of entity."""
    keys: dict[type[Entity], set[str]] = {}
    for facet in facets:
        if facet.parameter in _NAMED:
            keys.setdefault(_NAMED[facet.parameter], set()).update(value for value, _ in facet.counts)
    for parameter, texts in asked.texts.items():
        if parameter in _NAMED:
            keys.setdefault(_NAMED[parameter], set()).update(texts)
    titles: dict[str, str] = {}
    for model, wanted in keys.items():
        known = [key for text in wanted if (key := read_key(text))]
        rows: Any = model.objects.filter(pk__in=known).values_list("pk", "title")  # type: ignore[attr-defined]
        titles |= {str(key): title for key, title in rows}
    return titles


def requests(query: QueryDict) -> tuple[FacetRequest, ...]:
    """The facets of the panel; one value more than is shown tells whether there are more."""
    return tuple(FacetRequest(parameter, limit=_shown(query, parameter) + 1) for parameter in SHOWN)


def boxes(query: QueryDict, asked: SearchRequest, facets: Iterable[FacetCounts], titles: Titles) -> list[FacetBox]:
    """The facets that have something to choose."""
    found: list[FacetBox] = []
    for facet in facets:
        name, shown = facet.parameter.name, _shown(query, facet.parameter)
        values = tuple(_values(asked, facet.parameter, facet.counts[:shown], titles))
        is_longer = shown > _VALUES
        if values:
            is_open = len(found) < _OPEN_AT_FIRST or is_longer or any(value.is_ticked for value in values)
            more = _mentioning(query, name, 1) if len(facet.counts) > shown else ""
            fewer = _mentioning(query, name, 0) if is_longer else ""
            found.append(FacetBox(name, facet.parameter.label, values, is_open, more, fewer))
    return found


def _shown(query: QueryDict, parameter: Parameter) -> int:
    """How many values of a facet the address asks for."""
    return _VALUES + _FURTHER * min(query.getlist(MORE).count(parameter.name), _MOST_MENTIONS)


def _mentioning(query: QueryDict, name: str, further: int) -> str:
    """The query with one mention more of a facet, or with none of it."""
    rest = query.copy()
    mentions = query.getlist(MORE)
    rest.setlist(MORE, [*mentions, name] if further else [other for other in mentions if other != name])
    return rest.urlencode()


def chips(query: QueryDict, titles: Titles) -> list[Chip]:
    """The filters of an address, in its order."""
    found: list[Chip] = []
    for name in query:
        parameter = parameters.find(name)
        if parameter is None:
            continue
        for value in dict.fromkeys(text for text in query.getlist(name) if text.strip()):
            label = f"{parameter.label}: {label_of(parameter, value.strip(), titles)}"
            found.append(Chip(name, value, label, _without(query, name, value), parameter not in SHOWN))
    return found


def label_of(parameter: Parameter, value: str, titles: Titles) -> str:
    """A value of a filter in words."""
    if value == "*":
        return "any"
    if parameter in _NAMED:
        return titles.get(value.lower(), value)
    if parameter in (parameters.COUNTRY, parameters.PUBLISHING_COUNTRY, parameters.HOSTING_COUNTRY):
        return country(read_country_parameter(value) or value)
    if parameter is parameters.LICENSE:
        return license_short(value.upper()) or license_words(value)
    if parameter.kind.is_number and "," in value:
        return _range_in_words(value)
    if parameter is parameters.DECADE:
        return f"{value}s"
    return words(value) if parameter.kind.choices else value


def _range_in_words(value: str) -> str:
    """1990,2000 as people say it, with open ends."""
    low, high = (part.strip() for part in value.split(",", 1))
    if low == "*" or high == "*":
        return "any" if low == high else f"from {low} on" if high == "*" else f"up to {high}"
    return f"{low} to {high}"


def _values(
    asked: SearchRequest, parameter: Parameter, counts: Iterable[tuple[str, int]], titles: Titles
) -> Iterable[FacetValue]:
    """The values of a facet, then the ticked ones that are not among them."""
    ticked = zip(asked.texts.get(parameter, ()), asked.filters.get(parameter, ()), strict=True)
    wanted = {text.casefold(): (text, value) for text, value in ticked}
    shown = list(counts)
    for number, (text, count) in enumerate(shown):
        is_ticked = wanted.pop(text.casefold(), None) is not None
        yield _value(parameter, number, text, count, titles, is_ticked=is_ticked)
    for number, (text, value) in enumerate(wanted.values(), start=len(shown)):
        yield _value(parameter, number, text, _count(asked, parameter, value), titles, is_ticked=True)


def _count(asked: SearchRequest, parameter: Parameter, value: Value) -> int:
    """How many datasets have a value, as a facet counts them: without other values of the same filter."""
    filters = {**asked.filters, parameter: (value,)}
    return search(replace(asked, filters=filters, facets=(), limit=0, highlight=False)).count


def _value(parameter: Parameter, number: int, value: str, count: int, titles: Titles, *, is_ticked: bool) -> FacetValue:
    label = label_of(parameter, value, titles)
    return FacetValue(f"{parameter.name}-{number}", value, label, count, is_ticked)


def _without(query: QueryDict, name: str, value: str) -> str:
    """The query without one value of a filter, from the first page on."""
    rest = query.copy()
    rest.pop("page", None)
    rest.setlist(name, [other for other in query.getlist(name) if other != value])
    return rest.urlencode()
