"""The shape of bodies: which properties they have and how they are read; rules stay in the services (contract 3, 4).

A serializer reads through `entities.representation`, as import does. Its declared fields describe the same properties
to whoever generates a description of the API from them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from rest_framework import serializers

from entities.api.schema import described_fields
from entities.exceptions import MalformedValue, WrongState
from entities.models import Dataset, Entity, Installation, Network, Node, Organization
from entities.models.dataset import METADATA_FIELDS
from entities.representation import (
    columns,
    json_name,
    read_boolean,
    read_instant,
    read_text,
    read_uuid,
    read_values,
    sent,
)
from entities.services import citation
from entities.vocabulary import EndorsementStatus

Json = Any
Body = Mapping[str, Json]

MUST_BE_NULL = "must be null"
MUST_NOT_BE_NULL = "must not be null"
_SHORTEST_NAME = 3
_LONGEST_NODE_ABBREVIATION = 10


@dataclass(slots=True)
class Shape:
    """What a body says: values by attribute, and broken rules by JSON name."""

    values: dict[str, Any]
    failures: dict[str, str] = field(default_factory=dict)


class EntitySerializer(serializers.Serializer):
    """Bodies of one kind of entity; a concrete one names its model."""

    model: ClassVar[type[Entity]]

    def get_fields(self) -> dict[str, serializers.Field]:
        """All properties that the entity's JSON has, for the description of the API."""
        return described_fields(self.model, self.model.json_fields, self.model.writable_fields)

    def read_new(self, body: Body) -> Shape:
        """The body of a create: what the server sets must be absent (3.1)."""
        shape = self.to_internal_value(body)
        if (key := sent(body, "key")) is not None:
            read_uuid(key)
            shape.failures["key"] = MUST_BE_NULL
        shape.failures |= stamp_failures(body)
        return shape

    def read_changed(self, body: Body, entity: Any) -> Shape:
        """The body of a PUT to the path of the entity (8.2)."""
        shape = self.to_internal_value(body)
        if sent(body, "deleted") is not None:
            raise WrongState("deleted must be absent: DELETE deletes, and a PUT without it restores")
        if (named := sent(body, "key")) is None:
            shape.failures["key"] = MUST_NOT_BE_NULL
        elif read_uuid(named) != entity.pk:
            raise WrongState(f"The body has the key {named}, the path {entity.pk}")
        return shape

    def to_internal_value(self, data: Body) -> Shape:
        """The values of the writable fields, and what is wrong with the body as such."""
        names = [name for name in self.model.writable_fields if name in columns(self.model)]
        shape = Shape(*read_values(self.model, data, names))
        shape.failures |= _list_failures(data, (json_name(kind.relation) for kind in self.model.embedded()))
        shape.failures |= name_failures(data)
        return shape


class NodeSerializer(EntitySerializer):
    """Nodes: what the directory keeps is checked when sent, but not stored (3.4)."""

    model = Node

    def to_internal_value(self, data: Body) -> Shape:
        """The writable values, with the broken rules of the directory's fields."""
        shape = super().to_internal_value(data)
        unstored, failures = read_values(Node, data, Node.directory_fields)
        for attribute, value in unstored.items():
            column: Any = Node._meta.get_field(attribute)
            try:
                if value is not None:
                    column.run_validators(value)
            except ValidationError as error:
                failures[json_name(attribute)] = error.messages[0]
        if len(unstored["abbreviation"] or "") > _LONGEST_NODE_ABBREVIATION:
            failures["abbreviation"] = f"size must be at most {_LONGEST_NODE_ABBREVIATION}"
        shape.failures |= failures
        return shape


class OrganizationSerializer(EntitySerializer):
    """Organizations: a new one may be endorsed at once (8.4)."""

    model = Organization

    def read_new(self, body: Body) -> Shape:
        """As for all, with the endorsement."""
        shape = super().read_new(body)
        approved = sent(body, "endorsementApproved")
        if approved is not None and _is_approved(approved):
            shape.values["endorsement_status"] = EndorsementStatus.ENDORSED
        return shape


class InstallationSerializer(EntitySerializer):
    """Installations."""

    model = Installation


class DatasetSerializer(EntitySerializer):
    """Datasets: the citation is an object, and its language is never null (3.6)."""

    model = Dataset

    def get_fields(self) -> dict[str, serializers.Field]:
        """As for all, with the properties that come from the metadata document one by one."""
        described = super().get_fields()
        described.pop("metadata")
        return described | {name: serializers.JSONField(read_only=True) for name in METADATA_FIELDS}

    def read_changed(self, body: Body, entity: Any) -> Shape:
        """As for all; a generated citation that a read answered is nobody's, so the stored one stays."""
        shape = super().read_changed(body, entity)
        if citation.is_generated(shape.values["citation_text"], entity):
            del shape.values["citation_text"]
        return shape

    def to_internal_value(self, data: Body) -> Shape:
        """The writable values, with those of the citation."""
        shape = super().to_internal_value(data)
        given = data.get("citation")
        if given is not None and not isinstance(given, dict):
            raise MalformedValue("citation: must be an object")
        for name in ("text", "identifier"):
            shape.values[f"citation_{name}"] = read_text((given or {}).get(name))
        if "language" in data and read_text(data["language"]) is None:
            shape.failures["language"] = MUST_NOT_BE_NULL
        return shape


class NetworkSerializer(EntitySerializer):
    """Networks."""

    model = Network


def stamp_failures(body: Body, names: Iterable[str] = ("created", "modified")) -> dict[str, str]:
    """Broken rules about stamps in the body of something new: they must be absent, and dates where they are not."""
    failures = {}
    for name in names:
        if (moment := sent(body, name)) is not None:
            read_instant(moment)
            failures[name] = MUST_BE_NULL
    return failures


def name_failures(body: Body) -> dict[str, str]:
    """Broken rules about the author's name: long enough if sent, though the caller's replaces it (3.1)."""
    failures = {}
    for name in ("createdBy", "modifiedBy"):
        author = read_text(body.get(name))
        if author is not None and len(author) < _SHORTEST_NAME:
            failures[name] = f"size must be at least {_SHORTEST_NAME}"
    return failures


def _is_approved(value: Json) -> bool:
    try:
        return read_boolean(value)
    except MalformedValue as error:
        raise MalformedValue(f"endorsementApproved: {error}") from error


def _list_failures(body: Body, names: Iterable[str]) -> dict[str, str]:
    """Broken rules about component lists: what they hold is ignored, but they must be lists (2.1)."""
    failures = {}
    for name in names:
        if name not in body:
            continue
        if body[name] is None:
            failures[name] = MUST_NOT_BE_NULL
        elif not isinstance(body[name], list):
            raise MalformedValue(f"{name}: must be a list")
    return failures
