"""A: create, read, update, delete."""

import uuid
from typing import Any

import orjson
import pytest

from entities.models import Dataset, Entity, Installation, Organization, User
from tests.acceptance.calls import broken, count, delete, each_entity, keys, put, status, unknown
from tests.entities.api.client import Api, path_of, text_of
from tests.factories import FACTORIES, admin_user, body, body_of

pytestmark = pytest.mark.django_db

COMPONENTS = ("contacts", "endpoints", "machineTags", "tags", "identifiers", "comments")


@each_entity
def test_A01_it_answers_a_create_with_the_key(api: Api, admin: User, model: type[Entity]) -> None:
    answer = api("POST", f"/{model.slug}", body(model), user=admin)

    assert answer.status_code == 201
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.content == b'"%s"' % str(uuid.UUID(orjson.loads(answer.content))).encode()


@each_entity
def test_A02_it_refuses_a_key_in_a_create(api: Api, admin: User, model: type[Entity]) -> None:
    assert broken(api("POST", f"/{model.slug}", body(model, key=unknown()), user=admin)) == ["key"]


@each_entity
@pytest.mark.parametrize("name", ["created", "modified"])
def test_A03_it_refuses_stamps_in_a_create(api: Api, admin: User, model: type[Entity], name: str) -> None:
    assert broken(api("POST", f"/{model.slug}", body(model, **{name: "2020-01-01"}), user=admin)) == [name]


@each_entity
def test_A04_it_stamps_what_is_new(api: Api, admin: User, model: type[Entity]) -> None:
    key = api.create(model, body(model), admin)
    stored = api.get(f"/{model.slug}/{key}")

    assert stored["key"] == key
    assert stored["created"] == stored["modified"]
    assert stored["createdBy"] == stored["modifiedBy"] == admin.user_name
    assert "deleted" not in stored


def nulls(value: Any) -> bool:
    """Whether there is a null anywhere."""
    if isinstance(value, dict):
        return any(nulls(inner) for inner in value.values())
    return any(nulls(inner) for inner in value) if isinstance(value, list) else value is None


@each_entity
def test_A05_it_shows_empty_components_and_no_nulls(api: Api, model: type[Entity]) -> None:
    stored = api.get(path_of(FACTORIES[model]()))

    assert all(stored[name] == [] for name in COMPONENTS)
    assert not nulls(stored)


@each_entity
def test_A06_it_stores_no_components_of_a_create(api: Api, admin: User, model: type[Entity]) -> None:
    sent = body(model, contacts=[{"lastName": "Berg"}], tags=[{"value": "x"}], endpoints=[{"type": "FEED"}])
    stored = api.get(f"/{model.slug}/{api.create(model, sent, admin)}")

    assert [stored[name] for name in ("contacts", "tags", "endpoints")] == [[], [], []]


@each_entity
def test_A07_it_keeps_what_is_put_back_unchanged(api: Api, admin: User, model: type[Entity]) -> None:
    entity = FACTORIES[model]()
    before = api.get(path_of(entity))

    assert status(api("PUT", path_of(entity), before, user=admin)) == 204
    after = api.get(path_of(entity))
    assert after["modified"] > before["modified"]
    stamps = {"modified": "", "modifiedBy": ""}
    assert after | stamps == before | stamps


@each_entity
def test_A08_it_names_who_changed_it(api: Api, admin: User, model: type[Entity]) -> None:
    key = api.create(model, body(model), admin)
    entity = model.objects.get(pk=key)

    assert put(api, entity, admin_user("bodil"), title="New title") == 204
    stored = api.get(path_of(entity))
    assert (stored["createdBy"], stored["modifiedBy"], stored["title"]) == ("anna", "bodil", "New title")


@each_entity
def test_A09_it_empties_what_an_update_leaves_out(api: Api, admin: User, model: type[Entity]) -> None:
    key = api.create(model, body(model, description="Long"), admin)
    entity = model.objects.get(pk=key)

    assert put(api, entity, admin, "description") == 204
    assert "description" not in api.get(path_of(entity))


