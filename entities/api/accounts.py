"""`/admin/user`: accounts, for administrators and for trusted applications (contract 9.6)."""

from http import HTTPStatus
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import re_path

from entities.api.account_views import (
    AccountViewSet,
    Audience,
    account_json,
    described_json,
    mutation_answer,
)
from entities.api.bodies import read_object
from entities.api.conventions import empty_answer, value_answer
from entities.api.paging import Page, parameters, values_page
from entities.api.parameters import constant
from entities.api.rights import RIGHT_PATHS
from entities.exceptions import MalformedValue, NotFound, RuleViolation, WrongCredentials
from entities.models import User
from entities.models.credentials import Purpose
from entities.representation import read_uuid
from entities.services import accounts, challenges, membership, rights
from entities.vocabulary import UserRole

_DEPRECATED = frozenset({UserRole.ADMIN, UserRole.EDITOR, UserRole.IDIGBIO_GRSCICOLL_EDITOR})
_TEXTS = {"userName": "user_name", "firstName": "first_name", "lastName": "last_name", "email": "email"}
_MAPS = {"settings": "settings", "systemSettings": "system_settings"}


class AdministrationViewSet(AccountViewSet):
    """Accounts of others."""

    audiences: ClassVar[dict[str, Audience]] = {
        "roles": Audience.EVERYBODY,
        "search": Audience.ADMINISTRATOR,
        "find": Audience.ADMINISTRATOR_OR_APPLICATION,
        "retrieve": Audience.ADMINISTRATOR_OR_APPLICATION,
        "create": Audience.APPLICATION,
        "update": Audience.ADMINISTRATOR_OR_APPLICATION,
        "destroy": Audience.ADMINISTRATOR,
    }

    def roles(self, request: HttpRequest) -> HttpResponse:
        """All roles but the deprecated ones."""
        return value_answer([role for role in UserRole.values if role not in _DEPRECATED])

    def search(self, request: HttpRequest) -> HttpResponse:
        """A page of accounts, by name."""
        given = parameters(request)
        return values_page(Page.of(given), _searched(given), account_json)

    def find(self, request: HttpRequest) -> HttpResponse:
        """The account with a value of a system setting, such as `?auth.orcid.id=…`."""
        pairs = list(parameters(request).items())
        if len(pairs) != 1:
            raise MalformedValue("Exactly one system setting must be asked for")
        found = User.objects.filter(deleted=None, system_settings__contains=dict(pairs)).order_by("pk").first()
        return empty_answer() if found is None else value_answer(described_json(found))

    def retrieve(self, request: HttpRequest, user_name: str) -> HttpResponse:
        """One account; 204 where there is none."""
        try:
            return value_answer(described_json(accounts.named(user_name)))
        except NotFound:
            return empty_answer()

    def create(self, request: HttpRequest) -> HttpResponse:
        """A new account, which waits until its address is confirmed; the application vouches for the person."""
        body = read_object(request)
        values = _columns(body)
        try:
            user = membership.create_vouched(values, _password(body), actor=self.actor)
        except RuleViolation as violation:
            return mutation_answer(violation)
        return value_answer({"username": user.user_name, "email": user.email}, HTTPStatus.CREATED)

    def update(self, request: HttpRequest, user_name: str) -> HttpResponse:
        """Another content of an account; roles are changed by administrators only, and left out stay."""
        user, body = accounts.named(user_name), read_object(request)
        values = _columns(body)
        if str(values.pop("user_name", user.user_name)).lower() != user.user_name:
            raise MalformedValue("The user name of path and body differ")
        if self.actor.user is not None and self.actor.user.is_administrator and body.get("roles") is not None:
            values["roles"] = _roles(body["roles"])
        try:
            accounts.change(user, values, actor=self.actor)
        except RuleViolation as violation:
            return mutation_answer(violation)
        return empty_answer()

    def destroy(self, request: HttpRequest, user_name: str) -> HttpResponse:
        """Erase an account."""
        accounts.erase(accounts.named(user_name), actor=self.actor)
        return empty_answer()


