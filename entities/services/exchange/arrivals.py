"""Reads one entity's JSON into rows: the entity, its components, the networks it belongs to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from django.core.exceptions import ValidationError
from django.db import models

from entities.exceptions import MalformedValue, RegistryError, RuleViolation
from entities.models import Dataset, Endpoint, Entity, MachineTag, Organization
from entities.models.components import Component, DirectoryContact
from entities.models.dataset import METADATA_FIELDS
from entities.representation import columns, json_name, read_instant, read_uuid, read_values
from entities.services.composition import Material
from entities.services.validation import sentences
from entities.vocabulary import EndorsementStatus

Body = Mapping[str, Any]


@dataclass(slots=True)
class Arrival:
    """An entity as it came: its position in the file (from 0), its row and all that belongs to it."""

    position: int
    entity: Entity
    components: dict[type[Component], list[models.Model]] = field(default_factory=dict)
    endpoint_tags: list[tuple[models.Model, list[models.Model]]] = field(default_factory=list)
    network_keys: list[UUID] = field(default_factory=list)

    @property
    def material(self) -> Material:
        """What its JSON is made of, as far as the file says it."""
        keys = sorted(str(key) for key in self.network_keys)
        tags = {endpoint.pk: rows for endpoint, rows in self.endpoint_tags}
        return Material(self.components, tags, network_keys=keys)

    def rows(self) -> Iterator[models.Model]:
        """All rows but the entity's own, those first to which others refer."""
        for rows in self.components.values():
            yield from rows
        for _, tags in self.endpoint_tags:
            yield from tags


def read_arrival(model: type[Entity], position: int, body: Any) -> Arrival:
    """The rows of one entity; raises RegistryError with what is wrong with it."""
    if not isinstance(body, Mapping):
        raise MalformedValue("an entity must be an object")
    values, failures = read_values(model, body, columns(model))
    entity = _row(model, values)
    _read_special(entity, body)
    failures |= _broken_rules(entity) | ({} if body.get("key") else {"key": "must not be null"})
    if failures:
        raise RuleViolation(failures)
    arrival = Arrival(position, entity, network_keys=[read_uuid(key) for key in body.get("networkKeys") or ()])
    for kind in model.embedded():
        _read_components(arrival, kind, body.get(json_name(kind.relation)) or ())
    return arrival


def _row(model: type[models.Model], values: Mapping[str, Any]) -> Any:
    """A row of the values; a missing one is the column's default. Positional, which is twice as fast."""
    given = values.get
    return model(
        *(
            value if (value := given(name)) is not None else (default() if default else None)
            for name, default in _slots(model)
        )
    )


@cache
def _slots(model: type[models.Model]) -> tuple[tuple[str, Callable[[], Any] | None], ...]:
    """Each column's attribute, with what makes its default where it has one."""
    return tuple(
        (field.attname, field.get_default if field.has_default() and not field.null else None)
        for field in model._meta.concrete_fields
    )


@cache
def _required(model: type[models.Model]) -> tuple[str, ...]:
    """Attributes that the file must give: not null and without default."""
    fields = (field for field in model._meta.concrete_fields if not field.null and not field.has_default())
    return tuple(field.attname for field in fields if field.attname not in _OWN_COLUMNS)


def _read_special(entity: Entity, body: Body) -> None:
    """Fields whose JSON is not one column."""
    if isinstance(entity, Organization) and "endorsementStatus" not in body:
        approved = body.get("endorsementApproved") is True
        waiting = EndorsementStatus.WAITING_FOR_ENDORSEMENT
        entity.endorsement_status = EndorsementStatus.ENDORSED.value if approved else waiting.value
    if isinstance(entity, Dataset):
        _read_citation(entity, body.get("citation") or {})
        _read_archive(entity, body.get("dwca") or {})
        given = {name: body[name] for name in METADATA_FIELDS if body.get(name)}
        entity.metadata = orjson.dumps(given).decode() if given else ""


def _read_citation(dataset: Dataset, citation: Body) -> None:
    """A generated text is not stored: it is generated anew."""
    dataset.citation_identifier = (citation.get("identifier") or "").strip() or None
    dataset.citation_provided_by_source = citation.get("citationProvidedBySource") is True
    dataset.citation_text = citation.get("text") if dataset.citation_provided_by_source else None


def _read_archive(dataset: Dataset, archive: Body) -> None:
    dataset.dwca_core_type = archive.get("coreType")
    dataset.dwca_extensions = archive.get("extensions") or []
    dataset.dwca_modified = read_instant(archive["modified"]) if archive.get("modified") else None


def _broken_rules(entity: Entity) -> dict[str, str]:
    relations = [field for field in entity._meta.fields if isinstance(field, models.ForeignKey)]
    missing = [field.name for field in relations if not field.null and getattr(entity, field.attname) is None]
    broken = {columns(type(entity))[name].json_name: "must not be null" for name in missing}
    try:
        entity.clean_fields(exclude=[*(field.name for field in relations), *_ALLOWED_TO_LACK])
    except ValidationError as error:
        broken |= sentences(type(entity), error)
    return broken


_ALLOWED_TO_LACK = ("country", "created_by", "modified_by", "rendered", "rendered_item", "metadata")
"""What entities of older registries lack, and what is made here."""


def _read_components(arrival: Arrival, kind: type[Component], bodies: Any) -> None:
    model = type(arrival.entity).components[kind]
    rows = []
    for number, body in enumerate(bodies):
        row = _read_row(model, body, f"{json_name(kind.relation)}[{number}]")
        row.entity_id = arrival.entity.pk
        if kind is DirectoryContact:
            row.position_in_list = number
        if kind is Endpoint:
            tags = [
                _read_row(model.components[MachineTag], tag, "machineTags") for tag in body.get("machineTags") or ()
            ]
            arrival.endpoint_tags.append((row, tags))
        rows.append(row)
    arrival.components[kind] = rows


def _read_row(model: Any, body: Any, where: str) -> Any:
    try:
        values, failures = read_values(model, body, columns(model))
    except (RegistryError, AttributeError) as error:
        raise MalformedValue(f"{where}: {error}") from error
    row = _row(model, values)
    failures |= {name: "must not be null" for name in _required(model) if getattr(row, name) in (None, "")}
    if failures:
        raise RuleViolation({f"{where}.{name}": sentence for name, sentence in failures.items()})
    return row


_OWN_COLUMNS = frozenset({"entity_id", "row", "position_in_list", "created_by", "modified_by"})
