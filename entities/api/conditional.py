"""Conditional requests: who has the text already is told so, and sent nothing (RFC 9110, 13)."""

import hashlib
from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from entities.api.conventions import empty_answer, json_answer

_DIGEST_BYTES = 12


def item_answer(request: HttpRequest, text: bytes, modified: datetime) -> HttpResponse:
    """JSON text with its validators, or 304 where the caller's copy is the same."""
    etag = f'"{hashlib.blake2b(text, digest_size=_DIGEST_BYTES).hexdigest()}"'
    answer = empty_answer(HTTPStatus.NOT_MODIFIED) if _has_it(request, etag, modified) else json_answer(text)
    answer.headers["ETag"] = etag
    answer.headers["Last-Modified"] = http_date(modified.timestamp())
    return answer


def _has_it(request: HttpRequest, etag: str, modified: datetime) -> bool:
    """The tag decides where it is sent; only without it, the date does."""
    if tags := request.META.get("HTTP_IF_NONE_MATCH"):
        known = parse_etags(tags)
        return "*" in known or etag in (tag.removeprefix("W/") for tag in known)
    if since := request.META.get("HTTP_IF_MODIFIED_SINCE"):
        moment = parse_http_date_safe(since)
        return moment is not None and int(modified.timestamp()) <= moment
    return False
