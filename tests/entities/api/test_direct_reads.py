"""The short way of the web server's entry answers exactly as Django's whole way does."""

import io
import sys
import uuid
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entities.api.lists import PARTS
from entities.api.viewsets import DatasetViewSet
from entities.models import ENTITIES, Entity, User
from registry_site.direct import PortalHandler
from tests.entities.api.client import Api, basic, path_of
from tests.factories import FACTORIES

pytestmark = pytest.mark.django_db

Answer = tuple[str, dict[str, str], bytes]


def answer_of(handler: WSGIHandler, path: str, method: str = "GET", **environ: str) -> Answer:
    """Status, headers and body as a web server gets them."""
    started: list[Any] = []
    request = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    } | environ
    body = b"".join(handler(request, lambda status, headers: started.extend((status, dict(headers)))))
    # Django sends no length with the refusal of a host; the server adds it.
    assert started[1].pop("Content-Length", str(len(body))) == str(len(body))
    return started[0], started[1], body


@pytest.fixture(autouse=True)
def _keep_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's transaction must outlive the request."""
    monkeypatch.setattr("registry_site.direct.close_old_connections", lambda: None)
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)


ENVIRONS = pytest.mark.parametrize(
    "environ",
    [
        {},
        {"QUERY_STRING": "x=1"},
        {"QUERY_STRING": "limit=1&q=a"},
        {"QUERY_STRING": "type=nothing"},
        {"QUERY_STRING": "identifier=%00"},
        {"QUERY_STRING": "format=CSV"},
        {"QUERY_STRING": "checkPermissionsOnly=true"},
        {"HTTP_IF_NONE_MATCH": "*"},
        {"HTTP_IF_MODIFIED_SINCE": "Sat, 01 Jan 2000 00:00:00 GMT"},
        {"HTTP_HOST": "evil.example.org"},
        {"HTTP_AUTHORIZATION": "Basic x"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"HTTP_ACCEPT": "text/html"},
        {"HTTPS": "on", "wsgi.url_scheme": "https"},
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "OPTIONS"},
        {"REQUEST_METHOD": "DELETE"},
    ],
    ids=str,
)


@pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)
@ENVIRONS
def test_it_answers_alike(model: type[Entity], environ: dict[str, str]) -> None:
    """Status, headers and body, for known, unknown and malformed keys."""
    key = str(FACTORIES[model]().pk)
    paths = [f"/v1/{model.slug}/{key}", f"/v1/{model.slug}/{key.upper()}", f"/v1/{model.slug}/{uuid.uuid4()}"]
    paths += [f"/v1/{model.slug}/{key}/", f"/v1/{model.slug}/{key[:-1]}", f"/v1/{model.slug}s/{key}", f"/v1/foo/{key}"]
    for path in paths:
        assert answer_of(PortalHandler(), path, **environ) == answer_of(WSGIHandler(), path, **environ), path


@pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)
@ENVIRONS
def test_it_answers_lists_alike(model: type[Entity], environ: dict[str, str]) -> None:
    """All live ones, parts of them and what hangs on one: envelopes, arrays, tables, and what is no list."""
    key = FACTORIES[model]().pk
    names = [name for part in PARTS[model] if part.below for name in part.names] + ["contact", "machineTag", "document"]
    paths = [f"/v1/{model.slug}", f"/v1/{model.slug}/", f"/v1/{model.slug}s", "/v1/docs", "/v1/user"]
    paths += [f"/v1/{model.slug}/{some}/{name}" for some in (key, uuid.uuid4()) for name in (*names, "nothing")]
    for path in paths:
        assert answer_of(PortalHandler(), path, **environ) == answer_of(WSGIHandler(), path, **environ), path


def test_it_sends_nobody_elsewhere_who_comes_encrypted(settings: Any) -> None:
    """Redirects are Django's to make."""
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 3600
    for scheme in ("http", "https"):
        environ = {"wsgi.url_scheme": scheme}
        ours, theirs = (answer_of(kind(), "/v1/network", **environ) for kind in (PortalHandler, WSGIHandler))
        assert ours == theirs
        assert ours[0] == ("301 Moved Permanently" if scheme == "http" else "200 OK")


def test_it_lets_people_in_alike(admin: User) -> None:
    """Credentials are looked at on the short way too."""
    path = f"/v1/network/{FACTORIES[ENTITIES[4]]().pk}"

    assert answer_of(PortalHandler(), path, HTTP_AUTHORIZATION=basic("anna"))[0] == "200 OK"
    assert answer_of(PortalHandler(), path, HTTP_AUTHORIZATION=basic("anna", "wrong"))[0] == "401 Unauthorized"


def test_it_needs_one_statement(api: Api) -> None:
    """The same reads, and no more."""
    path = path_of(FACTORIES[ENTITIES[4]]())
    with CaptureQueriesContext(connection) as queries:
        answer_of(PortalHandler(), f"/v1{path}")

    assert len(queries) == 1


def test_it_answers_a_mistake_of_ours_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never a traceback"""

    def fail(*_: Any) -> None:
        raise KeyError("a mistake")

    monkeypatch.setattr(DatasetViewSet, "retrieve", fail)
    status, headers, body = answer_of(PortalHandler(), f"/v1/dataset/{uuid.uuid4()}")

    assert status == "500 Internal Server Error"
    assert headers["Content-Type"].startswith("text/plain")
    assert b"KeyError" not in body
