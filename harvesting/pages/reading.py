"""What pages of harvests read from an address, and what a person may do to a source."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from entities.models import Installation, User
from entities.pages.listing import words_of
from entities.permissions import Actor, Channel, may_change, may_create_some
from harvesting.models import HarvestSource


def wanted(request: HttpRequest, names: Iterable[str]) -> dict[str, str]:
    """The filters of the address that have a value."""
    return {name: text for name in names if (text := words_of(request, name))}


def source_of(identifier: str) -> HarvestSource:
    """The source, deleted or not, with its organization and the state of its active run."""
    if not identifier.isalnum():
        raise Http404
    rows = HarvestSource.objects.with_active_state().select_related("organization", "installation")
    return get_object_or_404(
        rows.defer("organization__rendered", "organization__description", "installation__rendered"), pk=identifier
    )


def person(request: HttpRequest) -> User:
    """Who is logged in; views ask for it behind `login_required`."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def actor_of(request: HttpRequest) -> Actor:
    """The person of the request, as services know actors."""
    return Actor.of(person(request), Channel.ADMIN)


def may_manage(request: HttpRequest, source: HarvestSource) -> bool:
    """Whether the person may change the source, run it and stop it (harvest contract 5)."""
    return bool(request.user.is_authenticated) and may_change(actor_of(request), source.organization)


def may_add(request: HttpRequest) -> bool:
    """Whether the person may add a source somewhere: a source makes an installation of its organization."""
    return bool(request.user.is_authenticated) and may_create_some(actor_of(request), Installation)
