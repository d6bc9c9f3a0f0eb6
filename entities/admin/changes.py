"""What changed lately in the whole registry: who, when, through which channel, which entity.

Snapshots lie in one table for each kind of row. Each table is read backwards from its newest row, which its key finds
without a search, and the newest of all tables together are grouped by transaction and entity.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import admin
from django.db.models import IntegerField, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.dateparse import parse_datetime

from entities.admin import granted, markup
from entities.models import ENTITIES, Entity
from entities.permissions import Channel

_DEPTH = 400
"""Snapshots looked at for one page: an entity with many components makes many in one transaction."""

_SHOWN = 50


@dataclass(slots=True)
class Change:
    """One entity that changed in one transaction; `verbs` says how: added, changed or removed rows of which kinds."""

    moment: datetime
    about: dict[str, Any]
    model: type[Entity]
    key: UUID
    title: str = ""
    kinds: set[str] = field(default_factory=set)

    @property
    def actor(self) -> str:
        """Who made it."""
        return str(self.about.get("actor") or "")

    @property
    def channel(self) -> str:
        """The entrance through which it came."""
        return str(self.about.get("channel") or "")

    @property
    def reason(self) -> str:
        """Why, where somebody said so."""
        return str(self.about.get("reason") or "")

    @property
    def slug(self) -> str:
        """The kind of entity."""
        return self.model.slug

    @property
    def address(self) -> str:
        """The history of the entity."""
        return markup.change_address(self.model, self.key).removesuffix("change/") + "history/"

    @property
    def summary(self) -> str:
        """Which rows came, changed or went."""
        return ", ".join(sorted(self.kinds))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes: by whom, through which channel, of which kind of entity, before which moment; all optional."""

    actor: str = ""
    channel: str = ""
    slug: str = ""
    before: datetime | None = None

    def conditions(self) -> dict[str, Any]:
        """As a filter of snapshots."""
        given = {
            "pgh_context__metadata__actor": self.actor,
            "pgh_context__metadata__channel": self.channel,
            "pgh_created_at__lt": self.before,
        }
        return {name: value for name, value in given.items() if value}

    def models(self) -> list[type[Entity]]:
        """The kinds of entity that are asked for."""
        return [model for model in ENTITIES if self.slug in ("", model.slug)] or list(ENTITIES)


def recent(wanted: Wanted, most: int) -> list[Change]:
    """The newest changes, in two statements."""
    found: dict[tuple[Any, ...], Change] = {}
    for number, moment, about, key, kind in _snapshots(wanted):
        model = ENTITIES[number]
        identity = (moment, number, key)
        if identity not in found and len(found) == most:
            break
        change = found.setdefault(identity, Change(moment, about or {}, model, key))
        change.kinds.add(kind)
    _name(found.values())
    return list(found.values())


def _snapshots(wanted: Wanted) -> Iterable[tuple[int, datetime, dict[str, Any] | None, UUID, str]]:
    branches = [
        _branch(table, owner, ENTITIES.index(model), kind, wanted)
        for model in wanted.models()
        for table, owner, kind in _tables(model)
    ]
    return branches[0].union(*branches[1:], all=True).order_by("-pgh_created_at")[:_DEPTH]  # type: ignore[return-value]


def _tables(model: type[Entity]) -> Iterable[tuple[Any, str, str]]:
    yield model.events.rel.related_model, "pgh_obj_id", "fields"  # type: ignore[attr-defined]
    for kind, table in model.components.items():
        yield table.events.rel.related_model, "entity_id", kind.relation.replace("_", " ")  # type: ignore[attr-defined]


def _branch(table: Any, owner: str, number: int, kind: str, wanted: Wanted) -> QuerySet[Any, Any]:
    rows = table.objects.filter(**wanted.conditions()).order_by("-pgh_id")[:_DEPTH]
    number_of, kind_of = Value(number, IntegerField()), Value(kind)
    return rows.values_list(number_of, "pgh_created_at", "pgh_context__metadata", owner, kind_of)  # type: ignore[no-any-return]


def _name(changes: Iterable[Change]) -> None:
    """Titles of the changed entities, in one statement; an entity that is gone has its key."""
    keys = {model: [change.key for change in changes if change.model is model] for model in ENTITIES}
    each = [model.objects.filter(pk__in=keys[model]).order_by().values_list("pk", "title") for model in ENTITIES]
    titles = dict(each[0].union(*each[1:], all=True))
    for change in changes:
        change.title = titles.get(change.key, str(change.key))


def view(request: HttpRequest) -> HttpResponse:
    """The list of changes, filtered, newest first; older ones by a link."""
    given = {name: request.GET.get(name, "").strip() for name in ("actor", "channel", "slug")}
    wanted = Wanted(**given, before=parse_datetime(request.GET.get("before", "") or "-"))
    found = recent(wanted, _SHOWN)
    older = {name: value for name, value in given.items() if value}
    context = {
        **admin.site.each_context(request),
        "title": "Changes",
        "changes": found,
        "wanted": wanted,
        "channels": [channel.value for channel in Channel],
        "slugs": [model.slug for model in ENTITIES],
        "older": "?" + urlencode(older | {"before": found[-1].moment.isoformat()}) if len(found) == _SHOWN else "",
    }
    return TemplateResponse(request, "admin/entities/changes.html", context)


def _addresses() -> list[URLPattern]:
    return [
        path("changes/", admin.site.admin_view(view), name="entities_changes"),
        path("rights/", admin.site.admin_view(granted.why_view), name="entities_rights"),
    ]


admin.site.extra_urls = _addresses  # type: ignore[attr-defined]
