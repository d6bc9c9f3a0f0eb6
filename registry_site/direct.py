"""The shortest way to what is asked most: one entity by its key, and lists.

Registries answer reads of `/v1/<entity>`, `/v1/<entity>/<key>` and of lists below a key more often than anything else.
Around the view, Django resolves the address, passes ten middlewares and sends signals; that costs more than the read.
So these requests go to the same view, get the headers that middlewares give to every answer, and everything else takes
Django's whole way.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.urls import Resolver404, resolve

_KEY = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_READ = re.compile(rf"(/v1/[a-z]+)(?:/({_KEY})(/[a-zA-Z]+)?)?/?")
_ANY_KEY = "00000000-0000-0000-0000-000000000000"
_MOST_KNOWN = 500

View = Callable[..., HttpResponseBase]


class PortalHandler(WSGIHandler):
    """Django's entry point with a shorter way for reads of entities and lists."""

    def __init__(self) -> None:
        super().__init__()
        self._policy = SecurityMiddleware(XFrameOptionsMiddleware(lambda _: HttpResponse()))
        self._given_to_all: dict[bool, dict[str, str]] = {}

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """One answer."""
        read = _READ.fullmatch(environ["PATH_INFO"]) if environ["REQUEST_METHOD"] == "GET" else None
        if read is None or _view(*_pattern(read)) is None:
            return super().__call__(environ, start_response)
        request = WSGIRequest(environ)
        given = self._headers_of_all(request)
        if given is None:
            return super().__call__(environ, start_response)
        close_old_connections()
        response: Any = _answer(request)
        headers = given | dict(response.items())
        if not response.streaming:
            headers["Content-Length"] = str(len(response.content))
        start_response(f"{response.status_code} {response.reason_phrase}", list(headers.items()))
        return response if response.streaming else [response.content]

    def _headers_of_all(self, request: HttpRequest) -> dict[str, str] | None:
        """What middlewares give to every answer, by whether it is encrypted; None where they answer themselves."""
        is_secure = request.is_secure()
        known = self._given_to_all.get(is_secure)
        if known is None:
            answer: Any = self._policy(request)
            if answer.status_code != HTTPStatus.OK:
                return None
            del answer.headers["Content-Type"]
            known = self._given_to_all[is_secure] = dict(answer.headers)
        return known


@convert_exception_to_response
def _answer(request: HttpRequest) -> HttpResponseBase:
    request.get_host()  # refuses names that are not ours, as Django's middleware does
    read: Any = _READ.fullmatch(request.path_info)
    view: Any = _view(*_pattern(read))
    return view(request, key=read[2]) if read[2] else view(request)  # type: ignore[no-any-return]


def _pattern(read: re.Match[str]) -> tuple[str, bool, str]:
    """The path without its key: entity, whether there is a key, what follows it."""
    return read[1], read[2] is not None, read[3] or ""


@lru_cache(maxsize=_MOST_KNOWN)
def _view(entity: str, has_key: bool, part: str) -> View | None:
    """The view of the address table, if it is one of entities, which need nothing of middlewares but headers."""
    try:
        found = resolve(f"{entity}/{_ANY_KEY}{part}" if has_key else entity)
    except Resolver404:
        return None
    is_viewset = hasattr(found.func, "actions")
    return found.func if is_viewset and found.kwargs.keys() == ({"key"} if has_key else set()) else None
