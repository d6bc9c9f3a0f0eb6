"""Conditional requests: who has the text already is told so, and who changes an older one is refused (RFC 9110, 13)."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from entities.api.conventions import JSON, empty_answer
from entities.api.listings import Found
from entities.api.paging import Page, envelope
from entities.api.reading import item, served, served_on
from entities.exceptions import ChangedMeanwhile, MalformedValue
from entities.models import Entity

_DIGEST_BYTES = 12
_SETTLED_AFTER = timedelta(seconds=10)
"""Dates of HTTP have whole seconds: within this time after a change another one may follow that they cannot tell from
it. Until then a text is dated a second too early, so that nobody keeps it because of its date."""


def item_answer(request: HttpRequest, stored: bytes, written: datetime) -> HttpResponse:
    """The stored JSON of one entity, with its validators."""
    text = served(stored)
    return _answer(request, lambda: text, tag_of(text), _shown_since(written, shows_day=text is not stored))


def page_answer(request: HttpRequest, page: Page, found: Found, *, is_bare: bool = False) -> HttpResponse:
    """A page of stored JSON, with its validators; a bare one has no envelope."""
    texts = b"[" + b",".join(found.texts) + b"]" if is_bare else envelope(page, found.count, found.texts)
    body = served(texts)
    day = b"" if body is texts else _today().isoformat().encode()
    shape = f"{found.count} {page.offset} {page.limit} {is_bare}".encode()
    moment = None if found.latest is None else _shown_since(found.latest, shows_day=body is not texts)
    return _answer(request, lambda: body, tag_of(b"".join((shape, day, *found.marks))), moment)


def derived_answer(request: HttpRequest, text: bytes, written: datetime) -> HttpResponse:
    """JSON that was made out of the stored JSON of one entity."""
    return _answer(request, lambda: text, tag_of(text), written)


def fixed_answer(request: HttpRequest, text: bytes) -> HttpResponse:
    """JSON that changes only with the portal itself."""
    return _answer(request, lambda: text, tag_of(text), None)


def document_answer(request: HttpRequest, content: bytes, written: datetime, media_type: str) -> HttpResponse:
    """A document of any media type, with its validators."""
    return _answer(request, lambda: content, tag_of(content), written, media_type)


def tag_of(content: bytes) -> str:
    """The entity tag of a text."""
    return f'"{hashlib.blake2b(content, digest_size=_DIGEST_BYTES).hexdigest()}"'


def precondition(request: HttpRequest) -> Callable[[Entity], None] | None:
    """What `If-Match` wants: raises ChangedMeanwhile where the entity is no longer as the caller read it.

    The citation of a dataset shows the day; a text that was read yesterday counts as the same.
    """
    given = request.META.get("HTTP_IF_MATCH")
    if given is None:
        return None
    tags = parse_etags(given)
    if not tags:
        raise MalformedValue("If-Match must be * or a list of entity tags")

    def require(entity: Entity) -> None:
        stored, _ = item(type(entity), entity.pk) or (b"", None)
        days = (_today(), _today() - timedelta(days=1))
        if "*" not in tags and not any(tag_of(served_on(day, stored)) in tags for day in days):
            raise ChangedMeanwhile(f"{entity.slug} {entity.pk} is no longer as it was read")

    return require


def _answer(
    request: HttpRequest, text: Callable[[], bytes], tag: str, written: datetime | None, media_type: str = JSON
) -> HttpResponse:
    """The text, or 304 where the caller has it."""
    if _has_it(request, tag, written):
        answer = empty_answer(HTTPStatus.NOT_MODIFIED)
    else:
        answer = HttpResponse(text(), content_type=media_type)
    answer.headers["ETag"] = tag
    if written is not None:
        is_settled = datetime.now(tz=UTC) - written > _SETTLED_AFTER
        answer.headers["Last-Modified"] = http_date(int(written.timestamp()) - (not is_settled))
    return answer


def _has_it(request: HttpRequest, tag: str, written: datetime | None) -> bool:
    """The tag decides where it is sent; only without it, the date does."""
    if tags := request.META.get("HTTP_IF_NONE_MATCH"):
        known = parse_etags(tags)
        return "*" in known or tag in (known_tag.removeprefix("W/") for known_tag in known)
    since = request.META.get("HTTP_IF_MODIFIED_SINCE")
    if not since or written is None:
        return False
    moment = parse_http_date_safe(since)
    return moment is not None and int(written.timestamp()) <= moment


def _shown_since(written: datetime, *, shows_day: bool) -> datetime:
    """When a text became what it is; one that shows the day does so at midnight, UTC."""
    midnight = datetime.combine(_today(), time(), UTC)
    return max(written, midnight) if shows_day else written


def _today() -> date:
    return datetime.now(tz=UTC).date()
