"""The matrix on the admin: each role with each of its addresses, own and other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from entities.models import DatasetCategory, FailedLogin
from tests.entities.authorization import matrix
from tests.entities.authorization.people import Cast
from tests.entities.authorization.routes import routes

pytestmark = pytest.mark.django_db
ROLES = tuple(role for role in matrix.ROLES if role not in matrix.LOCKED_OUT | {matrix.APPLICATION})


@dataclass(frozen=True, slots=True)
class Cell:
    """One question: may this role open, or send, this page."""

    name: str
    method: str
    policy: matrix.Policy
    own: bool

    @property
    def entity(self) -> str:
        """The kind of entity that the page is about; empty for other pages."""
        parts = self.name.split("_")
        return parts[1] if len(parts) > 2 and parts[1] in matrix.ENTITIES else ""


def names() -> set[str]:
    """The names of all addresses of the admin."""
    return {name for route, _, name in routes() if route.startswith("/admin/")}


def cells() -> Iterator[Cell]:
    """All questions about the admin, for any role."""
    for name in sorted(names()):
        row = next((row for row in matrix.ADMIN if row.fits(name)), None)
        if row is None:
            assert any(matrix.Row(each, {}).fits(name) for each in matrix.ADMIN_OF_THEIR_OWN), f"{name} has no row"
            continue
        for method, policy in row.policies.items():
            about_one = name.rpartition("_")[2] in matrix.ABOUT_ONE
            for own in (True, False) if about_one else (True,):
                yield Cell(name, method, policy, own)


def test_every_page_of_the_admin_has_a_row() -> None:
    assert len(list(cells())) * len(ROLES) >= 500


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_open_what_the_matrix_says(role: str, people: Cast) -> None:
    client = Client(raise_request_exception=False)
    DatasetCategory.objects.get_or_create(name="Seaweeds")
    failure = FailedLogin.objects.create(account="anna")
    if role != matrix.ANONYMOUS:
        client.force_login(people.users[role], backend="entities.permissions.RegistryBackend")
    wrong = []
    for cell in cells():
        with transaction.atomic():
            answer: Any = client.generic(cell.method, address(cell, people, failure))
            transaction.set_rollback(True)
        refused = answer.status_code == 403 or "/admin/login" in answer.headers.get("Location", "")
        if refused == cell.policy.allows(role, cell.entity, own=cell.own) or answer.status_code >= 500:
            side = "own" if cell.own else "other"
            wrong.append(f"{role}: {cell.method} {cell.name} {side}: {answer.status_code} ({cell.policy.name})")

    assert not wrong, "\n".join(wrong)


def address(cell: Cell, people: Cast, failure: FailedLogin) -> str:
    """The page about the own or the other entity, or about some row."""
    place = people.own if cell.own else people.other
    if cell.name.endswith("_decide"):
        return reverse(f"admin:{cell.name}", args=["delete"]) + f"?key={getattr(place, cell.entity).pk}"
    if cell.entity:
        arguments: list[Any] = [getattr(place, cell.entity).pk]
    elif "_user_" in cell.name:
        arguments = [people.bystander.pk]
    else:
        arguments = [{"entities_datasetcategory": "Seaweeds", "entities_failedlogin": failure.pk}.get(
            cell.name.rpartition("_")[0], 1
        )]  # fmt: skip
    if cell.name == "app_list":
        return "/admin/entities/"
    if cell.name == "autocomplete":
        return "/admin/autocomplete/?app_label=entities&model_name=organization&field_name=endorsing_node"
    try:
        return reverse(f"admin:{cell.name}")
    except NoReverseMatch:
        return reverse(f"admin:{cell.name}", args=arguments)
