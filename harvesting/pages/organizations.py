"""The choice of an organization in the form of a source: a list where there are few, else a search by title."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entities.models import Organization, User
from harvesting.pages.reading import person

MOST_LISTED = 50
"""More than these are searched, so that the page keeps its size."""
MOST_FOUND = 20
_MOST_WORDS = 6


def reach(user: User) -> "QuerySet[Organization]":
    """The organizations that the person may give a source to, by title."""
    live: QuerySet[Organization] = Organization.live()
    mine = live if user.is_administrator else live.editable_by(user)  # type: ignore[attr-defined]
    return mine.order_by("title", "key").only("title", "country")  # type: ignore[no-any-return]


def are_many(user: User) -> bool:
    """Whether the person's organizations are searched instead of listed."""
    return len(reach(user).values_list("pk")[: MOST_LISTED + 1]) > MOST_LISTED


def found(user: User, text: str, chosen: Sequence[Organization] = ()) -> list[Organization]:
    """The first of the person's organizations, besides the chosen, whose titles hold all the words."""
    words = text.replace("\0", "").split()[:_MOST_WORDS]
    if not words:
        return []
    rows = reach(user).exclude(pk__in=[organization.pk for organization in chosen])
    for word in words:
        rows = rows.filter(title__icontains=word)
    return list(rows[:MOST_FOUND])


def chosen(user: User, key: object) -> list[Organization]:
    """The organization of the key, as a list of one; empty where there is none, or it is not the person's."""
    try:
        return list(reach(user).filter(pk=UUID(str(key))))
    except ValueError:
        return []


@require_safe
@login_required
def suggestions(request: HttpRequest) -> HttpResponse:
    """Part of the form: the chosen organization, and those that were searched for."""
    user, text = person(request), request.GET.get("q", "")
    mine = chosen(user, request.GET.get("organization"))
    context = {"chosen": mine, "found": found(user, text, mine), "searched": text}
    return render(request, "harvesting/organizations.html", context)
