"""From the key in an address to an entity, or to a page that helps on."""

import uuid
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entities.models import ENTITIES, Entity


def read_key(text: str) -> uuid.UUID | None:
    """The key, in any case, with or without hyphens; None where the text is none."""
    try:
        return uuid.UUID(text.strip())
    except ValueError:
        return None


def find(rows: Any, text: str) -> Any:
    """The row whose key the address names; None where there is none."""
    key = read_key(text)
    return rows.filter(pk=key).first() if key else None


def missing(request: HttpRequest, model: type[Entity], text: str) -> HttpResponse:
    """404: what was asked for, and what to do; where the key is that of another kind of entity, its page."""
    key = read_key(text)
    others = [kind.objects.only("title") for kind in ENTITIES if kind is not model]  # type: ignore[attr-defined]
    other = next((found for rows in others if (found := find(rows, text))), None)
    context = {"kind": model._meta.verbose_name, "slug": model.slug, "text": text[:80], "is_key": key, "other": other}
    return render(request, "entities/missing.html", context, status=HTTPStatus.NOT_FOUND)
