"""Every page answers, within its budget of statements."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entities.models import ENTITIES, Contact, Dataset, Entity, Node
from tests import factories
from tests.entities.admin.pages import address, of


def statements(client: Client, location: str) -> int:
    """How many statements a page costs, beyond session and account, when the session's time is written already."""
    client.get(location)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(location).status_code == 200
    return len(captured) - 2


@pytest.mark.parametrize("model", ENTITIES)
def test_it_shows_list_form_and_history_of_every_kind(model: type[Entity], administrator: Client) -> None:
    entity = factories.FACTORIES[model]()
    for kind, values in factories.COMPONENT_VALUES.items():
        if kind in model.components:
            factories.component(entity, kind, **values)

    pages = [address(model, "changelist"), address(model, "add"), of(entity), of(entity, "history")]

    for page in pages:
        response = administrator.get(page)
        assert response.status_code == 200, page
        assert "text/html" in response["Content-Type"]
    assert entity.title in administrator.get(pages[0]).content.decode()


def test_it_leads_from_the_address_of_deletion_to_the_decision(administrator: Client) -> None:
    node = factories.node()

    response = administrator.get(of(node, "delete"))

    assert response.status_code == 302
    assert response["Location"] == f"{address(Node, 'decide', 'delete')}?key={node.pk}"


@pytest.mark.parametrize("model", ENTITIES)
def test_a_list_costs_as_many_statements_for_many_rows_as_for_one(model: type[Entity], administrator: Client) -> None:
    make: Callable[[], Any] = factories.FACTORIES[model]
    make()
    few = statements(administrator, address(model, "changelist"))

    for _ in range(6):
        make()

    many = statements(administrator, address(model, "changelist"))
    assert many == few
    assert many <= 6


def test_a_form_costs_the_same_with_many_contacts(administrator: Client) -> None:
    dataset = factories.dataset()
    factories.component(dataset, Contact)
    statements(administrator, of(dataset))  # what is read once in a process is remembered from here on
    few = statements(administrator, of(dataset))

    for number in range(25):
        factories.component(dataset, Contact, last_name=f"Berg {number}")

    many = statements(administrator, of(dataset))
    assert many == few
    assert many <= 40


def test_a_form_shows_a_page_of_many_contacts(administrator: Client) -> None:
    dataset = factories.dataset()
    for number in range(25):
        factories.component(dataset, Contact, last_name=f"Berg {number:02}")

    first = administrator.get(of(dataset)).content.decode()
    third = administrator.get(of(dataset), {"contacts-page": "3"}).content.decode()

    assert "Berg 09" in first
    assert "Berg 10" not in first
    assert "Berg 24" in third


def test_a_history_costs_the_same_for_many_changes(administrator: Client) -> None:
    dataset = factories.dataset()
    factories.component(dataset, Contact)
    few = statements(administrator, of(dataset, "history"))

    for number in range(10):
        factories.component(dataset, Contact, last_name=f"Berg {number}")

    assert statements(administrator, of(dataset, "history")) == few


def test_lists_never_load_the_stored_json(administrator: Client) -> None:
    factories.dataset()

    with CaptureQueriesContext(connection) as captured:
        administrator.get(address(Dataset, "changelist"))

    assert not [query["sql"] for query in captured if '"rendered"' in query["sql"] or '"metadata"' in query["sql"]]


def test_unknown_keys_and_decisions_are_not_found(administrator: Client) -> None:
    node = factories.node()

    for page in (
        f"{address(Node, 'decide', 'delete')}?key=nonsense",
        f"{address(Node, 'decide', 'delete')}?key=6f1c4c1e-9a3f-4d0e-8b64-2f6f0a2f7a10",
        f"{address(Node, 'decide', 'explode')}?key={node.pk}",
        address(Node, "history", "6f1c4c1e-9a3f-4d0e-8b64-2f6f0a2f7a10"),
    ):
        assert administrator.get(page).status_code == 404, page
