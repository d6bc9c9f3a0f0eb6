"""K: networks and their constituents."""

from typing import Any

import pytest

from entities.models import Network, Node, User
from tests.acceptance.calls import delete, is_listed, keys, status, unknown
from tests.entities.api.client import Api, path_of
from tests.factories import body, dataset, editor_user, installation, network, organization

pytestmark = pytest.mark.django_db


def change(
    api: Api, method: str, found: Network, below: str, user: User | None, sent: Any = None, **options: Any
) -> int:
    """The status of a change of the network's constituents."""
    return status(api(method, f"{path_of(found)}/constituents{below}", sent, user=user, **options))


def test_K01_it_takes_a_dataset_in(api: Api, admin: User) -> None:
    found, member = network(), dataset()

    assert change(api, "POST", found, f"/{member.pk}", admin) == 204
    assert is_listed(api, f"{path_of(found)}/constituents", member)
    assert api.get(path_of(found))["numConstituents"] == 1
    assert api.get(path_of(member))["networkKeys"] == [str(found.pk)]


def test_K02_it_takes_a_dataset_in_and_out_once(api: Api, admin: User) -> None:
    found, below = network(), f"/{dataset().pk}"

    codes = [change(api, method, found, below, admin) for method in ("POST", "POST", "DELETE", "DELETE")]

    assert codes == [204, 400, 204, 400]


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_K03_it_refuses_what_does_not_exist(api: Api, admin: User, method: str) -> None:
    found = network()

    assert change(api, method, found, f"/{unknown()}", admin) == 400
    assert status(api(method, f"/network/{unknown()}/constituents/{dataset().pk}", user=admin)) == 400
    assert change(api, method, found, "/x", admin) == 400


def test_K04_it_asks_for_a_right_on_the_network(api: Api) -> None:
    found, member = network(), dataset()

    assert change(api, "POST", found, f"/{member.pk}", None) == 403
    assert change(api, "POST", found, f"/{member.pk}", editor_user(member, network())) == 403
    assert change(api, "POST", found, f"/{member.pk}", editor_user(found)) == 204
    assert change(api, "DELETE", found, f"/{member.pk}", editor_user(found)) == 204


def test_K05_it_lists_each_publisher_once(api: Api, admin: User) -> None:
    found, publisher = network(), organization()
    served = installation(organization=publisher)
    members = [dataset(publishing_organization=publisher, installation=served) for _ in range(2)]
    for member in members:
        change(api, "POST", found, f"/{member.pk}", admin)
    assert keys(api, f"{path_of(found)}/organization") == [str(publisher.pk)]

    change(api, "DELETE", found, f"/{members[0].pk}", admin)
    delete(api, members[1], admin)

    assert keys(api, f"{path_of(found)}/organization") == []


def test_K06_it_counts_no_deleted_constituents(api: Api, admin: User) -> None:
    found, member = network(), dataset()
    change(api, "POST", found, f"/{member.pk}", admin)
    delete(api, member, admin)

    assert keys(api, f"{path_of(found)}/constituents") == []
    assert api.get(path_of(found))["numConstituents"] == 0


FORMS: dict[str, tuple[str, str | None, str]] = {
    "query parameter": ("?datasetKey={}", None, "application/json"),
    "JSON string": ("", '"{}"', "application/json"),
    "text": ("", " {}\n", "text/plain"),
    "quoted text": ("", '"{}"', "text/plain"),
    "object": ("", '{{"key": "{}"}}', "application/json"),
}


@pytest.mark.parametrize(("below", "sent", "media"), FORMS.values(), ids=FORMS)
def test_K07_it_takes_the_key_in_any_form(api: Api, admin: User, below: str, sent: str | None, media: str) -> None:
    found, member = network(), dataset()
    content = sent.format(member.pk).encode() if sent else None
    codes = [
        change(api, method, found, below.format(member.pk), admin, content, content_type=media)
        for method in ("POST", "POST", "DELETE", "DELETE")
    ]

    assert codes == [204, 400, 204, 400]


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_K07_it_refuses_a_change_without_key(api: Api, admin: User, method: str) -> None:
    found = network()

    for sent in (None, b" ", {}, {"key": None}, [], b"x"):
        assert change(api, method, found, "", admin, sent) == 400
    assert change(api, method, found, "?datasetKey=", admin) == 400
    assert change(api, method, found, "", admin, b"x", content_type="text/html") == 415


@pytest.mark.parametrize("model", [Network, Node])
def test_K08_it_is_made_by_administrators_only(api: Api, model: Any) -> None:
    user = editor_user(organization(), network(), organization().endorsing_node)

    assert status(api("POST", f"/{model.slug}", body(model), user=user)) == 403


def test_K09_it_suggests_live_ones(api: Api, admin: User) -> None:
    found, gone = network(title="Kelp watch"), network(title="Kelp gone")
    delete(api, gone, admin)

    assert api.get("/network/suggest?q=kelp") == [{"key": str(found.pk), "title": "Kelp watch"}]
