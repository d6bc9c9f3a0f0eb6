"""`/v1/admin/user`: accounts and rights, for administrators and applications (contract 9.6)."""

import json
from typing import Any

import pytest

from entities.models import OutgoingMail, User
from entities.models.credentials import Purpose
from entities.services import challenges
from entities.vocabulary import UserRole
from tests import factories
from tests.entities.api.client import Api, basic
from tests.entities.api.signing import headers_of, signed

pytestmark = pytest.mark.django_db
APPLICATION = "site.example.org"


def test_roles_are_public_and_leave_out_the_deprecated(api: Api) -> None:
    roles = api.get("/admin/user/roles")

    assert roles[0] == "USER"
    assert not {"ADMIN", "EDITOR", "IDIGBIO_GRSCICOLL_EDITOR"} & set(roles)


def test_an_account_is_told_without_its_password(api: Api, admin: User) -> None:
    factories.account("kari", first_name="Kari", system_settings={"auth.orcid.id": "0000-1"})

    told = api.get("/admin/user/kari", user=admin)
    found = api.get("/admin/user/find?auth.orcid.id=0000-1", user=admin)

    assert list(told) == [
        *("key", "userName", "firstName", "email", "settings", "systemSettings", "roles", "challengeCodePresent"),
    ]
    assert found == told
    assert api("GET", "/admin/user/nobody", user=admin).status_code == 204
    assert api("GET", "/admin/user/find?x=y", user=admin).status_code == 204


def test_accounts_are_searched(api: Api, admin: User) -> None:
    dataset = factories.dataset()
    factories.editor_user(dataset, user_name="berta", namespaces=("mine.example.org",), last_name="Berg")
    for query in ("q=ber%20BERG", "role=REGISTRY_EDITOR", "role=registry_editor", f"editorRightsOn={dataset.key}"):
        page = api.get(f"/admin/user/search?{query}", user=admin)
        assert (page["count"], page["results"][0]["userName"]) == (1, "berta"), query
    assert api.get("/admin/user/search?namespaceRightsOn=mine.example.org", user=admin)["count"] == 1
    assert api.get("/admin/user/search?countryRightsOn=NO", user=admin)["count"] == 0
    assert api("GET", "/admin/user/search?role=KING", user=admin).status_code == 400
    assert api("GET", "/admin/user/search?editorRightsOn=x", user=admin).status_code == 400


def new_account(api: Api, **changes: Any) -> Any:
    """An application's wish for an account."""
    body = {"userName": "kari", "email": "kari@example.org", "password": "dulse-and-laver", "firstName": "Kari"}
    return signed(api, "POST", "/admin/user", APPLICATION, json.dumps(body | changes).encode())


def test_an_application_creates_an_account_that_waits_for_confirmation(api: Api, applications: None) -> None:
    """M22"""
    answer = new_account(api)
    before = api("GET", "/user/login", headers={"Authorization": basic("kari", "dulse-and-laver")})
    key = OutgoingMail.objects.get().text.split("programs that ask for it:\n")[1].split()[0]
    confirmed = signed(api, "POST", "/admin/user/confirm", "kari", json.dumps({"confirmationKey": key}).encode())
    after = api("GET", "/user/login", headers={"Authorization": basic("kari", "dulse-and-laver")})
    again = signed(api, "POST", "/admin/user/confirm", "kari", json.dumps({"confirmationKey": key}).encode())

    assert (answer.status_code, answer.json()) == (201, {"username": "kari", "email": "kari@example.org"})
    assert (before.status_code, after.status_code) == (401, 200)
    assert (confirmed.status_code, confirmed.json()["userName"], again.status_code) == (201, "kari", 400)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"userName": "anna"}, "USER_ALREADY_EXIST"),
        ({"email": "ANNA@example.org"}, "EMAIL_ALREADY_IN_USE"),
        ({"password": "short"}, "PASSWORD_LENGTH_VIOLATION"),
        ({"password": None}, "PASSWORD_LENGTH_VIOLATION"),
        ({"userName": "A B"}, "CONSTRAINT_VIOLATION"),
        ({"userName": None}, "CONSTRAINT_VIOLATION"),
        ({"email": "no address"}, "CONSTRAINT_VIOLATION"),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_new_account_is_said(
    api: Api, admin: User, applications: None, changes: Any, error: str
) -> None:
    answer = new_account(api, **changes)

    assert (answer.status_code, answer.json()["error"]) == (422, error)
    assert set(answer.json()["constraintViolation"]) == set(changes)


