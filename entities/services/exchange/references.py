"""What arriving entities refer to: entities known already or in the same file, and keys that nobody else has."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models

from entities.models import Dataset, DatasetCategory, Entity, Network
from entities.representation import columns
from entities.services import bulk
from entities.services.exchange.arrivals import Arrival

References = dict[type[Entity], set[UUID]]
Refused = list[tuple[int, str]]


def ordered(model: type[Entity], bodies: Sequence[Any]) -> list[tuple[int, Any]]:
    """The entities with their positions, those first to which others of the file refer (parents, originals)."""
    names = [columns(model)[field.name].json_name for field in _relations(model) if field.related_model is model]
    parents = {
        body.get("key"): [body[name] for name in names if body.get(name)] for body in bodies if isinstance(body, dict)
    }
    levels: dict[Any, int] = {}

    def level(key: Any, seen: frozenset[Any] = frozenset()) -> int:
        if key not in levels and key not in seen:
            above = [level(parent, seen | {key}) for parent in parents.get(key, ()) if parent in parents]
            levels[key] = 1 + max(above, default=0)
        return levels.get(key, 0)

    numbered = list(enumerate(bodies))
    if not names:
        return numbered
    return sorted(numbered, key=lambda entry: level(entry[1].get("key")) if isinstance(entry[1], dict) else 0)


def missing(arrivals: Sequence[Arrival]) -> References:
    """Keys that the arrivals refer to and that are neither stored nor among them, by kind."""
    wanted: References = defaultdict(set)
    for arrival in arrivals:
        for model, _, key in references(arrival):
            wanted[model].add(key)
    found: References = defaultdict(set)
    for model, keys in wanted.items():
        stored = set(model.objects.filter(pk__in=bulk.any_of(keys)).values_list("pk", flat=True))
        found[model] = keys - stored - {arrival.entity.pk for arrival in arrivals if type(arrival.entity) is model}
    return found


def references(arrival: Arrival) -> Iterator[tuple[type[Entity], str, UUID]]:
    """Each entity that an arrival refers to: its kind, the JSON name of the reference, the key."""
    model = type(arrival.entity)
    for field in _relations(model):
        key = getattr(arrival.entity, field.attname)
        if key is not None:
            yield field.related_model, columns(model)[field.name].json_name, key  # type: ignore[misc]
    for key in arrival.network_keys:
        yield Network, "networkKeys", key


def sound(arrivals: list[Arrival], refused: Refused) -> list[Arrival]:
    """The arrivals whose references exist; the others are refused, and who refers to them."""
    categories = set(DatasetCategory.objects.values_list("name", flat=True))
    while True:
        absent = missing(arrivals)
        problems = {arrival.position: _problem(arrival, absent, categories) for arrival in arrivals}
        bad = {position: problem for position, problem in problems.items() if problem}
        if not bad:
            return arrivals
        refused.extend(bad.items())
        arrivals = [arrival for arrival in arrivals if arrival.position not in bad]


def _problem(arrival: Arrival, absent: References, categories: set[str]) -> str | None:
    for model, name, key in references(arrival) if any(absent.values()) else ():
        if key in absent[model]:
            return f"{name}: {model.slug} {key} is not in the registry; import it first, or use --create-missing"
    if isinstance(arrival.entity, Dataset):
        unknown = set(arrival.entity.category or ()) - categories
        if unknown:
            return f"category: {', '.join(sorted(unknown))} is not in the vocabulary DatasetCategory"
    return None


@cache
def _relations(model: type[Entity]) -> list[models.ForeignKey]:
    return [field for field in model._meta.fields if isinstance(field, models.ForeignKey)]
