"""Accounts: created, approved and disabled by administrators; rights shown where they are looked for."""

import re
from typing import Any

import pytest
from django.test import Client

from entities.models import DatasetCategory, Editor, OutgoingMail, Registration, User
from entities.services import rights
from entities.vocabulary import UserRole
from tests import factories
from tests.entities.admin.pages import address, errors, filled, row, send

pytestmark = pytest.mark.django_db

NEW = {"user_name": "kari", "email": "kari@example.org", "password1": "bladder-wrack-9", "password2": "bladder-wrack-9"}


def test_it_creates_an_account_that_can_log_in(administrator: Client) -> None:
    values = NEW | {
        "roles": ["USER", "REGISTRY_EDITOR"],
        "email_verified": "on",
        "approved": "on",
        "usable_password": "true",
    }

    send(administrator, address(User, "add"), **values)

    user = User.objects.get(user_name="kari")
    assert (user.roles, user.approved, user.email_verified) == (["USER", "REGISTRY_EDITOR"], True, True)
    answer = Client().post("/admin/login/", {"username": "Kari@example.org", "password": NEW["password1"]})
    assert answer.status_code == 302


def test_an_address_has_one_account_in_any_case(administrator: Client) -> None:
    factories.account("ola", email="Kari@Example.org")

    response = send(administrator, address(User, "add"), **NEW, usable_password="true")

    assert errors(response)["email"] == ["There is an account with this address."]


def test_an_account_keeps_roles_that_mean_nothing_here(administrator: Client) -> None:
    user = factories.account("kari", ("USER", "COL_EDITOR"))
    location = address(User, "change", user.pk)

    sent = filled(administrator, location) | {"roles": ["USER", "COL_EDITOR", "REGISTRY_EDITOR"]}
    administrator.post(location, sent)

    user.refresh_from_db()
    assert user.roles == ["USER", "COL_EDITOR", UserRole.REGISTRY_EDITOR]


def test_it_shows_the_rights_of_an_account(administrator: Client) -> None:
    dataset, node = factories.dataset(), factories.node(title="Kelp node")
    user = factories.editor_user(dataset, node)

    page = administrator.get(address(User, "change", user.pk)).content.decode()
    rows: Any = administrator.get(address(User, "changelist"), {"role": "REGISTRY_EDITOR"})

    assert f"/admin/entities/dataset/{dataset.pk}/change/" in page
    assert "Kelp node" in page
    assert [(each, each.rights_count) for each in rows.context["cl"].result_list] == [(user, 2)]


def test_it_gives_rights_on_namespaces(administrator: Client) -> None:
    user = factories.editor_user()

    send(administrator, address(User, "change", user.pk), **row("namespace_rights", 0, namespace="mine.example.org"))

    right = user.namespace_rights.get()
    assert (right.namespace, right.created_by) == ("mine.example.org", "anna")


def test_it_approves_and_disables_accounts_but_never_oneself(administrator: Client) -> None:
    waiting = factories.account("kari", approved=False)
    everybody = [str(key) for key in User.objects.values_list("pk", flat=True)]

    for action in ("approve", "disable"):
        administrator.post(address(User, "changelist"), {"action": action, "_selected_action": everybody, "index": 0})

    waiting.refresh_from_db()
    assert (waiting.approved, waiting.is_active) == (True, False)
    assert User.objects.get(user_name="anna").is_active


def test_it_sets_a_new_password(administrator: Client) -> None:
    user = factories.account()
    location = f"/admin/entities/user/{user.pk}/password/"

    assert administrator.get(location).status_code == 200
    administrator.post(
        location, {"password1": "dulse-and-laver-3", "password2": "dulse-and-laver-3", "usable_password": "true"}
    )

    user.refresh_from_db()
    assert user.check_password("dulse-and-laver-3")


def test_nobody_deletes_an_account_or_a_category(administrator: Client) -> None:
    user, category = factories.account(), DatasetCategory.objects.create(name="Seaweeds")

    for row_of in (user, category):
        assert administrator.get(address(type(row_of), "delete", row_of.pk)).status_code == 403
        assert administrator.post(address(type(row_of), "delete", row_of.pk), {"post": "yes"}).status_code == 403


def test_a_category_is_created_and_deprecated(administrator: Client) -> None:
    send(administrator, address(DatasetCategory, "add"), name="Seaweeds")
    send(administrator, address(DatasetCategory, "change", "Seaweeds"), is_deprecated="on")

    assert DatasetCategory.objects.get(name="Seaweeds").is_deprecated


