"""Questions whether a write would be allowed change nothing (contract 1.7)."""

from typing import Any

import pytest

from entities.models import (
    ENTITIES,
    Dataset,
    Entity,
    Installation,
    Network,
    Node,
    Organization,
    Tag,
    User,
)
from tests.entities.api.client import Api, path_of
from tests.entities.api.scopes import Chain, all_writes
from tests.factories import FACTORIES, body, component, editor_user

pytestmark = pytest.mark.django_db
each_entity = pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)


@each_entity
def test_it_only_tells_whether_a_write_is_allowed(api: Api, admin: User, model: type[Entity]) -> None:
    """M29"""
    entity = FACTORIES[model]()
    component(entity, Tag)
    writes = [*all_writes(entity), ("POST", f"/{model.slug}", body(model))]
    before = api.get(path_of(entity)), api.get(f"/{model.slug}")["count"]
    stranger = editor_user()
    for method, path, sent in writes:
        asked = f"{path}?checkPermissionsOnly=true"
        allowed = api(method, asked, sent, user=admin)
        assert (allowed.status_code, allowed.content) == (200, b""), path
        assert api(method, asked, sent, user=stranger).status_code == 403, path
        assert api(method, asked, sent).status_code == 403, path

    assert (api.get(path_of(entity)), api.get(f"/{model.slug}")["count"]) == before


def test_it_allows_every_read_in_a_dry_run(api: Api, admin: User) -> None:
    """Contract 1.7"""
    asked = "/dataset?checkPermissionsOnly=true"

    assert (api("GET", asked).status_code, api("GET", asked).content) == (200, b"")
    assert api("GET", asked, headers={"Authorization": "Basic YW5uYTp3cm9uZw=="}).status_code == 401


@pytest.mark.parametrize(
    ("model", "owner", "status"),
    [
        (Dataset, "publisher", 200),
        (Dataset, "node", 200),
        (Dataset, None, 403),
        (Installation, "host", 200),
        (Organization, "node", 200),
        (Organization, "publisher", 403),
        (Node, "node", 403),
        (Network, "node", 403),
    ],
)
@pytest.mark.parametrize("sent", [None, {}])
def test_it_assumes_the_best_body(
    api: Api, chain: Chain, model: type[Entity], owner: str | None, status: int, sent: Any
) -> None:
    """M30"""
    user = editor_user(*([getattr(chain, owner)] if owner else []))

    assert api("POST", f"/{model.slug}?checkPermissionsOnly=true", sent, user=user).status_code == status


def test_it_judges_the_body_that_was_sent(api: Api, chain: Chain) -> None:
    """Contract 1.7: a body is not validated, but says where it would belong."""
    user = editor_user(chain.publisher)
    asked = "/dataset?checkPermissionsOnly=true"

    assert api("POST", asked, {"publishingOrganizationKey": str(chain.publisher.pk)}, user=user).status_code == 200
    assert api("POST", asked, {"publishingOrganizationKey": str(chain.host.pk)}, user=user).status_code == 403


@pytest.mark.parametrize(
    ("namespaces", "sent", "status"),
    [(("x",), None, 200), ((), None, 403), (("x",), {"namespace": "x"}, 200), (("x",), {"namespace": "y"}, 403)],
)
def test_it_assumes_the_best_namespace(
    api: Api, chain: Chain, namespaces: tuple[str, ...], sent: Any, status: int
) -> None:
    """M31"""
    asked = f"{path_of(chain.dataset)}/machineTag?checkPermissionsOnly=true"

    assert api("POST", asked, sent, user=editor_user(namespaces=namespaces)).status_code == status


@pytest.mark.parametrize(
    "sent", [b"{", b"kelp", {"publishingOrganizationKey": 5, "organizationKey": "x", "namespace": 1}]
)
@pytest.mark.parametrize("content_type", ["application/json", "text/plain"])
@each_entity
def test_it_validates_no_body(api: Api, admin: User, model: type[Entity], sent: Any, content_type: str) -> None:
    """Contract 1.7"""
    for path in (f"/{model.slug}", f"{path_of(FACTORIES[model]())}/machineTag"):
        asked = f"{path}?checkPermissionsOnly=true"
        allowed = api("POST", asked, sent, user=admin, content_type=content_type)
        assert (allowed.status_code, allowed.content) == (200, b"")
        assert api("POST", asked, sent, user=editor_user(), content_type=content_type).status_code == 403


def test_it_says_who_decides_in_a_dry_run_too(api: Api, chain: Chain) -> None:
    """Contract 1.7, 5.3"""
    asked = f"{path_of(chain.publisher)}/endorsement/user/%s?checkPermissionsOnly=true"

    assert api("GET", asked % editor_user(chain.node).user_name).status_code == 200
    assert api("GET", asked % editor_user().user_name).status_code == 403
