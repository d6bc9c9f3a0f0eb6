"""Media types, calls from other origins, errors of the database (contract 1)."""

import psycopg
import pytest
from django.db import DataError, IntegrityError, OperationalError
from django.test import RequestFactory

from entities.api.conventions import error_answer
from entities.exceptions import Conflict, RuleViolation
from entities.models import User
from tests.entities.api.client import Api, path_of, text_of
from tests.factories import network

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/network", "/network/{key}", "/network/{key}/tag"])
def test_it_welcomes_other_origins(api: Api, path: str) -> None:
    """Contract 1.6"""
    path = path.format(key=network().pk)
    asked = api("OPTIONS", path, headers={"Origin": "https://example.org", "Access-Control-Request-Method": "PUT"})

    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    methods = asked.headers["Access-Control-Allow-Methods"].split(", ")
    assert set(methods) == {"HEAD", "GET", "POST", "DELETE", "PUT", "OPTIONS"}
    assert asked.headers["Access-Control-Allow-Headers"] == "authorization, content-type"
    assert api("GET", path).headers["Access-Control-Allow-Origin"] == "*"
    assert api("GET", "/network/x").headers["Access-Control-Allow-Origin"] == "*"


def test_it_answers_head_as_get(api: Api) -> None:
    """Contract 5.1"""
    path = path_of(network())

    assert api("HEAD", path).status_code == 200
    assert api("HEAD", path).headers["ETag"] == api("GET", path).headers["ETag"]


def test_it_writes_utf8(api: Api) -> None:
    """Contract 1.1"""
    answer = api("GET", path_of(network(title="Ålesund 🐙")))

    assert answer.headers["Content-Type"] == "application/json"
    assert "Ålesund 🐙".encode() in answer.content


def test_it_says_nothing_where_there_is_no_body(api: Api, admin: User) -> None:
    """Contract 1.2"""
    answer = api("DELETE", path_of(network()), user=admin)

    assert "Content-Type" not in answer.headers


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Conflict("there already"), 409),
        (IntegrityError("duplicate key"), 409),
        (DataError("out of range"), 400),
        (RecursionError("maximum recursion depth"), 400),
        (OperationalError("connection refused"), 503),
    ],
)
def test_it_has_one_table_of_statuses(error: Exception, status: int) -> None:
    """The inside is not told."""
    answer = error_answer(error, RequestFactory().get("/v1/network"))

    assert answer.status_code == status
    assert not isinstance(error, DataError | IntegrityError | OperationalError) or str(error) not in text_of(answer)
    assert ("Retry-After" in answer.headers) == (status == 503)


@pytest.mark.parametrize("cause", [psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure])
def test_it_calls_a_lost_race_a_conflict(cause: type[psycopg.Error]) -> None:
    """Reliability 2, row 20"""
    error = OperationalError("lost")
    error.__cause__ = cause("lost")

    assert error_answer(error, RequestFactory().get("/v1/network")).status_code == 409


def test_it_escapes_what_a_rule_quotes() -> None:
    """No markup of others in the list of broken rules."""
    answer = error_answer(RuleViolation({"title": "<script> & co"}), RequestFactory().get("/v1/network"))

    assert text_of(answer) == "<ul><li>Validation of [title] failed: &lt;script&gt; &amp; co</li></ul>"


def test_it_names_the_methods_of_a_path_where_it_refuses_one(api: Api, admin: User) -> None:
    """Contract 1.1"""
    refused = api("PATCH", path_of(network()), {}, user=admin)

    assert refused.status_code == 405
    assert set(refused.headers["Allow"].split(", ")) == {"OPTIONS", "GET", "HEAD", "PUT", "DELETE"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        *(
            ("GET", path, status)
            for path, status in (("/foo", 404), ("/oai-pmh/registry", 200), ("/openapi.json", 200))
        ),
        *(("OPTIONS", path, 200) for path in ("/oai-pmh/registry", "/openapi.json")),
        ("PUT", "/oai-pmh/registry", 405),
    ],
)
def test_it_welcomes_other_origins_where_no_entity_answers(api: Api, method: str, path: str, status: int) -> None:
    """Contract 1.6"""
    answer = api(method, path, headers={"Origin": "https://example.org"})

    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (status, "*")
