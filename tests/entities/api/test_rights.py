"""Who may change what through the API: acceptance cases M that need neither tokens nor user administration."""

import uuid
from typing import Any

import pytest

from entities.models import (
    ENTITIES,
    Contact,
    Dataset,
    Entity,
    Installation,
    MachineTag,
    Network,
    Node,
    Organization,
    Tag,
    User,
)
from entities.permissions import DEFAULT_TERM_NAMESPACE
from tests import factories
from tests.entities.api.client import Api, path_of, text_of
from tests.factories import FACTORIES, body, body_of, component, editor_user

pytestmark = pytest.mark.django_db
each_entity = pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)

TAG = {"namespace": "crawler.example.org", "name": "attempt", "value": "17"}


class Chain:
    """A dataset with all that is above it, each by another hand: node, publisher, host, installation."""

    def __init__(self) -> None:
        self.node, self.hosting_node = factories.node(), factories.node()
        self.publisher = factories.organization(endorsing_node=self.node)
        self.host = factories.organization(endorsing_node=self.hosting_node)
        self.installation = factories.installation(organization=self.host)
        self.dataset = factories.dataset(publishing_organization=self.publisher, installation=self.installation)

    def new_dataset(self, **values: Any) -> dict[str, Any]:
        """The body of another dataset of the same publisher and installation."""
        sent = body_of(self.dataset) | {"key": None, "doi": None}
        return sent | values


@pytest.fixture
def chain(db: None) -> Chain:
    """A dataset with all that is above it."""
    return Chain()


def put(api: Api, entity: Entity, user: User, **values: Any) -> int:
    """The status of a PUT."""
    return int(api("PUT", path_of(entity), body_of(entity) | values, user=user).status_code)


def all_writes(entity: Entity) -> list[tuple[str, str, Any]]:
    """Each kind of write to an entity, with a body that would do."""
    slug = "endpoint" if isinstance(entity, Node) else "contact"
    added = {"endpoint": {"type": "FEED"}, "contact": {"lastName": "Berg"}}[slug]
    return [
        ("PUT", path_of(entity), body_of(entity)),
        ("DELETE", path_of(entity), None),
        ("POST", f"{path_of(entity)}/{slug}", added),
        ("DELETE", f"{path_of(entity)}/{slug}/1", None),
        ("POST", f"{path_of(entity)}/tag", {"value": "x"}),
        ("DELETE", f"{path_of(entity)}/tag/1", None),
        ("POST", f"{path_of(entity)}/machineTag", TAG),
        ("DELETE", f"{path_of(entity)}/machineTag/1", None),
        ("DELETE", f"{path_of(entity)}/machineTag/a", None),
        ("DELETE", f"{path_of(entity)}/machineTag/a/b", None),
    ]


@each_entity
def test_it_lets_nobody_unknown_write(api: Api, model: type[Entity]) -> None:
    """M01"""
    entity = FACTORIES[model]()
    component(entity, MachineTag)
    before = api.get(path_of(entity))
    for method, path, sent in [*all_writes(entity), ("POST", f"/{model.slug}", body(model)), ("POST", "/node", b"{")]:
        answer = api(method, path, sent)
        assert (answer.status_code, text_of(answer)) == (403, "Unauthenticated or incomplete request"), path

    assert api.get(path_of(entity)) == before


@each_entity
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_it_refuses_wrong_passwords_everywhere(api: Api, admin: User, model: type[Entity], method: str) -> None:
    """M02"""
    path = f"/{model.slug}" if method in ("GET", "POST") else f"/{model.slug}/{uuid.uuid4()}"
    answer = api(method, path, {}, headers={"Authorization": "Basic YW5uYTp3cm9uZw=="})

    assert (answer.status_code, text_of(answer)) == (401, "Failed to authenticate user anna")


@each_entity
def test_it_refuses_accounts_without_a_role(api: Api, model: type[Entity]) -> None:
    """M03; authorization comes before the body."""
    user, entity = factories.account(), FACTORIES[model]()
    for method, path, sent in [*all_writes(entity), ("POST", f"/{model.slug}", body(model)), ("POST", "/node", b"{")]:
        answer = api(method, path, sent, user=user)
        assert (answer.status_code, text_of(answer)) == (403, "User has no editor rights"), path


@each_entity
def test_it_refuses_editors_without_a_right(api: Api, model: type[Entity]) -> None:
    """M04; an entity that does not exist is one without a right."""
    user, entity = editor_user(), FACTORIES[model]()
    for method, path, sent in [*all_writes(entity), ("POST", f"/{model.slug}", body(model))]:
        assert api(method, path, sent, user=user).status_code == 403, path
        assert api(method, path.replace(str(entity.pk), str(uuid.uuid4())), sent, user=user).status_code == 403


def test_it_lets_a_node_manager_create_organizations_of_the_node(api: Api, chain: Chain) -> None:
    """M05"""
    user = editor_user(chain.node)
    sent = body(Organization)

    assert api("POST", "/organization", sent, user=user).status_code == 403
    sent["endorsingNodeKey"] = str(chain.node.pk)
    assert api("POST", "/organization", sent, user=user).status_code == 201


def test_it_lets_a_node_manager_edit_all_below(api: Api, chain: Chain) -> None:
    """M06"""
    user = editor_user(chain.node)
    sent = body(Installation, organizationKey=str(chain.publisher.pk))

    assert put(api, chain.publisher, user) == 204
    assert api("POST", "/installation", sent, user=user).status_code == 201
    assert api("POST", "/dataset", chain.new_dataset(), user=user).status_code == 201
    assert put(api, chain.dataset, user) == 204
    assert put(api, chain.installation, user) == 403


