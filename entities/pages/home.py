"""The start page."""

from typing import Any

from django.db.models import Count, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entities.models import ENTITIES, Dataset

_NEWEST = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The start page: what this is, how much there is, what came last, where programs and curators go."""
    context = {
        "address": request.build_absolute_uri("/").rstrip("/"),
        "counts": _counts(),
        "datasets": Dataset.live()
        .newest_first()
        .select_related("publishing_organization")
        .only("title", "type", "created", "doi", "publishing_organization__title")[:_NEWEST],
    }
    return render(request, "home.html", context)


def _counts() -> list[dict[str, Any]]:
    """Live entities of each kind, in one statement."""
    each = [
        model.live().order_by().values_list(Value(position)).annotate(rows=Count("pk"))
        for position, model in enumerate(ENTITIES)
    ]
    found = dict(each[0].union(*each[1:], all=True))
    return [
        {"slug": model.slug, "title": model._meta.verbose_name_plural, "count": found.get(position, 0)}
        for position, model in enumerate(ENTITIES)
    ]
