"""The history of one entity: who changed what, when, through which channel and why.

Triggers keep a snapshot of every row of the entity and its components. Snapshots of one transaction are one entry
here; each is compared with the one before it of the same row, so that an entry shows old and new value by field.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Window
from django.db.models.functions import Lag
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from entities.admin.differences import FieldChange, Names, compare
from entities.models import (
    ENTITIES,
    CountryRight,
    Dataset,
    Editor,
    Entity,
    NamespaceRight,
    Network,
    NetworkConstituent,
    User,
)

PER_PAGE = 25
_VERBS = {"insert": "added", "update": "changed", "delete": "removed"}


@dataclass(slots=True)
class RowChange:
    """One row that came, changed or went: `kind` is "Contact", `name` "Kari Lund", `verb` "added"."""

    kind: str
    name: str
    verb: str
    fields: list[FieldChange]


@dataclass(slots=True)
class Entry:
    """What one person did at one moment."""

    moment: datetime
    actor: str
    channel: str
    reason: str
    rows: list[RowChange] = field(default_factory=list)


def page(admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """The history page of an entity, or of another row that keeps snapshots."""
    entity = admin.get_object(request, object_id)
    if entity is None:
        raise Http404
    moments = Paginator(_moments(entity), PER_PAGE)
    shown = moments.get_page(request.GET.get("p"))
    context = {
        **admin.admin_site.each_context(request),
        "title": f"History of {entity}",
        "opts": admin.opts,
        "entity": entity,
        "entries": entries(entity, list(shown.object_list)),
        "page": shown,
    }
    return TemplateResponse(request, "admin/entities/history.html", context)


def entries(entity: Entity | User, moments: list[datetime]) -> list[Entry]:
    """What happened to the entity at the given moments, newest first."""
    if not moments:
        return []
    found: dict[tuple[datetime, str, str, str], Entry] = {}
    names = Names()
    snapshots = [pair for table, of_entity in _tables(entity) for pair in _pairs(table, of_entity, moments)]
    for _, after in snapshots:
        names.note(after)
    for before, after in snapshots:
        entry = _entry(found, after)
        changes = compare(before, after, names)
        if changes or after.pgh_label != "update":
            entry.rows.append(RowChange(*_what(entity, after, names), _VERBS[after.pgh_label], changes))
    shown = [entry for entry in found.values() if entry.rows]
    return sorted(shown, key=lambda entry: entry.moment, reverse=True)


def _entry(found: dict[Any, Entry], event: Any) -> Entry:
    about = event.pgh_context.metadata if event.pgh_context_id else {}
    known = (str(about.get(name) or "") for name in ("actor", "channel", "reason"))
    identity = (event.pgh_created_at, *known)
    return found.setdefault(identity, Entry(*identity))


def _moments(entity: Entity | User) -> list[datetime]:
    """The moments of all changes, newest first: a transaction's snapshots all have its time."""
    each = [
        table.objects.filter(**of_entity).order_by().values_list("pgh_created_at").distinct()
        for table, of_entity in _tables(entity)
    ]
    return sorted((moment for (moment,) in each[0].union(*each[1:])), reverse=True)


def _tables(entity: Entity | User) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The tables of snapshots that concern the entity or account, and how to find its rows there."""
    if isinstance(entity, User):
        yield User.events.rel.related_model, {"pgh_obj": entity.pk}  # type: ignore[attr-defined]
        for table in (NamespaceRight, CountryRight, *(model.components[Editor] for model in ENTITIES)):
            yield table.events.rel.related_model, {"user": entity.pk}  # type: ignore[attr-defined]
        return
    yield type(entity).events.rel.related_model, {"pgh_obj": entity.pk}  # type: ignore[attr-defined]
    for table in getattr(entity, "components", {}).values():
        yield table.events.rel.related_model, {"entity": entity.pk}  # type: ignore[attr-defined]
    relation = {Dataset: "dataset", Network: "network"}.get(type(entity))
    if relation is not None:
        yield NetworkConstituent.events.rel.related_model, {relation: entity.pk}  # type: ignore[attr-defined]


def _pairs(table: Any, of_entity: dict[str, Any], moments: list[datetime]) -> list[tuple[Any, Any]]:
    """The snapshots of the moments, each with the one before it of the same row."""
    before = Window(Lag("pgh_id"), partition_by=[F("pgh_obj")], order_by="pgh_id")
    rows = table.objects.filter(**of_entity).annotate(before=before).filter(pgh_created_at__in=moments)
    found = list(rows.select_related("pgh_context").order_by("pgh_id"))
    former = table.objects.in_bulk([row.before for row in found if row.before is not None])
    return [(former.get(row.before), row) for row in found]


def _what(entity: Entity | User, event: Any, names: Names) -> tuple[str, str]:
    """The kind of a snapshot's row, and how the row names itself; snapshots have the columns that this needs."""
    model = event._meta.get_field("pgh_obj").related_model
    if model is type(entity):
        return str(model._meta.verbose_name).capitalize(), ""
    if model is NetworkConstituent:
        other = (Network, event.network_id) if isinstance(entity, Dataset) else (Dataset, event.dataset_id)
        return "Membership", names.of(*other)
    if isinstance(entity, User):
        is_right = hasattr(event, "entity_id")
        owner = model._meta.get_field("entity").related_model if is_right else None
        name = names.of(owner, event.entity_id) if owner is not None else model.__str__(event)
        return ("Right on " + str(owner._meta.verbose_name), name) if owner is not None else (_words(model), name)
    kind = next(kind for kind, table in entity.components.items() if table is model)
    name = names.of(User, event.user_id) if kind is Editor else model.__str__(event)
    return _words(kind), name


def _words(kind: type) -> str:
    return re.sub(r"(?<!^)([A-Z])", lambda match: " " + match[0].lower(), kind.__name__)
