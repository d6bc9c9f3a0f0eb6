"""Machine tags are removed one by one, by namespace, or by namespace and name (contract 4.6)."""

import pytest

from entities.models import Entity, MachineTag, User
from tests.entities.api.client import Api, path_of
from tests.factories import component, network

pytestmark = pytest.mark.django_db

NAMESPACES = ("crawler.gbif.org", "other.example.org")


@pytest.fixture
def entity(db: None) -> Entity:
    """An entity with tags of two names in two namespaces."""
    entity = network()
    for namespace in NAMESPACES:
        for name in ("attempt", "finish"):
            component(entity, MachineTag, namespace=namespace, name=name)
    return entity


def triples(api: Api, entity: Entity) -> list[tuple[str, str]]:
    """Namespaces and names of the tags."""
    return [(tag["namespace"], tag["name"]) for tag in api.get(f"{path_of(entity)}/machineTag")]


def test_it_removes_one_by_number(api: Api, admin: User, entity: Entity) -> None:
    """D25"""
    key = api.get(f"{path_of(entity)}/machineTag")[0]["key"]
    answer = api("DELETE", f"{path_of(entity)}/machineTag/{key}", user=admin)

    assert answer.status_code == 204
    assert len(triples(api, entity)) == 3


def test_it_removes_a_namespace(api: Api, admin: User, entity: Entity) -> None:
    """D26, D28"""
    answer = api("DELETE", f"{path_of(entity)}/machineTag/crawler.gbif.org", user=admin)

    assert answer.status_code == 204
    assert triples(api, entity) == [("other.example.org", "attempt"), ("other.example.org", "finish")]


def test_it_removes_a_name(api: Api, admin: User, entity: Entity) -> None:
    """D27"""
    api("DELETE", f"{path_of(entity)}/machineTag/crawler.gbif.org/attempt/", user=admin)

    assert ("crawler.gbif.org", "attempt") not in triples(api, entity)
    assert len(triples(api, entity)) == 3


def test_it_removes_a_namespace_with_a_slash(api: Api, admin: User, entity: Entity) -> None:
    """Contract 1.1: encoded slashes are accepted."""
    for name in ("a", "b"):
        component(entity, MachineTag, namespace="http://example.org/x", name=name)
    api("DELETE", f"{path_of(entity)}/machineTag/http:%2F%2Fexample.org%2Fx/a", user=admin)
    left = [name for namespace, name in triples(api, entity) if namespace.startswith("http")]
    api("DELETE", f"{path_of(entity)}/machineTag/http:%2F%2Fexample.org%2Fx", user=admin)

    assert left == ["b"]
    assert len(triples(api, entity)) == 4


@pytest.mark.parametrize("path", ["unknown", "unknown/name", "crawler.gbif.org/unknown", "12345678"])
def test_it_minds_no_absent_tag(api: Api, admin: User, entity: Entity, path: str) -> None:
    """Contract 4.6"""
    assert api("DELETE", f"{path_of(entity)}/machineTag/{path}", user=admin).status_code == 204
    assert len(triples(api, entity)) == 4


def test_it_answers_to_the_lower_case_name(api: Api, admin: User, entity: Entity) -> None:
    """Contract 1.1: one client sends `machinetag`."""
    key = api.add(entity, "machinetag", {"namespace": "a", "name": "b", "value": "c"}, admin)

    assert api.get(f"{path_of(entity)}/machinetag") == api.get(f"{path_of(entity)}/machineTag")
    assert api("DELETE", f"{path_of(entity)}/machinetag/{key}", user=admin).status_code == 204
    assert api("GET", f"{path_of(entity)}/MachineTag").status_code == 404


def test_it_sorts_by_namespace_name_and_value(api: Api, entity: Entity) -> None:
    """Contract 4.1"""
    component(entity, MachineTag, namespace="aaa", name="z", value="2")
    component(entity, MachineTag, namespace="aaa", name="z", value="1")
    found = [(tag["namespace"], tag["name"], tag["value"]) for tag in api.get(f"{path_of(entity)}/machineTag")]

    assert found == sorted(found)
