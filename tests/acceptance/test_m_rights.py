"""M: rights and authentication."""

import json
from datetime import timedelta
from typing import Any

import jwt
import pytest
from django.utils import timezone

from entities.models import Dataset, Entity, Installation, MachineTag, Network, Organization, User
from entities.permissions import DEFAULT_TERM_NAMESPACE
from entities.services import passwords
from tests.acceptance.calls import each_entity, put, status
from tests.entities.api.client import Api, basic, path_of, text_of
from tests.entities.api.scopes import TAG, Chain, all_writes
from tests.factories import (
    FACTORIES,
    PASSWORD,
    account,
    admin_user,
    body,
    component,
    dataset,
    editor_user,
    network,
    organization,
)

pytestmark = pytest.mark.django_db


def bearer(token: str) -> dict[str, str]:
    """An Authorization header."""
    return {"Authorization": f"Bearer {token}"}


def token_of(api: Api, user: User) -> str:
    """A fresh token of a person."""
    return str(api("POST", "/user/login", user=user).json()["token"])


def post(api: Api, path: str, sent: Any, user: User | None) -> int:
    """The status of a POST."""
    return status(api("POST", path, sent, user=user))


@each_entity
def test_M01_it_lets_strangers_change_nothing(api: Api, model: type[Entity]) -> None:
    entity = FACTORIES[model]()
    before = api.get(path_of(entity))
    for method, path, sent in [*all_writes(entity), ("POST", f"/{model.slug}", body(model))]:
        answer = api(method, path, sent)
        assert (status(answer), text_of(answer)) == (403, "Unauthenticated or incomplete request"), path

    assert api.get(path_of(entity)) == before


def test_M02_it_refuses_wrong_passwords_everywhere(api: Api, admin: User) -> None:
    for method, path in (("GET", "/network"), ("POST", "/network"), ("GET", path_of(network()))):
        answer = api(method, path, headers={"Authorization": basic(admin.user_name, "wrong")})
        assert (status(answer), text_of(answer)) == (401, f"Failed to authenticate user {admin.user_name}")


@each_entity
def test_M03_it_refuses_accounts_without_a_role(api: Api, model: type[Entity]) -> None:
    answer = api("POST", f"/{model.slug}", body(model), user=account())

    assert (status(answer), text_of(answer)) == (403, "User has no editor rights")


def test_M04_it_refuses_editors_without_a_right(api: Api) -> None:
    found, user = organization(), editor_user()

    assert post(api, "/organization", body(Organization), user) == 403
    assert put(api, found, user) == 403
    assert status(api("DELETE", path_of(found), user=user)) == 403


def test_M05_it_lets_a_node_create_its_organizations(api: Api, chain: Chain) -> None:
    user, sent = editor_user(chain.node), body(Organization)

    assert post(api, "/organization", sent | {"endorsingNodeKey": str(chain.node.pk)}, user) == 201
    assert post(api, "/organization", sent, user) == 403


def test_M06_it_lets_a_node_change_all_below(api: Api, chain: Chain) -> None:
    user = editor_user(chain.node)

    assert put(api, chain.publisher, user) == 204
    assert post(api, "/installation", body(Installation, organizationKey=str(chain.publisher.pk)), user) == 201
    assert post(api, "/dataset", chain.new_dataset(), user) == 201


def test_M07_it_lets_an_organization_change_its_own(api: Api, chain: Chain) -> None:
    user = editor_user(chain.host)

    assert [put(api, each, user) for each in (chain.host, chain.installation, chain.dataset)] == [204] * 3
    assert put(api, chain.hosting_node, user) == 403


def test_M08_it_lets_a_publisher_use_any_installation(api: Api, chain: Chain) -> None:
    assert post(api, "/dataset", chain.new_dataset(), editor_user(chain.publisher)) == 201


def test_M09_it_lets_no_installation_publish(api: Api, chain: Chain) -> None:
    user = editor_user(chain.installation)

    assert post(api, "/dataset", chain.new_dataset(), user) == 403
    assert put(api, chain.dataset, user) == 204


def test_M10_it_limits_a_right_to_its_dataset(api: Api, chain: Chain) -> None:
    user = editor_user(chain.dataset)

    assert put(api, chain.dataset, user) == 204
    assert post(api, f"{path_of(chain.dataset)}/contact", {"lastName": "Berg"}, user) == 201
    assert put(api, chain.publisher, user) == 403


