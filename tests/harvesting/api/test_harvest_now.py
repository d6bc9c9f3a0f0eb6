"""Starting a run by /api/v2 as existing clients do (harvest contract 4)."""

import pytest
from django.test import Client

from entities.models import User
from entities.services import tokens
from harvesting.models import HarvestSource
from tests import factories

pytestmark = pytest.mark.django_db

PATHS = ("/api/v2/harvests/{}/harvest", "/api/v2/harvest/{}/harvest")


def headers(user: User) -> dict[str, str]:
    """The headers of a login."""
    return {"X-Auth-Token": tokens.issue(user), "X-User-Id": str(user.pk)}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_user_of_the_organization_starts_a_run(client: Client, source: HarvestSource, path: str, method: str) -> None:
    user = factories.editor_user(source.organization)

    answer = getattr(client, method)(path.format(source.pk), headers=headers(user))

    assert (answer.status_code, answer.json()) == (200, {"status": "harvesting"})
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    run = source.runs.get()
    assert (run.trigger, run.requested_by, run.state) == ("MANUAL", user.user_name, "QUEUED")


def test_asking_again_starts_no_second_run(client: Client, source: HarvestSource) -> None:
    known = headers(factories.admin_user())

    for _ in range(2):
        assert client.post(PATHS[0].format(source.pk), headers=known).json() == {"status": "harvesting"}

    assert source.runs.count() == 1


@pytest.mark.parametrize("identifier", ["nobody", "a%20b", "ZT7DpStxMkapS9qtE"])
def test_an_unknown_harvest_is_404(client: Client, identifier: str) -> None:
    answer = client.post(PATHS[0].format(identifier), headers=headers(factories.admin_user()))

    assert (answer.status_code, answer.json()) == (404, {"status": "Not Found"})


def test_a_user_of_another_organization_is_refused(client: Client, source: HarvestSource) -> None:
    stranger = factories.editor_user(factories.organization())

    for user in (stranger, factories.account()):
        answer = client.post(PATHS[0].format(source.pk), headers=headers(user))
        assert (answer.status_code, answer.json()) == (401, {"status": "Unauthorized"})
    assert not source.runs.exists()


@pytest.mark.parametrize(
    "sent", [{}, {"X-Auth-Token": "x"}, {"X-User-Id": "1"}, {"X-Auth-Token": "x", "X-User-Id": "x"}]
)
def test_without_login_nothing_starts(client: Client, source: HarvestSource, sent: dict[str, str]) -> None:
    answer = client.post(PATHS[0].format(source.pk), headers=sent)

    assert answer.status_code == 401
    assert answer.json() == {"status": "error", "message": "You must be logged in to do this."}
    assert not source.runs.exists()


def test_cookies_open_nothing(client: Client, source: HarvestSource) -> None:
    client.force_login(factories.admin_user(), backend="entities.permissions.RegistryBackend")

    assert client.get(PATHS[0].format(source.pk)).status_code == 401


@pytest.mark.parametrize("path", PATHS)
def test_other_methods_are_refused_and_options_welcome(client: Client, path: str) -> None:
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)(path.format("x")).status_code == 405
    answer = client.options(path.format("x"))
    assert answer.status_code == 200
    assert "X-Auth-Token" in answer.headers["Access-Control-Allow-Headers"]
