"""D: components."""

from typing import Any

import orjson
import pytest

from entities.models import (
    Comment,
    Contact,
    Dataset,
    Endpoint,
    Entity,
    Identifier,
    Installation,
    MachineTag,
    Network,
    Node,
    Tag,
    User,
)
from tests.acceptance.calls import broken, delete, each_entity, status, unknown
from tests.entities.api.client import Api, path_of
from tests.factories import FACTORIES, component, dataset

pytestmark = pytest.mark.django_db

KINDS = {"contact": Contact, "endpoint": Endpoint, "identifier": Identifier, "tag": Tag, "machineTag": MachineTag,
         "comment": Comment}  # fmt: skip


@pytest.fixture
def entity(db: None) -> Dataset:
    """What the components hang on."""
    return dataset()


def listed(api: Api, entity: Entity, slug: str) -> list[dict[str, Any]]:
    """The components of a kind; the entity itself shows the same."""
    found: list[dict[str, Any]] = api.get(f"{path_of(entity)}/{slug}")
    assert api.get(path_of(entity))[f"{slug}s"] == found
    return found


def post(api: Api, entity: Entity, slug: str, sent: Any, user: User) -> Any:
    """The answer to a POST of a component."""
    return api("POST", f"{path_of(entity)}/{slug}", sent, user=user)


def remove(api: Api, entity: Entity, below: str, user: User) -> int:
    """The status of a DELETE."""
    return status(api("DELETE", f"{path_of(entity)}/{below}", user=user))


def primaries(api: Api, entity: Entity) -> list[bool]:
    """Which contacts are primary."""
    return [contact["primary"] for contact in listed(api, entity, "contact")]


@each_entity
def test_D01_it_adds_a_contact(api: Api, admin: User, model: type[Entity]) -> None:
    if model is Node:
        return
    entity = FACTORIES[model]()
    answer = post(api, entity, "contact", {"lastName": "Berg"}, admin)

    assert answer.status_code == 201
    assert answer.content.isdigit()
    assert [row["key"] for row in listed(api, entity, "contact")] == [int(answer.content)]


@pytest.mark.parametrize("name", ["key", "created", "modified"])
def test_D02_it_refuses_what_the_server_sets(api: Api, admin: User, entity: Dataset, name: str) -> None:
    value = 1 if name == "key" else "2020-01-01"

    assert broken(post(api, entity, "contact", {"lastName": "Berg", name: value}, admin)) == [name]


def test_D03_it_lists_nothing_as_nothing(api: Api, entity: Dataset) -> None:
    assert listed(api, entity, "contact") == []


def test_D04_it_has_one_primary_contact_of_a_type(api: Api, admin: User, entity: Dataset) -> None:
    for name in ("First", "Second"):
        api.add(entity, "contact", {"type": "ORIGINATOR", "primary": True, "lastName": name}, admin)

    assert primaries(api, entity) == [False, True]


def test_D05_it_has_a_primary_contact_of_each_type(api: Api, admin: User, entity: Dataset) -> None:
    for kind in ("ORIGINATOR", "CURATOR"):
        api.add(entity, "contact", {"type": kind, "primary": True}, admin)

    assert primaries(api, entity) == [True, True]


def test_D06_it_moves_the_primary_contact_by_an_update(api: Api, admin: User, entity: Dataset) -> None:
    sent = {"type": "ORIGINATOR", "lastName": "First"}
    first = api.add(entity, "contact", sent, admin)
    api.add(entity, "contact", {"type": "ORIGINATOR", "primary": True}, admin)

    answer = api("PUT", f"{path_of(entity)}/contact/{first}", sent | {"primary": True}, user=admin)

    assert answer.status_code == 204
    assert primaries(api, entity) == [True, False]


def test_D07_it_lists_the_oldest_contact_first(api: Api, admin: User, entity: Dataset) -> None:
    added = [api.add(entity, "contact", {"lastName": name}, admin) for name in "abc"]
    api("PUT", f"{path_of(entity)}/contact/{added[0]}", {"lastName": "z"}, user=admin)

    assert [row["key"] for row in listed(api, entity, "contact")] == added


def test_D08_it_updates_a_contact(api: Api, admin: User, entity: Dataset) -> None:
    key = api.add(entity, "contact", {"lastName": "Berg"}, admin)
    (before,) = listed(api, entity, "contact")
    sent = before | {"lastName": "Lund", "email": ["lund@example.org"], "type": "CURATOR"}

    assert status(api("PUT", f"{path_of(entity)}/contact/{key}", sent, user=admin)) == 204
    (after,) = listed(api, entity, "contact")
    assert (after["lastName"], after["email"], after["type"]) == ("Lund", ["lund@example.org"], "CURATOR")
    assert after["modified"] > before["modified"]
    assert after["created"] == before["created"]