@each_entity
def test_A10_it_refuses_a_short_title(api: Api, admin: User, model: type[Entity]) -> None:
    entity = FACTORIES[model]()
    answer = api("PUT", path_of(entity), body_of(entity) | {"title": "A"}, user=admin)

    assert "<li>Validation of [title] failed" in text_of(answer)
    assert broken(answer) == ["title"]


@each_entity
def test_A11_it_refuses_the_key_of_another(api: Api, admin: User, model: type[Entity]) -> None:
    assert put(api, FACTORIES[model](), admin, key=unknown()) == 400


@each_entity
def test_A12_it_demands_the_key_of_an_update(api: Api, admin: User, model: type[Entity]) -> None:
    assert put(api, FACTORIES[model](), admin, "key") == 422


@each_entity
def test_A13_it_knows_no_unknown_key(api: Api, model: type[Entity]) -> None:
    path = f"/{model.slug}/{unknown()}"
    answer = api("GET", path)

    assert (answer.status_code, text_of(answer)) == (404, f"Entity not found for uri: {path}")


@each_entity
def test_A14_it_reads_no_other_keys(api: Api, model: type[Entity]) -> None:
    assert status(api("GET", f"/{model.slug}/not-a-uuid")) == 400


@each_entity
def test_A15_it_says_nothing_after_a_delete(api: Api, admin: User, model: type[Entity]) -> None:
    answer = api("DELETE", path_of(FACTORIES[model]()), user=admin)

    assert (answer.status_code, answer.content) == (204, b"")


@each_entity
def test_A16_it_shows_deleted_entities_by_key(api: Api, admin: User, model: type[Entity]) -> None:
    entity = FACTORIES[model]()
    delete(api, entity, admin)
    stored = api.get(path_of(entity))

    assert stored["deleted"] == stored["modified"] > stored["created"]
    assert stored["modifiedBy"] == admin.user_name


@each_entity
def test_A17_it_lists_no_deleted_entities(api: Api, admin: User, model: type[Entity]) -> None:
    kept, gone = FACTORIES[model](title="Kelp kept"), FACTORIES[model](title="Kelp gone")
    before = count(api, f"/{model.slug}")
    delete(api, gone, admin)

    assert count(api, f"/{model.slug}") == before - 1
    assert str(gone.pk) not in keys(api, f"/{model.slug}")
    assert keys(api, f"/{model.slug}?q=Kelp") == [str(kept.pk)]


@each_entity
def test_A18_it_deletes_once(api: Api, admin: User, model: type[Entity]) -> None:
    entity = FACTORIES[model]()

    assert [delete(api, entity, admin) for _ in range(2)] == [204, 400]


@each_entity
def test_A19_it_is_not_deleted_by_an_update(api: Api, admin: User, model: type[Entity]) -> None:
    assert put(api, FACTORIES[model](), admin, deleted="2020-01-01T00:00:00.000+00:00") == 400


@each_entity
def test_A20_it_is_not_restored_with_its_date(api: Api, admin: User, model: type[Entity]) -> None:
    entity = FACTORIES[model]()
    delete(api, entity, admin)

    assert put(api, entity, admin, deleted=api.get(path_of(entity))["deleted"]) == 400


@each_entity
def test_A21_it_is_restored_by_an_update(api: Api, admin: User, model: type[Entity]) -> None:
    entity = FACTORIES[model]()
    delete(api, entity, admin)

    assert put(api, entity, admin) == 204
    assert "deleted" not in api.get(path_of(entity))
    assert str(entity.pk) in keys(api, f"/{model.slug}")


