"""Reads one entity's JSON into rows: the entity, its components, the networks it belongs to."""

from collections.abc import Iterator, Mapping
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
from entities.models.fields import ConstantField
from entities.representation import columns, json_name, read_instant, read_text, read_texts, read_uuid, read_values
from entities.services import bulk
from entities.services.bulk import new_row
from entities.services.composition import Material, compose, sort_as_listed
from entities.services.exchange.metadata_fields import read_metadata
from entities.services.validation import sentences
from entities.services.wording import Wording, worded
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
    wording: Wording | None = None
    """None until `complete` made it, and the JSON."""

    @property
    def is_named(self) -> bool:
        """Whether it came with the keys of all its rows and, a dataset, with its DOI."""
        doi = self.entity.doi if isinstance(self.entity, Dataset) else ""
        groups = [*self.components.values(), *(tags for _, tags in self.endpoint_tags)]
        return doi is not None and not any(bulk.keyless(rows) for rows in groups)

    @property
    def material(self) -> Material:
        """What its JSON is made of, as far as the file says it."""
        keys = sorted(str(key) for key in self.network_keys)
        tags = {endpoint.pk: rows for endpoint, rows in self.endpoint_tags}
        return Material(self.components, tags, network_keys=keys)

    @property
    def text(self) -> str:
        """Its JSON, as far as the file says it."""
        return self.entity.rendered if self.wording else compose(self.entity, self.material)[0]

    def rows(self) -> Iterator[models.Model]:
        """All rows but the entity's own, those first to which others refer."""
        for rows in self.components.values():
            yield from rows
        for _, tags in self.endpoint_tags:
            yield from tags

    def complete(self, publisher: str) -> None:
        """Bring its rows into the order of lists, and make its words and its JSON; all keys and its DOI are known."""
        for kind, rows in self.components.items():
            sort_as_listed(kind, rows)
        for endpoint, tags in self.endpoint_tags:
            for tag in tags:
                tag.entity_id = endpoint.pk  # type: ignore[attr-defined]
            sort_as_listed(MachineTag, tags)
        material = self.material
        material.publisher = publisher
        self.wording = worded(self.entity, material)
        self.entity.rendered, item = compose(self.entity, material)
        if isinstance(self.entity, Dataset):
            self.entity.rendered_item = item


def read_arrival(model: type[Entity], position: int, body: Any) -> Arrival:
    """The rows of one entity; raises RegistryError with what is wrong with it."""
    if not isinstance(body, Mapping):
        raise MalformedValue("an entity must be an object")
    values, failures = read_values(model, body)
    entity = new_row(model, values)
    _read_special(entity, body)
    failures |= _broken_rules(entity) | ({} if body.get("key") else {"key": "must not be null"})
    if failures:
        raise RuleViolation(failures)
    arrival = Arrival(
        position, entity, network_keys=[read_uuid(key) for key in read_texts(body.get("networkKeys") or [])]
    )
    for kind in model.embedded():
        if bodies := body.get(json_name(kind.relation)):
            _read_components(arrival, kind, bodies)
    return arrival


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
        _read_citation(entity, _object(body, "citation"))
        _read_archive(entity, _object(body, "dwca"))
        given = read_metadata(body)
        entity.metadata = orjson.dumps(given).decode() if given else ""


def _object(body: Body, name: str) -> Body:
    found = body.get(name) or {}
    if not isinstance(found, Mapping):
        raise MalformedValue(f"{name}: must be an object")
    return found


def _read_citation(dataset: Dataset, citation: Body) -> None:
    """A generated text is not stored: it is generated anew."""
    dataset.citation_identifier = read_text(citation.get("identifier"))
    dataset.citation_provided_by_source = citation.get("citationProvidedBySource") is True
    dataset.citation_text = read_text(citation.get("text")) if dataset.citation_provided_by_source else None


def _read_archive(dataset: Dataset, archive: Body) -> None:
    dataset.dwca_core_type = read_text(archive.get("coreType"))
    dataset.dwca_extensions = read_texts(archive.get("extensions") or [])
    dataset.dwca_modified = read_instant(archive["modified"]) if archive.get("modified") else None


def _broken_rules(entity: Entity) -> dict[str, str]:
    required, ruled = _rules(type(entity))
    stored = entity.__dict__
    broken = {name: "must not be null" for name, attribute in required if stored[attribute] is None}
    failures: dict[str, Any] = {}
    for rule in ruled:
        try:
            rule.run_validators(stored[rule.attname])
        except ValidationError as error:
            failures[rule.name] = error.error_list
    return broken | sentences(type(entity), ValidationError(failures)) if failures else broken


@cache
def _rules(model: type[Entity]) -> tuple[list[tuple[str, str]], list[Any]]:
    """JSON names and attributes of what must be given; the fields that ask more of a value than that it can be read."""
    known = columns(model)
    named = [each for each in model._meta.concrete_fields if each.name in known and each.name not in _ALLOWED_TO_LACK]
    needed = [each for each in named if not (each.null or each.has_default() or each.primary_key)]
    required = [(known[each.name].json_name, each.attname) for each in needed]
    # A constant that could be read is one of its vocabulary, and short enough.
    others = (each for each in model._meta.concrete_fields if not isinstance(each, ConstantField))
    return required, [each for each in others if each.validators]


_ALLOWED_TO_LACK = ("country", "created_by", "modified_by", "rendered", "rendered_item", "metadata")
"""What entities of older registries lack, and what is made here."""


def _read_components(arrival: Arrival, kind: type[Component], bodies: Any) -> None:
    model, owner, relation = type(arrival.entity).components[kind], arrival.entity.pk, json_name(kind.relation)
    rows = []
    for number, body in enumerate(bodies):
        row = _read_row(model, body, f"{relation}[{number}]", owner)
        if kind is DirectoryContact:
            row.position_in_list = number
        if kind is Endpoint:
            tags = [
                _read_row(model.components[MachineTag], tag, "machineTags") for tag in body.get("machineTags") or ()
            ]
            arrival.endpoint_tags.append((row, tags))
        rows.append(row)
    arrival.components[kind] = rows


def _read_row(model: Any, body: Any, where: str, owner: UUID | None = None) -> Any:
    try:
        values, failures = read_values(model, body)
    except (RegistryError, AttributeError) as error:
        raise MalformedValue(f"{where}: {error}") from error
    values["entity_id"] = owner
    row = new_row(model, values)
    stored = row.__dict__
    failures |= {name: "must not be null" for name in _required(model) if stored[name] in (None, "")}
    if failures:
        raise RuleViolation({f"{where}.{name}": sentence for name, sentence in failures.items()})
    return row


_OWN_COLUMNS = frozenset({"entity_id", "row", "position_in_list", "created_by", "modified_by"})
