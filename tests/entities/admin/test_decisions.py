"""Decisions: asked for with a consequence and a reason, carried out row by row, reported row by row."""

from typing import Any

import pytest
from django.test import Client

from entities.admin.decisions import MOST_AT_ONCE
from entities.models import ENTITIES, Dataset, Entity, Network, NetworkConstituent, Organization
from entities.services import endorsement, lifecycle, rendering
from entities.vocabulary import EndorsementStatus
from tests import factories
from tests.entities.admin.pages import address, messages, of

pytestmark = pytest.mark.django_db


def decide(client: Client, name: str, *entities: Entity, **values: Any) -> Any:
    """Send the page of a decision."""
    keys = ",".join(str(entity.pk) for entity in entities)
    return client.post(address(type(entities[0]), "decide", name), {"keys": keys, "reason": ""} | values, follow=True)


def act(client: Client, name: str, model: type[Entity], *entities: Entity) -> Any:
    """Choose an action for selected rows of the list."""
    selected = [str(entity.pk) for entity in entities]
    return client.post(address(model, "changelist"), {"action": name, "_selected_action": selected, "index": 0})


@pytest.mark.parametrize("model", ENTITIES)
def test_it_deletes_and_restores_every_kind(model: type[Entity], administrator: Client) -> None:
    entity = factories.FACTORIES[model]()

    asked = administrator.get(of(entity, "delete"), follow=True)
    deleted = decide(administrator, "delete", entity, reason="Registered twice.")

    assert entity.title in asked.content.decode()
    entity.refresh_from_db()
    assert entity.is_deleted
    event = entity.events.order_by("-pgh_id").first()  # type: ignore[attr-defined]
    assert event.pgh_context.metadata["reason"] == "Registered twice."
    assert f"{entity}: deleted." in messages(deleted)
    assert "Deleted on" in deleted.content.decode()

    decide(administrator, "restore", entity)

    entity.refresh_from_db()
    assert not entity.is_deleted
    assert not [key for each in ENTITIES for key in rendering.differences(each)]


@pytest.mark.parametrize("model", ENTITIES)
def test_a_deleted_entity_is_shown_but_not_changed(model: type[Entity], administrator: Client) -> None:
    entity = factories.FACTORIES[model]()
    lifecycle.delete(entity, actor=factories.actor())

    page: Any = administrator.get(of(entity))
    answer = administrator.post(of(entity), {"title": "Another title"})

    assert [button["title"] for button in page.context["summary"]["buttons"]] == ["Restore"]
    assert 'name="_save"' not in page.content.decode()
    assert answer.status_code == 403


def test_lists_leave_deleted_entities_out_unless_asked(administrator: Client) -> None:
    live, gone = factories.node(), factories.node()
    lifecycle.delete(gone, actor=factories.actor())

    def listed(**filters: str) -> set[Any]:
        response: Any = administrator.get(address(type(live), "changelist"), filters)
        return set(response.context["cl"].result_list)

    assert listed() == {live}
    assert listed(state="deleted") == {gone}
    assert listed(state="all") == {live, gone}


@pytest.mark.parametrize(
    ("name", "status"),
    [("endorse", "ENDORSED"), ("hold", "ON_HOLD"), ("reject", "REJECTED")],
)
def test_it_decides_about_an_endorsement(name: str, status: str, administrator: Client) -> None:
    organization = factories.organization()

    decide(administrator, name, organization, reason="Talked to the node.")

    organization.refresh_from_db()
    assert organization.endorsement_status == status
    assert (organization.endorsed is not None) == (status == "ENDORSED")
    metadata = organization.events.order_by("-pgh_id").first().pgh_context.metadata
    assert (metadata["actor"], metadata["channel"], metadata["reason"]) == ("anna", "admin", "Talked to the node.")
    assert not list(rendering.differences(Organization))


def test_it_takes_an_endorsement_back(administrator: Client) -> None:
    organization = factories.organization()
    endorsement.endorse(organization, actor=factories.actor())

    decide(administrator, "reject", organization, reason="Closed down.")

    organization.refresh_from_db()
    assert (organization.endorsement_status, organization.endorsed) == (EndorsementStatus.REJECTED, None)