@each_entity
def test_A22_it_tells_titles(api: Api, admin: User, model: type[Entity]) -> None:
    kept, gone = FACTORIES[model](title="Kelp"), FACTORIES[model](title="Seals")
    delete(api, gone, admin)
    answer = api("POST", f"/{model.slug}/titles", [str(kept.pk), str(gone.pk), unknown()])

    assert answer.status_code == 201
    assert orjson.loads(answer.content) == {str(kept.pk): "Kelp", str(gone.pk): "Seals"}


@each_entity
def test_A23_it_refuses_malformed_json(api: Api, admin: User, model: type[Entity]) -> None:
    assert status(api("POST", f"/{model.slug}", b'{"title": ', user=admin)) == 400


CONSTANTS = {
    "dataset": "type", "installation": "type", "node": "participationStatus", "organization": "endorsementApproved",
}  # fmt: skip


@each_entity
def test_A24_it_refuses_unknown_constants(api: Api, admin: User, model: type[Entity]) -> None:
    name = CONSTANTS.get(model.slug)
    if name is None:  # a network has no enumeration but language and country, which have rules of their own
        assert broken(api("POST", "/network", body(model, language="Klingon"), user=admin)) == ["language"]
    else:
        assert status(api("POST", f"/{model.slug}", body(model, **{name: "FOO"}), user=admin)) == 400


@each_entity
def test_A25_it_ignores_unknown_properties(api: Api, admin: User, model: type[Entity]) -> None:
    key = api.create(model, body(model, foo={"bar": [1, None]}), admin)

    assert "foo" not in api.get(f"/{model.slug}/{key}")


@each_entity
def test_A26_it_trims_titles(api: Api, admin: User, model: type[Entity]) -> None:
    key = api.create(model, body(model, title="  Kelp \n"), admin)

    assert api.get(f"/{model.slug}/{key}")["title"] == "Kelp"
    assert broken(api("POST", f"/{model.slug}", body(model, title="   "), user=admin)) == ["title"]


@each_entity
@pytest.mark.parametrize("name", COMPONENTS)
def test_A27_it_refuses_null_for_components(api: Api, admin: User, model: type[Entity], name: str) -> None:
    assert broken(api("POST", f"/{model.slug}", body(model, **{name: None}), user=admin)) == [name]


@each_entity
def test_A28_it_takes_no_author_from_a_body(api: Api, admin: User, model: type[Entity]) -> None:
    assert broken(api("POST", f"/{model.slug}", body(model, createdBy="ab"), user=admin)) == ["createdBy"]
    key = api.create(model, body(model, createdBy="someone"), admin)
    assert api.get(f"/{model.slug}/{key}")["createdBy"] == admin.user_name


@each_entity
def test_A29_it_reads_json_only(api: Api, admin: User, model: type[Entity]) -> None:
    assert status(api("POST", f"/{model.slug}", body(model), user=admin, content_type="text/plain")) == 415


@each_entity
def test_A30_it_takes_a_trailing_slash(api: Api, model: type[Entity]) -> None:
    FACTORIES[model]()

    assert api.get(f"/{model.slug}/") == api.get(f"/{model.slug}")


@each_entity
def test_A31_it_names_all_broken_rules(api: Api, admin: User, model: type[Entity]) -> None:
    sent = body(model, title="x", createdBy="ab", contacts=None)

    assert broken(api("POST", f"/{model.slug}", sent, user=admin)) == ["contacts", "createdBy", "title"]


REFERENCES = [
    (Organization, "endorsingNodeKey"), (Installation, "organizationKey"), (Dataset, "publishingOrganizationKey"),
    (Dataset, "installationKey"), (Dataset, "parentDatasetKey"), (Dataset, "duplicateOfDatasetKey"),
]  # fmt: skip


@pytest.mark.parametrize(("model", "name"), REFERENCES)
def test_A32_it_refuses_references_to_nothing(api: Api, admin: User, model: type[Entity], name: str) -> None:
    assert broken(api("POST", f"/{model.slug}", body(model, **{name: unknown()}), user=admin)) == [name]
