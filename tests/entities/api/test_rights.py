"""Who may change what through the API: acceptance cases M that need neither tokens nor user administration."""

import uuid

import pytest

from entities.models import (
    ENTITIES,
    Contact,
    Entity,
    Installation,
    MachineTag,
    Network,
    Node,
    Organization,
    User,
)
from entities.permissions import DEFAULT_TERM_NAMESPACE
from tests import factories
from tests.entities.api.client import Api, path_of, text_of
from tests.entities.api.scopes import TAG, Chain, all_writes, put
from tests.factories import FACTORIES, body, component, editor_user

pytestmark = pytest.mark.django_db
each_entity = pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)


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


def test_it_lets_rights_reach_down_to_the_default_terms_of_datasets_only(api: Api, chain: Chain) -> None:
    """Contract 9.4"""
    sent = TAG | {"namespace": DEFAULT_TERM_NAMESPACE}
    user = editor_user(chain.node, chain.hosting_node)
    status = {
        entity.slug: api("POST", f"{path_of(entity)}/machineTag", sent, user=user).status_code
        for entity in (chain.publisher, chain.installation, chain.dataset, chain.node)
    }

    assert status == {"organization": 403, "installation": 403, "dataset": 201, "node": 201}


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
