"""A list of each kind of entity: by title, with a box that searches in titles."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entities.models import Dataset, Entity, Installation, Network, Node, Organization
from entities.pages.listing import page_of, words_of

_NEIGHBOURS: dict[type[Entity], str | None] = {
    Dataset: "publishing_organization",
    Organization: "endorsing_node",
    Installation: "organization",
    Node: None,
    Network: None,
}
"""The neighbour that a row names."""

_COLUMNS = {
    Dataset: ("type", "created"),
    Organization: ("country", "city", "endorsement_status", "created"),
    Installation: ("type", "disabled", "created"),
    Node: ("type", "country", "participation_status", "created"),
    Network: ("country", "created"),
}
_SENTENCES = {
    Dataset: "What the publishers of this registry have described.",
    Organization: "Institutions that publish data, each endorsed by a node.",
    Installation: "Software at an address that serves datasets.",
    Node: "Participants that endorse the organizations of their country or theme.",
    Network: "Datasets that belong together, whoever publishes them.",
}


@require_safe
def entity_list(request: HttpRequest, model: type[Entity]) -> HttpResponse:
    """Live entities of one kind, datasets the newest first, others by title; `q` is a part of the title."""
    words = words_of(request)
    neighbour = _NEIGHBOURS[model]
    rows: Any = model.live().only("title", *_COLUMNS[model], *([f"{neighbour}__title"] if neighbour else []))
    rows = rows.select_related(neighbour) if neighbour else rows
    rows = rows.newest_first() if model is Dataset else rows.order_by("title", "key")
    if words:
        rows = rows.filter(title__icontains=words)
    context = {
        "kind": model.slug,
        "plural": model._meta.verbose_name_plural,
        "sentence": _SENTENCES[model],
        "words": words,
        "page": page_of(request, rows),
    }
    return render(request, "entities/list.html", context)
