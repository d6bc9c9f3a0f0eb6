"""What the person of a request may do here; asked many times while a page is made, so answers are kept with it."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, IntegerField, Value
from django.http import HttpRequest

from entities.admin.forms import Refused
from entities.models import Entity
from entities.permissions import Actor, Channel, may_change

Answer = TypeVar("Answer")


def actor_of(request: HttpRequest, reason: str = "") -> Actor:
    """The person of the request, as services know actors."""
    return Actor.of(request.user, Channel.ADMIN, reason)  # type: ignore[arg-type]


def is_administrator(request: HttpRequest) -> bool:
    """Whether the person may do everything."""
    return bool(getattr(request.user, "is_administrator", False))


def in_reach(request: HttpRequest, entity: Entity) -> bool:
    """Whether the person's rights reach the entity, deleted or not."""
    known: dict[UUID, bool] = _kept(request, "reach")
    if entity.pk not in known:
        known[entity.pk] = may_change(actor_of(request), entity)
    return known[entity.pk]


def may_edit(request: HttpRequest, entity: Entity) -> bool:
    """Whether the entity's form is open: deleted entities are restored first, so that nobody does it by the way."""
    return not entity.is_deleted and in_reach(request, entity)


def component_counts(request: HttpRequest, entity: Entity | None) -> dict[type, int]:
    """How many components of each kind the entity has, in one statement."""
    if entity is None or entity._state.adding:
        return {}
    known: dict[UUID, dict[type, int]] = _kept(request, "components")
    if entity.pk not in known:
        known[entity.pk] = _counted(entity)
    return known[entity.pk]


def _counted(entity: Entity) -> dict[type, int]:
    kinds = list(entity.components)
    each = [
        entity.components[kind]
        ._default_manager.filter(entity=entity)
        .order_by()
        .values("entity")
        .annotate(kind=Value(position, IntegerField()), rows=Count("pk"))
        .values_list("kind", "rows")
        for position, kind in enumerate(kinds)
    ]
    return {kinds[position]: count for position, count in each[0].union(*each[1:], all=True)}


def set_refusal(request: HttpRequest, refused: Refused) -> None:
    """Keep what a service refused, so that the forms show it when they are made again."""
    _kept(request, "refusal")[0] = refused


def refusal(request: HttpRequest) -> Refused | None:
    """What a service refused of this request's forms."""
    found: Refused | None = _kept(request, "refusal").get(0)
    return found


def _kept(request: HttpRequest, what: str) -> dict[Any, Any]:
    answers: dict[str, dict[Any, Any]] = request.__dict__.setdefault("_registry_answers", {})
    return answers.setdefault(what, {})
