"""What the views of accounts share: who may call them, and how an account looks as JSON (contract 9.6)."""

from enum import Enum, auto
from typing import Any, ClassVar

import orjson
from django.http import HttpRequest, HttpResponse

from entities import permissions
from entities.api.authentication import Scheme
from entities.api.conventions import json_answer
from entities.api.views import RegistryViewSet
from entities.exceptions import NotPermitted, RuleViolation, WrongCredentials
from entities.models import User
from entities.models.fields import instant_text
from entities.permissions import Actor, Channel
from entities.services import accounts, challenges, rights


class Audience(Enum):
    """Who may call an action."""

    EVERYBODY = auto()
    MEMBER = auto()
    ADMINISTRATOR = auto()
    APPLICATION = auto()
    ADMINISTRATOR_OR_APPLICATION = auto()
    ACTED_FOR = auto()  # a user in whose name a trusted application signed
    SELF_OR_ADMINISTRATOR = auto()  # the account that the path names


class AccountViewSet(RegistryViewSet):
    """A viewset about accounts; `audiences` says for each action who may call it, nobody where it says nothing."""

    audiences: ClassVar[dict[str, Audience]] = {}

    def is_open(self, action: str, method: str) -> bool:
        """Reads of accounts are closed as well."""
        return self.audiences[action] is Audience.EVERYBODY

    def author(self) -> Actor:
        """The caller, if it is of the action's audience."""
        if self.credentials is None or self.caller is None:
            raise NotPermitted("Unauthenticated or incomplete request")
        audience = self.audiences[self.action]
        if audience is Audience.ACTED_FOR:
            self._require(self.credentials.scheme is Scheme.APPLICATION and not self.caller.is_application)
            return Actor.of(self.caller, Channel.API)
        self._require(self.caller.may_log_in or self.caller.is_application)
        actor = Actor.of(self.caller, Channel.API)
        self._require(self._is_of(audience, self.caller))
        return actor

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """The audience is all there is to check, but for what is about an account of one's own."""
        if self.audiences[self.action] is Audience.SELF_OR_ADMINISTRATOR:
            self.own_or_any(kwargs["user_name"])

    def own_or_any(self, user_name: str) -> User:
        """The account of a path: any for administrators, else the caller's; another one is 401 (9.6)."""
        user = self.caller
        if permissions.is_administrator(self.actor):
            return accounts.named(user_name)
        if user is None or user.user_name != user_name.lower():
            raise WrongCredentials(f"User {self.actor.name} may not see the rights of another user")
        return user

    def _is_of(self, audience: Audience, user: User) -> bool:
        match audience:
            case Audience.ADMINISTRATOR:
                return user.is_administrator
            case Audience.APPLICATION:
                return user.is_application
            case Audience.ADMINISTRATOR_OR_APPLICATION:
                return user.is_administrator or user.is_application
        return not user.is_application

    def _require(self, allowed: bool) -> None:
        if not allowed:
            name = "" if self.caller is None else self.caller.user_name
            raise NotPermitted(f"User {name} may not do this")


def account_json(user: User) -> dict[str, Any]:
    """An account; what it has not is left out, and passwords never appear."""
    values = {
        "key": user.pk,
        "userName": user.user_name,
        "firstName": user.first_name or None,
        "lastName": user.last_name or None,
        "email": user.email,
        "settings": user.settings,
        "systemSettings": user.system_settings,
        "roles": user.roles,
        "lastLogin": instant_text(user.last_login) if user.last_login else None,
        "deleted": instant_text(user.deleted) if user.deleted else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def described_json(user: User) -> dict[str, Any]:
    """An account for administrators."""
    return account_json(user) | {"challengeCodePresent": challenges.is_pending(user)}


def login_json(user: User, token: str | None = None) -> dict[str, Any]:
    """What a login tells: the account, its token, what it may edit."""
    shown = ("key", "userName", "firstName", "lastName", "email", "settings")
    account = account_json(user)
    told = {name: account[name] for name in shown if name in account}
    if token is not None:
        told["token"] = token
    return told | {"roles": user.roles, "editorRoleScopes": [str(key) for key in rights.scopes(user)]}


def private_answer(body: dict[str, Any], status: int) -> HttpResponse:
    """JSON that no shared cache may keep."""
    answer = json_answer(orjson.dumps(body), status)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def mutation_answer(violation: RuleViolation) -> HttpResponse:
    """422 in the shape that clients of account changes read: the first kind of error, and every broken rule."""
    failures = violation.failures
    if "password" in failures:
        kind = "PASSWORD_LENGTH_VIOLATION"
    elif failures.get("userName", "").startswith("there is"):
        kind = "USER_ALREADY_EXIST"
    elif failures.get("email", "").startswith("there is"):
        kind = "EMAIL_ALREADY_IN_USE"
    else:
        kind = "CONSTRAINT_VIOLATION"
    return json_answer(orjson.dumps({"error": kind, "constraintViolation": failures}), 422)
