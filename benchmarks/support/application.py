"""One WSGI application of three: the portal, the nested viewset, and the floor.

The floor is a bare function that runs the portal's own statements and answers their texts: what is left when
everything that a framework does is taken away. All three run in the same process of the same server.
"""

import os
import threading
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.support.settings")

import psycopg
from django.db import connection as portal_connection

from registry_site.wsgi import application as portal  # makes Django ready, so it stands before the models

from django.test import RequestFactory  # isort: skip

from entities.api.counting import Known, asking  # isort: skip
from entities.api.filters import asked  # isort: skip
from entities.api.listings import Listing, live_listing  # isort: skip
from entities.api.lists import filtered_listing  # isort: skip
from entities.api.paging import Page  # isort: skip
from entities.api.reading import item_statement  # isort: skip
from entities.models import Dataset  # isort: skip

FLOOR = "/floor/dataset"
_item = item_statement(Dataset)
_counts: dict[str, Known] = {}
_local = threading.local()

StartResponse = Callable[[str, list[tuple[str, str]]], Any]


def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer by the first part of the path."""
    if environ["PATH_INFO"].startswith(FLOOR):
        return _floor(environ, start_response)
    return portal(environ, start_response)


def _floor(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    key = environ["PATH_INFO"][len(FLOOR) + 1 :]
    body = bytes(_rows(_item, (key,))[0][0]) if key else _page(environ["QUERY_STRING"])
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


@cache
def _listing(query: str) -> tuple[Listing, Page]:
    """The statements by which the portal answers a query."""
    request = RequestFactory().get(f"/?{query}")
    listed = filtered_listing(Dataset, asked(Dataset, request), is_live=True)
    return listed or live_listing(Dataset), Page.of(request.GET.dict())


def _page(query: str) -> bytes:
    """A page by the portal's own two statements, which count only where something has changed."""
    listed, page = _listing(query)
    known = _counts.get(query, Known())
    counted, _, state = _rows(*asking(listed.count, listed.counted_by, listed.followed, known))[0]
    if counted is not None:
        known = _counts[query] = Known(state, counted)
    texts = [text for text, _ in _rows(*listed.asked_page(known.number, page))]
    return b'{"count":%d,"results":[%s]}' % (known.number, b",".join(texts))


def _rows(statement: str, parameters: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    if not hasattr(_local, "connection"):
        settings = portal_connection.get_connection_params()
        wanted = {name: settings[name] for name in ("host", "port", "user", "password", "dbname") if settings.get(name)}
        _local.connection = psycopg.connect(autocommit=True, prepare_threshold=3, **wanted)
    with _local.connection.cursor(binary=True) as cursor:
        return cursor.execute(statement, parameters).fetchall()  # type: ignore[no-any-return]