def test_it_lets_an_organization_edit_its_own(api: Api, chain: Chain) -> None:
    """M07"""
    user = editor_user(chain.host)

    assert put(api, chain.host, user) == 204
    assert put(api, chain.installation, user) == 204
    assert put(api, chain.dataset, user) == 204
    assert put(api, chain.hosting_node, user) == 403
    assert put(api, chain.publisher, user) == 403


def test_it_lets_a_publisher_use_anybodys_installation(api: Api, chain: Chain) -> None:
    """M08"""
    answer = api("POST", "/dataset", chain.new_dataset(), user=editor_user(chain.publisher))

    assert answer.status_code == 201


def test_it_does_not_let_a_host_publish_for_others(api: Api, chain: Chain) -> None:
    """M09"""
    user = editor_user(chain.installation)

    assert api("POST", "/dataset", chain.new_dataset(), user=user).status_code == 403
    assert put(api, chain.dataset, user) == 204


def test_it_limits_a_right_to_its_dataset(api: Api, chain: Chain) -> None:
    """M10"""
    user = editor_user(chain.dataset)

    assert put(api, chain.dataset, user) == 204
    assert api.add(chain.dataset, "contact", {"lastName": "Berg"}, user)
    assert put(api, chain.publisher, user) == 403
    assert put(api, chain.installation, user) == 403


def test_it_lets_an_editor_give_a_dataset_away(api: Api, chain: Chain) -> None:
    """M11: the stored owner decides."""
    user = editor_user(chain.publisher)
    other = factories.organization()

    assert put(api, chain.dataset, user, publishingOrganizationKey=str(other.pk)) == 204
    assert put(api, chain.dataset, user) == 403


@each_entity
def test_it_asks_for_the_namespace_of_a_machine_tag(api: Api, model: type[Entity]) -> None:
    """M12"""
    entity = FACTORIES[model]()
    path = f"{path_of(entity)}/machineTag"

    assert api("POST", path, TAG, user=editor_user(entity)).status_code == 403
    assert api("POST", path, TAG, user=editor_user(namespaces=(TAG["namespace"],))).status_code == 201
    assert api("POST", path, TAG, user=editor_user(namespaces=("other",))).status_code == 403


@each_entity
def test_it_opens_the_namespace_of_default_terms(api: Api, model: type[Entity]) -> None:
    """M13"""
    entity = FACTORIES[model]()
    sent = TAG | {"namespace": DEFAULT_TERM_NAMESPACE}

    assert api("POST", f"{path_of(entity)}/machineTag", sent, user=editor_user(entity)).status_code == 201
    assert api("POST", f"{path_of(entity)}/machineTag", sent, user=editor_user()).status_code == 403


@each_entity
def test_it_lets_editors_remove_single_tags_only(api: Api, model: type[Entity]) -> None:
    """M14; of a number that does not exist, no right can be shown (9.4)."""
    entity = FACTORIES[model]()
    user = editor_user(entity, namespaces=(TAG["namespace"],))
    path = f"{path_of(entity)}/machineTag"
    key = api.add(entity, "machineTag", TAG, user)

    assert api("DELETE", f"{path}/{TAG['namespace']}", user=user).status_code == 403
    assert api("DELETE", f"{path}/{TAG['namespace']}/{TAG['name']}", user=user).status_code == 403
    assert api("DELETE", f"{path}/{key}", user=editor_user(entity)).status_code == 403
    assert api("DELETE", f"{path}/{key}", user=user).status_code == 204
    assert api("DELETE", f"{path}/{key}", user=user).status_code == 403


@each_entity
def test_it_checks_paths_with_a_trailing_slash(api: Api, model: type[Entity]) -> None:
    """M15"""
    user, entity = editor_user(), FACTORIES[model]()
    for method, path, sent in [*all_writes(entity), ("POST", f"/{model.slug}", body(model))]:
        assert api(method, f"{path}/", sent, user=user).status_code == 403, path


@pytest.mark.parametrize("model", [Node, Network])
def test_it_leaves_nodes_and_networks_to_administrators(api: Api, model: type[Entity]) -> None:
    """K08; but a right on one of them allows its change."""
    entity = FACTORIES[model]()
    user = editor_user(entity)

    assert api("POST", f"/{model.slug}", body(model), user=user).status_code == 403
    assert put(api, entity, user) == 204
    assert api("DELETE", path_of(entity), user=user).status_code == 204


def test_it_passes_rights_through_deleted_entities(api: Api, admin: User, chain: Chain) -> None:
    """Contract 9.3"""
    user = editor_user(chain.node)
    api("DELETE", path_of(chain.publisher), user=admin)

    assert put(api, chain.dataset, user) == 204


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


def test_it_names_the_caller_in_the_history(api: Api, admin: User) -> None:
    """Reliability I21"""
    entity = factories.network()
    api.add(entity, "contact", {"lastName": "Berg"}, admin)
    put(api, entity, admin)
    events = [entity.events.latest("pgh_id"), entity.contacts.get().events.latest("pgh_id")]

    assert all(event.pgh_context.metadata["actor"] == "anna" for event in events)
    assert all(event.pgh_context.metadata["channel"] == "api" for event in events)


def test_it_demotes_no_contact_for_a_refused_one(api: Api, chain: Chain) -> None:
    """Nothing of a refused write stays."""
    component(chain.dataset, Contact, primary=True)
    before = api.get(path_of(chain.dataset))
    sent = {"type": "ORIGINATOR", "primary": True, "organization": "x"}

    assert api("POST", f"{path_of(chain.dataset)}/contact", sent, user=factories.admin_user()).status_code == 422
    assert api.get(path_of(chain.dataset)) == before
