"""Tokens of programs: `/api/v1/login`, `/api/v2/login` and logout (harvest contract 4, reliability 5)."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from entities.models import AccessToken, User
from entities.services import tokens
from tests import factories

pytestmark = pytest.mark.django_db

UNAUTHORIZED = {"status": "error", "message": "Unauthorized"}
NOT_LOGGED_IN = {"status": "error", "message": "You must be logged in to do this."}
DIGEST = hashlib.sha256(factories.PASSWORD.encode()).hexdigest()


@pytest.fixture
def kari(db: None) -> User:
    """A member."""
    return factories.account("kari")


def login(client: Client, version: str = "v2", **fields: str) -> Any:
    """The answer to a login."""
    return client.post(f"/api/{version}/login", {"password": factories.PASSWORD, **fields})


def headers_of(user: User) -> dict[str, str]:
    """A fresh token of an account."""
    return {"X-Auth-Token": tokens.issue(user), "X-User-Id": str(user.pk)}


@pytest.mark.parametrize("version", ["v1", "v2"])
@pytest.mark.parametrize(
    "name",
    [{"email": "Kari@example.org"}, {"username": "kari"}, {"user": "kari"}, {"user": "kari@example.org"}],
    ids=str,
)
def test_it_logs_in_by_every_name_in_both_versions(client: Client, kari: User, version: str, name: Any) -> None:
    answer = login(client, version, **name)

    data = answer.json()["data"]
    assert (answer.status_code, answer.json()["status"], data["userId"]) == (200, "success", str(kari.pk))
    assert len(data["authToken"]) >= 43
    assert tokens.holder(data["userId"], data["authToken"]) == kari


def test_it_reads_json_as_well(client: Client, kari: User) -> None:
    body = {"user": "kari", "password": DIGEST, "hashed": True}

    assert client.post("/api/v2/login", body, content_type="application/json").status_code == 200


def test_one_hash_serves_the_password_and_its_digest(client: Client, kari: User) -> None:
    assert login(client, user="kari", password=DIGEST, hashed="true").status_code == 200
    assert login(client, user="kari", password=DIGEST).json() == UNAUTHORIZED
    assert login(client, user="kari", hashed="true").json() == UNAUTHORIZED
    assert login(client, user="kari", password=DIGEST.upper(), hashed="true").json() == UNAUTHORIZED


@pytest.mark.parametrize(
    "fields", [{"user": "kari", "password": "wrong"}, {"user": "nobody"}, {"password": ""}, {"user": "a\0b"}], ids=str
)
def test_it_tells_nothing_about_what_was_wrong(client: Client, kari: User, fields: Any) -> None:
    answer = login(client, **fields)

    assert (answer.status_code, answer.json()) == (401, UNAUTHORIZED)


@pytest.mark.parametrize("lacking", ["email_verified", "approved", "is_active"])
def test_only_confirmed_and_approved_members_log_in(client: Client, lacking: str) -> None:
    factories.account("kari", **{lacking: False})

    assert login(client, user="kari").status_code == 401


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("version", ["v1", "v2"])
def test_logout_ends_that_token_and_no_other(client: Client, kari: User, method: str, version: str) -> None:
    mine, other = headers_of(kari), headers_of(kari)

    answer = client.generic(method, f"/api/{version}/logout", headers=mine)
    again = client.generic(method, f"/api/{version}/logout", headers=mine)

    assert answer.json() == {"status": "success", "data": {"message": "You've been logged out!"}}
    assert (again.status_code, again.json()) == (401, NOT_LOGGED_IN)
    assert tokens.holder(other["X-User-Id"], other["X-Auth-Token"]) == kari


def test_a_token_opens_its_own_account_only(client: Client, kari: User) -> None:
    berta = factories.account("berta")
    mixed = headers_of(kari) | {"X-User-Id": str(berta.pk)}

    for headers in ({}, mixed, {"X-Auth-Token": "x", "X-User-Id": str(kari.pk)}, {"X-User-Id": "a\0"}):
        answer = client.get("/api/v2/logout", headers=headers)
        assert (answer.status_code, answer.json()) == (401, NOT_LOGGED_IN)


@pytest.mark.parametrize("path", ["login", "logout"])
def test_every_page_of_the_web_may_call(client: Client, path: str) -> None:
    asked, refused = client.options(f"/api/v2/{path}"), client.put(f"/api/v2/{path}")

    assert (asked.status_code, refused.status_code) == (200, 405)
    for answer in (asked, refused):
        assert answer["Content-Type"] == "application/json"
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "X-Auth-Token" in answer["Access-Control-Allow-Headers"]


def test_tokens_are_stored_as_digests_only(kari: User) -> None:
    secret = tokens.issue(kari)

    assert AccessToken.objects.get().digest == hashlib.sha256(secret.encode()).hexdigest()


@pytest.mark.parametrize(
    ("created", "used", "lives"), [(30, 29, True), (89, 29, True), (91, 1, False), (40, 31, False)]
)
def test_tokens_end_when_unused_or_old(kari: User, created: int, used: int, lives: bool) -> None:
    secret, now = tokens.issue(kari), timezone.now()
    User.objects.update(credentials_since=now - timedelta(days=200))
    AccessToken.objects.update(created=now - timedelta(days=created), last_used=now - timedelta(days=used))

    assert (tokens.holder(str(kari.pk), secret) is not None) == lives


def test_a_further_token_ends_the_oldest(kari: User) -> None:
    first, *others = [tokens.issue(kari) for _ in range(21)]

    assert tokens.holder(str(kari.pk), first) is None
    assert all(tokens.holder(str(kari.pk), each) for each in (others[0], others[-1]))


@pytest.mark.parametrize("change", ["password", "approved", "is_active"])
def test_a_lockout_ends_tokens_with_the_next_request(kari: User, change: str) -> None:
    secret = tokens.issue(kari)
    if change == "password":
        kari.set_password("another-one-5")
        kari.save()
    else:
        User.objects.update(**{change: False})

    assert tokens.holder(str(kari.pk), secret) is None


def test_guessing_stops_at_every_entrance_at_once(client: Client, kari: User) -> None:
    statuses = [login(client, user="kari", password=f"wrong{number}").status_code for number in range(11)]
    elsewhere = client.get("/v1/network", headers={"Authorization": "Basic a2FyaTprZWxwLWZvcmVzdC03"})

    assert statuses == [401] * 10 + [429]
    assert (elsewhere.status_code, elsewhere["Retry-After"]) == (429, "300")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b'{"user": {"a": 1}, "password": []}', "application/json"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"user=%00&password=%ff", "application/x-www-form-urlencoded"),
        (b"", "text/plain"),
        (b"{}", "multipart/form-data"),
    ],
    ids=range(8),
)
def test_bad_bodies_are_as_wrong_as_wrong_passwords(client: Client, kari: User, body: bytes, content_type: str) -> None:
    answer = client.generic("POST", "/api/v2/login", body, content_type=content_type)

    assert (answer.status_code, answer.json()) == (401, UNAUTHORIZED)