@pytest.mark.parametrize("name", ["hold", "reject"])
def test_it_asks_for_a_reason_where_people_will_ask(name: str, administrator: Client) -> None:
    organization = factories.organization()

    response = decide(administrator, name, organization, reason=" ")

    assert response.context["form"].errors["reason"]
    organization.refresh_from_db()
    assert organization.endorsement_status == EndorsementStatus.WAITING_FOR_ENDORSEMENT


def test_a_bulk_action_asks_first_and_reports_every_row(administrator: Client) -> None:
    waiting = [factories.organization(title=f"Station {number}") for number in range(3)]
    endorsed = factories.organization(title="Endorsed station")
    endorsement.endorse(endorsed, actor=factories.actor())

    asked = act(administrator, "endorse", Organization, *waiting, endorsed)

    assert asked.status_code == 200
    assert all(each.title in asked.content.decode() for each in (*waiting, endorsed))
    assert Organization.objects.filter(endorsement_status="ENDORSED").count() == 1

    report = decide(administrator, "endorse", *waiting, endorsed)

    outcomes = {str(link): (is_done, sentence) for link, is_done, sentence in report.context["rows"]}
    assert sum(is_done for is_done, _ in outcomes.values()) == 3
    assert [sentence for is_done, sentence in outcomes.values() if not is_done] == [
        f"organization {endorsed.pk} is ENDORSED already"
    ]
    assert Organization.objects.filter(endorsement_status="ENDORSED").count() == 4


def test_a_bulk_action_takes_the_whole_filtered_list(administrator: Client) -> None:
    stations = [factories.network(title=f"Station {number}") for number in range(3)]
    factories.network(title="Coral")
    location = f"{address(Network, 'changelist')}?q=station"

    sent = {"action": "delete", "_selected_action": [str(stations[0].pk)], "select_across": "1", "index": 0}
    asked: Any = administrator.post(location, sent)

    assert set(asked.context["keys"].split(",")) == {str(each.pk) for each in stations}


def test_a_bulk_action_refuses_more_than_somebody_reads(administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_AT_ONCE == 1000
    monkeypatch.setattr("entities.admin.deciding.MOST_AT_ONCE", 2)
    stations = [factories.network() for _ in range(3)]

    response = act(administrator, "delete", Network, *stations)

    assert response.status_code == 302
    assert "at most 2" in messages(administrator.get(response["Location"]))[0]


def test_it_locks_and_unlocks_datasets(administrator: Client) -> None:
    datasets = [factories.dataset() for _ in range(2)]

    decide(administrator, "lock", *datasets)
    assert Dataset.objects.filter(locked_for_auto_update=True).count() == 2

    decide(administrator, "unlock", *datasets)
    assert not Dataset.objects.filter(locked_for_auto_update=True).exists()
    assert not list(rendering.differences(Dataset))


def test_it_adds_datasets_to_a_network_and_removes_them(administrator: Client) -> None:
    network, first, second = factories.network(), factories.dataset(), factories.dataset()

    decide(administrator, "join", first, second, network=network.pk)
    assert NetworkConstituent.objects.filter(network=network).count() == 2

    again = decide(administrator, "join", first, network=network.pk)
    assert "already a constituent" in messages(again)[0]

    decide(administrator, "leave", first, network=network.pk)
    assert [each.dataset for each in NetworkConstituent.objects.filter(network=network)] == [second]
    assert not [key for model in (Dataset, Network) for key in rendering.differences(model)]


def test_it_wants_to_know_which_network(administrator: Client) -> None:
    dataset = factories.dataset()

    response = decide(administrator, "join", dataset)

    assert response.context["form"].errors["network"]


def test_looking_at_a_decision_changes_nothing(administrator: Client) -> None:
    organization = factories.organization()

    administrator.get(f"{address(Organization, 'decide', 'endorse')}?key={organization.pk}")

    organization.refresh_from_db()
    assert not organization.is_endorsed
