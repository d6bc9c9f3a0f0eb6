"""The ordinary way: a model serializer with nested serializers, a viewset, prefetched relations, on the same tables."""

from typing import Any

from django.db.models import Count, Prefetch, Q
from rest_framework import serializers, viewsets
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer

from entities.models import Dataset, Endpoint, MachineTag
from entities.models.components import Component


def nested_serializer(model: type, relations: dict[str, type], **options: Any) -> type[serializers.ModelSerializer]:
    """A model serializer of all fields that embeds the rows of the given relations."""
    fields = [
        field.name for field in model._meta.concrete_fields if field.name not in ("entity", *options.get("without", ()))
    ]
    meta = type("Meta", (), {"model": model, "fields": [*fields, *relations, *options.get("extra", ())]})
    attributes: dict[str, Any] = {name: serializer(many=True, read_only=True) for name, serializer in relations.items()}
    attributes |= {name: serializers.IntegerField(read_only=True) for name in options.get("extra", ())}
    return type(f"Nested{model.__name__}", (serializers.ModelSerializer,), attributes | {"Meta": meta})


def _component(table: type[Component]) -> type[serializers.ModelSerializer]:
    tags = table.components.get(MachineTag)
    return nested_serializer(table, {"machine_tags": nested_serializer(tags, {})} if tags else {})


_RELATIONS = {kind.relation: _component(table) for kind, table in Dataset.embedded().items()}
_STORED = ("rendered", "rendered_item")


class NestedPagination(LimitOffsetPagination):
    """Pages of 20, up to 1,000."""

    default_limit = 20
    max_limit = 1000


class NestedDatasetViewSet(viewsets.ReadOnlyModelViewSet):
    """Datasets with their components."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    renderer_classes = (JSONRenderer,)
    pagination_class = NestedPagination
    serializer_class = nested_serializer(Dataset, _RELATIONS, extra=["num_constituents"], without=_STORED)
    queryset = (
        Dataset.objects.filter(deleted=None)
        .order_by("-created", "key")
        .defer(*_STORED)
        .annotate(num_constituents=Count("constituents", filter=Q(constituents__deleted=None)))
        .prefetch_related(
            *(kind.relation for kind in Dataset.embedded() if kind is not Endpoint),
            Prefetch("endpoints", Dataset.components[Endpoint]._default_manager.prefetch_related("machine_tags")),
        )
    )
