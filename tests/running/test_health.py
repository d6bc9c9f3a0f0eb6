"""What the portal says about itself, and how it answers where nobody else does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from registry_site import errors, health


def test_it_lives_without_asking_anybody(client: Client) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_it_is_ready_when_all_parts_answer(client: Client) -> None:
    answer = client.get("/health/ready")
    runs = {"queuedRuns": 0, "runningRuns": 0, "silentRuns": 0, "overdueSources": 0, "failingSources": 0}
    nothing = runs | {"waitingCrawls": 0, "runningCrawls": 0}
    nobody = {"oldestQueuedRun": None, "oldestWaitingCrawl": None, "lastTick": None, "workers": None}
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "harvesting": nothing | nobody})


@pytest.mark.django_db
def test_it_names_the_part_that_is_missing_and_nothing_more(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "redis://:secret@127.0.0.1:1/0"
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable", "missing": ["broker"]})
    assert answer.headers["Retry-After"] == "5"


@pytest.mark.django_db
def test_it_sees_a_database_that_is_gone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    parameters = {**connection.get_connection_params(), "host": "127.0.0.1", "port": 1}
    monkeypatch.setattr(connection, "get_connection_params", lambda: dict(parameters))
    assert client.get("/health/ready").json()["missing"] == ["database"]


@pytest.mark.django_db
def test_it_sees_migrations_that_are_missing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'entities'")
    health._all_migrated.cache_clear()
    assert client.get("/health/ready").json()["missing"] == ["migrations"]


def test_it_sees_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LOWEST_FREE_BYTES", 2**62)
    with pytest.raises(health.NotReady):
        health.check_disk()


@pytest.mark.parametrize("path", ["/v1/nothing", "/registry", "/api/nothing", "/waf/nothing"])
def test_it_answers_programs_in_plain_text(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_it_answers_people_with_a_page(client: Client) -> None:
    answer = client.get("/nothing")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/html")
    assert b"There is nothing at this address." in answer.content


@pytest.mark.parametrize(
    ("handler", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.unasked_form, 403),
        (errors.not_found, 404),
        (errors.server_error, 500),
    ],
)
@pytest.mark.parametrize(("path", "kind"), [("/v1/x", "text/plain"), ("/x", "text/html")])
def test_it_has_an_answer_for_each_failure(handler: Callable[..., Any], status: int, path: str, kind: str) -> None:
    answer = handler(RequestFactory().get(path))
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith(kind)


def test_it_says_what_to_do_about_a_form_that_is_out_of_date() -> None:
    answer = Client(enforce_csrf_checks=True).post("/v1/docs")
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "text/plain; charset=utf-8")

    page = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "anna"})
    assert page.status_code == 403
    assert "This form is out of date." in page.content.decode()


@pytest.mark.django_db
def test_it_gives_pages_a_policy_and_the_admin_its_own(client: Client) -> None:
    page = client.get("/nothing").headers["Content-Security-Policy"]
    admin = client.get("/admin/login/").headers["Content-Security-Policy"]
    assert "unsafe" not in page
    assert "script-src 'self' 'unsafe-eval'" in admin


@pytest.mark.django_db
def test_it_takes_no_cookies_from_programs(client: Client, django_user_model: Any) -> None:
    """A session that opens the admin is not even looked at on /v1: no statement is executed for it."""
    user = django_user_model.objects.create_user(
        "someone", "someone@example.org", "pass phrase", roles=["REGISTRY_ADMIN"]
    )
    client.force_login(user)
    answer = client.get("/v1/nothing")
    assert not hasattr(answer.wsgi_request, "session")
    assert not hasattr(answer.wsgi_request, "user")