def test_a_confirmation_key_is_valid_until_it_is_used(api: Api, applications: None) -> None:
    new_account(api)
    key = OutgoingMail.objects.get().text.split("programs that ask for it:\n")[1].split()[0]
    path, body = "/admin/user/confirmationKeyValid", json.dumps({"confirmationKey": key}).encode()

    def status() -> int:
        headers = headers_of("GET", path, "kari")
        return api("GET", f"{path}?confirmationKey={key}", headers=headers).status_code

    before = status()
    signed(api, "POST", "/admin/user/confirm", "kari", body)

    assert (before, status()) == (204, 401)


@pytest.mark.parametrize("body", [b"[]", b'{"userName": 1}', b'{"settings": []}', b"{", b'{"email": {}}'])
def test_malformed_accounts_are_refused(api: Api, applications: None, body: bytes) -> None:
    assert signed(api, "POST", "/admin/user", APPLICATION, body).status_code == 400


def test_roles_come_from_administrators_only(api: Api, admin: User, applications: None) -> None:
    factories.account("kari")
    body = {"userName": "kari", "firstName": "Karin", "roles": ["USER", "REGISTRY_EDITOR"]}
    by_application = signed(api, "PUT", "/admin/user/kari", APPLICATION, json.dumps(body).encode())
    roles = User.objects.get(user_name="kari").roles

    by_administrator = api("PUT", "/admin/user/kari", body, user=admin)
    kari = User.objects.get(user_name="kari")

    assert (by_application.status_code, roles) == (204, ["USER"])
    assert (by_administrator.status_code, kari.roles, kari.first_name) == (204, ["USER", "REGISTRY_EDITOR"], "Karin")
    assert api("PUT", "/admin/user/kari", {"userName": "berta"}, user=admin).status_code == 400
    assert api("PUT", "/admin/user/kari", {"roles": ["KING"]}, user=admin).status_code == 400
    assert api("PUT", "/admin/user/kari", {"email": "x"}, user=admin).status_code == 422
    assert api("PUT", "/admin/user/nobody", {}, user=admin).status_code == 404


def test_the_last_administrator_stays_and_nobody_demotes_themselves(api: Api, admin: User) -> None:
    """Harvest contract 5"""
    demoted = {"roles": ["USER"]}
    alone = api("PUT", "/admin/user/anna", demoted, user=admin)
    berta = factories.admin_user("berta")
    oneself = api("DELETE", "/admin/user/berta", user=berta)
    other = api("PUT", "/admin/user/anna", demoted, user=berta)

    assert (alone.status_code, oneself.status_code, other.status_code) == (400, 400, 204)


def test_a_deleted_account_loses_what_tells_who_it_was(api: Api, admin: User) -> None:
    dataset = factories.dataset()
    kari = factories.editor_user(dataset, user_name="kari", first_name="Kari", namespaces=("a.example.org",))
    api("PUT", "/admin/user/kari", {"lastName": "Lund"}, user=admin)

    assert api("DELETE", "/admin/user/kari", user=admin).status_code == 204
    assert api("DELETE", "/admin/user/kari", user=admin).status_code == 404
    kari.refresh_from_db()
    left = [kari, *User.events.rel.related_model.objects.filter(pgh_obj=kari.pk)]  # type: ignore[attr-defined]
    assert len(left) >= 3
    for row in left:
        assert (row.first_name, row.last_name, row.email.endswith("@erased.invalid")) == ("", "", True)
        assert row.user_name.startswith("erased-")
    assert (kari.roles, kari.may_log_in, dataset.editors.count()) == ([], False, 0)
    assert factories.account("kari")


RIGHTS = [("editorRight", None), ("namespaceRight", "tags.example.org"), ("countryRight", "NO")]


