"""C: simple search and common filters."""

from datetime import UTC, timedelta
from urllib.parse import quote

import pytest

from entities.models import Contact, Entity, Identifier, MachineTag, Node, Organization, User
from tests.acceptance.calls import count, each_entity, is_listed, keys, put, status
from tests.entities.api.client import Api, path_of
from tests.factories import FACTORIES, component, node

pytestmark = pytest.mark.django_db


@pytest.fixture
def foo(model: type[Entity]) -> Entity:
    """An entity with a title to look for."""
    elsewhere = {"country": "PT"} if model in (Node, Organization) else {}  # as q=NO finds Norway
    return FACTORIES[model](title="New Title for the Foo", **elsewhere)


def total(api: Api, model: type[Entity], query: str) -> int:
    """How many entities a query finds."""
    return count(api, f"/{model.slug}?{query}")


@each_entity
def test_C01_it_finds_all_words_by_prefix(api: Api, model: type[Entity], foo: Entity) -> None:
    assert is_listed(api, f"/{model.slug}?q=new+tit+fo", foo)
    assert total(api, model, "q=new+tit+bar") == 0


@each_entity
def test_C02_it_finds_in_any_case(api: Api, model: type[Entity], foo: Entity) -> None:
    assert is_listed(api, f"/{model.slug}?q=TITLE", foo)
    assert total(api, model, "q=NO") == 0


@each_entity
def test_C03_it_lists_all_where_q_is_blank(api: Api, model: type[Entity], foo: Entity) -> None:
    assert total(api, model, "q=+") == total(api, model, "q=") == total(api, model, "")


@each_entity
@pytest.mark.parametrize("text", ["<", "! !"])
def test_C04_it_finds_nothing_by_signs(api: Api, model: type[Entity], foo: Entity, text: str) -> None:
    assert total(api, model, f"q={quote(text)}") == 0


@each_entity
def test_C05_it_follows_updates(api: Api, admin: User, model: type[Entity], foo: Entity) -> None:
    assert put(api, foo, admin, title="Bingo") == 204

    assert is_listed(api, f"/{model.slug}?q=BINGO", foo)
    assert is_listed(api, f"/{model.slug}?q=bi%20", foo)
    assert total(api, model, "q=foo") == 0


@each_entity
def test_C06_it_folds_accents(api: Api, model: type[Entity]) -> None:
    entity = FACTORIES[model](title="Türkei")

    assert is_listed(api, f"/{model.slug}?q=turkei", entity)


@each_entity
@pytest.mark.parametrize("text", ['"', "'", ":", "(", ")", "\\", "a:*", "a & | !", "((a", "it's", "\\'a\\"])
def test_C07_it_takes_any_sign(api: Api, model: type[Entity], foo: Entity, text: str) -> None:
    assert status(api("GET", f"/{model.slug}?q={quote(text)}")) == 200


@each_entity
def test_C08_it_finds_contacts(api: Api, admin: User, model: type[Entity], foo: Entity) -> None:
    if model is Node:
        return
    contact = component(foo, Contact, first_name="Frankie")
    assert is_listed(api, f"/{model.slug}?q=Frankie", foo)

    assert status(api("DELETE", f"{path_of(foo)}/contact/{contact.pk}", user=admin)) == 204
    assert total(api, model, "q=Frankie") == 0


def test_C09_it_finds_no_contacts_of_nodes(api: Api) -> None:
    found = node()
    Node.components[next(kind for kind in Node.components if kind.__name__ == "DirectoryContact")].objects.create(
        entity=found, key=1, first_name="Frankie"
    )

    assert count(api, "/node?q=Frankie") == 0


@each_entity
def test_C10_it_lists_an_entity_once(api: Api, model: type[Entity], foo: Entity) -> None:
    if model is not Node:
        for _ in range(2):
            component(foo, Contact, first_name="Foo")

    assert is_listed(api, f"/{model.slug}?q=foo", foo)


