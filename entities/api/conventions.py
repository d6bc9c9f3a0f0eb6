"""How `/v1` answers: media types, texts of errors, and the one table from what went wrong to a status (contract 1)."""

import html
from http import HTTPStatus
from typing import Any

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from rest_framework.exceptions import APIException, MethodNotAllowed

from entities.exceptions import (
    ChangedMeanwhile,
    Conflict,
    MalformedValue,
    NotFound,
    NotPermitted,
    RegistryError,
    RuleViolation,
    TooManyAttempts,
    WrongCredentials,
    WrongState,
)

JSON = "application/json"
"""Without charset: clients compare the header with this literal (1.1)."""
TEXT = "text/plain; charset=utf-8"
RETRY_AFTER = "5"
"""Seconds after which a client may try again while a part of ours is down."""

_CROSS_ORIGIN = {
    "Access-Control-Allow-Methods": "HEAD, GET, POST, DELETE, PUT, OPTIONS",
    "Access-Control-Allow-Headers": "authorization, content-type",
    "Access-Control-Max-Age": "86400",
}
_DEADLOCK, _SERIALIZATION_FAILURE = "40P01", "40001"


class UnsupportedMedia(RegistryError):
    """The body is none of `application/json` in UTF-8 (415)."""


class TooLarge(RegistryError):
    """The body is larger than any entity needs to be (413)."""


class NotOffered(RegistryError):
    """The contract names the operation, but not for this entity (501)."""


_STATUS: tuple[tuple[type[Exception], HTTPStatus], ...] = (
    (RuleViolation, HTTPStatus.UNPROCESSABLE_ENTITY),
    (MalformedValue, HTTPStatus.BAD_REQUEST),
    (WrongState, HTTPStatus.BAD_REQUEST),
    (NotFound, HTTPStatus.NOT_FOUND),
    (NotPermitted, HTTPStatus.FORBIDDEN),
    (Conflict, HTTPStatus.CONFLICT),
    (ChangedMeanwhile, HTTPStatus.PRECONDITION_FAILED),
    (WrongCredentials, HTTPStatus.UNAUTHORIZED),
    (TooManyAttempts, HTTPStatus.TOO_MANY_REQUESTS),
    (UnsupportedMedia, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    (TooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (RequestDataTooBig, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (NotOffered, HTTPStatus.NOT_IMPLEMENTED),
    (MethodNotAllowed, HTTPStatus.METHOD_NOT_ALLOWED),
    (RecursionError, HTTPStatus.BAD_REQUEST),
    (UnreadablePostError, HTTPStatus.BAD_REQUEST),
    (DataError, HTTPStatus.BAD_REQUEST),
    (IntegrityError, HTTPStatus.CONFLICT),
    (OperationalError, HTTPStatus.SERVICE_UNAVAILABLE),
    (InterfaceError, HTTPStatus.SERVICE_UNAVAILABLE),
)
_SENTENCES: dict[type[Exception], str] = {
    RequestDataTooBig: "The body is too large",
    RecursionError: "The body is nested too deeply",
    UnreadablePostError: "The body ended too early",
    DataError: "A value cannot be stored",
    IntegrityError: "Somebody else changed what this refers to",
    OperationalError: "The registry is busy or being restarted, try again in a moment",
    InterfaceError: "The registry is busy or being restarted, try again in a moment",
}
"""What is said instead of an error's own text, where that would tell about the inside."""

ANSWERED: tuple[type[Exception], ...] = (*(kind for kind, _ in _STATUS), RegistryError, APIException)
"""What `error_answer` makes an answer of; anything else is a mistake of ours and a 500."""


def json_answer(content: bytes, status: int = HTTPStatus.OK) -> HttpResponse:
    """JSON text that is ready, in UTF-8."""
    return HttpResponse(content, status=status, content_type=JSON)


def value_answer(value: Any, status: int = HTTPStatus.OK) -> HttpResponse:
    """A value as JSON."""
    return json_answer(orjson.dumps(value), status)


def empty_answer(status: int = HTTPStatus.NO_CONTENT) -> HttpResponse:
    """An answer without body; it names no media type."""
    answer = HttpResponse(status=status)
    del answer.headers["Content-Type"]
    return answer


def text_answer(sentence: str, status: int) -> HttpResponse:
    """A short English sentence, never HTML (1.4)."""
    return HttpResponse(sentence.encode(errors="replace"), status=status, content_type=TEXT)


def error_answer(error: Exception, request: HttpRequest) -> HttpResponse:
    """The status and the text of an error."""
    status = _status(error)
    if status == HTTPStatus.UNAUTHORIZED and request.headers.get("gbif-prefer-403-over-401", "").lower() == "true":
        status = HTTPStatus.FORBIDDEN
    answer = text_answer(_sentence(error), status)
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = f'Basic realm="{settings.BASIC_REALM}"'
    elif status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer.headers["Retry-After"] = RETRY_AFTER
    elif isinstance(error, TooManyAttempts):
        answer.headers["Retry-After"] = f"{error.pause.total_seconds():.0f}"
    return answer


def preflight_answer(methods: str) -> HttpResponse:
    """What a browser asks before it calls from another origin; `methods` are those of the path (1.6)."""
    answer = empty_answer(HTTPStatus.OK)
    answer.headers["Allow"] = methods
    for name, value in _CROSS_ORIGIN.items():
        answer.headers[name] = value
    return answer


def path_as_called(request: HttpRequest) -> str:
    """The path without the API root and trailing slash."""
    return "/" + request.path_info.strip("/").partition("/")[2]


def _status(error: Exception) -> int:
    if isinstance(error, OperationalError):
        state = getattr(error.__cause__, "sqlstate", None)
        if state in (_DEADLOCK, _SERIALIZATION_FAILURE):
            return HTTPStatus.CONFLICT
    for kind, status in _STATUS:
        if isinstance(error, kind):
            return status
    return error.status_code if isinstance(error, APIException) else HTTPStatus.BAD_REQUEST


def _sentence(error: Exception) -> str:
    if isinstance(error, RuleViolation):
        broken = (f"Validation of [{field}] failed: {sentence}" for field, sentence in error.failures.items())
        return "<ul>" + "".join(f"<li>{html.escape(rule, quote=False)}</li>" for rule in broken) + "</ul>"
    return next((sentence for kind, sentence in _SENTENCES.items() if isinstance(error, kind)), str(error))