def test_M11_it_lets_a_dataset_be_given_away(api: Api, chain: Chain) -> None:
    other = organization()

    assert put(api, chain.dataset, editor_user(chain.publisher), publishingOrganizationKey=str(other.pk)) == 204


@each_entity
def test_M12_it_asks_for_the_namespace_of_a_tag(api: Api, model: type[Entity]) -> None:
    entity = FACTORIES[model]()
    path = f"{path_of(entity)}/machineTag"

    assert post(api, path, TAG, editor_user(entity)) == 403
    assert post(api, path, TAG, editor_user(namespaces=(TAG["namespace"],))) == 201


def test_M13_it_opens_the_namespace_of_default_terms(api: Api) -> None:
    found = dataset()
    sent = TAG | {"namespace": DEFAULT_TERM_NAMESPACE}

    assert post(api, f"{path_of(found)}/machineTag", sent, editor_user(found)) == 201


def test_M14_it_lets_editors_remove_single_tags(api: Api) -> None:
    found = dataset()
    tag = component(found, MachineTag, **TAG)
    user = editor_user(namespaces=(TAG["namespace"],))
    path = f"{path_of(found)}/machineTag"

    assert status(api("DELETE", f"{path}/{TAG['namespace']}", user=user)) == 403
    assert status(api("DELETE", f"{path}/{tag.pk}", user=user)) == 204


@each_entity
def test_M15_it_is_not_fooled_by_a_slash(api: Api, model: type[Entity]) -> None:
    entity, user = FACTORIES[model](), editor_user()
    for method, path, sent in [*all_writes(entity), ("POST", f"/{model.slug}", body(model))]:
        assert status(api(method, f"{path}/", sent, user=user)) == 403, path


def test_M16_it_logs_in(api: Api) -> None:
    found = dataset()
    user = editor_user(found)
    answers = [api(method, "/user/login", user=user) for method in ("GET", "POST")]

    assert [answer.status_code for answer in answers] == [200, 201]
    for told in (answer.json() for answer in answers):
        assert told["token"]
        assert (told["roles"], told["editorRoleScopes"]) == (["USER", "REGISTRY_EDITOR"], [str(found.pk)])
        assert "password" not in json.dumps(told).lower()


def test_M17_it_knows_people_by_their_address(api: Api, admin: User) -> None:
    answer = api("POST", "/user/login", headers={"Authorization": basic(admin.email.upper())})

    assert answer.json()["userName"] == admin.user_name


def test_M18_it_asks_who_is_there(api: Api) -> None:
    answer = api("GET", "/user/login")

    assert status(answer) == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic realm=")
    assert status(api("GET", "/user/login", headers={"gbif-prefer-403-over-401": "true"})) == 403


def test_M19_it_renews_tokens(api: Api, admin: User) -> None:
    answer = api("POST", "/network", body(Network), headers=bearer(token_of(api, admin)))

    assert status(answer) == 201
    assert answer.headers["Access-Control-Expose-Headers"] == "token"
    assert status(api("POST", "/network", body(Network), headers=bearer(answer.headers["token"]))) == 201


def test_M20_it_refuses_bad_tokens(api: Api, admin: User, settings: Any) -> None:
    good = token_of(api, admin)
    claims = jwt.decode(good, options={"verify_signature": False})
    past = {"exp": timezone.now() - timedelta(minutes=1)}

    def forged(key: str, **changes: Any) -> str:
        return str(jwt.encode(claims | changes, key, "HS256"))

    own = settings.JWT_SIGNING_KEY
    bad = [good[:-3] + "xyz", "x.y.z", "", forged("another" * 8), forged(own, **past), forged(own, userName="nobody")]
    for token in bad:
        assert status(api("POST", "/network", body(Network), headers=bearer(token))) == 403, token
    assert status(api("POST", "/network", body(Network), headers=bearer(forged(own)))) == 201


def test_M21_it_looks_for_the_role_each_time(api: Api) -> None:
    user = admin_user()
    token = token_of(api, user)
    User.objects.filter(pk=user.pk).update(roles=["USER"])

    assert status(api("POST", "/network", body(Network), headers=bearer(token))) == 403