class ChallengeViewSet(AccountViewSet):
    """Confirmations and forgotten passwords, for users in whose name a trusted application signs."""

    audiences: ClassVar[dict[str, Audience]] = {
        "confirm": Audience.ACTED_FOR,
        "ask_for_reset": Audience.ACTED_FOR,
        "reset": Audience.ACTED_FOR,
        "is_valid": Audience.ACTED_FOR,
        "change_email": Audience.MEMBER,
    }

    def confirm(self, request: HttpRequest) -> HttpResponse:
        """Confirm the address of the user by the key that was mailed there."""
        user = membership.confirm(_text(read_object(request), "confirmationKey"), self.actor.user)
        if user is None:
            raise MalformedValue("The confirmation key is not valid")
        return value_answer(account_json(user), HTTPStatus.CREATED)

    def ask_for_reset(self, request: HttpRequest) -> HttpResponse:
        """Mail the user a key for a new password."""
        membership.ask_for_reset(self.actor.name)
        return empty_answer()

    def reset(self, request: HttpRequest) -> HttpResponse:
        """Set the user's password by that key."""
        body = read_object(request)
        try:
            user = membership.reset(_text(body, "challengeCode"), _text(body, "password"), self.actor.user)
        except RuleViolation as violation:
            return mutation_answer(violation)
        return value_answer(account_json(user), HTTPStatus.CREATED)

    def is_valid(self, request: HttpRequest) -> HttpResponse:
        """204 while the key of `confirmationKey` can confirm the account or set a new password, else 401."""
        key = parameters(request).get("confirmationKey", "")
        found = (challenges.find(key, purpose) for purpose in (Purpose.CONFIRM, Purpose.RESET))
        if not any(challenge is not None and challenge.user == self.actor.user for challenge in found):
            raise WrongCredentials("The key is not valid")
        return empty_answer()

    def change_email(self, request: HttpRequest) -> HttpResponse:
        """Mail a key to a new address of the caller; with that key as `challengeCode`, change to it."""
        body, user = read_object(request), self.caller
        if user is None:
            raise WrongCredentials("Unauthenticated or incomplete request")
        try:
            if body.get("challengeCode") is None:
                membership.ask_for_address(user, _text(body, "email").strip())
            elif membership.change_address(_text(body, "challengeCode"), user) is None:
                raise RuleViolation({"challengeCode": "is not valid"})
        except RuleViolation as violation:
            return mutation_answer(violation)
        return empty_answer()


def _searched(given: Any) -> QuerySet[User]:
    found = User.objects.filter(deleted=None).order_by("user_name")
    if text := given.get("q", "").strip():
        columns = ("user_name", "email", "first_name", "last_name")
        for word in text.split()[:10]:
            either = Q()
            for column in columns:
                either |= Q(**{f"{column}__icontains": word})
            found = found.filter(either)
    if role := given.get("role"):
        found = found.filter(roles__contains=[constant(UserRole)(role)])
    if key := given.get("editorRightsOn"):
        found = found.filter(pk__in=rights.holders(_key(key)))
    if namespace := given.get("namespaceRightsOn"):
        found = found.filter(namespace_rights__namespace=namespace)
    if country := given.get("countryRightsOn"):
        found = found.filter(country_rights__country=country.upper())
    return found


def _key(text: str) -> UUID:
    return read_uuid(text)


def _columns(body: dict[str, Any]) -> dict[str, Any]:
    """Values of an account's body by column, without those it leaves out; MalformedValue for a wrong type."""
    values: dict[str, Any] = {}
    for name, column in _TEXTS.items():
        if body.get(name) is not None:
            values[column] = _text(body, name).strip()
    for name, column in _MAPS.items():
        given = body.get(name)
        if given is not None and not isinstance(given, dict):
            raise MalformedValue(f"{name} must be an object")
        if given is not None:
            values[column] = given
    return values


def _roles(given: Any) -> list[str]:
    if not isinstance(given, list) or not all(role in UserRole.values for role in given):
        raise MalformedValue("roles must be a list of constants of UserRole")
    return list(dict.fromkeys(given))


def _password(body: dict[str, Any]) -> str:
    return _text(body, "password") if body.get("password") is not None else ""


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise MalformedValue(f"{name} must be a text")
    return value


_administration, _challenges = AdministrationViewSet.as_view, ChallengeViewSet.as_view

urlpatterns = [
    re_path(r"^$", _administration({"post": "create"})),
    re_path(r"^roles/?$", _administration({"get": "roles"})),
    re_path(r"^search/?$", _administration({"get": "search"})),
    re_path(r"^find/?$", _administration({"get": "find"})),
    re_path(r"^confirm/?$", _challenges({"post": "confirm"})),
    re_path(r"^resetPassword/?$", _challenges({"post": "ask_for_reset"})),
    re_path(r"^updatePassword/?$", _challenges({"post": "reset"})),
    re_path(r"^confirmationKeyValid/?$", _challenges({"get": "is_valid"})),
    re_path(r"^changeEmail/?$", _challenges({"put": "change_email"})),
    *RIGHT_PATHS,
    re_path(r"^(?P<user_name>[^/]+)/?$", _administration({"get": "retrieve", "put": "update", "delete": "destroy"})),
]