def test_D09_it_updates_no_contact_of_another(api: Api, admin: User, entity: Dataset) -> None:
    contact = component(dataset(), Contact)

    assert status(api("PUT", f"{path_of(entity)}/contact/{contact.pk}", {"lastName": "x"}, user=admin)) == 400


def test_D10_it_refuses_another_key_in_the_body(api: Api, admin: User, entity: Dataset) -> None:
    contact = component(entity, Contact)
    sent = {"key": contact.pk + 1, "lastName": "x"}

    assert status(api("PUT", f"{path_of(entity)}/contact/{contact.pk}", sent, user=admin)) == 400


def test_D11_it_removes_a_contact(api: Api, admin: User, entity: Dataset) -> None:
    contact = component(entity, Contact)

    assert remove(api, entity, f"contact/{contact.pk}", admin) == 204
    assert listed(api, entity, "contact") == []


def test_D12_it_checks_names(api: Api, admin: User, entity: Dataset) -> None:
    api.add(entity, "contact", {"firstName": "  ", "lastName": "Berg"}, admin)

    assert "firstName" not in listed(api, entity, "contact")[0]
    assert broken(post(api, entity, "contact", {"organization": "x"}, admin)) == ["organization"]


def test_D13_it_reads_countries(api: Api, admin: User, entity: Dataset) -> None:
    for country in ("dk", "DNK", "DK"):
        api.add(entity, "contact", {"country": country}, admin)

    assert [row["country"] for row in listed(api, entity, "contact")] == ["DK"] * 3


def test_D14_it_keeps_machine_tags_of_endpoints(api: Api, admin: User, entity: Dataset) -> None:
    tags = [{"namespace": "n", "name": name, "value": "v"} for name in "ab"]
    api.add(entity, "endpoint", {"type": "FEED", "url": "https://x.example/rss", "machineTags": tags}, admin)

    assert [tag["name"] for tag in listed(api, entity, "endpoint")[0]["machineTags"]] == ["a", "b"]


def test_D15_it_demands_the_type_of_an_endpoint(api: Api, admin: User, entity: Dataset) -> None:
    assert broken(post(api, entity, "endpoint", {"url": "https://x.example/rss"}, admin)) == ["type"]
    assert status(post(api, entity, "endpoint", {"type": "FOO"}, admin)) == 400


def test_D16_it_lists_the_newest_endpoint_first(api: Api, admin: User, entity: Dataset) -> None:
    added = [api.add(entity, "endpoint", {"type": kind}, admin) for kind in ("FEED", "EML")]
    assert [row["key"] for row in listed(api, entity, "endpoint")] == added[::-1]

    assert remove(api, entity, f"endpoint/{added[0]}", admin) == 204
    assert [row["key"] for row in listed(api, entity, "endpoint")] == added[1:]


def test_D17_it_updates_no_endpoint(api: Api, admin: User, entity: Dataset) -> None:
    endpoint = component(entity, Endpoint)

    assert status(api("PUT", f"{path_of(entity)}/endpoint/{endpoint.pk}", {"type": "EML"}, user=admin)) == 405


def test_D18_it_keeps_identifiers(api: Api, admin: User, entity: Dataset) -> None:
    key = api.add(entity, "identifier", {"type": "DOI", "identifier": "10.1234/x"}, admin)
    (found,) = listed(api, entity, "identifier")

    assert (found["key"], found["primary"]) == (key, False)
    assert remove(api, entity, f"identifier/{key}", admin) == 204
    assert listed(api, entity, "identifier") == []


def test_D19_it_demands_type_and_identifier(api: Api, admin: User, entity: Dataset) -> None:
    assert broken(post(api, entity, "identifier", {"identifier": "x"}, admin)) == ["type"]
    assert broken(post(api, entity, "identifier", {"type": "DOI", "identifier": ""}, admin)) == ["identifier"]


def test_D20_it_keeps_an_identifier_twice(api: Api, admin: User, entity: Dataset) -> None:
    for _ in range(2):
        api.add(entity, "identifier", {"type": "DOI", "identifier": "10.1234/x"}, admin)

    assert len(listed(api, entity, "identifier")) == 2


def test_D21_it_keeps_tags(api: Api, admin: User, entity: Dataset) -> None:
    key = api.add(entity, "tag", {"value": "marine"}, admin)
    (found,) = listed(api, entity, "tag")

    assert list(found) == ["key", "value", "createdBy", "created"]
    assert (found["value"], found["createdBy"]) == ("marine", admin.user_name)
    assert remove(api, entity, f"tag/{key}", admin) == 204
    assert listed(api, entity, "tag") == []


def test_D22_it_removes_no_tag_of_another(api: Api, admin: User, entity: Dataset) -> None:
    other = dataset()
    tag = component(other, Tag)

    assert remove(api, entity, f"tag/{tag.pk}", admin) == 204
    assert len(listed(api, other, "tag")) == 1


