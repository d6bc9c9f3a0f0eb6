"""What bodies of entities may hold, and how refusals read: acceptance cases A, over all five entities."""

import uuid

import pytest

from entities.models import ENTITIES, Dataset, Entity, Installation, Node, Organization, User
from tests.entities.api.client import Api, path_of, text_of
from tests.factories import FACTORIES, body, body_of

pytestmark = pytest.mark.django_db
each_entity = pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)

LISTS = ("contacts", "endpoints", "machineTags", "tags", "identifiers", "comments")


@each_entity
def test_it_refuses_malformed_json(api: Api, admin: User, model: type[Entity]) -> None:
    """A23"""
    answer = api("POST", f"/{model.slug}", b'{"title": "Kelp"', user=admin)

    assert answer.status_code == 400
    assert text_of(answer)


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (Node, "type"),
        (Node, "participationStatus"),
        (Node, "continent"),
        (Installation, "type"),
        (Dataset, "type"),
        (Dataset, "subtype"),
        (Dataset, "maintenanceUpdateFrequency"),
    ],
)
def test_it_refuses_an_unknown_constant(api: Api, admin: User, model: type[Entity], name: str) -> None:
    """A24"""
    answer = api("POST", f"/{model.slug}", body(model, **{name: "FOO"}), user=admin)

    assert answer.status_code == 400
    assert text_of(answer).startswith(f"{name}: Cannot parse 'FOO'")


@each_entity
def test_it_ignores_unknown_properties(api: Api, admin: User, model: type[Entity]) -> None:
    """A25"""
    key = api.create(model, body(model, shoeSize=43, nested={"a": [1]}), admin)

    assert "shoeSize" not in api.get(f"/{model.slug}/{key}")


@each_entity
def test_it_trims_titles(api: Api, admin: User, model: type[Entity]) -> None:
    """A26"""
    key = api.create(model, body(model, title="  Kelp \n"), admin)
    blank = api("POST", f"/{model.slug}", body(model, title="   "), user=admin)

    assert api.get(f"/{model.slug}/{key}")["title"] == "Kelp"
    assert blank.status_code == 422
    assert "[title]" in text_of(blank)


@each_entity
@pytest.mark.parametrize("name", LISTS)
def test_it_refuses_null_for_a_component_list(api: Api, admin: User, model: type[Entity], name: str) -> None:
    """A27"""
    answer = api("POST", f"/{model.slug}", body(model, **{name: None}), user=admin)

    assert answer.status_code == 422
    assert text_of(answer) == f"<ul><li>Validation of [{name}] failed: must not be null</li></ul>"


@each_entity
def test_it_stores_the_caller_as_author(api: Api, admin: User, model: type[Entity]) -> None:
    """A28"""
    short = api("POST", f"/{model.slug}", body(model, createdBy="ab"), user=admin)
    key = api.create(model, body(model, createdBy="someone", modifiedBy="someone"), admin)
    found = api.get(f"/{model.slug}/{key}")

    assert short.status_code == 422
    assert found["createdBy"] == found["modifiedBy"] == "anna"


@each_entity
@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", "application/yaml", "multipart/form-data"])
def test_it_reads_json_only(api: Api, admin: User, model: type[Entity], media_type: str) -> None:
    """A29"""
    answer = api("POST", f"/{model.slug}", b"title: Kelp", user=admin, content_type=media_type)

    assert answer.status_code == 415
    assert text_of(answer)


@each_entity
def test_it_answers_with_a_trailing_slash_alike(api: Api, admin: User, model: type[Entity]) -> None:
    """A30"""
    entity = FACTORIES[model]()

    assert api.get(f"/{model.slug}/")["count"] == api.get(f"/{model.slug}")["count"]
    assert api.get(f"{path_of(entity)}/") == api.get(path_of(entity))
    assert api.get(f"{path_of(entity)}/tag/") == []
    assert api("POST", f"/{model.slug}/titles/", [str(entity.pk)]).status_code == 201
    assert api("POST", f"/{model.slug}/", body(model), user=admin).status_code == 201


@each_entity
def test_it_reports_all_broken_rules_sorted_by_field(api: Api, admin: User, model: type[Entity]) -> None:
    """A31"""
    answer = api("POST", f"/{model.slug}", body(model, title="x", created="2020-01-01", contacts=None), user=admin)
    items = text_of(answer).removeprefix("<ul>").removesuffix("</ul>").split("</li>")[:-1]

    assert answer.status_code == 422
    assert [item.partition("[")[2].partition("]")[0] for item in items] == ["contacts", "created", "title"]


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (Organization, "endorsingNodeKey"),
        (Installation, "organizationKey"),
        (Dataset, "publishingOrganizationKey"),
        (Dataset, "installationKey"),
        (Dataset, "parentDatasetKey"),
        (Dataset, "duplicateOfDatasetKey"),
    ],
)
def test_it_refuses_a_reference_to_nothing(api: Api, admin: User, model: type[Entity], name: str) -> None:
    """A32"""
    answer = api("POST", f"/{model.slug}", body(model, **{name: str(uuid.uuid4())}), user=admin)
    stored = FACTORIES[model]()
    changed = api("PUT", path_of(stored), body_of(stored) | {name: str(uuid.uuid4())}, user=admin)

    assert (answer.status_code, changed.status_code) == (422, 422)
    assert f"[{name}]" in text_of(answer)


@each_entity
def test_it_takes_blank_texts_for_null_where_the_server_sets_a_value(
    api: Api, admin: User, model: type[Entity]
) -> None:
    """Contract 2.1, 3.1, 8.2"""
    entity = FACTORIES[model]()
    new = api("POST", f"/{model.slug}", body(model, key="", created=" ", modified="", createdBy=" "), user=admin)
    changed = api("PUT", path_of(entity), body_of(entity) | {"deleted": ""}, user=admin)
    nameless = api("PUT", path_of(entity), body_of(entity) | {"key": " "}, user=admin)

    assert (new.status_code, changed.status_code) == (201, 204)
    assert (nameless.status_code, text_of(nameless).count("Validation of [key] failed: must not be null")) == (422, 1)


@pytest.mark.parametrize(
    ("sent", "status", "approved"),
    [(True, 201, True), ("true", 201, True), ("", 201, False), ("false", 201, False), (1, 400, None), ("x", 400, None)],
)
def test_it_reads_an_endorsement_as_any_other_boolean(
    api: Api, admin: User, sent: object, status: int, approved: bool | None
) -> None:
    """Contract 2.1, 8.4"""
    answer = api("POST", "/organization", body(Organization, endorsementApproved=sent), user=admin)

    assert answer.status_code == status
    if approved is not None:
        assert api.get(f"/organization/{answer.json()}")["endorsementApproved"] is approved
