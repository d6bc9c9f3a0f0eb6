"""HTTP Basic: who is let in, what is remembered, and what wrong credentials are told (contract 1.5)."""

import base64

import pytest
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse

from entities.api import authentication
from entities.models import User
from entities.vocabulary import UserRole
from tests import factories
from tests.entities.api.client import Api, basic, text_of
from tests.entities.api.signing import signed

pytestmark = pytest.mark.django_db

ADMINISTRATOR = (UserRole.REGISTRY_ADMIN,)


def asked_with(api: Api, header: str, method: str = "GET", **headers: str) -> HttpResponse:
    """The answer to a request with an Authorization header."""
    return api(method, "/network", {}, headers={"Authorization": header, **headers})  # type: ignore[no-any-return]


def encoded(content: bytes) -> str:
    """A Basic header of any content."""
    return "Basic " + base64.b64encode(content).decode()


@pytest.mark.parametrize("name", ["anna", "ANNA", "anna@example.org", "Anna@Example.ORG"])
def test_it_knows_people_by_name_and_by_mail(api: Api, admin: User, name: str) -> None:
    """M17"""
    assert asked_with(api, basic(name)).status_code == 200
    assert asked_with(api, basic(name), "POST").status_code == 422


@pytest.mark.parametrize("name", ["anna", "nobody", "nobody@example.org", "", "é", "a\x01b"])
def test_it_refuses_what_is_wrong(api: Api, admin: User, name: str) -> None:
    """M02; the answer does not tell whether there is such an account."""
    answer = asked_with(api, basic(name, "wrong"))

    assert (answer.status_code, text_of(answer)) == (401, f"Failed to authenticate user {name}")
    assert answer.headers["WWW-Authenticate"] == 'Basic realm="GBIF"'


def test_it_answers_403_where_the_caller_prefers_it(api: Api, admin: User) -> None:
    """Contract 1.5"""
    answer = asked_with(api, basic("anna", "wrong"), **{"gbif-prefer-403-over-401": "true"})

    assert (answer.status_code, text_of(answer)) == (403, "Failed to authenticate user anna")
    assert "WWW-Authenticate" not in answer.headers


@pytest.mark.parametrize(
    "header",
    [
        "Basic",
        "Basic ",
        "Basic §",
        "Basic YQ",
        encoded(b"anna"),
        encoded(b"\xff\xfe:x"),
        encoded(b"a\0:b"),
        encoded(b"a:b\0"),
    ],
)
def test_it_refuses_malformed_headers(api: Api, admin: User, header: str) -> None:
    """Contract 1.5, reliability 3.2"""
    assert asked_with(api, header).status_code == 400


@pytest.mark.parametrize("name", ["0f0a328d-c449-45ea-b3ac-ed7d9d074524", "IPT__0F0A328D-c449-45ea-b3ac-ed7d9d074524"])
def test_it_ignores_keys_as_user_names(api: Api, db: None, name: str) -> None:
    """M32"""
    assert asked_with(api, basic(name)).status_code == 200
    assert text_of(asked_with(api, basic(name), "POST")) == "Unauthenticated or incomplete request"


@pytest.mark.parametrize("header", ["Digest x", "Negotiate", "", "x", "basic-not"])
def test_it_ignores_other_schemes(api: Api, db: None, header: str) -> None:
    """Contract 1.5"""
    assert asked_with(api, header).status_code == 200
    assert asked_with(api, header, "POST").status_code == 403


@pytest.mark.parametrize(
    "values",
    [{"email_verified": False}, {"approved": False}, {"is_active": False}],
    ids=lambda values: next(iter(values)),
)
def test_it_refuses_accounts_that_may_not_log_in(api: Api, values: dict[str, bool]) -> None:
    """M22"""
    factories.account("berta", ADMINISTRATOR, **values)

    assert asked_with(api, basic("berta")).status_code == 401


def test_it_verifies_a_password_once_a_minute(api: Api, admin: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reliability 5: the slow hash is computed once, the account is read with each request."""
    asked_with(api, basic("anna"))
    remembered = authentication._known("anna", factories.PASSWORD)
    wrong = authentication._known("anna", "wrong")
    monkeypatch.setattr(authentication, "REMEMBERED_SECONDS", 0)
    asked_with(api, basic("anna", "wrong"))
    factories.admin_user("berta")
    asked_with(api, basic("berta"))

    assert (remembered, wrong) == (admin, None)
    assert authentication._known("berta", factories.PASSWORD) is None


@pytest.mark.parametrize("path", ["/dataset", "/organization/{key}/tag"])
def test_it_tells_applications_that_they_are_no_editors(api: Api, applications: None, path: str) -> None:
    """Contract 1.5: authenticated, but neither administrator nor editor where one is needed."""
    address = path.format(key=factories.organization().pk)
    answer = signed(api, "POST", address, "site.example.org", b'{"value": "kelp"}')

    assert (answer.status_code, text_of(answer)) == (403, "User has no editor rights")


@pytest.mark.parametrize("change", ["password", "approved", "is_active", "roles"])
def test_it_sees_a_change_of_the_account_at_once(api: Api, admin: User, change: str) -> None:
    """Reliability I12"""
    asked_with(api, basic("anna"))
    changed = {"password": make_password("another"), "approved": False, "is_active": False, "roles": []}[change]
    User.objects.filter(pk=admin.pk).update(**{change: changed})

    assert asked_with(api, basic("anna"), "POST").status_code == (403 if change == "roles" else 401)


def test_it_remembers_a_bounded_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reliability 5"""
    monkeypatch.setattr(authentication, "MOST_REMEMBERED", 3)
    marks = authentication._Marks()
    for number in range(5):
        marks.add(b"%d" % number)

    assert [marks.holds(b"%d" % number) for number in range(5)] == [False, False, True, True, True]


def test_it_stops_guessing_after_ten_failures(api: Api, admin: User) -> None:
    """Reliability 5: the right password does not help within the pause, another account is not touched."""
    factories.admin_user("berta")
    statuses = [asked_with(api, basic("anna", f"wrong{number}")).status_code for number in range(12)]
    answer = asked_with(api, basic("anna"))

    assert statuses[:9] == [401] * 9
    assert statuses[10:] == [429, 429]
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")
    assert text_of(answer)
    assert asked_with(api, basic("berta")).status_code == 200
