"""Create, read, update, delete, restore: acceptance cases A, over all five entities."""

import uuid

import pytest

from entities.models import ENTITIES, Entity, Node, User
from tests import factories
from tests.entities.api.client import Api, path_of, text_of
from tests.factories import FACTORIES, body, body_of

pytestmark = pytest.mark.django_db
each_entity = pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)

LISTS = ("contacts", "endpoints", "machineTags", "tags", "identifiers", "comments")


@each_entity
def test_it_answers_the_key_of_a_new_entity(api: Api, admin: User, model: type[Entity]) -> None:
    """A01"""
    answer = api("POST", f"/{model.slug}", body(model), user=admin)

    assert answer.status_code == 201
    assert answer.headers["Content-Type"] == "application/json"
    key = answer.content.decode()
    assert key == f'"{uuid.UUID(key.strip(chr(34)))}"'
    assert answer.headers["Location"] == f"/v1/{model.slug}/{key.strip(chr(34))}"


@each_entity
@pytest.mark.parametrize("name", ["key", "created", "modified"])
def test_it_refuses_a_create_with_what_the_server_sets(api: Api, admin: User, model: type[Entity], name: str) -> None:
    """A02, A03"""
    value = str(uuid.uuid4()) if name == "key" else "2020-01-01T00:00:00.000+00:00"
    answer = api("POST", f"/{model.slug}", body(model, **{name: value}), user=admin)

    assert answer.status_code == 422
    assert text_of(answer) == f"<ul><li>Validation of [{name}] failed: must be null</li></ul>"
    assert not model.objects.filter(created_by="anna").exists()


@each_entity
def test_it_serves_a_new_entity_to_everybody(api: Api, admin: User, model: type[Entity]) -> None:
    """A04, A05"""
    key = api.create(model, body(model), admin)
    found = api.get(f"/{model.slug}/{key}")

    assert found["key"] == key
    assert found["created"] == found["modified"]
    assert found["createdBy"] == found["modifiedBy"] == "anna"
    assert "deleted" not in found
    assert all(found[name] == [] for name in LISTS)
    assert None not in found.values()


@each_entity
def test_it_creates_without_the_components_of_the_body(api: Api, admin: User, model: type[Entity]) -> None:
    """A06"""
    sent = body(model, contacts=[{"type": 7}], tags=[{"value": "x"}], endpoints=["nonsense"])
    found = api.get(f"/{model.slug}/{api.create(model, sent, admin)}")

    assert found["contacts"] == found["tags"] == found["endpoints"] == []


@each_entity
def test_it_keeps_everything_but_the_stamp_in_an_unchanged_put(api: Api, admin: User, model: type[Entity]) -> None:
    """A07: what was read can be sent back as it is."""
    path = f"/{model.slug}/{api.create(model, body(model), admin)}"
    before = api.get(path)
    answer = api("PUT", path, before, user=admin)
    after = api.get(path)

    assert (answer.status_code, answer.content) == (204, b"")
    assert after.pop("modified") > before.pop("modified")
    assert after == before


@each_entity
def test_it_stamps_who_changed_it(api: Api, admin: User, model: type[Entity]) -> None:
    """A08"""
    entity = FACTORIES[model]()
    other = factories.admin_user("berta")
    api("PUT", path_of(entity), body_of(entity) | {"title": "A new title"}, user=other)
    found = api.get(path_of(entity))

    assert (found["title"], found["createdBy"], found["modifiedBy"]) == ("A new title", "tester", "berta")


@pytest.mark.parametrize("model", [model for model in ENTITIES if model is not Node], ids=lambda model: model.slug)
def test_it_clears_what_a_put_omits(api: Api, admin: User, model: type[Entity]) -> None:
    """A09; a node's description is kept by the directory."""
    entity = FACTORIES[model](description="To be forgotten")
    sent = body_of(entity)
    del sent["description"]
    api("PUT", path_of(entity), sent, user=admin)

    assert "description" not in api.get(path_of(entity))


@each_entity
def test_it_refuses_a_put_with_a_short_title(api: Api, admin: User, model: type[Entity]) -> None:
    """A10"""
    entity = FACTORIES[model]()
    answer = api("PUT", path_of(entity), body_of(entity) | {"title": "A"}, user=admin)

    assert answer.status_code == 422
    assert text_of(answer).startswith("<ul><li>Validation of [title] failed: ")
    assert api.get(path_of(entity))["title"] == entity.title


@each_entity
def test_it_refuses_a_put_to_another_key(api: Api, admin: User, model: type[Entity]) -> None:
    """A11"""
    entity, other = FACTORIES[model](), FACTORIES[model]()

    assert api("PUT", path_of(entity), body_of(other), user=admin).status_code == 400


