"""What is true for the components of every entity and kind: acceptance cases D."""

import uuid
from typing import Any

import pytest

from entities.models import (
    ENTITIES,
    Comment,
    Contact,
    DirectoryContact,
    Endpoint,
    Entity,
    Identifier,
    Installation,
    Network,
    Node,
    Tag,
    User,
)
from entities.models.components import Component
from entities.representation import json_name
from tests.entities.api.client import Api, path_of, text_of
from tests.factories import FACTORIES, component

pytestmark = pytest.mark.django_db

BODIES: dict[str, dict[str, Any]] = {
    "contact": {"type": "ORIGINATOR", "firstName": "Ole Petter", "lastName": "Berg", "email": ["ole@example.org"]},
    "endpoint": {"type": "FEED", "url": "https://data.example.org/rss.do", "description": "News"},
    "identifier": {"type": "DOI", "identifier": "10.1234/old-name"},
    "tag": {"value": "marine"},
    "machineTag": {"namespace": "crawler.example.org", "name": "attempt", "value": "17"},
    "comment": {"content": "Replaced on request."},
}
PAIRS = [
    (model, kind) for model in ENTITIES for kind in model.components if kind.in_json and kind is not DirectoryContact
]
each_pair = pytest.mark.parametrize(
    ("model", "kind"), PAIRS, ids=[f"{model.slug}-{kind.slug}" for model, kind in PAIRS]
)
each_entity = pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)


@each_pair
def test_it_adds_lists_and_removes(api: Api, admin: User, model: type[Entity], kind: type[Component]) -> None:
    """D01, D03, D11, D18, D21, D23, J13"""
    entity = FACTORIES[model]()
    path = f"{path_of(entity)}/{kind.slug}"
    empty = api.get(path)
    answer = api("POST", path, BODIES[kind.slug], user=admin)
    listed = api.get(path)
    gone = api("DELETE", f"{path}/{answer.content.decode()}", user=admin)

    assert empty == []
    assert (answer.status_code, answer.headers["Content-Type"]) == (201, "application/json")
    assert [found["key"] for found in listed] == [int(answer.content)]
    assert listed[0].items() >= BODIES[kind.slug].items()
    assert listed[0]["createdBy"] == "anna"
    assert None not in listed[0].values()
    assert (gone.status_code, gone.content) == (204, b"")
    assert api.get(path) == []


@each_pair
def test_it_embeds_components_wherever_the_entity_is_read(
    api: Api, admin: User, model: type[Entity], kind: type[Component]
) -> None:
    """D11, D32, D35"""
    entity = FACTORIES[model]()
    name = json_name(kind.relation)
    key = api.add(entity, kind.slug, BODIES[kind.slug], admin)
    listed = api.get(f"{path_of(entity)}/{kind.slug}")
    single = api.get(path_of(entity))[name]
    in_list = next(found for found in api.get(f"/{model.slug}")["results"] if found["key"] == str(entity.pk))[name]
    api("DELETE", f"{path_of(entity)}/{kind.slug}/{key}", user=admin)

    assert listed == single == in_list
    assert api.get(path_of(entity))[name] == []


@each_pair
@pytest.mark.parametrize("name", ["key", "created", "modified"])
def test_it_refuses_what_the_server_sets(
    api: Api, admin: User, model: type[Entity], kind: type[Component], name: str
) -> None:
    """D02; kinds that never change ignore `modified`."""
    sent = BODIES[kind.slug] | {name: 7 if name == "key" else "2020-01-01T00:00:00.000+00:00"}
    answer = api("POST", f"{path_of(FACTORIES[model]())}/{kind.slug}", sent, user=admin)

    if name == "modified" and kind.slug not in ("contact", "endpoint", "comment"):
        assert answer.status_code == 201
    else:
        assert answer.status_code == 422
        assert f"[{name}]" in text_of(answer)


@each_pair
def test_it_stores_the_caller_as_author(api: Api, admin: User, model: type[Entity], kind: type[Component]) -> None:
    """Contract 4.1"""
    entity = FACTORIES[model]()
    short = api("POST", f"{path_of(entity)}/{kind.slug}", BODIES[kind.slug] | {"createdBy": "ab"}, user=admin)
    api.add(entity, kind.slug, BODIES[kind.slug] | {"createdBy": "someone"}, admin)

    assert short.status_code == 422
    assert [found["createdBy"] for found in api.get(f"{path_of(entity)}/{kind.slug}")] == ["anna"]