def test_members_wait_on_the_work_queue_until_they_are_approved(administrator: Client) -> None:
    organization = factories.organization(title="Kelp institute")
    kari = factories.account("kari", approved=False)
    registration = Registration.objects.create(user=kari, other="A station", contact="ola@example.org")
    registration.organizations.add(organization)
    location = address(User, "change", kari.pk)
    queue = administrator.get("/admin/").content.decode()
    page = administrator.get(location).content.decode()

    button = re.findall(r'name="(\w*approve_this)"', page)[0]
    send(administrator, location, **{button: "1"})
    kari.refresh_from_db()

    assert all(text in queue for text in ("Members to approve", "Kelp institute; A station", location))
    assert all(text in page for text in ("Kelp institute", "A station", "ola@example.org", "Save and approve"))
    assert (kari.approved, kari.is_editor, organization.editors.get().user) == (True, True, kari)
    assert OutgoingMail.objects.get().to == kari.email
    assert "Kelp institute" not in administrator.get("/admin/").content.decode().split("Members to approve")[1][:600]


def test_changes_of_an_account_stand_in_its_history(administrator: Client) -> None:
    user, dataset = factories.account("kari"), factories.dataset(title="Kelp forests")
    location = address(User, "change", user.pk)
    send(administrator, location, last_name="Lund", roles=["USER", "REGISTRY_EDITOR"])
    send(administrator, location, **row("namespace_rights", 0, namespace="mine.example.org"))
    rights.give(user, dataset, actor=factories.actor("ola"))

    page = administrator.get(address(User, "history", user.pk)).content.decode()

    for text in ("Lund", "REGISTRY_EDITOR", "anna", "mine.example.org", "Right on dataset", "Kelp forests", "ola"):
        assert text in page, text
    assert "argon2" not in page


def test_what_a_service_refuses_is_said_and_nothing_is_saved(administrator: Client) -> None:
    anna = User.objects.get(user_name="anna")

    answer = send(administrator, address(User, "change", anna.pk), roles=["USER"], last_name="Lund")
    anna.refresh_from_db()

    assert (anna.is_administrator, anna.last_name) == (True, "")
    assert "Nobody removes, demotes or locks out themselves" in answer.content.decode()


def test_it_names_a_right_once_that_reaches_a_dataset_through_publisher_and_host(administrator: Client) -> None:
    organization = factories.organization(title="Kelp lab")
    installation = factories.installation(organization=organization)
    dataset = factories.dataset(publishing_organization=organization, installation=installation)
    factories.editor_user(organization, organization.endorsing_node, user_name="berta")
    page = administrator.get("/admin/rights/", {"key": str(dataset.key)}).content.decode()

    assert page.count("organization above") == page.count("node above") == 1


def test_it_says_why_somebody_may_edit_something(administrator: Client, browser_of: Any) -> None:
    dataset, node = factories.dataset(), factories.node(title="Kelp node")
    organization = factories.organization(endorsing_node=node)
    berta = factories.editor_user(node, user_name="berta")
    table = organization.components[Editor]
    kari = factories.account("kari")
    table._default_manager.create(entity=organization, user=kari, created=kari.created, created_by="anna")

    def said(user: str, key: object) -> str:
        return administrator.get("/admin/rights/", {"key": str(key), "user": user}).content.decode()

    assert "Yes: a right on the node Kelp node reaches down to this organization" in said("berta", organization.key)
    assert "reaches down to this organization" in said("berta", f"https://example.org/organization/{organization.key}/")
    assert "one on a network or dataset goes no further" in said("berta", organization.key)
    assert "no editor. There is a right, but" in said("kari", organization.key)
    assert "has no right on this dataset" in said("berta", dataset.key)
    assert "edits everything" in said("anna", dataset.key)
    assert "berta" in said("", organization.key)
    assert "kari" in said("", organization.key)
    assert "There is no account" in said("nobody", dataset.key)
    assert "There is no entity" in said("", "0f0a328d-c449-45ea-b3ac-ed7d9d074524")
    assert "Cannot parse" in said("", "x")
    assert browser_of(berta).get("/admin/rights/").status_code == 403
    assert "/admin/rights/" in administrator.get(address(type(dataset), "change", dataset.pk)).content.decode()