def test_M22_it_waits_for_confirmation(api: Api) -> None:
    user = account(email_verified=False)

    assert status(api("POST", "/user/login", headers={"Authorization": basic(user.user_name)})) == 401


def test_M23_it_tells_who_one_is(api: Api, admin: User) -> None:
    for options in ({"user": admin}, {"headers": bearer(token_of(api, admin))}):
        answer = api("POST", "/user/whoami", **options)
        assert status(answer) == 201
        assert answer.json()["roles"] == ["USER", "REGISTRY_ADMIN"]
        assert "token" not in answer.json()


def test_M24_it_changes_passwords(api: Api) -> None:
    user = account()
    sent = {"password": "dulse-and-laver", "currentPassword": PASSWORD}

    refused = api("PUT", "/user/changePassword", {"password": "x" * 5}, user=user)
    assert (refused.status_code, refused.json()["error"]) == (422, "PASSWORD_LENGTH_VIOLATION")
    assert status(api("PUT", "/user/changePassword", sent, user=user)) == 204
    assert status(api("GET", "/user/login", headers={"Authorization": basic(user.user_name)})) == 401
    new = basic(user.user_name, "dulse-and-laver")
    assert status(api("GET", "/user/login", headers={"Authorization": new})) == 200


def given_and_taken(api: Api, admin: User, slug: str, what: str) -> None:
    """A right is given once and taken once, by administrators."""
    user = editor_user()
    path = f"/admin/user/{user.user_name}/{slug}"

    assert post(api, path, what, editor_user()) == 403
    assert [post(api, path, what, admin) for _ in range(2)] == [201, 409]
    assert post(api, f"/admin/user/nobody/{slug}", what, admin) == 404
    assert what in api.get(path, user=admin)
    assert [status(api("DELETE", f"{path}/{what}", user=admin)) for _ in range(2)] == [204, 404]


def test_M25_it_gives_rights_on_entities(api: Api, admin: User) -> None:
    given_and_taken(api, admin, "editorRight", str(organization().pk))


def test_M26_it_shows_rights_to_their_owner(api: Api, admin: User) -> None:
    user, other = editor_user(), editor_user()
    path = f"/admin/user/{user.user_name}/editorRight"

    assert [status(api("GET", path, user=each)) for each in (user, other, admin)] == [200, 401, 200]


@pytest.mark.parametrize(("slug", "what"), [("namespaceRight", "mine.example.org"), ("countryRight", "NO")])
def test_M27_it_gives_other_rights_alike(api: Api, admin: User, slug: str, what: str) -> None:
    given_and_taken(api, admin, slug, what)


def test_M28_it_passes_no_rights_on(api: Api, admin: User) -> None:
    found = organization()
    user = editor_user(found, user_name="berg", namespaces=("mine.example.org",))
    assert status(api("DELETE", f"/admin/user/{user.user_name}", user=admin)) == 204

    successor = editor_user(user_name="berg", email="other@example.org")

    assert api.get("/admin/user/berg/editorRight", user=admin) == []
    assert api.get("/admin/user/berg/namespaceRight", user=admin) == []
    assert put(api, found, successor) == 403


def test_M29_it_tells_what_would_be_allowed(api: Api) -> None:
    found = dataset()
    path = f"{path_of(found)}?checkPermissionsOnly=true"
    answer = api("DELETE", path, user=editor_user(found))

    assert (status(answer), answer.content) == (200, b"")
    assert status(api("DELETE", path, user=editor_user())) == 403
    assert not Dataset.objects.get(pk=found.pk).is_deleted


def test_M30_it_assumes_the_body_that_fits(api: Api) -> None:
    path = "/dataset?checkPermissionsOnly=true"

    assert post(api, path, None, editor_user(organization())) == 200
    assert post(api, path, None, editor_user()) == 403


def test_M31_it_assumes_the_namespace_that_fits(api: Api) -> None:
    user = editor_user(namespaces=("mine.example.org",))

    assert post(api, f"{path_of(dataset())}/machineTag?checkPermissionsOnly=true", None, user) == 200


def test_M32_it_knows_no_keys_of_software(api: Api) -> None:
    owner = organization()
    for name in (str(owner.pk), f"IPT__{owner.pk}"):
        headers = {"Authorization": basic(name, passwords.read(owner))}
        assert status(api("POST", "/dataset", body(Dataset), headers=headers)) == 403
