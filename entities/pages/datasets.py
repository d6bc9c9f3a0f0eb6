"""The page of a dataset: everything that its JSON says, in words, with a map and with what other rooms know of it."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entities.models import Dataset, MetadataDocument, Network
from entities.pages import map as drawing
from entities.pages.finding import find, missing
from entities.pages.listing import page_of
from entities.pages.others import datasets_of
from entities.pages.panels import panels_of
from entities.services import rendering, schema_org

_NEIGHBOURS = (
    "publishing_organization", "installation", "installation__organization", "parent_dataset", "duplicate_of_dataset",
)  # fmt: skip
_SHOWN = (
    "rendered", "rendered_item", "deleted", "title", "created", "modified", "type",
    *(f"{name}__title" for name in _NEIGHBOURS), *(f"{name}__deleted" for name in _NEIGHBOURS),
)  # fmt: skip


@require_safe
def dataset_page(request: HttpRequest, key: str) -> HttpResponse:
    """The page of one dataset; a deleted one stays readable and says so."""
    dataset = find(Dataset.objects.select_related(*_NEIGHBOURS).only(*_SHOWN), key)
    if dataset is None:
        return missing(request, Dataset, key)
    return render(request, "entities/dataset.html", _context(request, dataset))


def _context(request: HttpRequest, dataset: Dataset) -> dict[str, Any]:
    record = orjson.loads(rendering.served(dataset.rendered_item or dataset.rendered))
    boxes = [drawing.read_box(each.get("boundingBox")) for each in record["geographicCoverages"]]
    return {
        "dataset": dataset,
        "record": record,
        "host": dataset.installation.organization,
        "networks": _networks(record["networkKeys"]),
        "constituents": _constituents(request, dataset, record),
        "documents": MetadataDocument.objects.filter(dataset=dataset).defer("content").order_by("key"),
        "map": drawing.map_of(box for box in boxes if box),
        "periods": [text for each in record["temporalCoverages"] if (text := _period(each))],
        "keywords": _keywords(record),
        "panels": panels_of(dataset, request),
        "json_ld": schema_org.script_of(record, dataset.publishing_organization.title),
    }


def _networks(keys: list[str]) -> list[Network]:
    return list(Network.objects.filter(pk__in=keys).only("title").order_by("title")) if keys else []


def _constituents(request: HttpRequest, dataset: Dataset, record: dict[str, Any]) -> Any:
    if not record["numConstituents"]:
        return None
    return page_of(request, datasets_of(parent_dataset=dataset), name="constituents")


def _period(coverage: dict[str, Any]) -> str:
    """A temporal coverage in words; empty where it says nothing."""
    if coverage.get("@type") == "range":
        start, end = (str(coverage.get(name) or "")[:10] for name in ("start", "end"))
        return f"{start} to {end}" if start and end else (f"since {start}" if start else end and f"until {end}")
    return str(coverage.get("date") or "")[:10] or str(coverage.get("period") or "")


def _keywords(record: dict[str, Any]) -> list[str]:
    """The keywords of all collections, then the tags, each once, as they were written."""
    given = [word for collection in record["keywordCollections"] for word in collection.get("keywords") or ()]
    given += [tag["value"] for tag in record["tags"]]
    return list({word.casefold().strip(): word.strip() for word in reversed(given) if word.strip()}.values())[::-1]
