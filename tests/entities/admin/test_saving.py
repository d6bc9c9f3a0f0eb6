"""Forms are saved by the services: with author, channel and reason, true stored JSON, and refusals beside the field."""

from typing import Any

import pytest
from django.test import Client

from entities.models import (
    ENTITIES,
    Contact,
    Dataset,
    Editor,
    Endpoint,
    Entity,
    Identifier,
    Installation,
    MachineTag,
    Network,
    Node,
    Organization,
    Tag,
)
from entities.models.components import Component
from entities.services import components, lifecycle, rendering
from tests import factories
from tests.entities.admin.pages import address, errors, filled, messages, of, row, send

pytestmark = pytest.mark.django_db


def last_context(entity: Entity) -> dict[str, Any]:
    """Who the history names for the entity's newest snapshot."""
    event = entity.events.order_by("-pgh_id").select_related("pgh_context").first()  # type: ignore[attr-defined]
    metadata: dict[str, Any] = event.pgh_context.metadata
    return metadata


def stored_json_is_true(*models: type[Entity]) -> bool:
    """Whether every stored text is what would be computed now."""
    return not [key for model in models or ENTITIES for key in rendering.differences(model)]


@pytest.mark.parametrize("model", ENTITIES)
def test_it_changes_an_entity_with_author_channel_and_reason(model: type[Entity], administrator: Client) -> None:
    entity = factories.FACTORIES[model]()

    response = send(administrator, of(entity), title="Another title", reason="They asked for it.")

    assert response.status_code == 200
    entity.refresh_from_db()
    assert entity.title == "Another title"
    assert entity.modified_by == "anna"
    context = last_context(entity)
    assert (context["actor"], context["channel"], context["reason"]) == ("anna", "admin", "They asked for it.")
    assert '"Another title"' in rendering.served(entity.rendered)
    assert stored_json_is_true()


@pytest.mark.parametrize("model", ENTITIES)
def test_it_changes_nothing_where_nothing_was_edited(model: type[Entity], administrator: Client) -> None:
    entity = factories.FACTORIES[model](description="Two\nlines, and blanks at the end ")
    for kind, values in factories.COMPONENT_VALUES.items():
        if kind in model.components:
            factories.component(entity, kind, **values)
    events = entity.events.count()  # type: ignore[attr-defined]
    text = type(entity).objects.get(pk=entity.pk).rendered

    response = send(administrator, of(entity))

    assert response.status_code == 200
    assert "successfully" in messages(response)[0]
    assert type(entity).objects.get(pk=entity.pk).rendered == text
    assert entity.events.count() == events  # type: ignore[attr-defined]


def test_it_creates_entities_of_every_kind(administrator: Client) -> None:
    node = factories.node()
    organization = factories.organization(endorsing_node=node)
    installation = factories.installation(organization=organization)
    forms: dict[type[Entity], dict[str, Any]] = {
        Node: {"type": "COUNTRY", "participation_status": "VOTING", "country": "IE"},
        Organization: {
            "endorsing_node": node.pk,
            "language": "eng",
            "country": "IE",
            "email": "a@example.org\r\nb@example.org",
        },
        Installation: {"organization": organization.pk, "type": "IPT_INSTALLATION"},
        Dataset: {
            "publishing_organization": organization.pk,
            "installation": installation.pk,
            "type": "OCCURRENCE",
            "doi": "https://doi.org/10.1234/ABC",
        },
        Network: {"language": "eng"},
    }

    for model, values in forms.items():
        response = send(administrator, address(model, "add"), title="Kelp watch", reason="New.", **values)
        assert response.redirect_chain, errors(response)  # type: ignore[attr-defined]

    assert all(model.objects.filter(title="Kelp watch", created_by="anna").count() == 1 for model in ENTITIES)  # type: ignore[attr-defined]
    assert Organization.objects.get(title="Kelp watch").email == ["a@example.org", "b@example.org"]
    assert Dataset.objects.get(title="Kelp watch").doi == "10.1234/abc"
    assert last_context(Network.objects.get(title="Kelp watch"))["reason"] == "New."
    assert stored_json_is_true()


def test_it_creates_an_entity_with_components_in_one_go(administrator: Client) -> None:
    location = address(Network, "add")
    rows = row("tags", 0, value="kelp") | row("identifiers", 0, type="URL", identifier="https://kelp.example.org/")

    send(administrator, location, title="Kelp watch", language="eng", reason="", **rows)

    network = Network.objects.get(title="Kelp watch")
    assert network.tags.get().value == "kelp"  # type: ignore[attr-defined]
    assert network.identifiers.get().created_by == "anna"  # type: ignore[attr-defined]
    assert stored_json_is_true()


NEW_ROWS: dict[type[Component], dict[str, Any]] = {
    Contact: {"type": "ORIGINATOR", "last_name": "Lund", "email": "kari@example.org\nlund@example.org"},
    Endpoint: {"type": "FEED", "url": "https://data.example.org/feed"},
    Identifier: {"type": "DOI", "identifier": "10.1234/one"},
    Tag: {"value": "marine"},
    MachineTag: {"namespace": "crawler.example.org", "name": "attempt", "value": "1"},
}


@pytest.mark.parametrize("kind", NEW_ROWS)
def test_it_adds_and_removes_components_of_every_kind(kind: type[Component], administrator: Client) -> None:
    dataset = factories.dataset()
    rows = dataset.components[kind]._default_manager.filter(entity=dataset)

    send(administrator, of(dataset), reason="Complete it.", **row(kind.relation, 0, **NEW_ROWS[kind]))

    added = rows.get()
    assert added.created_by == "anna"
    context = added.events.get().pgh_context.metadata  # type: ignore[attr-defined]
    assert (context["channel"], context["reason"]) == ("admin", "Complete it.")
    assert stored_json_is_true(Dataset)

    send(administrator, of(dataset), **{f"{kind.relation}-0-DELETE": "on"})

    assert not rows.exists()
    assert stored_json_is_true(Dataset)