@each_pair
def test_it_adds_the_same_twice(api: Api, admin: User, model: type[Entity], kind: type[Component]) -> None:
    """D20"""
    entity = FACTORIES[model]()
    first, second = (api.add(entity, kind.slug, BODIES[kind.slug], admin) for _ in range(2))

    assert len(api.get(f"{path_of(entity)}/{kind.slug}")) == 2
    assert first != second


@each_pair
def test_it_leaves_components_of_others_alone(
    api: Api, admin: User, model: type[Entity], kind: type[Component]
) -> None:
    """D22, D30"""
    entity, other = FACTORIES[model](), FACTORIES[model]()
    key = api.add(entity, kind.slug, BODIES[kind.slug], admin)
    elsewhere = api("DELETE", f"{path_of(other)}/{kind.slug}/{key}", user=admin)
    unknown = api("DELETE", f"{path_of(entity)}/{kind.slug}/{2**63}", user=admin)

    assert (elsewhere.status_code, unknown.status_code) == (204, 204)
    assert [found["key"] for found in api.get(f"{path_of(entity)}/{kind.slug}")] == [key]


@each_pair
def test_it_leaves_the_stamp_of_the_entity_alone(
    api: Api, admin: User, model: type[Entity], kind: type[Component]
) -> None:
    """D31"""
    entity = FACTORIES[model]()
    before = api.get(path_of(entity))["modified"]
    key = api.add(entity, kind.slug, BODIES[kind.slug], admin)
    api("DELETE", f"{path_of(entity)}/{kind.slug}/{key}", user=admin)

    assert api.get(path_of(entity))["modified"] == before


@each_pair
def test_it_knows_no_components_of_an_unknown_entity(
    api: Api, admin: User, model: type[Entity], kind: type[Component]
) -> None:
    """D33, and contract 1.3 for writes of an administrator."""
    key = uuid.uuid4()
    answer = api("GET", f"/{model.slug}/{key}/{kind.slug}")

    assert (answer.status_code, text_of(answer)) == (404, f"Entity {model.slug} not found with key {key}")
    assert api("POST", f"/{model.slug}/{key}/{kind.slug}", BODIES[kind.slug], user=admin).status_code == 404
    assert api("DELETE", f"/{model.slug}/{key}/{kind.slug}/1", user=admin).status_code == 404
    assert api("GET", f"/{model.slug}/nonsense/{kind.slug}").status_code == 400


@each_pair
def test_it_keeps_components_of_deleted_entities_open(
    api: Api, admin: User, model: type[Entity], kind: type[Component]
) -> None:
    """D34"""
    entity = FACTORIES[model]()
    api("DELETE", path_of(entity), user=admin)
    key = api.add(entity, kind.slug, BODIES[kind.slug], admin)

    assert [found["key"] for found in api.get(f"{path_of(entity)}/{kind.slug}")] == [key]
    assert api("DELETE", f"{path_of(entity)}/{kind.slug}/{key}", user=admin).status_code == 204


@pytest.mark.parametrize("kind", [Endpoint, Identifier, Tag, Comment])
@each_entity
def test_it_lists_the_newest_first(api: Api, admin: User, model: type[Entity], kind: type[Component]) -> None:
    """D16, D23"""
    entity = FACTORIES[model]()
    keys = [component(entity, kind).pk for _ in range(3)]
    api("DELETE", f"{path_of(entity)}/{kind.slug}/{keys[1]}", user=admin)

    assert [found["key"] for found in api.get(f"{path_of(entity)}/{kind.slug}")] == [keys[2], keys[0]]


def test_it_adds_an_endpoint_with_its_machine_tags(api: Api, admin: User) -> None:
    """D14"""
    entity = FACTORIES[Installation]()
    tags = [BODIES["machineTag"] | {"name": name} for name in ("b", "a")]
    api.add(entity, "endpoint", BODIES["endpoint"] | {"machineTags": tags}, admin)
    (endpoint,) = api.get(f"{path_of(entity)}/endpoint")

    assert [tag["name"] for tag in endpoint["machineTags"]] == ["a", "b"]
    assert all(tag["createdBy"] == "anna" for tag in endpoint["machineTags"])


@pytest.mark.parametrize(
    ("tags", "status"),
    [(None, 422), ([{"namespace": "a", "name": "b"}], 422), ("x", 400), ([1], 400), ([], 201)],
)
def test_it_checks_the_machine_tags_of_an_endpoint(api: Api, admin: User, tags: object, status: int) -> None:
    """Contract 2.1, 4.3"""
    entity = FACTORIES[Network]()
    sent = BODIES["endpoint"] | {"machineTags": tags}
    answer = api("POST", f"{path_of(entity)}/endpoint", sent, user=admin)

    assert answer.status_code == status
    assert len(api.get(f"{path_of(entity)}/endpoint")) == (status == 201)


