"""The shape of component bodies, built from each kind's own list of fields (contract 4.1)."""

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar

from rest_framework import serializers

from entities.api.schema import described_fields
from entities.api.serializers import MUST_BE_NULL, MUST_NOT_BE_NULL, Shape, name_failures, stamp_failures
from entities.exceptions import MalformedValue
from entities.models import Endpoint, MachineTag, Tag
from entities.models.components import Component
from entities.representation import columns, read_values, sent

Json = Any
Body = Mapping[str, Json]

_SERVER_SET = frozenset({"key", "created", "created_by", "modified", "modified_by"})


class ComponentSerializer(serializers.Serializer):
    """Bodies of one component table; `component_serializer` makes the concrete ones."""

    model: ClassVar[type[Component]]

    def get_fields(self) -> dict[str, serializers.Field]:
        """All properties that the component's JSON has, for the description of the API."""
        described = described_fields(self.model, self.model.json_fields, self.stored_names())
        for kind, table in self.model.components.items():
            described[kind.relation.replace("machine_tags", "machineTags")] = component_serializer(table)(many=True)
        return described

    @classmethod
    def stored_names(cls) -> list[str]:
        """The fields that a body sets."""
        return [name for name in columns(cls.model) if name not in _SERVER_SET]

    def read_new(self, body: Body) -> Shape:
        """The body of a POST: what the server sets must be absent."""
        shape = self.to_internal_value(body)
        if sent(body, "key") is not None:
            shape.failures["key"] = MUST_BE_NULL
        stamps = [name for name in ("created", "modified") if name in columns(self.model)]
        shape.failures |= stamp_failures(body, stamps)
        if issubclass(self.model, Endpoint) and "machineTags" in body and body["machineTags"] is None:
            shape.failures["machineTags"] = MUST_NOT_BE_NULL
        return shape

    def to_internal_value(self, data: Body) -> Shape:
        """The values that the body sets, and what is wrong with it as such."""
        shape = Shape(*read_values(self.model, data, self.stored_names()))
        if issubclass(self.model, Tag) and shape.values["value"] is not None:
            shape.values["value"] = data["value"] if isinstance(data["value"], str) else shape.values["value"]
        shape.failures |= name_failures(data)
        return shape

    def nested_tags(self, body: Body) -> list[dict[str, Any]]:
        """The machine tags inside the body of an endpoint (4.3)."""
        if MachineTag not in self.model.components or body.get("machineTags") is None:
            return []
        tags = body["machineTags"]
        if not isinstance(tags, list) or not all(isinstance(tag, dict) for tag in tags):
            raise MalformedValue("machineTags: must be a list of objects")
        names = component_serializer(self.model.components[MachineTag]).stored_names()
        return [read_values(self.model.components[MachineTag], tag, names)[0] for tag in tags]


@cache
def component_serializer(model: type[Component]) -> type[ComponentSerializer]:
    """The serializer of one component table; a serializer cannot stand on an abstract model."""
    return type(f"{model.__name__}Serializer", (ComponentSerializer,), {"model": model, "__doc__": model.__doc__})
