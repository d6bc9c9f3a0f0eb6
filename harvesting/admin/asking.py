"""List actions that ask first and report row by row: one refusal stops no other."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from entities.admin import rights
from entities.exceptions import RegistryError
from entities.permissions import Actor

Deed = Callable[[Any, Actor], str]


Details = Callable[[Any], Iterable[str]]


def asked(
    title: str, consequence: str, *, tone: str = "primary", details: Details | None = None
) -> Callable[[Deed], Callable[..., Any]]:
    """Make a list action of a function that acts on one row and answers what it did, in a sentence.

    `consequence` is shown before anything happens, together with the rows that were selected, and what `details` says
    about each of them.
    """

    def make(deed: Deed) -> Callable[..., HttpResponse | None]:
        def act(admin: ModelAdmin, request: HttpRequest, queryset: Any) -> HttpResponse | None:
            if "confirmed" not in request.POST:
                return _question(admin, request, queryset, deed.__name__, title, consequence, tone, details)
            for row in queryset:
                _carry_out(request, deed, row)
            return None

        act.__name__ = deed.__name__
        act.short_description = title  # type: ignore[attr-defined]
        return act

    return make


def _carry_out(request: HttpRequest, deed: Deed, row: Any) -> None:
    try:
        messages.success(request, f"{row}: {deed(row, rights.actor_of(request))}")
    except RegistryError as error:
        messages.error(request, f"{row}: {error}")


def _question(
    admin: ModelAdmin,
    request: HttpRequest,
    queryset: Any,
    name: str,
    title: str,
    consequence: str,
    tone: str,
    details: Details | None,
) -> HttpResponse:
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": title,
        "action": name,
        "consequence": consequence,
        "tone": tone,
        "rows": [(row, list(details(row)) if details else []) for row in queryset],
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/harvesting/asked.html", context)
