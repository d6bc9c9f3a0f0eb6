"""What lists load: never the wide columns that only reads of the API need, and counts of what refers to each row."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from entities.models import NetworkConstituent

ADDRESS_SECTION = (
    "Address",
    (("email", "phone"), ("homepage", "logo_url"), "address", ("city", "postal_code"), ("province", "country")),
)
"""The section of a form for postal addresses."""


_WIDE = ("rendered", "rendered_item", "metadata")


def wide_columns(model: type[models.Model], relations: Iterable[str] = ()) -> list[str]:
    """The model's stored JSON and metadata, and those of the models along the relations, as paths to defer."""
    found = _of(model, "")
    for relation in relations:
        target, prefix = model, ""
        for name in relation.split("__"):
            target, prefix = target._meta.get_field(name).related_model, f"{prefix}{name}__"  # type: ignore[assignment]
            found += _of(target, prefix)
    return found


def _of(model: type[models.Model], prefix: str) -> list[str]:
    names = {field.name for field in model._meta.concrete_fields}
    return [f"{prefix}{name}" for name in _WIDE if name in names]


def count_of(model: type[Any], relation: str, *conditions: Q) -> Coalesce:
    """How many live rows of the model refer to each listed row by the relation."""
    return _counted(model.objects.filter(*conditions, deleted=None), relation, Count("pk"))


def constituents() -> Coalesce:
    """How many live datasets belong to each listed network."""
    return _counted(NetworkConstituent.objects.filter(dataset__deleted=None), "network", Count("pk"))


def publishers_of_constituents() -> Coalesce:
    """How many organizations publish the live datasets of each listed network."""
    members = NetworkConstituent.objects.filter(dataset__deleted=None)
    return _counted(members, "network", Count("dataset__publishing_organization", distinct=True))


def _counted(rows: models.QuerySet[Any], relation: str, counted: Count) -> Coalesce:
    """Counted for the rows of the page only, since nothing else of the list refers to it."""
    each = rows.filter(**{relation: OuterRef("pk")}).order_by().values(relation).annotate(counted=counted)
    return Coalesce(Subquery(each.values("counted")), 0)
