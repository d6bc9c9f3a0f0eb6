"""JSON schemas of entities and components, out of their serializers (OpenAPI 3.1)."""

from typing import Any

from rest_framework import serializers

from entities.api.component_serializers import component_serializer
from entities.api.openapi import examples
from entities.api.viewsets import VIEWSETS
from entities.models import Dataset

Schema = dict[str, Any]

_SIMPLE: tuple[tuple[type[serializers.Field], Schema], ...] = (
    (serializers.UUIDField, {"type": "string", "format": "uuid"}),
    (serializers.DateTimeField, {"type": "string", "format": "date-time"}),
    (serializers.BooleanField, {"type": "boolean"}),
    (serializers.FloatField, {"type": "number"}),
    (serializers.IntegerField, {"type": "integer"}),
    (serializers.CharField, {"type": "string"}),
)
_ARRAYS = frozenset({"contacts", "endpoints", "machineTags", "tags", "identifiers", "comments", "contactsCitation"})
_KEY = {"type": "string", "format": "uuid"}
_COUNTER = {"type": "integer", "minimum": 0}


def reference(name: str) -> Schema:
    """A schema of the components by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def array(items: Schema) -> Schema:
    """A bare list."""
    return {"type": "array", "items": items}


def page(items: Schema) -> Schema:
    """The paging envelope (6.1)."""
    properties = {
        "offset": _COUNTER,
        "limit": _COUNTER,
        "endOfRecords": {"type": "boolean"},
        "count": _COUNTER,
        "results": array(items),
    }
    return {"type": "object", "required": list(properties), "properties": properties}


def all_schemas() -> dict[str, Schema]:
    """The schemas of everything that has a name."""
    found: dict[str, Schema] = {}
    for kind, table in Dataset.components.items():
        if kind.__name__ in examples.COMPONENTS:
            found[kind.__name__] = _object(component_serializer(table)(), examples.COMPONENTS[kind.__name__])
    for viewset in VIEWSETS:
        name = viewset.model.__name__
        found[name] = _object(viewset.serializer_class(), examples.ENTITIES[name])
    return found | _OTHERS


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


_CRAWL_JOB = {
    "type": "object",
    "properties": {
        "datasetKey": _KEY, "endpointType": {"type": "string"}, "targetUrl": {"type": "string"},
        "attempt": {"type": "integer", "minimum": 1}, "properties": {"type": "object"},
    },
}  # fmt: skip
_OTHERS: dict[str, Schema] = {
    "KeyAndTitle": {
        "type": "object",
        "required": ["key", "title"],
        "properties": {"key": _KEY, "title": {"type": "string"}},
    },
    "Metadata": {
        "type": "object",
        "required": ["key", "datasetKey", "type"],
        "properties": {"key": {"type": "integer"}, "datasetKey": _KEY, "type": {"type": "string"}},
    },
    "FeatureCollection": {
        "type": "object",
        "required": ["type", "features"],
        "properties": {"type": {"const": "FeatureCollection"}, "features": array({"type": "object"})},
    },
    "Titles": {"type": "object", "additionalProperties": {"type": "string"}},
    "CrawlAttempt": {
        "type": "object",
        "required": ["crawlJob"],
        "properties": {
            "datasetKey": _KEY, "crawlJob": _CRAWL_JOB,
            "startedCrawling": {"type": "string", "format": "date-time"},
            "finishedCrawling": {"type": "string", "format": "date-time"},
            "finishReason": {"type": "string", "enum": ["NORMAL", "USER_ABORT", "ABORT", "NOT_MODIFIED", "UNKNOWN"]},
            "declaredCount": {"type": "integer"}, "pagesCrawled": {"type": "integer"},
        },
        "example": {"crawlJob": {"attempt": 1, "endpointType": "EML", "targetUrl": "https://data.example.org/eml"}},
    },
    "Synchronization": {
        "type": "object",
        "required": ["result"],
        "properties": {
            "installationKey": _KEY,
            "syncDate": {"type": "string", "format": "date-time", "readOnly": True},
            "result": {"type": "string", "enum": ["OK", "IO_EXCEPTION", "HTTP_ERROR", "PROTOCOL_ERROR", "OTHER_ERROR"]},
            "details": {"type": "string"},
        },
        "example": {"result": "OK", "details": "3 datasets were updated."},
    },
    "Archive": {
        "type": "object",
        "required": ["coreType"],
        "properties": {
            "coreType": {"type": "string", "format": "uri"},
            "extensions": array({"type": "string", "format": "uri"}),
            "modified": {"type": "string", "format": "date-time"},
        },
        "example": {"coreType": "http://rs.tdwg.org/dwc/terms/Taxon", "extensions": []},
    },
    "Grid": {
        "type": "object",
        "properties": {
            "key": {"type": "integer"}, "totalCount": {"type": "integer"}, "minDist": {"type": "number"},
            "minDistCount": {"type": "integer"}, "percent": {"type": "number"}, "maxPercent": {"type": "number"},
        },
    },
    "Confirmation": {
        "type": "object",
        "required": ["confirmationKey"],
        "properties": {"confirmationKey": _KEY},
        "example": {"confirmationKey": "2f0c6f6e-3c52-4d35-9d0c-0f2b9f3c7a11"},
    },
    "Exclusion": {
        "type": "object",
        "properties": {"datasetsToExclude": array(_KEY)},
        "example": {"datasetsToExclude": []},
    },
}  # fmt: skip
