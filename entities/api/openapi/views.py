"""Serves the description: `/v1/openapi.json` to programs, `/v1/docs` to people."""

from functools import cache

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from entities.api.conventions import json_answer, preflight_answer, text_answer
from entities.api.openapi.document import document

_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
"""The pages' program sets styles on elements; everything it loads is served here."""

_METHODS = "OPTIONS, GET, HEAD"


@csrf_exempt  # nothing is changed here, and whoever tries is told so in plain text
def openapi(request: HttpRequest) -> HttpResponse:
    """This description"""
    if request.method == "OPTIONS":
        answer = preflight_answer(_METHODS)
    elif request.method not in ("GET", "HEAD"):
        answer = text_answer(f'Method "{request.method}" not allowed.', 405)
        answer.headers["Allow"] = _METHODS
    else:
        answer = json_answer(_text())
        answer.headers["Cache-Control"] = "public, max-age=300"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """This description as pages, on which requests can be tried"""
    answer = render(request, "api_docs.html", {"portal_name": settings.PORTAL_NAME})
    answer.headers["Content-Security-Policy"] = _POLICY
    return answer


@cache
def _text() -> bytes:
    return orjson.dumps(document())
