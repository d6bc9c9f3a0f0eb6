"""The pages of the central WAF: plain indexes that any harvester and wget can read, and the documents."""

from collections.abc import Callable, Iterator
from datetime import datetime
from http import HTTPStatus
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from django.views.decorators.http import require_safe

from entities.models import Organization
from harvesting import central_waf
from harvesting.central_waf import Copy

_HARMLESS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Access-Control-Allow-Origin": "*",
}
"""Documents are others' words: a browser that shows one runs nothing of it, and takes it for nothing else."""
_HTML = "text/html; charset=utf-8"
_PAGE = (
    '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Index of {0}</title></head>\n'
    '<body>\n<h1>Index of {0}</h1>\n<pre>\n<a href="../">../</a>\n'
)
_PAGE_END = "</pre>\n</body>\n</html>\n"


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """The organizations that have documents, one folder each."""
    rows = central_waf.organizations()
    lines = (_line(f"{row.key}/", row.last_change, "-", f"{row.title} ({row.copies})") for row in rows)
    return _index("/waf/", lines)


@require_safe
def documents(request: HttpRequest, organization: UUID) -> HttpResponse:
    """The documents of an organization."""
    if not Organization.objects.filter(pk=organization).exists():
        raise Http404
    rows = central_waf.listing(organization)
    return _index(f"/waf/{organization}/", (_line(row.name, row.modified, str(row.size), row.title) for row in rows))


@require_safe
def document(request: HttpRequest, organization: UUID, name: str) -> HttpResponse:
    """The served copy of a document."""
    copy = _found(organization, name)
    answer = _answer(request, copy, copy.etag, central_waf.content)
    if answer.status_code == HTTPStatus.OK:
        path = reverse("waf-original", args=[organization, name])
        answer.headers["Link"] = f'<{path}>; rel="alternate"; title="original"'
    return answer


@require_safe
def original(request: HttpRequest, organization: UUID, name: str) -> HttpResponse:
    """The bytes of a document as its source delivered them."""
    copy = _found(organization, name)
    return _answer(request, copy, f'"{copy.digest[:32]}"', central_waf.original)


def _found(organization: UUID, name: str) -> Copy:
    copy = central_waf.find(organization, name) if "\0" not in name else None
    if copy is None:
        raise Http404
    return copy


def _answer(request: HttpRequest, copy: Copy, etag: str, content: Callable[[Copy], bytes]) -> HttpResponse:
    if _has_it(request, etag, copy.modified):
        answer = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
        del answer.headers["Content-Type"]
    else:
        answer = HttpResponse(content(copy), content_type="application/xml")
    answer.headers["ETag"] = etag
    answer.headers["Last-Modified"] = http_date(copy.modified.timestamp())
    answer.headers["Cache-Control"] = "no-cache"
    for name, value in _HARMLESS.items():
        answer.headers[name] = value
    return answer


def _has_it(request: HttpRequest, etag: str, modified: datetime) -> bool:
    """The tag decides where it is sent; only without it, the date does."""
    if tags := request.headers.get("If-None-Match"):
        known = parse_etags(tags)
        return "*" in known or etag in (tag.removeprefix("W/") for tag in known)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and int(modified.timestamp()) <= since


def _line(name: str, modified: datetime, size: str, title: str) -> str:
    """As folders of web servers are listed; the link's text is its name, since titles may mean anything to a reader."""
    shown = escape(" ".join(title.split()))
    return f'<a href="{quote(name)}">{escape(name)}</a>  {modified:%d-%b-%Y %H:%M}  {size:>9}  {shown}\n'


def _index(path: str, lines: Iterator[str]) -> HttpResponse:
    """Sent whole, with its length: half an index must not pass for a listing."""
    page = "".join((_PAGE.format(escape(path)), *lines, _PAGE_END))
    answer = HttpResponse(page, content_type=_HTML)
    for name, value in _HARMLESS.items():
        answer.headers[name] = value
    return answer
