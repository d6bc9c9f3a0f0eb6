"""Filters as engine queries (dataset-search 1.4, 1.5): any of a parameter's values, all of the parameters."""

from collections.abc import Iterable, Sequence
from itertools import product

import tantivy
from tantivy import FieldType, Occur, Query

from search import parameters
from search.parameters import Parameter
from search.request import Filters
from search.schema import LONGEST_VALUE, stem
from search.values import ANYTHING, Range, Value
from search.words import words

SEPARATOR = "\x1f"
"""Between the parts of a composite value; no text of the registry holds it (documents are cleaned of it)."""

_COMPOSITE_OF = {parameter: field for field, parts in parameters.COMPOSITES.items() for parameter in parts}
_HIGHEST = 2**62


def composite_values(parts: Sequence[str]) -> list[str]:
    """What the index holds of one row: each choice of its parts, the others left open."""
    choices = product(*((part[:LONGEST_VALUE], "") for part in parts))
    return [SEPARATOR.join(choice) for choice in choices]


def query_of(schema: tantivy.Schema, filters: Filters, without: Parameter | None = None) -> Query | None:
    """All filters but one as a query; None where none is left."""
    parts = list(_parts(schema, {key: values for key, values in filters.items() if key is not without}))
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Must, part) for part in parts])


def _parts(schema: tantivy.Schema, filters: Filters) -> Iterable[Query]:
    for parameter, values in filters.items():
        if parameter not in _COMPOSITE_OF:
            yield _any_of(schema, parameter, values)
    for field, parts in parameters.COMPOSITES.items():
        if any(part in filters for part in parts):
            yield _same_row(schema, field, [filters.get(part, (ANYTHING,)) for part in parts])


def _same_row(schema: tantivy.Schema, field: str, choices: Sequence[tuple[Value, ...]]) -> Query:
    rows = [
        SEPARATOR.join("" if part == ANYTHING else str(part)[:LONGEST_VALUE] for part in row)
        for row in product(*choices)
    ]
    return _one_of(schema, field, rows)


def _one_of(schema: tantivy.Schema, field: str, values: Sequence[str | int]) -> Query:
    """A single value is looked up where it stands; for many the engine walks its dictionary once."""
    if len(values) == 1:
        return Query.term_query(schema, field, values[0], "basic")
    return Query.term_set_query(schema, field, list(values))


def _any_of(schema: tantivy.Schema, parameter: Parameter, values: Sequence[Value]) -> Query:
    if ANYTHING in values:
        return _anything(schema, parameter)
    if parameter is parameters.DATASET_TITLE:
        return _either([_all_words(schema, str(value)) for value in values])
    single = [value for value in values if not isinstance(value, Range)]
    ranges = [_range(schema, parameter.field, value) for value in values if isinstance(value, Range)]
    return _either([*ranges, *([_one_of(schema, parameter.field, single)] if single else [])])


def _anything(schema: tantivy.Schema, parameter: Parameter) -> Query:
    """Datasets with any value there; fields that are not counted have a mark of their own."""
    if parameter is parameters.DATASET_TITLE:
        return Query.all_query()
    if parameter.is_counted:
        return Query.exists_query(parameter.field)
    return Query.term_query(schema, parameter.field, ANYTHING, "basic")


def _all_words(schema: tantivy.Schema, text: str) -> Query:
    """Each word, or another form of it (3.1)."""
    found = ((word, stem(word)) for word in words(text))
    terms = [Query.term_query(schema, *(("title_stems", form) if form else ("title", word))) for word, form in found]
    return Query.boolean_query([(Occur.Must, term) for term in terms]) if terms else Query.empty_query()


def _range(schema: tantivy.Schema, field: str, value: Range) -> Query:
    low = -_HIGHEST if value.low is None else value.low
    high = _HIGHEST if value.high is None else value.high
    return Query.range_query(schema, field, FieldType.Integer, low, high)


def _either(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])
