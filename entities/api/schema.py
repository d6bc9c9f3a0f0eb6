"""Describes columns as fields of REST framework, so that a description of the API can be generated from them."""

from collections.abc import Callable, Iterable

from django.db import models
from rest_framework import serializers

from entities.models import fields
from entities.representation import columns, json_name

_Describe = Callable[[models.Field], serializers.Field]

_DESCRIPTIONS: tuple[tuple[type[models.Field], _Describe], ...] = (
    (fields.StringListField, lambda column: serializers.ListField(child=serializers.CharField())),
    (fields.LicenseField, lambda column: serializers.CharField()),
    (fields.CountryField, lambda column: serializers.CharField(max_length=3)),
    (fields.LanguageField, lambda column: serializers.CharField(max_length=3)),
    (fields.ConstantField, lambda column: serializers.ChoiceField(choices=column.choices or ())),
    (fields.UriField, lambda column: serializers.CharField()),
    (models.UUIDField, lambda column: serializers.UUIDField()),
    (models.ForeignKey, lambda column: serializers.UUIDField()),
    (models.DateTimeField, lambda column: serializers.DateTimeField()),
    (models.BooleanField, lambda column: serializers.BooleanField()),
    (models.DecimalField, lambda column: serializers.FloatField()),
    (models.IntegerField, lambda column: serializers.IntegerField()),
)


def described_fields(
    model: type[models.Model], names: Iterable[str], writable: Iterable[str]
) -> dict[str, serializers.Field]:
    """Fields by JSON name; those that are computed or set by the server are read-only."""
    stored, writable = columns(model), frozenset(writable)
    described = {}
    for name in names:
        found = _described(_column(model, name)) if name in stored else serializers.JSONField()
        found.required = found.required and name in writable and _is_required(model, name)
        found.read_only = name not in writable
        described[stored[name].json_name if name in stored else json_name(name)] = found
    return described


def _described(column: models.Field) -> serializers.Field:
    for kind, describe in _DESCRIPTIONS:
        if isinstance(column, kind):
            return describe(column)
    return serializers.CharField()


def _column(model: type[models.Model], name: str) -> models.Field:
    return model._meta.get_field(name)  # type: ignore[return-value]


def _is_required(model: type[models.Model], name: str) -> bool:
    if name not in columns(model):
        return False
    column = _column(model, name)
    return not column.null and not column.has_default()