@each_entity
def test_C11_it_filters_by_identifier(api: Api, model: type[Entity], foo: Entity) -> None:
    component(foo, Identifier, type="DOI", identifier="doi:1")
    FACTORIES[model]()

    for query in ("identifier=doi:1", "identifierType=DOI", "identifier=doi:1&identifierType=DOI"):
        assert is_listed(api, f"/{model.slug}?{query}", foo), query
    assert total(api, model, "identifierType=UUID&identifier=doi:1") == 0


@each_entity
def test_C12_it_counts_entities_not_identifiers(api: Api, model: type[Entity], foo: Entity) -> None:
    other = FACTORIES[model]()
    for entity in (foo, foo, other):
        component(entity, Identifier, identifier="doi:1")

    assert is_listed(api, f"/{model.slug}?identifier=doi:1", foo, other)


@each_entity
def test_C13_it_looks_at_one_identifier(api: Api, model: type[Entity], foo: Entity) -> None:
    component(foo, Identifier, type="DOI", identifier="a")
    component(foo, Identifier, type="URL", identifier="b")

    assert total(api, model, "identifierType=DOI&identifier=b") == 0
    assert total(api, model, "identifierType=URL&identifier=b") == 1


@each_entity
def test_C14_it_reads_constants_leniently(api: Api, model: type[Entity], foo: Entity) -> None:
    component(foo, Identifier, type="DOI", identifier="a")

    assert total(api, model, "identifierType=doi") == 1
    assert status(api("GET", f"/{model.slug}?identifierType=FOO")) == 400


@each_entity
def test_C15_it_filters_by_one_machine_tag(api: Api, model: type[Entity], foo: Entity) -> None:
    component(foo, MachineTag, namespace="ns1", name="n1", value="v1")
    component(foo, MachineTag, namespace="ns1", name="n2", value="v2")

    for query in ("machineTagNamespace=ns1", "machineTagName=n2", "machineTagValue=v1",
                  "machineTagNamespace=ns1&machineTagName=n1&machineTagValue=v1"):  # fmt: skip
        assert is_listed(api, f"/{model.slug}?{query}", foo), query
    assert total(api, model, "machineTagNamespace=ns1&machineTagName=n1&machineTagValue=v2") == 0


@each_entity
def test_C16_it_pages_through_tagged_entities(api: Api, model: type[Entity]) -> None:
    tagged = [FACTORIES[model]() for _ in range(5)]
    for entity in tagged:
        component(entity, MachineTag, namespace="ns1")
        component(entity, MachineTag, namespace="ns1", name="other")
    pages = [api.get(f"/{model.slug}?machineTagNamespace=ns1&limit=2&offset={offset}") for offset in (0, 2, 4)]
    found = [row["key"] for page in pages for row in page["results"]]

    assert {page["count"] for page in pages} == {5}
    assert sorted(found) == sorted(str(entity.pk) for entity in tagged)


@each_entity
def test_C17_it_filters_by_creation(api: Api, model: type[Entity], foo: Entity) -> None:
    today = foo.created.astimezone(UTC).date().isoformat()

    assert str(foo.pk) in keys(api, f"/{model.slug}?created={today}")
    assert total(api, model, "created=*,2001") == 0


@each_entity
def test_C18_it_filters_by_modification(api: Api, admin: User, model: type[Entity], foo: Entity) -> None:
    put(api, foo, admin)
    foo.refresh_from_db()
    moment = foo.modified.astimezone(UTC)
    yesterday = (moment - timedelta(days=1)).date().isoformat()

    assert str(foo.pk) in keys(api, f"/{model.slug}?modified={moment:%Y-%m}")
    assert str(foo.pk) in keys(api, f"/{model.slug}?modified=*,{moment:%Y-%m-%d}")
    assert total(api, model, f"modified=*,{yesterday}") == 0


@each_entity
@pytest.mark.parametrize("value", ["*", "", "2020-01-01,2019-01-01", "1,2,3", "soon", "2020-13", "0,99999"])
def test_C19_it_refuses_ranges_that_make_no_sense(api: Api, model: type[Entity], foo: Entity, value: str) -> None:
    assert total(api, model, "modified=*,*") == total(api, model, "")
    assert status(api("GET", f"/{model.slug}?modified={value}")) == 400