@each_entity
def test_it_refuses_a_put_without_key(api: Api, admin: User, model: type[Entity]) -> None:
    """A12"""
    entity = FACTORIES[model]()
    answer = api("PUT", path_of(entity), body_of(entity) | {"key": None}, user=admin)

    assert answer.status_code == 422
    assert text_of(answer) == "<ul><li>Validation of [key] failed: must not be null</li></ul>"


@each_entity
def test_it_knows_no_entity_of_an_unknown_key(api: Api, admin: User, model: type[Entity]) -> None:
    """A13"""
    path = f"/{model.slug}/{uuid.uuid4()}"

    assert (api("GET", path).status_code, text_of(api("GET", path))) == (404, f"Entity not found for uri: {path}")
    assert api("PUT", path, {"key": path[-36:]}, user=admin).status_code == 404
    assert api("DELETE", path, user=admin).status_code == 404


@each_entity
@pytest.mark.parametrize("key", ["not-a-uuid", "0", "0f0a328dc44945eab3aced7d9d074524", "%00", "é"])
def test_it_refuses_a_malformed_key(api: Api, model: type[Entity], key: str) -> None:
    """A14"""
    answer = api("GET", f"/{model.slug}/{key}")

    assert answer.status_code == 400
    assert text_of(answer)


@each_entity
def test_it_finds_a_key_in_any_case(api: Api, model: type[Entity]) -> None:
    """Contract 9.3"""
    entity = FACTORIES[model]()

    assert api.get(f"/{model.slug}/{str(entity.pk).upper()}")["key"] == str(entity.pk)


@each_entity
def test_it_marks_a_deleted_entity_and_leaves_it_readable(api: Api, admin: User, model: type[Entity]) -> None:
    """A15, A16"""
    entity = FACTORIES[model]()
    answer = api("DELETE", path_of(entity), user=admin)
    found = api.get(path_of(entity))

    assert (answer.status_code, answer.content) == (204, b"")
    assert found["deleted"] == found["modified"] > found["created"]
    assert found["modifiedBy"] == "anna"


@each_entity
def test_it_takes_a_deleted_entity_out_of_the_list(api: Api, admin: User, model: type[Entity]) -> None:
    """A17"""
    entity, other = FACTORIES[model](), FACTORIES[model]()
    before = api.get(f"/{model.slug}")["count"]
    api("DELETE", path_of(entity), user=admin)
    after = api.get(f"/{model.slug}")

    assert after["count"] == before - 1
    keys = [found["key"] for found in after["results"]]
    assert str(entity.pk) not in keys
    assert str(other.pk) in keys


@each_entity
def test_it_deletes_once(api: Api, admin: User, model: type[Entity]) -> None:
    """A18"""
    entity = FACTORIES[model]()
    api("DELETE", path_of(entity), user=admin)
    answer = api("DELETE", path_of(entity), user=admin)

    assert answer.status_code == 400
    assert "deleted" in text_of(answer)


@each_entity
def test_it_neither_deletes_nor_keeps_deleted_by_put(api: Api, admin: User, model: type[Entity]) -> None:
    """A19, A20"""
    entity = FACTORIES[model]()
    sent = body_of(entity) | {"deleted": "2024-01-01T00:00:00.000+00:00"}
    live = api("PUT", path_of(entity), sent, user=admin)
    api("DELETE", path_of(entity), user=admin)
    deleted = api("PUT", path_of(entity), sent | {"deleted": api.get(path_of(entity))["deleted"]}, user=admin)

    assert (live.status_code, deleted.status_code) == (400, 400)
    assert "deleted" in api.get(path_of(entity))


@each_entity
def test_it_restores_by_a_put_without_deleted(api: Api, admin: User, model: type[Entity]) -> None:
    """A21"""
    entity = FACTORIES[model]()
    api("DELETE", path_of(entity), user=admin)
    answer = api("PUT", path_of(entity), body_of(entity), user=admin)

    assert answer.status_code == 204
    assert "deleted" not in api.get(path_of(entity))


@each_entity
def test_it_tells_titles_to_everybody(api: Api, admin: User, model: type[Entity]) -> None:
    """A22"""
    live, deleted = FACTORIES[model](title="Kelp"), FACTORIES[model](title="Seals")
    api("DELETE", path_of(deleted), user=admin)
    answer = api("POST", f"/{model.slug}/titles", [str(live.pk).upper(), str(deleted.pk), str(uuid.uuid4())])

    assert answer.status_code == 201
    assert answer.json() == {str(live.pk): "Kelp", str(deleted.pk): "Seals"}


@pytest.mark.parametrize("sent", [{}, "x", ["nonsense"], [None], [1], None])
def test_it_refuses_titles_of_what_is_no_key(api: Api, sent: object) -> None:
    """Contract 1.3"""
    assert api("POST", "/dataset/titles", sent).status_code == 400