@pytest.mark.parametrize(("slug", "what"), RIGHTS)
def test_rights_are_given_and_taken_by_administrators(api: Api, admin: User, slug: str, what: str | None) -> None:
    """M25"""
    kari = factories.account("kari", (UserRole.REGISTRY_EDITOR,))
    what, path = what or str(factories.dataset().key), f"/admin/user/kari/{slug}"
    for body in (json.dumps(what).encode(), what.encode()):
        given = api("POST", path, body, user=admin, content_type="text/plain")
        assert (given.status_code, given.json()) == (201, what)
        assert api("POST", path, body, user=admin).status_code == 409
        assert api.get(path, user=kari) == api.get(path, user=admin) == [what]
        assert api("DELETE", f"{path}/{what}", user=kari).status_code == 403
        assert api("DELETE", f"{path}/{what}", user=admin).status_code == 204
        assert api("DELETE", f"{path}/{what}", user=admin).status_code == 404
    assert api("POST", path, what.encode(), user=kari).status_code == 403
    assert api("POST", f"/admin/user/nobody/{slug}", what.encode(), user=admin).status_code == 404
    assert api("GET", f"/admin/user/nobody/{slug}", user=admin).status_code == 404
    assert api("GET", f"/admin/user/anna/{slug}", user=kari).status_code == 401
    assert api("GET", path).status_code == 403


@pytest.mark.parametrize(
    ("slug", "body", "status"),
    [
        ("editorRight", b"x", 400),
        ("editorRight", b"0f0a328d-c449-45ea-b3ac-ed7d9d074524", 404),
        ("editorRight", b"", 400),
        ("editorRight", b"{}", 400),
        ("countryRight", b"Norway", 400),
        ("namespaceRight", b"\x00", 400),
        ("namespaceRight", b"x" * 300, 400),
        ("namespaceRight", b'"', 400),
    ],
)
def test_rights_on_nothing_are_refused(api: Api, admin: User, slug: str, body: bytes, status: int) -> None:
    factories.account("kari")

    assert api("POST", f"/admin/user/kari/{slug}", body, user=admin).status_code == status


def test_a_forgotten_password_is_reset_by_a_mailed_key(api: Api, applications: None) -> None:
    kari = factories.account("kari")
    factories.account("berta")
    asked = signed(api, "POST", "/admin/user/resetPassword", "kari")
    key = OutgoingMail.objects.get(to=kari.email).text.split("programs that ask for it:\n")[1].split()[0]
    valid = "/admin/user/confirmationKeyValid"
    statuses = [
        api("GET", f"{valid}?confirmationKey={key}", headers=headers_of("GET", valid, name)).status_code
        for name in ("kari", "berta")
    ]
    weak, stranger, good = (
        signed(api, "POST", "/admin/user/updatePassword", name, json.dumps(body).encode())
        for name, body in (
            ("kari", {"challengeCode": key, "password": "short"}),
            ("berta", {"challengeCode": key, "password": "dulse-and-laver"}),
            ("kari", {"challengeCode": key, "password": "dulse-and-laver"}),
        )
    )

    assert (asked.status_code, statuses) == (204, [204, 401])
    assert (weak.status_code, stranger.status_code, good.status_code) == (422, 401, 201)
    assert User.objects.get(pk=kari.pk).check_password("dulse-and-laver")


def test_an_address_changes_once_its_owner_proves_to_read_it(api: Api, admin: User) -> None:
    kari = factories.account("kari")
    taken = api("PUT", "/admin/user/changeEmail", {"email": "Anna@example.org"}, user=kari)
    bad = api("PUT", "/admin/user/changeEmail", {"email": "x"}, user=kari)
    asked = api("PUT", "/admin/user/changeEmail", {"email": "kari@elsewhere.example"}, user=kari)
    key = OutgoingMail.objects.get(to="kari@elsewhere.example").text.split("ask for it:\n")[1].split()[0]
    wrong = api("PUT", "/admin/user/changeEmail", {"challengeCode": "x"}, user=kari)
    done = api("PUT", "/admin/user/changeEmail", {"email": "ignored", "challengeCode": key}, user=kari)
    kari.refresh_from_db()

    assert (taken.status_code, taken.json()["error"]) == (422, "EMAIL_ALREADY_IN_USE")
    assert (bad.status_code, asked.status_code, wrong.status_code, done.status_code) == (422, 204, 422, 204)
    assert kari.email == "kari@elsewhere.example"
    assert OutgoingMail.objects.filter(to="kari@example.org").exists()


def test_keys_work_for_an_hour_three_times_an_hour(api: Api) -> None:
    kari = factories.account("kari")
    keys = [challenges.issue(kari, Purpose.RESET) for _ in range(4)]

    assert keys[3] is None
    assert challenges.find(keys[0] or "", Purpose.RESET)
    assert challenges.find(keys[0] or "", Purpose.CONFIRM) is None
    User.objects.update(email="other@example.org")
    assert challenges.find(keys[0] or "", Purpose.RESET) is None
