"""Listings of filtered entities whose statements are written once for each combination of parameters.

Django takes longer to write a statement than PostgreSQL to answer most of them. A text or key that a queryset method
takes stands in its statement as it is, so the same statement serves all others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from entities.api.listings import Listing, listing
from entities.models import Entity
from entities.models.querysets import EntityQuerySet

Calls = tuple[tuple[str, Mapping[str, Any]], ...]
"""Methods of querysets with their arguments; one without name is the only one."""

_VERBATIM = frozenset(
    {
        *("with_identifier", "with_machine_tag", "hosted_by", "published_by", "served_by", "endorsed_by", "in_network"),
        *("hosted_by_live", "hosted_below", "constituents_of", "of_dataset", "pending_at", "of_country", "of_type"),
    }
)
"""Methods of the listed kinds that write the same statement whatever text or key they are given. (The node of a country
is no list, so that its exception does not matter here.)"""
_SELECTIVE = ("with_identifier", "identifier")
"""A method and argument that leave so few rows that whatever the value, they are found the same way."""
_MOST_KNOWN = 1000

_Shape = tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]
"""Calls with the type in place of a text or key, and with the values themselves of what there are few."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A listing of stand-ins, and for each parameter which of the given values takes its place."""

    listing: Listing
    counted_by: tuple[int | None, ...]
    paged_by: tuple[int | None, ...]

    def filled(self, values: list[Any]) -> Listing:
        return replace(
            self.listing,
            counted_by=_filled(self.listing.counted_by, self.counted_by, values),
            paged_by=_filled(self.listing.paged_by, self.paged_by, values),
        )


def prepared_listing(model: type[Entity], calls: Calls, *, is_live: bool = True) -> Listing | None:
    """The live or the deleted entities that the calls leave; None where it is known beforehand that there are none."""
    shape, values = _shape(calls)
    known = None if shape is None else _prepared(model, is_live, shape)
    return known.filled(values) if known else listing(applied(_rows(model, is_live), calls))


def applied(rows: EntityQuerySet, calls: Calls) -> EntityQuerySet:
    """The rows that the calls leave."""
    for method, arguments in calls:
        call = getattr(rows, method)
        rows = call(arguments[""]) if "" in arguments else call(**arguments)
    return rows


def _rows(model: type[Entity], is_live: bool) -> EntityQuerySet:
    rows: EntityQuerySet = model.objects.all()  # type: ignore[assignment]
    return rows.live() if is_live else rows.gone()


def _shape(calls: Calls) -> tuple[_Shape | None, list[Any]]:
    """What the calls have in common with others, and what is their own; no shape where a value is of another kind."""
    shape, values = [], []
    for method, arguments in calls:
        named: list[tuple[str, Any]] = []
        for name, value in arguments.items():
            if method in _VERBATIM and type(value) in (str, UUID):
                named.append((name, type(value)))
                values.append(value)
            elif isinstance(value, Enum | bool):
                named.append((name, value))
            else:
                return None, []
        shape.append((method, tuple(named)))
    return tuple(shape), values


@lru_cache(maxsize=_MOST_KNOWN)
def _prepared(model: type[Entity], is_live: bool, shape: _Shape) -> _Prepared | None:
    """The listing of the shape, with stand-ins for texts and keys; None where one does not turn up as a parameter."""
    stand_ins: list[Any] = []
    calls = tuple((method, {name: _stand_in(part, stand_ins) for name, part in named}) for method, named in shape)
    found = listing(applied(_rows(model, is_live), calls))
    if found is None:
        return None
    if any((method, name) == _SELECTIVE for method, named in shape for name, _ in named):
        found = replace(found, keeps_plan=True)
    counted_by, paged_by = (_places(each, stand_ins) for each in (found.counted_by, found.paged_by))
    wanted = set(range(len(stand_ins)))
    return _Prepared(found, counted_by, paged_by) if wanted <= {*counted_by} & {*paged_by} else None


def _stand_in(part: Any, stand_ins: list[Any]) -> Any:
    if part not in (str, UUID):
        return part
    stand_ins.append(part(uuid4()) if part is str else uuid4())
    return stand_ins[-1]


def _places(parameters: tuple[Any, ...], stand_ins: list[Any]) -> tuple[int | None, ...]:
    return tuple(stand_ins.index(each) if each in stand_ins else None for each in parameters)


def _filled(parameters: tuple[Any, ...], places: tuple[int | None, ...], values: list[Any]) -> tuple[Any, ...]:
    return tuple(known if place is None else values[place] for known, place in zip(parameters, places, strict=True))
