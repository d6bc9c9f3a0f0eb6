"""The pages of organizations, installations, nodes and networks: what they are, and what belongs to them."""

from collections.abc import Callable
from typing import Any

import orjson
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entities.models import Dataset, Entity, Installation, Network, Node, Organization
from entities.pages import map as drawing
from entities.pages.finding import find, missing
from entities.pages.listing import page_of
from entities.services import merging

_MOST_INSTALLATIONS = 50


def datasets_of(**relation: Any) -> "QuerySet[Dataset]":
    """Live datasets of something, the newest first, with what a list shows of them."""
    rows = Dataset.live().filter(**relation).newest_first().select_related("publishing_organization")
    return rows.only("title", "type", "created", "license", "publishing_organization__title")


def _organization(organization: Organization) -> dict[str, Any]:
    spot = drawing.point(organization.longitude, organization.latitude)
    installations = Installation.live().filter(organization=organization).order_by("title", "key")
    return {
        "rows": datasets_of(publishing_organization=organization),
        "rows_title": "Published datasets",
        "rows_empty": "This organization has published no dataset yet.",
        "map": drawing.map_of([spot] if spot else []),
        "installations": installations.only("title", "type", "disabled")[:_MOST_INSTALLATIONS],
    }


def _installation(installation: Installation) -> dict[str, Any]:
    return {
        "rows": datasets_of(installation=installation),
        "rows_title": "Datasets served",
        "rows_empty": "This installation serves no dataset.",
    }


def _node(node: Node) -> dict[str, Any]:
    organizations = Organization.live().filter(endorsing_node=node).order_by("title", "key")
    return {
        "rows": organizations.only("title", "country", "city", "endorsement_status"),
        "rows_title": "Organizations",
        "rows_empty": "No organization has asked this node for its endorsement.",
    }


def _network(network: Network) -> dict[str, Any]:
    return {
        "rows": datasets_of(networks=network),
        "rows_title": "Constituent datasets",
        "rows_empty": "This network has no datasets yet.",
    }


_BELONGING: dict[type[Entity], tuple[Callable[[Any], dict[str, Any]], str | None]] = {
    Organization: (_organization, "endorsing_node"),
    Installation: (_installation, "organization"),
    Node: (_node, None),
    Network: (_network, None),
}
"""What belongs to an entity of the kind, and its neighbour above."""


@require_safe
def entity_page(request: HttpRequest, model: type[Entity], key: str) -> HttpResponse:
    """The page of one entity; a deleted one stays readable and says so."""
    belonging, above = _BELONGING[model]
    rows: Any = model.objects.all()  # type: ignore[attr-defined]
    entity = find(rows.select_related(above).defer(f"{above}__rendered") if above else rows, key)
    if entity is None:
        return missing(request, model, key)
    context = belonging(entity)
    context |= {
        "entity": entity,
        "slug": model.slug,
        "kind": model._meta.verbose_name,
        "plural": model._meta.verbose_name_plural,
        "record": orjson.loads(entity.rendered),
        "above": getattr(entity, above) if above else None,
        "survivor": merging.survivor_of(entity),
        "page": page_of(request, context.pop("rows")),
    }
    return render(request, "entities/entity.html", context)