def test_it_changes_only_the_contact_that_was_edited(administrator: Client) -> None:
    dataset = factories.dataset()
    first = factories.component(dataset, Contact, last_name="Berg", address=["Line, with comma", "Second"])
    second = factories.component(dataset, Contact, last_name="Lund")

    send(administrator, of(dataset), **{"contacts-1-last_name": "Lunde", "contacts-1-country": "NO"})

    assert dataset.contacts.get(pk=second.pk).last_name == "Lunde"
    assert dataset.contacts.get(pk=second.pk).modified_by == "anna"
    assert dataset.contacts.get(pk=first.pk).modified_by == "tester"
    assert dataset.contacts.get(pk=first.pk).address == ["Line, with comma", "Second"]
    assert stored_json_is_true(Dataset)


def test_a_second_primary_contact_of_a_type_takes_the_place_of_the_first(administrator: Client) -> None:
    dataset = factories.dataset()
    first = factories.component(dataset, Contact, primary=True)
    second = factories.component(dataset, Contact, last_name="Lund")

    response = send(administrator, of(dataset), **{"contacts-1-primary": "on"})

    assert "successfully" in messages(response)[0]
    assert [dataset.contacts.get(pk=each.pk).primary for each in (first, second)] == [False, True]


def test_a_contact_that_moved_to_another_page_meanwhile_is_the_one_that_changes(administrator: Client) -> None:
    dataset = factories.dataset()
    contacts = [factories.component(dataset, Contact, last_name=f"Berg {number:02}") for number in range(12)]
    location = f"{of(dataset)}?contacts-page=2"
    sent = filled(administrator, location) | {"contacts-1-last_name": "Lund"}
    components.remove(dataset, Contact, actor=factories.actor(), pk=contacts[0].pk)

    administrator.post(location, sent)

    names = dict(dataset.contacts.values_list("pk", "last_name"))
    assert names[contacts[11].pk] == "Lund"
    assert sorted(names.values()) == sorted(["Lund", *(f"Berg {number:02}" for number in range(1, 11))])


def test_a_row_that_somebody_else_removed_meanwhile_is_refused_beside_it(administrator: Client) -> None:
    dataset = factories.dataset()
    contact = factories.component(dataset, Contact)
    sent = filled(administrator, of(dataset)) | {"contacts-0-last_name": "Lund", "title": "Another title"}
    components.remove(dataset, Contact, actor=factories.actor(), pk=contact.pk)

    response = administrator.post(of(dataset), sent)

    assert response.status_code == 200
    assert Dataset.objects.get(pk=dataset.pk).title != "Another title"
    assert not dataset.contacts.exists()


def test_a_broken_rule_stands_beside_its_field_and_nothing_is_lost(administrator: Client) -> None:
    organization = factories.organization()

    response = send(administrator, of(organization), title="x", latitude="95", homepage="no uri at all", city="Bergen")

    assert set(errors(response)) == {"title", "latitude", "homepage"}
    assert 'value="Bergen"' in response.content.decode()
    assert Organization.objects.get(pk=organization.pk).city is None


def test_a_refusal_of_the_service_stands_in_the_form_and_nothing_is_saved(administrator: Client) -> None:
    dataset = factories.dataset()

    response = send(
        administrator, of(dataset), title="Another title", category="unheard of", **row("tags", 0, value="kelp")
    )

    assert response.status_code == 200
    assert "unheard of" in str(errors(response)["category"])
    assert 'value="Another title"' in response.content.decode()
    assert Dataset.objects.get(pk=dataset.pk).title == dataset.title
    assert not dataset.tags.exists()


def test_a_rule_that_only_the_service_knows_stands_beside_its_field(administrator: Client) -> None:
    dataset = factories.dataset()

    response = send(administrator, of(dataset), duplicate_of_dataset=dataset.pk)

    assert errors(response)
    assert Dataset.objects.get(pk=dataset.pk).duplicate_of_dataset_id is None


def test_an_endpoint_without_type_is_refused_in_its_row(administrator: Client) -> None:
    installation = factories.installation()

    response: Any = send(administrator, of(installation), **row("endpoints", 0, url="https://data.example.org/"))

    formset = next(
        each.formset for each in response.context["inline_admin_formsets"] if each.formset.prefix == "endpoints"
    )
    assert list(formset.forms[0].errors) == ["type"]
    assert not installation.endpoints.exists()


def test_a_form_writes_only_what_was_edited(administrator: Client) -> None:
    organization = factories.organization()
    sent = filled(administrator, of(organization)) | {"city": "Bergen"}
    lifecycle.change(organization, {"title": "Changed meanwhile"}, actor=factories.actor())

    administrator.post(of(organization), sent)

    organization.refresh_from_db()
    assert (organization.title, organization.city) == (sent["title"], "Bergen")


def test_directory_fields_of_a_node_are_shown_only(administrator: Client) -> None:
    node = factories.node()

    send(administrator, of(node), participant_title="Ours", abbreviation="OUR", title="Another title")

    node.refresh_from_db()
    assert (node.title, node.participant_title, node.abbreviation) == ("Another title", None, None)


def test_an_editor_is_added_once_only(administrator: Client) -> None:
    node, editor = factories.node(), factories.editor_user()

    send(administrator, of(node), **row("editors", 0, user=editor.pk))
    response = send(administrator, of(node), **(row("editors", 1, user=editor.pk)))

    assert response.status_code == 200
    assert node.components[Editor]._default_manager.filter(entity=node, user=editor).count() == 1
