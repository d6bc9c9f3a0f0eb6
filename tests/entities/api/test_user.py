"""`/v1/user`: logging in, tokens, changing one's password (contract 9.1, 9.6; reliability 5)."""

import base64
import hashlib
import json
from datetime import timedelta

import jwt
import pytest
import time_machine
from django.utils import timezone

from entities.api import bearer
from entities.models import User
from entities.vocabulary import UserRole
from tests import factories
from tests.entities.api.client import Api, basic, text_of
from tests.entities.api.signing import signed

pytestmark = pytest.mark.django_db


def with_token(token: str) -> dict[str, str]:
    """An Authorization header."""
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("POST", 201)])
def test_login_answers_who_one_is_and_a_token(api: Api, method: str, status: int) -> None:
    """M16"""
    dataset = factories.dataset()
    user = factories.editor_user(dataset, user_name="berta", first_name="Berta")

    answer = api(method, "/user/login", user=user)

    told = answer.json()
    assert (answer.status_code, answer["Cache-Control"]) == (status, "private, no-cache")
    assert list(told) == [
        *("key", "userName", "firstName", "email", "settings", "token", "roles", "editorRoleScopes"),
    ]
    assert (told["userName"], told["editorRoleScopes"]) == ("berta", [str(dataset.key)])
    assert told["roles"] == ["USER", "REGISTRY_EDITOR"]


def test_login_without_credentials_is_401_or_403(api: Api, db: None) -> None:
    """M18"""
    answer = api("GET", "/user/login")
    preferred = api("POST", "/user/login", headers={"gbif-prefer-403-over-401": "true"})

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Basic realm="GBIF"')
    assert preferred.status_code == 403


def test_a_token_works_and_is_renewed_with_each_answer(api: Api, admin: User) -> None:
    """M19"""
    token = api("POST", "/user/login", user=admin).json()["token"]

    answer = api("POST", "/network", {}, headers=with_token(token))
    again = api("GET", "/network", headers={"Authorization": f"bearer {answer['token']}"})

    assert answer.status_code == 422
    assert (answer["Access-Control-Expose-Headers"], again.status_code) == ("token", 200)
    claims = jwt.decode(again["token"], options={"verify_signature": False})
    assert (claims["userName"], claims["iss"], claims["exp"] - claims["iat"]) == ("anna", "GBIF-REGISTRY", 1800)


def forged(admin: User) -> dict[str, str]:
    """Tokens that open nothing."""
    good = bearer.issue(admin)
    claims = jwt.decode(good, options={"verify_signature": False})
    head, body, sign = good.split(".")
    none = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').decode().rstrip("=")
    with time_machine.travel(timezone.now() - timedelta(minutes=31), tick=False):
        expired = bearer.issue(admin)
    return {
        "expired": expired,
        "cut": good[:-2],
        "of another key": jwt.encode(claims, "x" * 40, "HS256"),
        "without signature": f"{none}.{body}.",
        "with a swapped part": f"{body}.{head}.{sign}",
        "empty": "",
        "not ours": "§§§",
        "of nobody": bearer._backend().encode({**claims, "userName": "nobody"}),
        "with a name that is none": bearer._backend().encode({**claims, "userName": ["a"]}),
        "not bound": bearer._backend().encode({**claims, "binding": "x"}),
    }


def test_a_bad_token_is_403_for_writes_and_401_for_reads(api: Api, admin: User) -> None:
    """M20, 1.5"""
    for name, token in forged(admin).items():
        write = api("POST", "/network", {}, headers=with_token(token))
        read = api("GET", "/network", headers=with_token(token))
        assert (name, write.status_code, read.status_code) == (name, 403, 401)
        assert text_of(read)


def test_a_token_carries_no_roles(api: Api, admin: User) -> None:
    """M21"""
    token = bearer.issue(admin)
    User.objects.update(roles=[UserRole.USER])

    assert api("POST", "/network", {}, headers=with_token(token)).status_code == 403


def test_renewals_end_twelve_hours_after_the_login(api: Api, admin: User) -> None:
    """Reliability 5"""
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        token = bearer.issue(admin)
        for _ in range(30):
            clock.shift(timedelta(minutes=25))
            answer = api("GET", "/network", headers=with_token(token))
            if answer.status_code != 200:
                break
            token = answer["token"]
        lasted = timezone.now() - start

    assert timedelta(hours=12) <= lasted <= timedelta(hours=12, minutes=25)


@pytest.mark.parametrize("change", ["password", "approved", "is_active", "email_verified"])
def test_a_token_dies_with_the_credentials(api: Api, admin: User, change: str) -> None:
    """Reliability 5"""
    token = bearer.issue(admin)
    if change == "password":
        admin.set_password("another-long-password-8")
        admin.save()
    else:
        User.objects.update(**{change: False})

    assert api("GET", "/network", headers=with_token(token)).status_code == 401


def test_whoami_tells_the_same_without_token(api: Api, admin: User) -> None:
    """M23"""
    by_password = api("POST", "/user/whoami", user=admin)
    by_token = api("POST", "/user/whoami", headers=with_token(bearer.issue(admin)))

    assert by_password.status_code == by_token.status_code == 201
    assert "token" not in by_password.json()
    assert by_password.json()["roles"] == ["USER", "REGISTRY_ADMIN"]


def test_each_scheme_has_a_path_of_its_own(api: Api, admin: User) -> None:
    token = with_token(bearer.issue(admin))

    assert api("GET", "/user/auth/basic", user=admin).status_code == 200
    assert api("POST", "/user/auth/jwt", headers=token).status_code == 201
    assert api("POST", "/user/auth/basic", headers=token).status_code == 401
    assert text_of(api("POST", "/user/auth/jwt", headers=with_token("x")))
    assert api("GET", "/user/auth/jwt", headers=with_token("x")).status_code == 401


