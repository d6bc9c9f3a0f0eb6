"""Contacts can be replaced, and at most one of each type is primary (contract 4.2)."""

from typing import Any

import pytest

from entities.models import Contact, Entity, User
from tests.entities.api.client import Api, path_of, text_of
from tests.factories import component, dataset, installation, network, organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def entity(db: None) -> Entity:
    """An entity that may have contacts."""
    return installation()


def contacts(api: Api, entity: Entity) -> dict[int, dict[str, Any]]:
    """The contacts of an entity by key."""
    return {found["key"]: found for found in api.get(f"{path_of(entity)}/contact")}


def test_it_keeps_one_primary_contact_of_a_type(api: Api, admin: User, entity: Entity) -> None:
    """D04"""
    first = api.add(entity, "contact", {"type": "ORIGINATOR", "primary": True}, admin)
    second = api.add(entity, "contact", {"type": "ORIGINATOR", "primary": True}, admin)
    found = contacts(api, entity)

    assert (found[first]["primary"], found[second]["primary"]) == (False, True)


def test_it_keeps_primary_contacts_of_several_types(api: Api, admin: User, entity: Entity) -> None:
    """D05; those without type demote none."""
    kinds = ["ORIGINATOR", "PROGRAMMER", None, None]
    keys = [api.add(entity, "contact", {"type": kind, "primary": True}, admin) for kind in kinds]

    assert all(contacts(api, entity)[key]["primary"] for key in keys)


def test_it_moves_the_primary_mark_by_put(api: Api, admin: User, entity: Entity) -> None:
    """D06"""
    first = component(entity, Contact, primary=False).pk
    second = component(entity, Contact, primary=True).pk
    api("PUT", f"{path_of(entity)}/contact/{first}", {"type": "ORIGINATOR", "primary": True}, user=admin)
    found = contacts(api, entity)

    assert (found[first]["primary"], found[second]["primary"]) == (True, False)


def test_it_lists_the_oldest_first(api: Api, admin: User, entity: Entity) -> None:
    """D07"""
    keys = [component(entity, Contact).pk for _ in range(3)]
    api("PUT", f"{path_of(entity)}/contact/{keys[0]}", {"lastName": "Lund"}, user=admin)

    assert list(contacts(api, entity)) == keys


@pytest.mark.parametrize("with_number", [True, False])
@pytest.mark.parametrize("make", [organization, installation, dataset, network])
def test_it_replaces_a_contact(api: Api, admin: User, make: Any, with_number: bool) -> None:
    """D08: with the number in the path, or in the body only."""
    entity = make()
    key = component(entity, Contact, email=["old@example.org"], first_name="Ole").pk
    before = contacts(api, entity)[key]
    sent = {
        "key": key,
        "type": "PROGRAMMER",
        "lastName": "Lund",
        "email": ["new@example.org"],
        "created": before["created"],
    }
    answer = api("PUT", f"{path_of(entity)}/contact{f'/{key}' if with_number else ''}", sent, user=admin)
    (after,) = contacts(api, entity).values()

    assert (answer.status_code, answer.content) == (204, b"")
    assert (after["type"], after["lastName"], after["email"]) == ("PROGRAMMER", "Lund", ["new@example.org"])
    assert "firstName" not in after
    assert after["modified"] > before["modified"]
    assert (after["created"], after["createdBy"], after["modifiedBy"]) == (before["created"], "tester", "anna")


def test_it_sends_a_read_contact_back_as_it_is(api: Api, admin: User, entity: Entity) -> None:
    """Contract 4.2: the body is the full contact, stamps included."""
    key = component(entity, Contact, country="NO", user_id=["https://orcid.org/0000-0001-0000-0009"]).pk
    before = contacts(api, entity)[key]
    answer = api("PUT", f"{path_of(entity)}/contact/{key}", before, user=admin)
    changed = {"modified", "modifiedBy"}

    assert answer.status_code == 204
    after = contacts(api, entity)[key]
    assert {name: value for name, value in after.items() if name not in changed} == {
        name: value for name, value in before.items() if name not in changed
    }


def test_it_refuses_a_contact_of_another_entity(api: Api, admin: User, entity: Entity) -> None:
    """D09"""
    key = component(installation(), Contact).pk
    answer = api("PUT", f"{path_of(entity)}/contact/{key}", {"lastName": "Lund"}, user=admin)

    assert answer.status_code == 400
    assert text_of(answer) == f"contact {key} is not connected to installation {entity.pk}"


def test_it_refuses_another_number_in_the_body(api: Api, admin: User, entity: Entity) -> None:
    """D10"""
    first, second = component(entity, Contact).pk, component(entity, Contact).pk
    answer = api("PUT", f"{path_of(entity)}/contact/{first}", {"key": second}, user=admin)

    assert answer.status_code == 400


def test_it_needs_a_number_somewhere(api: Api, admin: User, entity: Entity) -> None:
    """Contract 4.2"""
    answer = api("PUT", f"{path_of(entity)}/contact", {"lastName": "Lund"}, user=admin)

    assert answer.status_code == 422
    assert "[key]" in text_of(answer)


def test_it_reads_blanks_as_null(api: Api, admin: User, entity: Entity) -> None:
    """D12"""
    key = api.add(entity, "contact", {"firstName": "  ", "lastName": "Berg"}, admin)

    assert "firstName" not in contacts(api, entity)[key]


@pytest.mark.parametrize("country", ["dk", "DNK", "DK"])
def test_it_reads_countries_in_all_spellings(api: Api, admin: User, entity: Entity, country: str) -> None:
    """D13"""
    key = api.add(entity, "contact", {"country": country}, admin)

    assert contacts(api, entity)[key]["country"] == "DK"


def test_it_takes_a_blank_number_for_a_missing_one(api: Api, admin: User) -> None:
    """Contract 2.1, 4.2"""
    entity = network()
    number = api.add(entity, "contact", {"lastName": "Berg"}, admin)
    path = f"{path_of(entity)}/contact"

    assert api("PUT", f"{path}/{number}", {"key": "", "lastName": "Lund"}, user=admin).status_code == 204
    assert api("PUT", path, {"key": " ", "lastName": "Lund"}, user=admin).status_code == 422
