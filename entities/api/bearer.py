"""JSON web tokens of `/v1`: short, renewed with each answer, for twelve hours at most (contract 9.1, reliability 5).

A token names the account only: roles are read with each request. It is bound to the account's credentials, so that a
change of the password or a lockout ends it.
"""

import hmac
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenBackendError

from entities.exceptions import WrongCredentials
from entities.models import User

LIFETIME = timedelta(minutes=30)
LONGEST_LOGIN = timedelta(hours=12)
"""Renewals end so long after the login."""

_USER, _LOGIN, _BINDING = "userName", "auth_time", "binding"


def issue(user: User, logged_in: int | None = None) -> str:
    """A token for the account; `logged_in` is the moment of the login that it renews, in seconds since 1970."""
    now = int(time.time())
    began = now if logged_in is None else logged_in
    ends = min(now + LIFETIME.total_seconds(), began + LONGEST_LOGIN.total_seconds())
    return _backend().encode(
        {_USER: user.user_name, "iat": now, "exp": int(ends), _LOGIN: began, _BINDING: _binding(user)}
    )


def read(token: str) -> tuple[User, int]:
    """The account that a token opens, and when it logged in; WrongCredentials where it opens none."""
    try:
        claims: dict[str, Any] = _backend().decode(token)  # type: ignore[arg-type]
    except (TokenBackendError, UnicodeError) as error:
        raise WrongCredentials("The token is expired or was not made here") from error
    name, began = claims.get(_USER), claims.get(_LOGIN)
    user = User.objects.filter(user_name=name).first() if isinstance(name, str) and "\0" not in name else None
    if user is None or not user.may_log_in or not isinstance(began, int):
        raise WrongCredentials("The token is of no account that may log in")
    if not hmac.compare_digest(str(claims.get(_BINDING)).encode(), _binding(user).encode()):
        raise WrongCredentials("The token is older than the account's credentials")
    return user, began


def token_in(request: HttpRequest) -> str | None:
    """The token of the `Authorization` header, if its scheme is Bearer, in any case."""
    scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").strip().partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _binding(user: User) -> str:
    return user.get_session_auth_hash()[:32]


def _backend() -> TokenBackend:
    return TokenBackend("HS256", signing_key=settings.JWT_SIGNING_KEY, issuer=settings.JWT_ISSUER)
