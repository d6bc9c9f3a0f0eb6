"""Pages of rows: read from the address, bounded, with the parameters of the search kept."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 20


def page_of(request: HttpRequest, rows: "QuerySet[Any]", *, size: int = PAGE_SIZE, name: str = "page") -> Page:
    """The page that the address asks for; nonsense is the first one, a number beyond the end the last one."""
    return Paginator(rows, size).get_page(request.GET.get(name))


def words_of(request: HttpRequest, name: str = "q") -> str:
    """What was typed into a search box: trimmed, bounded, without characters that no text of the database holds."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:200]
