"""Logging in as clients of harvest registries do: `X-Auth-Token` and `X-User-Id` (harvest contract 4).

Views below `/api` of any room are made of these parts:

    @interface("GET", "POST")
    def harvest_now(request: HttpRequest, identifier: str) -> HttpResponse:
        user = token_holder(request)      # raises NotLoggedIn: 401 "You must be logged in to do this."
        if not permissions.may_change(Actor.of(user, Channel.API), source.organization):
            return json_answer({"status": "Unauthorized"}, HTTPStatus.UNAUTHORIZED)
        …

Cookies open nothing here, so any page of the web may call.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFilesSent
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt

from entities.api.bodies import content_of, is_storable, parse
from entities.api.conventions import JSON, RETRY_AFTER, TooLarge
from entities.client_address import address_of
from entities.exceptions import MalformedValue, TooManyAttempts, WrongCredentials
from entities.logins import log_in
from entities.models import User
from entities.services import tokens

CORS_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Origin, X-Requested-With, Content-Type, Accept, X-User-Id, X-Auth-Token",
}
_UNREADABLE = (BadRequest, DataError, MalformedValue, MultiPartParserError, TooManyFilesSent, UnreadablePostError)

View = Callable[..., HttpResponse]


class NotLoggedIn(WrongCredentials):
    """The headers are missing, or open no account."""


def interface(*methods: str) -> Callable[[View], View]:
    """Open a view to every page of the web: CORS headers on each answer, OPTIONS 200, other methods 405."""
    allowed = [*methods, *(["HEAD"] if "GET" in methods else []), "OPTIONS"]

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, **arguments: str) -> HttpResponse:
            if request.method == "OPTIONS":
                response = json_answer({"status": "success"})
                response.headers["Allow"] = ", ".join(allowed)
            elif request.method in allowed:
                response = _answered(view, request, arguments)
            else:
                response = _error(f"{request.method} is not allowed here", HTTPStatus.METHOD_NOT_ALLOWED)
                response.headers["Allow"] = ", ".join(allowed)
            for name, value in CORS_HEADERS.items():
                response[name] = value
            return response

        return answer

    return decorate


def token_holder(request: HttpRequest) -> User:
    """The account whose token the headers `X-Auth-Token` and `X-User-Id` hold; NotLoggedIn where they hold none."""
    found = tokens.holder(request.headers.get("X-User-Id", ""), request.headers.get("X-Auth-Token", ""))
    if found is None:
        raise NotLoggedIn("You must be logged in to do this.")
    return found


@interface("POST")
def login(request: HttpRequest) -> HttpResponse:
    """A new token for a name or address and a password, from a form or JSON; `hashed=true` sends its SHA-256.

    A body that cannot be read is as wrong as a wrong password.
    """
    try:
        given = _fields(request)
    except _UNREADABLE:
        given = {}
    name = next((given[field] for field in ("email", "username", "user") if given.get(field)), "")
    hashed = given.get("hashed", "").lower() == "true"
    try:
        user = log_in(name, given.get("password", ""), address=address_of(request), hashed=hashed)
    except WrongCredentials:
        return json_answer({"status": "error", "message": "Unauthorized"}, HTTPStatus.UNAUTHORIZED)
    answer = json_answer({"status": "success", "data": {"authToken": tokens.issue(user), "userId": str(user.pk)}})
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@interface("GET", "POST")
def logout(request: HttpRequest) -> HttpResponse:
    """End the token that the headers hold."""
    user = token_holder(request)
    tokens.end(user, request.headers.get("X-Auth-Token", ""))
    return json_answer({"status": "success", "data": {"message": "You've been logged out!"}})


def json_answer(body: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """An object as JSON."""
    return HttpResponse(orjson.dumps(body), content_type=JSON, status=status)


def _answered(view: View, request: HttpRequest, arguments: Mapping[str, str]) -> HttpResponse:
    try:
        return view(request, **arguments)
    except NotLoggedIn as error:
        return _error(str(error), HTTPStatus.UNAUTHORIZED)
    except TooManyAttempts as error:
        pause = f"{error.pause.total_seconds():.0f}"
        return _error(str(error), HTTPStatus.TOO_MANY_REQUESTS, **{"Retry-After": pause})
    except (TooLarge, RequestDataTooBig):
        return _error("The body is too large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except _UNREADABLE as error:
        return _error("A value cannot be read" if isinstance(error, DataError) else str(error), HTTPStatus.BAD_REQUEST)
    except (OperationalError, InterfaceError):
        sentence = "The registry is busy or being restarted, try again in a moment"
        return _error(sentence, HTTPStatus.SERVICE_UNAVAILABLE, **{"Retry-After": RETRY_AFTER})


def _error(sentence: str, status: HTTPStatus, **headers: str) -> HttpResponse:
    answer = json_answer({"status": "error", "message": sentence}, status)
    for name, value in headers.items():
        answer.headers[name] = value
    return answer


def _fields(request: HttpRequest) -> dict[str, str]:
    """The body's fields as texts; what is no text is left out, and so opens nothing."""
    content_of(request)  # refuses what is too large before it is read
    given: Any = parse(content_of(request)) if request.content_type == JSON else request.POST.dict()
    if not isinstance(given, dict):
        raise MalformedValue("The body must be a JSON object")
    texts = {name: "true" if value is True else value for name, value in given.items()}
    return {name: value for name, value in texts.items() if isinstance(value, str) and is_storable(value)}
