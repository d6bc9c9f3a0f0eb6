"""`/admin/user/{user}/editorRight`, `/namespaceRight` and `/countryRight` (contract 9.6)."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import re_path

from entities.api.account_views import AccountViewSet, Audience
from entities.api.bodies import content_of, is_storable, parse
from entities.api.conventions import empty_answer, value_answer
from entities.exceptions import MalformedValue
from entities.models import User
from entities.permissions import Actor
from entities.representation import read_uuid
from entities.services import accounts, rights


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of right: how a text names it, which ones an account has, how it is given and taken."""

    read: Callable[[str], str]
    held: Callable[[User], list[str]]
    give: Callable[..., None]
    take: Callable[..., None]


def _give_editor(user: User, key: str, *, actor: Actor) -> None:
    rights.give(user, rights.entity_of(read_uuid(key)), actor=actor)


def _take_editor(user: User, key: str, *, actor: Actor) -> None:
    rights.take(user, rights.entity_of(read_uuid(key)), actor=actor)


_EDITOR = Kind(
    lambda text: str(read_uuid(text)),
    lambda user: [str(key) for key in rights.scopes(user)],
    _give_editor,
    _take_editor,
)
_NAMESPACE = Kind(
    str,
    lambda user: list(user.namespace_rights.order_by("namespace").values_list("namespace", flat=True)),
    rights.give_namespace,
    rights.take_namespace,
)
_COUNTRY = Kind(
    str.upper,
    lambda user: list(user.country_rights.order_by("country").values_list("country", flat=True)),
    rights.give_country,
    rights.take_country,
)


class RightViewSet(AccountViewSet):
    """Rights of one kind of one account."""

    audiences: ClassVar[dict[str, Audience]] = {
        "list": Audience.SELF_OR_ADMINISTRATOR,
        "create": Audience.ADMINISTRATOR,
        "destroy": Audience.ADMINISTRATOR,
    }
    kind: ClassVar[Kind] = _EDITOR

    def list(self, request: HttpRequest, user_name: str) -> HttpResponse:
        """Keys, namespaces or countries."""
        return value_answer(self.kind.held(self.own_or_any(user_name)))

    def create(self, request: HttpRequest, user_name: str) -> HttpResponse:
        """A further right; answers what was sent."""
        user, what = accounts.named(user_name), self.kind.read(_sent(request))
        self.kind.give(user, what, actor=self.actor)
        return value_answer(what, HTTPStatus.CREATED)

    def destroy(self, request: HttpRequest, user_name: str, what: str) -> HttpResponse:
        """End a right."""
        self.kind.take(accounts.named(user_name), self.kind.read(what), actor=self.actor)
        return empty_answer()


def _sent(request: HttpRequest) -> str:
    """The body as text, or as a JSON string."""
    content = content_of(request)
    value: Any = parse(content) if content.lstrip().startswith(b'"') else content.decode(errors="replace")
    if not isinstance(value, str) or not value.strip() or not is_storable(value):
        raise MalformedValue("The body must be the key, namespace or country")
    return value.strip()


RIGHT_PATHS = [
    path
    for slug, kind in (("editorRight", _EDITOR), ("namespaceRight", _NAMESPACE), ("countryRight", _COUNTRY))
    for path in (
        re_path(
            rf"^(?P<user_name>[^/]+)/{slug}/?$", RightViewSet.as_view({"get": "list", "post": "create"}, kind=kind)
        ),
        re_path(
            rf"^(?P<user_name>[^/]+)/{slug}/(?P<what>.+?)/?$", RightViewSet.as_view({"delete": "destroy"}, kind=kind)
        ),
    )
]
