"""JSON schemas of entities and components, out of their serializers (OpenAPI 3.1)."""

from typing import Any

from rest_framework import serializers

from entities.api.component_serializers import component_serializer
from entities.api.openapi import examples
from entities.api.openapi.shapes import SHAPES, Schema, array, reference
from entities.api.viewsets import VIEWSETS
from entities.models import Dataset

_SIMPLE: tuple[tuple[type[serializers.Field], Schema], ...] = (
    (serializers.UUIDField, {"type": "string", "format": "uuid"}),
    (serializers.DateTimeField, {"type": "string", "format": "date-time"}),
    (serializers.BooleanField, {"type": "boolean"}),
    (serializers.FloatField, {"type": "number"}),
    (serializers.IntegerField, {"type": "integer"}),
    (serializers.CharField, {"type": "string"}),
)
_ARRAYS = frozenset({"contacts", "endpoints", "machineTags", "tags", "identifiers", "comments", "contactsCitation"})


def all_schemas() -> dict[str, Schema]:
    """The schemas of everything that has a name."""
    found: dict[str, Schema] = {}
    for kind, table in Dataset.components.items():
        if kind.__name__ in examples.COMPONENTS:
            found[kind.__name__] = _object(component_serializer(table)(), examples.COMPONENTS[kind.__name__])
    for viewset in VIEWSETS:
        name = viewset.model.__name__
        found[name] = _object(viewset.serializer_class(), examples.ENTITIES[name])
    return found | SHAPES


def _object(serializer: Any, example: Schema) -> Schema:
    fields = serializer.get_fields()
    required = [name for name, field in fields.items() if field.required and not field.read_only]
    properties = {name: _property(name, field) for name, field in fields.items()}
    found: Schema = {"type": "object", "properties": properties, "example": example}
    if required:
        found["required"] = required
    text = (serializer.model.__doc__ or "").strip().split("\n")[0]
    return {"description": text, **found} if text else found


def _property(name: str, field: serializers.Field) -> Schema:
    schema = _typed(name, field)
    if field.read_only:
        schema = {**schema, "readOnly": True} if "$ref" not in schema else {"allOf": [schema], "readOnly": True}
    return schema


def _typed(name: str, field: serializers.Field) -> Schema:
    if isinstance(field, serializers.ListSerializer):
        return array(reference("MachineTag"))
    if isinstance(field, serializers.ListField):
        return array({"type": "string"})
    if isinstance(field, serializers.ChoiceField):
        return {"type": "string", "enum": [str(choice) for choice in field.choices]}
    if name in _ARRAYS:
        named = {"contacts": "Contact", "endpoints": "Endpoint", "machineTags": "MachineTag", "tags": "Tag",
                 "identifiers": "Identifier", "comments": "Comment"}.get(name)  # fmt: skip
        return array(reference(named) if named else {"type": "object"})
    return next((dict(schema) for kind, schema in _SIMPLE if isinstance(field, kind)), {})
