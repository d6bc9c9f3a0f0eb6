"""What happens to harvest sources when an organization or an installation takes the place of another."""

from collections.abc import Mapping, Sequence
from typing import Any

from entities.models import Entity, Installation, Organization
from entities.services import hanging
from harvesting.models import HarvestSource

_COLUMNS: dict[type[Entity], str] = {Organization: "organization", Installation: "installation"}


def follow(former: Entity, entity: Entity, keys: Mapping[str, Sequence[str]] | None, **_: Any) -> dict[str, list[str]]:
    """Receiver of `entities_merged`: sources deliver to the new one. Answers which, by where a merge notes it."""
    column = _COLUMNS.get(type(entity))
    if column is None:
        return {}
    label = f"harvestsource.{column}"
    sources = HarvestSource.objects.filter(**{column: former})
    if keys is not None:
        sources = sources.filter(pk__in=keys.get(label, ()))
    moved = list(sources.order_by("pk").values_list("pk", flat=True))
    HarvestSource.objects.filter(pk__in=moved).update(**{column: entity})
    return {label: moved}


def count(entity: Entity, **_: Any) -> list[tuple[int, str]]:
    """Receiver of `hanging_counted`: how many sources would follow."""
    column = _COLUMNS.get(type(entity))
    if column is None:
        return []
    return [hanging.in_words(HarvestSource, HarvestSource.objects.filter(**{column: entity}).count(), column)]