def test_a_changed_password_ends_the_old_one(api: Api) -> None:
    """M24"""
    kari = factories.account("kari")
    changed = api("PUT", "/user/changePassword", {"password": "dulse-and-laver"}, user=kari)

    assert changed.status_code == 204
    assert api("GET", "/user/login", headers={"Authorization": basic("kari")}).status_code == 401
    new = basic("kari", "dulse-and-laver")
    assert api("GET", "/user/login", headers={"Authorization": new}).status_code == 200


@pytest.mark.parametrize("password", ["12345", "password", "x" * 257])
def test_a_password_that_is_too_simple_is_refused(api: Api, password: str) -> None:
    """M24"""
    kari = factories.account("kari")
    answer = api("PUT", "/user/changePassword", {"password": password}, user=kari)

    assert (answer.status_code, answer.json()["error"]) == (422, "PASSWORD_LENGTH_VIOLATION")
    assert answer.json()["constraintViolation"]["password"]


def test_administrators_need_longer_passwords(api: Api, admin: User) -> None:
    """Reliability 5"""
    assert api("PUT", "/user/changePassword", {"password": "elevenchars"}, user=admin).status_code == 422


def test_a_wrong_current_password_changes_nothing(api: Api) -> None:
    kari = factories.account("kari")
    body = {"password": "dulse-and-laver", "currentPassword": "wrong"}

    assert api("PUT", "/user/changePassword", body, user=kari).status_code == 401
    assert User.objects.get(pk=kari.pk).check_password(factories.PASSWORD)


def test_administrators_get_tokens_for_others(api: Api, admin: User) -> None:
    factories.account("kari")
    answer = api("GET", "/user/kari/token", user=admin)

    assert (answer.status_code, bearer.read(answer.content.decode())[0].user_name) == (200, "kari")
    assert api("GET", "/user/nobody/token", user=admin).status_code == 400
    assert api("GET", "/user/anna/token", user=User.objects.get(user_name="kari")).status_code == 403


@pytest.mark.parametrize("form", ["{}", "iterated_sha512${}"])
def test_hashes_of_the_predecessor_verify_and_are_renewed(api: Api, form: str) -> None:
    """Contract 9.6; the hash is computed here by the published rule."""
    kari = factories.account("kari")
    User.objects.update(password=form.format(predecessors_hash("password1")))

    wrong = api("GET", "/user/login", headers={"Authorization": basic("kari", "password2")})
    right = api("GET", "/user/login", headers={"Authorization": basic("kari", "password1")})
    kari.refresh_from_db()

    assert (wrong.status_code, right.status_code) == (401, 200)
    assert kari.password.startswith("argon2_sha256$")
    assert kari.check_password("password1")


def predecessors_hash(password: str) -> str:
    """SHA-512, iterated 2**15 times (`D`), base 64 of its own alphabet, cut to 55 characters."""
    alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    found = hashlib.sha512(f"AbCdEfGh{password}".encode()).digest()
    for _ in range(2 ** alphabet.index("D")):
        found = hashlib.sha512(found + password.encode()).digest()
    groups = [found[start : start + 3] for start in range(0, 63, 3)]
    text = "".join(
        alphabet[int.from_bytes(group, "little") >> shift & 63] for group in groups for shift in (0, 6, 12, 18)
    )
    return f"$S$DAbCdEfGh{text}"[:55]


def test_applications_act_as_users(api: Api, admin: User, applications: None) -> None:
    """Contract 9.5"""
    assert signed(api, "POST", "/network", "anna", b"{}").status_code == 422
    assert signed(api, "GET", "/user/login", "anna").status_code == 403
    assert signed(api, "GET", "/user/auth/app", "anna").status_code == 200


def test_signatures_that_do_not_fit_are_refused(api: Api, admin: User, applications: None) -> None:
    """Contract 9.5"""
    assert signed(api, "GET", "/network", "anna", secret="wrong").status_code == 401
    assert signed(api, "GET", "/network", "anna", key="nobody").status_code == 401
    assert signed(api, "GET", "/network", "nobody").status_code == 401
    assert signed(api, "POST", "/network", "anna", b"{}", **{"Content-MD5": "x"}).status_code == 401
    assert signed(api, "GET", "/network", "anna", **{"x-gbif-user": ""}).status_code == 400
    assert signed(api, "GET", "/network", "anna", **{"x-gbif-user": "berta"}).status_code == 401


def test_the_scheme_is_off_unless_secrets_are_configured(api: Api, admin: User) -> None:
    assert signed(api, "GET", "/network", "anna").status_code == 401


def test_a_trusted_application_acts_as_itself(api: Api, applications: None) -> None:
    """Role APP"""
    body = factories.body(factories.Organization)
    organization = signed(api, "POST", "/organization", "site.example.org", json.dumps(body).encode())
    other = signed(api, "POST", "/dataset", "site.example.org", json.dumps(factories.body(factories.Dataset)).encode())
    untrusted = signed(api, "POST", "/organization", "ipt.example.org", b"{}", key="ipt.example.org", secret="kelp")

    assert (organization.status_code, other.status_code, untrusted.status_code) == (201, 403, 401)


@pytest.mark.parametrize("path", ["/user/login", "/user/auth/jwt"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_token_that_is_brought_to_be_checked_is_401_where_it_is_wrong(api: Api, path: str, method: str) -> None:
    """Contract 9.6"""
    answer = api(method, path, headers=with_token("a.b.c"))

    assert answer.status_code == 401
    assert text_of(answer)
