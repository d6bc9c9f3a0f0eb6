"""Becoming a member, logging in and one's own account, as people do it in the pages (harvest contract 5)."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from entities.models import AccessToken, OutgoingMail, User
from entities.permissions import Actor, Channel
from entities.services import membership, tokens
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "dulse-and-laver"


def key_of(to: str) -> str:
    """The key in the newest mail to an address."""
    mail = OutgoingMail.objects.filter(to=to).order_by("-pk")[0]
    match = re.search(r"/(?:confirm|reset|email)/(\S+)", mail.text)
    assert match, mail.text
    assert match[0] in mail.html
    return match[1]


def fill_in(client: Client, **changes: Any) -> Any:
    """The registration form, sent."""
    form = {"email": "kari@example.org", "first_name": "Kari", "last_name": "Lund", "password": PASSWORD}
    return client.post("/register", form | {"other": "A station"} | changes)


def login(client: Client, name: str, password: str = PASSWORD) -> Any:
    """The login form, sent."""
    return client.post("/login", {"username": name, "password": password})


def test_a_member_registers_confirms_is_approved_and_edits_the_own_organization(client: Client) -> None:
    anna, organization = factories.admin_user("anna"), factories.organization(title="Kelp institute")
    assert organization.title in client.get("/register/organizations?q=kelp").content.decode()
    assert fill_in(client, organizations=[str(organization.key)], other="").headers["Location"] == "/register/done"
    kari = User.objects.get(email="kari@example.org")
    assert (kari.user_name, login(client, "kari").status_code) == ("kari", 200)

    confirm = f"/register/confirm/{key_of(kari.email)}"
    assert client.get(confirm).status_code == 200
    kari.refresh_from_db()
    assert not kari.email_verified
    assert client.post(confirm).status_code == 200
    assert client.post(confirm).status_code == 404
    assert organization.title in OutgoingMail.objects.get(to=anna.email).text
    assert login(client, "kari").status_code == 200

    for _ in range(2):
        kari.refresh_from_db()
        membership.approve(kari, actor=Actor.of(anna, Channel.ADMIN))
    assert OutgoingMail.objects.filter(subject="Your account is approved").count() == 1
    assert login(client, "KARI@example.org").headers["Location"] == "/account"
    page = client.get("/account").content.decode()
    assert "Kelp institute" in page
    assert type(organization).objects.editable_by(User.objects.get(pk=kari.pk)).get() == organization


def test_registering_tells_nobody_who_has_an_account(client: Client) -> None:
    factories.account("anna")
    new, known, waiting = (fill_in(client, email=f"{name}@example.org") for name in ("kari", "Anna", "kari"))

    assert {answer.headers["Location"] for answer in (new, known, waiting)} == {"/register/done"}
    assert User.objects.count() == 2
    assert "account already" in OutgoingMail.objects.get(to="anna@example.org").subject
    assert OutgoingMail.objects.filter(to="kari@example.org").count() == 2


def test_whoever_types_in_a_strangers_address_first_gets_nothing_by_it(client: Client) -> None:
    """Given somebody registered my address, when I register it, then only what I wrote counts."""
    mine, theirs = factories.organization(), factories.organization()
    fill_in(client, password="bladder-wrack-9", first_name="Mallory", organizations=[str(theirs.key)], other="")
    stale = key_of("kari@example.org")
    fill_in(client, organizations=[str(mine.key)], other="")

    assert client.post(f"/register/confirm/{stale}").status_code == 404
    assert client.post(f"/register/confirm/{key_of('kari@example.org')}").status_code == 200

    kari = User.objects.get(email="kari@example.org")
    assert (kari.first_name, [*kari.registration.organizations.all()]) == ("Kari", [mine])  # type: ignore[attr-defined]
    assert kari.check_password(PASSWORD)
    assert not kari.check_password("bladder-wrack-9")


def test_an_account_that_an_application_made_keeps_its_password(client: Client) -> None:
    vouched = factories.account("kari", email_verified=False)
    fill_in(client, password="bladder-wrack-9")

    vouched.refresh_from_db()
    assert vouched.check_password(factories.PASSWORD)
    assert client.post(f"/register/confirm/{key_of('kari@example.org')}").status_code == 200


def test_too_many_registrations_change_nothing(client: Client) -> None:
    for number in range(4):
        fill_in(client, first_name=f"Kari {number}")

    assert OutgoingMail.objects.filter(to="kari@example.org").count() == 3
    assert User.objects.get(email="kari@example.org").first_name == "Kari 2"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "x"}, "valid email"),
        ({"password": "short"}, "8 to 256 characters"),
        ({"password": "password"}, "too common"),
        ({"other": ""}, "Choose an organization"),
        ({"other": "", "organizations": ["x"]}, "Choose an organization"),
        ({"first_name": "a\0b"}, "Null characters"),
    ],
    ids=str,
)
def test_what_is_wrong_stands_in_the_form(client: Client, changes: Any, said: str) -> None:
    answer = fill_in(client, **changes)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not User.objects.exists()


def test_organizations_are_found_without_scripts(client: Client) -> None:
    chosen, found = factories.organization(title="Kelp institute"), factories.organization(title="Dulse station")
    page = fill_in(client, organizations=[str(chosen.key)], q="dulse", find="1").content.decode()

    assert re.search(rf'value="{chosen.key}" checked', page)
    assert str(found.key) in page
    assert "errorlist" not in page


def test_a_forgotten_password_is_set_anew_once(client: Client) -> None:
    kari = factories.account("kari")
    secret = tokens.issue(kari)
    answers = [client.post("/password/forgotten", {"name": name}).content for name in ("kari", "nobody@example.org")]
    reset = f"/password/reset/{key_of(kari.email)}"
    weak = client.post(reset, {"password": "short", "again": "short"})
    unlike = client.post(reset, {"password": PASSWORD, "again": "x"})
    done = client.post(reset, {"password": PASSWORD, "again": PASSWORD})

    assert answers[0] == answers[1]
    assert (weak.status_code, unlike.status_code, done.headers["Location"]) == (200, 200, "/login")
    assert client.get(reset).status_code == 404
    assert login(client, "kari").status_code == 302
    assert tokens.holder(str(kari.pk), secret) is None


def test_links_end_after_an_hour(client: Client) -> None:
    kari = factories.account("kari")
    membership.ask_for_reset("kari")
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert client.get(f"/password/reset/{key_of(kari.email)}").status_code == 404


def test_guessing_is_stopped_for_pages_as_well(client: Client) -> None:
    factories.admin_user("anna")
    statuses = [login(client, "anna", f"wrong{number}").status_code for number in range(11)]
    admin = client.post("/admin/login/", {"username": "anna", "password": factories.PASSWORD})

    assert statuses == [200] * 10 + [429]
    assert (admin.status_code, admin.headers["Retry-After"]) == (429, "300")


def test_the_admin_counts_by_account_not_by_address_alone(client: Client) -> None:
    factories.admin_user("anna")
    factories.admin_user("berta")
    for number in range(11):
        client.post("/admin/login/", {"username": "anna", "password": f"wrong{number}"})

    other = client.post("/admin/login/", {"username": "berta", "password": factories.PASSWORD})
    assert (other.status_code, other.headers["Location"]) == (302, "/admin/")


def test_login_leads_where_one_wanted_to_go_but_never_elsewhere(client: Client) -> None:
    factories.account("kari")
    for wanted, reached in (("/harvests", "/harvests"), ("https://evil.example/", "/account"), ("//x", "/account")):
        form = {"username": "kari", "password": factories.PASSWORD, "next": wanted}
        assert client.post("/login", form).headers["Location"] == reached
    assert client.post("/logout").headers["Location"] == "/"
    assert client.get("/logout").status_code == 405
    assert client.get("/account").headers["Location"].startswith("/login")


def test_members_change_name_password_and_address(client: Client) -> None:
    kari = factories.account("kari")
    client.force_login(kari, backend="entities.permissions.RegistryBackend")
    other = Client()
    other.force_login(kari, backend="entities.permissions.RegistryBackend")

    client.post("/account", {"first_name": "Kari", "last_name": "Lund"})
    client.post("/account/email", {"email": "kari@elsewhere.example"})
    Client().post(f"/account/email/{key_of('kari@elsewhere.example')}")
    wrong = client.post("/account/password", {"current": "x", "password": PASSWORD, "again": PASSWORD})
    client.post("/account/password", {"current": factories.PASSWORD, "password": PASSWORD, "again": PASSWORD})
    kari.refresh_from_db()

    assert (kari.get_full_name(), kari.email) == ("Kari Lund", "kari@elsewhere.example")
    assert wrong.status_code == 200
    assert kari.check_password(PASSWORD)
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 302


def test_members_make_and_end_their_own_tokens(client: Client) -> None:
    kari, berta = factories.account("kari"), factories.account("berta")
    tokens.issue(berta)
    client.force_login(kari, backend="entities.permissions.RegistryBackend")
    made = client.post("/account/tokens").content.decode()
    secret = re.findall(r'class="copyable">(\S{43})<', made)[0]

    assert tokens.holder(str(kari.pk), secret) == kari
    assert secret not in client.get("/account").content.decode()
    for token in AccessToken.objects.all():
        client.post(f"/account/tokens/{token.pk}/end")
    assert list(AccessToken.objects.values_list("user", flat=True)) == [berta.pk]


def test_a_disapproved_member_is_out_with_the_next_page(client: Client) -> None:
    kari, anna = factories.account("kari"), factories.admin_user("anna")
    client.force_login(kari, backend="entities.permissions.RegistryBackend")
    membership.disapprove(kari, actor=Actor.of(anna, Channel.ADMIN))

    assert client.get("/account").status_code == 302


def test_the_admin_asks_again_after_two_idle_hours(client: Client) -> None:
    client.force_login(factories.admin_user("anna"), backend="entities.permissions.RegistryBackend")
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        statuses = []
        for hours in (0, 1.9, 2.1):
            clock.shift(timedelta(hours=hours))
            statuses.append(client.get("/admin/entities/user/").status_code)

    assert statuses == [200, 200, 302]