@pytest.mark.parametrize(
    ("slug", "change", "status"),
    [
        ("endpoint", {"type": None}, 422),
        ("endpoint", {"type": "FOO"}, 400),
        ("endpoint", {"url": "ht tp://x y"}, 400),
        ("identifier", {"type": None}, 422),
        ("identifier", {"type": "FOO"}, 400),
        ("identifier", {"identifier": ""}, 422),
        ("tag", {"value": None}, 422),
        ("tag", {"value": "  "}, 422),
        ("machineTag", {"value": None}, 422),
        ("machineTag", {"name": "n" * 256}, 422),
        ("machineTag", {"namespace": "n" * 256}, 422),
        ("machineTag", {"value": "v" * 701}, 422),
        ("machineTag", {"value": "v" * 700}, 201),
        ("comment", {"content": ""}, 422),
        ("contact", {"organization": "x"}, 422),
        ("contact", {"type": "FOO"}, 400),
        ("contact", {"homepage": ["a b"]}, 400),
        ("contact", {"email": "one@example.org"}, 400),
    ],
)
def test_it_checks_values(api: Api, admin: User, slug: str, change: dict[str, Any], status: int) -> None:
    """D12, D15, D19, D24, D29"""
    entity = FACTORIES[Installation]()
    answer = api("POST", f"{path_of(entity)}/{slug}", BODIES[slug] | change, user=admin)

    assert answer.status_code == status, answer.content
    if status == 422:
        assert f"[{next(iter(change))}]" in text_of(answer)


def test_it_refuses_an_endpoint_with_a_short_url(api: Api, admin: User) -> None:
    """Contract 4.3"""
    answer = api("POST", f"{path_of(FACTORIES[Network]())}/endpoint", {"type": "FEED", "url": "http://x"}, user=admin)

    assert answer.status_code == 422
    assert "[url]" in text_of(answer)


def test_it_does_not_trim_the_value_of_a_tag(api: Api, admin: User) -> None:
    """Contract 2.1"""
    entity = FACTORIES[Network]()
    api.add(entity, "tag", {"value": " marine "}, admin)

    assert api.get(f"{path_of(entity)}/tag?owner=x")[0]["value"] == " marine "


@each_pair
def test_it_replaces_contacts_only(api: Api, admin: User, model: type[Entity], kind: type[Component]) -> None:
    """D17"""
    entity = FACTORIES[model]()
    key = api.add(entity, kind.slug, BODIES[kind.slug], admin)
    answer = api("PUT", f"{path_of(entity)}/{kind.slug}/{key}", BODIES[kind.slug], user=admin)

    assert answer.status_code == (204 if kind is Contact else 405)


@pytest.mark.parametrize("number", ["abc", "-1", "1.5", "9" * 30, "²"])
def test_it_refuses_what_is_no_number(api: Api, admin: User, number: str) -> None:
    """Contract 1.3"""
    answer = api("DELETE", f"{path_of(FACTORIES[Network]())}/tag/{number}", user=admin)

    assert answer.status_code == 400


def test_it_removes_a_comment_by_parameter(api: Api, admin: User) -> None:
    """Contract 4.7: the short form of older documentation."""
    entity = FACTORIES[Network]()
    key = api.add(entity, "comment", BODIES["comment"], admin)
    without = api("DELETE", f"{path_of(entity)}/comment", user=admin)
    with_key = api("DELETE", f"{path_of(entity)}/comment?commentKey={key}", user=admin)

    assert (without.status_code, with_key.status_code) == (400, 204)
    assert api.get(f"{path_of(entity)}/comment") == []


def test_it_does_not_offer_contacts_of_nodes(api: Api, admin: User) -> None:
    """J12"""
    node = FACTORIES[Node]()
    path = f"{path_of(node)}/contact"

    assert api("GET", path).status_code == 501
    assert "directory" in text_of(api("GET", path))
    assert api("POST", path, BODIES["contact"], user=admin).status_code == 501
    assert api("PUT", f"{path}/1", BODIES["contact"], user=admin).status_code == 501
    assert api("DELETE", f"{path}/1", user=admin).status_code == 501
    assert api("POST", path, BODIES["contact"]).status_code == 403
    assert api("GET", f"/node/{uuid.uuid4()}/contact").status_code == 404


@pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)
def test_it_takes_blank_texts_for_null_where_the_server_sets_a_value(
    api: Api, admin: User, model: type[Entity]
) -> None:
    """Contract 2.1, 4.1"""
    entity = FACTORIES[model]()

    assert api.add(entity, "comment", {"content": "Checked.", "key": "", "created": " ", "modified": ""}, admin)
