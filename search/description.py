"""Search in the description of the API: parameters out of the one table, answers by the keys of a result."""

from typing import Any

from entities.api.openapi.operations import PAGING, Operation
from entities.api.openapi.shapes import array, page
from entities.vocabulary import Continent, DatasetSubtype, DatasetType
from search.exporting import FORMATS
from search.parameters import PARAMETERS, Parameter
from search.request import DEEPEST_FACET, LONGEST_Q
from search.suggesting import DEFAULT_LIMIT, LARGEST_LIMIT, SUGGESTED
from search.values import ANYTHING

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_KEY: Schema = {"type": "string", "format": "uuid"}
_MOMENT: Schema = {"type": "string", "format": "date-time"}


def _constants(values: list[str]) -> Schema:
    return {"type": "string", "enum": values}


RESULT: dict[str, Schema] = {
    "key": _KEY,
    "title": _TEXT,
    "doi": _TEXT,
    "description": _TEXT,
    "type": _constants(DatasetType.values),
    "subtype": _constants(DatasetSubtype.values),
    "hostingOrganizationKey": _KEY,
    "hostingOrganizationTitle": _TEXT,
    "hostingCountry": _TEXT,
    "countryCoverage": array(_TEXT),
    "continent": array(_constants(Continent.values)),
    "publishingCountry": _TEXT,
    "publishingOrganizationKey": _KEY,
    "publishingOrganizationTitle": _TEXT,
    "publicationDate": _MOMENT,
    "modified": _MOMENT,
    "endorsingNodeKey": _KEY,
    "networkKeys": array(_KEY),
    "license": _TEXT,
    "decades": array({"type": "integer"}),
    "keywords": array(_TEXT),
    "projectIdentifier": _TEXT,
    "recordCount": _COUNT,
    "nameUsagesCount": _COUNT,
    "category": array(_TEXT),
}
"""The keys of a result in their order (dataset-search 2.1); what is empty is left out."""


def _filter(parameter: Parameter) -> Schema:
    """Values repeat; each may be `*`, and a number or date may be a range."""
    kind = parameter.kind
    one = _constants([*kind.choices, ANYTHING]) if kind.choices else _TEXT
    text = f"{parameter.meaning[:1].upper()}{parameter.meaning[1:]}; `*` for any"
    text += ", `from,to` for a range, `*` on either side for an open end" if kind.is_number else ""
    return {**array(one), "description": text}


_FILTERS = {parameter.name: _filter(parameter) for parameter in PARAMETERS}
_Q: Schema = {
    **_TEXT,
    "maxLength": LONGEST_Q,
    "description": "Words, phrases in quotes, `*` and `?` in a word, a DOI, a key",
}
_LIMIT_OF_FACETS = "For one facet, put its name and a dot before the parameter's name: `keyword.{}`"
_FACETS: dict[str, Schema] = {
    "facet": {
        **array(_constants([parameter.name for parameter in PARAMETERS])),
        "description": "Count the matches by the values of this",
    },
    "facetLimit": {**_COUNT, "description": _LIMIT_OF_FACETS.format("facetLimit")},
    "facetOffset": {**_COUNT, "maximum": DEEPEST_FACET, "description": _LIMIT_OF_FACETS.format("facetOffset")},
    "facetMincount": {**_COUNT, "default": 1, "description": "Leave values with fewer matches out"},
    "facetMultiselect": {
        "type": "boolean", "default": False, "description": "Count each facet as if its own filter were not set",
    },
}  # fmt: skip
_HIGHLIGHT: Schema = {
    "type": "boolean",
    "default": False,
    "description": "Mark matching words in titles and descriptions",
}
_FACET_ANSWER: Schema = {
    "type": "object",
    "required": ["field", "counts"],
    "properties": {
        "field": _TEXT,
        "counts": array(
            {"type": "object", "required": ["name", "count"], "properties": {"name": _TEXT, "count": _COUNT}}
        ),
    },
}


def _result(names: tuple[str, ...], *required: str) -> Schema:
    return {"type": "object", "required": [*required], "properties": {name: RESULT[name] for name in names}}


def _found() -> Schema:
    """The envelope of a page with facets (2)."""
    envelope = page(_result(tuple(RESULT), "key", "title", "recordCount"))
    properties = {**envelope["properties"], "facets": array(_FACET_ANSWER)}
    return {**envelope, "required": list(properties), "properties": properties}


OPERATIONS: dict[str, Operation] = {
    "search": Operation(_found(), query={"q": _Q, **_FILTERS, **_FACETS, "hl": _HIGHLIGHT, **PAGING}),
    "suggest": Operation(
        array(_result(SUGGESTED, "key", "title")),
        query={"q": _Q, **_FILTERS, "limit": {**_COUNT, "default": DEFAULT_LIMIT, "maximum": LARGEST_LIMIT}},
    ),
    "export": Operation(
        _TEXT, media=FORMATS["TSV"], also=(FORMATS["CSV"],),
        query={"q": _Q, **_FILTERS, "format": {**_constants([*FORMATS]), "default": "TSV"}},
    ),
}  # fmt: skip
"""By action of the view."""
