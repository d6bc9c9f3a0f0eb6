"""The matrix on the interfaces of programs: each role with each method of each route, own and other, dry and real."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from entities import logins
from entities.models import User
from tests.entities.api.client import Api
from tests.entities.authorization import matrix
from tests.entities.authorization.people import NAMESPACE, Cast, Place
from tests.entities.authorization.routes import routes

pytestmark = pytest.mark.django_db
READS = ("GET",)
ABOUT_ONE = ("{key}", "{harvest}", "/metadata/{number}")
ALLOWED = frozenset({200, 201, 204, 400, 404, 422, 501, 503})
"""Statuses that say nothing about rights: the bodies are too incomplete to do more, some reads find nothing, and
no search index is made for these tests."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One question: may this role do that here."""

    route: str
    method: str
    policy: matrix.Policy
    own: bool
    dry: bool

    @property
    def entity(self) -> str:
        """The kind of entity that the route is about."""
        return self.route.split("/")[2]


def cells() -> Iterator[Cell]:
    """All questions about `/v1`, for any role."""
    for route, actions, _ in routes():
        if not route.startswith("/v1/") or matrix.is_tested_elsewhere(route) or not actions:
            continue
        for method in actions:
            policy = matrix.policy_of(matrix.API, route, method)
            assert policy is not None, f"{method} {route} has no row"
            for own in (True, False) if policy.by_creation or any(each in route for each in ABOUT_ONE) else (True,):
                for dry in (False,) if method in READS else (False, True):
                    yield Cell(route, method, policy, own, dry)


def test_every_route_has_a_row() -> None:
    """A new route must say who may do what, or say where it is tested."""
    for route, actions, _ in routes():
        if route.startswith(("/v1", "/api", "/registry", "/waf", "/health")):
            rows = matrix.API if actions else matrix.ELSEWHERE
            known = any(row.fits(route) for row in rows) or matrix.is_tested_elsewhere(route)
            assert known, f"{route} has no row in tests/entities/authorization/matrix.py"
    list(cells())


def test_the_matrix_is_large_enough() -> None:
    assert len(list(cells())) * len(matrix.ROLES) >= 1500


@pytest.mark.parametrize("role", matrix.ROLES)
def test_each_role_may_what_the_matrix_says(
    role: str, api: Api, people: Cast, applications: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logins, "LIMITS", ())  # wrong passwords are sent a hundred times
    monkeypatch.setattr(logins, "make_password", str)
    monkeypatch.setattr(User, "check_password", lambda self, password: password != "wrong")
    wrong = [problem for cell in cells() if (problem := asked(api, people, role, cell))]

    assert not wrong, "\n".join(wrong)


def asked(api: Api, people: Cast, role: str, cell: Cell) -> str:
    """Ask, undo what was done, and say what was not as expected."""
    place = people.own if cell.own else people.other
    path, body = address(cell, place, people), content(cell, place)
    query = "&".join(part for part in ("checkPermissionsOnly=true" if cell.dry else "", query_of(cell)) if part)
    with transaction.atomic():
        answer = people.call(api, role, cell.method, path, body, query and f"?{query}")
        transaction.set_rollback(True)
    fits = is_expected(role, cell, answer.status_code)
    where = f"{cell.method} {cell.route} {'own' if cell.own else 'other'}{' dry' if cell.dry else ''}"
    return "" if fits else f"{role}: {where}: {answer.status_code} ({cell.policy.name}) {answer.content[:80]!r}"


def query_of(cell: Cell) -> str:
    """What a request says in its query, as it has no body."""
    return "commentKey=1" if cell.method == "DELETE" and cell.route.endswith("comment") else ""


def is_expected(role: str, cell: Cell, status: int) -> bool:
    """Whether the status is what the matrix wants."""
    if role in matrix.LOCKED_OUT:
        return status == 401
    if cell.policy.allows(role, cell.entity, own=cell.own):
        return status == 200 if cell.dry else status in ALLOWED
    if cell.policy in (matrix.MEMBER, matrix.SIGNED, matrix.BEARER) or cell.route.endswith("Right"):
        return status in (401, 403)
    return status == 403


def address(cell: Cell, place: Place, people: Cast) -> str:
    """The route with values in its places."""
    entity = cell.entity
    values = {
        "key": str(getattr(place, entity if entity in matrix.ENTITIES else "dataset").pk),
        "number": _number(cell, place),
        **{
            "harvest": place.source.pk,
            "field": "title",
            "doi": "10.5072/x",
            "code": "NO",
            "kind": "place",
            "name": "x",
        },
        **{"run": "0f0a328d-c449-45ea-b3ac-ed7d9d074524", "record": "1"},
        "dataset": str(place.dataset.pk),
        "user_name": people.bystander.user_name,
        **{"status": "ON_HOLD", "attempt": "1", "what": "NO", "confirmation": "0f0a328d-c449-45ea-b3ac-ed7d9d074524"},
    }
    if "editorRight" in cell.route:
        values["what"] = str(place.dataset.pk)
    path = cell.route.removeprefix("/v1")
    for name, value in values.items():
        path = path.replace(f"{{{name}}}", value)
    return path


def _number(cell: Cell, place: Place) -> str:
    if "/metadata/" in cell.route:
        return str(place.document.pk)
    return str(place.tags[cell.entity]) if "machineTag" in cell.route else "1"


def content(cell: Cell, place: Place) -> bytes:
    """A body that decides who may, and is too incomplete to be more than refused as such."""
    if cell.method in ("GET", "DELETE"):
        return b""
    body: Any = {}
    if cell.route.endswith("machineTag"):
        body = {"namespace": NAMESPACE}
    elif cell.policy.by_creation:
        body = place.creation(cell.entity)
    elif cell.route.endswith("titles"):
        body = []
    return json.dumps(body).encode()