def test_D23_it_shows_comments_to_everybody(api: Api, admin: User, entity: Dataset) -> None:
    for content in ("first", "second"):
        api.add(entity, "comment", {"content": content}, admin)
    found = listed(api, entity, "comment")

    assert [row["content"] for row in found] == ["second", "first"]
    assert list(found[0]) == ["key", "content", "createdBy", "modifiedBy", "created", "modified"]


def test_D24_it_refuses_empty_comments(api: Api, admin: User, entity: Dataset) -> None:
    assert broken(post(api, entity, "comment", {"content": " "}, admin)) == ["content"]


@pytest.fixture
def tagged(entity: Dataset) -> Dataset:
    """A dataset with tags in two namespaces and two names."""
    for namespace, name in (("one.org", "a"), ("one.org", "b"), ("two.org", "a")):
        component(entity, MachineTag, namespace=namespace, name=name)
    return entity


def tags(api: Api, entity: Entity) -> list[tuple[str, str]]:
    """Namespaces and names."""
    return [(row["namespace"], row["name"]) for row in listed(api, entity, "machineTag")]


def test_D25_it_removes_one_machine_tag(api: Api, admin: User, tagged: Dataset) -> None:
    key = listed(api, tagged, "machineTag")[0]["key"]

    assert remove(api, tagged, f"machineTag/{key}", admin) == 204
    assert tags(api, tagged) == [("one.org", "b"), ("two.org", "a")]


def test_D26_it_removes_a_namespace(api: Api, admin: User, tagged: Dataset) -> None:
    assert remove(api, tagged, "machineTag/one.org", admin) == 204
    assert tags(api, tagged) == [("two.org", "a")]


def test_D27_it_removes_a_name_of_a_namespace(api: Api, admin: User, tagged: Dataset) -> None:
    assert remove(api, tagged, "machineTag/one.org/a", admin) == 204
    assert tags(api, tagged) == [("one.org", "b"), ("two.org", "a")]


def test_D28_it_tells_namespaces_from_numbers(api: Api, admin: User, entity: Dataset) -> None:
    component(entity, MachineTag, namespace="crawler.gbif.org", name="a")
    component(entity, MachineTag, namespace="12", name="a")

    assert remove(api, entity, "machineTag/12", admin) == 204
    assert len(tags(api, entity)) == 2
    assert remove(api, entity, "machineTag/crawler.gbif.org", admin) == 204
    assert tags(api, entity) == [("12", "a")]


def test_D29_it_bounds_machine_tags(api: Api, admin: User, entity: Dataset) -> None:
    whole = {"namespace": "n", "name": "a", "value": "v" * 700}

    assert broken(post(api, entity, "machineTag", {"namespace": "n", "name": "a"}, admin)) == ["value"]
    assert broken(post(api, entity, "machineTag", whole | {"name": "x" * 256}, admin)) == ["name"]
    assert status(post(api, entity, "machineTag", whole, admin)) == 201


@pytest.mark.parametrize("slug", KINDS)
def test_D30_it_removes_nothing_without_complaint(api: Api, admin: User, entity: Dataset, slug: str) -> None:
    assert remove(api, entity, f"{slug}/999999999", admin) == 204


@pytest.mark.parametrize("slug", KINDS)
def test_D31_it_leaves_the_stamp_of_the_entity(api: Api, entity: Dataset, slug: str) -> None:
    before = api.get(path_of(entity))["modified"]
    component(entity, KINDS[slug])

    assert len(listed(api, entity, slug)) == 1
    assert api.get(path_of(entity))["modified"] == before


@each_entity
def test_D32_it_embeds_components_in_lists(api: Api, model: type[Entity]) -> None:
    entity = FACTORIES[model]()
    for kind in (Endpoint, Identifier, Tag, MachineTag, Comment):
        component(entity, kind)
    found = next(row for row in api.get(f"/{model.slug}")["results"] if row["key"] == str(entity.pk))

    assert all(len(found[f"{slug}s"]) == 1 for slug in KINDS if slug != "contact")


@each_entity
@pytest.mark.parametrize("slug", KINDS)
def test_D33_it_lists_nothing_of_an_unknown_entity(api: Api, model: type[Entity], slug: str) -> None:
    assert status(api("GET", f"/{model.slug}/{unknown()}/{slug}")) == 404


@each_entity
def test_D34_it_takes_comments_on_deleted_entities(api: Api, admin: User, model: type[Entity]) -> None:
    entity = FACTORIES[model]()
    delete(api, entity, admin)

    assert status(post(api, entity, "comment", {"content": "Gone"}, admin)) == 201


@pytest.mark.parametrize("model", [Installation, Network])
def test_D35_it_embeds_identifiers_everywhere(api: Api, model: type[Entity]) -> None:
    entity = FACTORIES[model]()
    component(entity, Identifier)

    assert orjson.dumps(api.get(path_of(entity))["identifiers"]) != b"[]"
