"""The history says who changed what, when, through which channel and why, from what to what."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from entities.admin.history import Entry
from entities.models import Contact, Dataset, Network, Organization, Tag
from entities.permissions import Actor, Channel
from entities.services import components, constituents, endorsement, lifecycle
from tests import factories
from tests.entities.admin.pages import of, row, send

pytestmark = pytest.mark.django_db(transaction=True)
"""Snapshots bear the time of their transaction, so each change needs one of its own."""

HARVEST = Actor("crawler", Channel.HARVEST, reason="run 17")


def history(client: Client, entity: Any, page: int = 1) -> list[Entry]:
    """The entries that the page shows."""
    response: Any = client.get(of(entity, "history"), {"p": page})
    entries: list[Entry] = response.context["entries"]
    return entries


def differences(entry: Entry) -> dict[str, tuple[str, str]]:
    """Field, old and new value of all rows of an entry."""
    return {field.label: (field.before, field.after) for row in entry.rows for field in row.fields}


def test_it_shows_old_and_new_value_of_every_changed_field(administrator: Client) -> None:
    organization = factories.organization(title="Kelp station")

    send(administrator, of(organization), title="Kelp institute", country="SE", reason="Renamed.")

    entry = history(administrator, organization)[0]
    assert (entry.actor, entry.channel, entry.reason) == ("anna", "admin", "Renamed.")
    assert [(row.kind, row.verb) for row in entry.rows] == [("Organization", "changed")]
    assert differences(entry) == {"Title": ("Kelp station", "Kelp institute"), "Country": ("Norway", "Sweden")}


def test_relations_are_shown_by_title_and_constants_in_words(administrator: Client) -> None:
    dataset = factories.dataset(type="OCCURRENCE")
    other = factories.organization(title="Coral institute")

    lifecycle.change(dataset, {"publishing_organization_id": other.pk, "type": "CHECKLIST"}, actor=HARVEST)

    entry = history(administrator, dataset)[0]
    assert (entry.actor, entry.channel, entry.reason) == ("crawler", "harvest", "run 17")
    former = dataset.publishing_organization.title
    assert differences(entry)["Publishing organization"] == (former, "Coral institute")
    assert differences(entry)["Type"] == ("Occurrence", "Checklist")


def test_one_save_with_several_rows_is_one_entry(administrator: Client) -> None:
    dataset = factories.dataset()
    factories.component(dataset, Contact, last_name="Berg")

    rows = row("tags", 0, value="kelp") | {"contacts-0-last_name": "Lund"}
    send(administrator, of(dataset), title="Another title", reason="All at once.", **rows)

    entry = history(administrator, dataset)[0]
    assert sorted((row.kind, row.verb) for row in entry.rows) == [
        ("Contact", "changed"),
        ("Dataset", "changed"),
        ("Tag", "added"),
    ]
    assert differences(entry)["Last name"] == ("Berg", "Lund")


def test_components_that_came_and_went_are_named(administrator: Client) -> None:
    dataset = factories.dataset()
    contact = factories.component(dataset, Contact, first_name="Kari", last_name="Lund")

    components.remove(dataset, Contact, actor=HARVEST, pk=contact.pk)

    gone, came = history(administrator, dataset)[:2]
    assert [(row.kind, row.name, row.verb) for row in gone.rows] == [("Contact", "Kari Lund", "removed")]
    assert [(row.kind, row.name, row.verb) for row in came.rows] == [("Contact", "Kari Lund", "added")]
    assert differences(gone)["Last name"] == ("Lund", "")


def test_deletion_and_restoration_are_entries(administrator: Client) -> None:
    node = factories.node()
    lifecycle.delete(node, actor=HARVEST)
    lifecycle.restore(node, actor=HARVEST)

    restored, deleted, _created = history(administrator, node)

    assert differences(deleted)["Deleted"][0] == ""
    assert differences(restored)["Deleted"][1] == ""


def test_endorsements_are_entries_with_their_reason(administrator: Client) -> None:
    organization = factories.organization()
    endorsement.endorse(organization, actor=Actor("anna", Channel.ADMIN, reason="Known for years."))

    entry = history(administrator, organization)[0]

    assert entry.reason == "Known for years."
    assert differences(entry)["Endorsement status"] == ("Waiting for endorsement", "Endorsed")


def test_membership_of_a_network_stands_in_both_histories(administrator: Client) -> None:
    network, dataset = factories.network(), factories.dataset()
    constituents.join(network, dataset, actor=HARVEST)

    of_network, of_dataset = history(administrator, network)[0], history(administrator, dataset)[0]

    assert [(row.kind, row.name, row.verb) for row in of_network.rows] == [("Membership", str(dataset), "added")]
    assert [(row.kind, row.name, row.verb) for row in of_dataset.rows] == [("Membership", str(network), "added")]


def test_a_change_of_stored_json_alone_is_no_entry(administrator: Client) -> None:
    organization = factories.organization()
    entries = len(history(administrator, organization))

    factories.dataset(publishing_organization=organization)

    assert len(history(administrator, organization)) == entries


def test_a_long_history_has_pages(administrator: Client) -> None:
    network = factories.network()
    for number in range(26):
        lifecycle.change(network, {"title": f"Title {number}"}, actor=HARVEST)

    first, second = history(administrator, network), history(administrator, network, page=2)

    assert [len(first), len(second)] == [25, 2]
    assert differences(first[0])["Title"] == ("Title 24", "Title 25")
    assert differences(second[0])["Title"] == (network.title, "Title 0")


def test_texts_in_the_history_are_escaped(administrator: Client) -> None:
    network = factories.network()
    lifecycle.change(network, {"description": "<script>alert(1)</script>"}, actor=HARVEST)

    page = administrator.get(of(network, "history")).content.decode()

    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def changes(client: Client, **filters: str) -> Any:
    """What the list of changes of the whole registry shows."""
    response: Any = client.get(reverse("admin:entities_changes"), filters)
    assert response.status_code == 200
    return response.context


def test_the_list_of_changes_shows_all_kinds_newest_first(administrator: Client) -> None:
    dataset = factories.dataset()
    components.add(dataset, Tag, {"value": "kelp"}, actor=HARVEST)

    shown = changes(administrator)["changes"]

    assert (shown[0].title, shown[0].slug, shown[0].actor, shown[0].summary) == (
        str(dataset),
        "dataset",
        "crawler",
        "tags",
    )
    assert {change.slug for change in shown} == {"dataset", "installation", "organization", "node"}
    assert [change.moment for change in shown] == sorted((change.moment for change in shown), reverse=True)


def test_the_list_of_changes_is_filtered_by_who_channel_and_kind(administrator: Client) -> None:
    network = factories.network()
    factories.dataset()
    lifecycle.change(network, {"title": "Kelp watch"}, actor=HARVEST)

    assert {change.key for change in changes(administrator, actor="crawler")["changes"]} == {network.pk}
    assert {change.key for change in changes(administrator, channel="harvest")["changes"]} == {network.pk}
    assert {change.model for change in changes(administrator, slug="network")["changes"]} == {Network}
    assert {change.model for change in changes(administrator, channel="command", slug="dataset")["changes"]} == {
        Dataset
    }
    assert changes(administrator, actor="nobody")["changes"] == []
    assert changes(administrator, slug="planet", before="yesterday")["changes"]


def test_older_changes_follow_by_a_link(administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entities.admin.changes._SHOWN", 2)
    organization = factories.organization()
    for number in range(3):
        lifecycle.change(organization, {"title": f"Title {number}"}, actor=HARVEST)

    seen, link = [], ""
    while True:
        response: Any = administrator.get(reverse("admin:entities_changes") + link)
        seen += [(change.model, change.moment) for change in response.context["changes"]]
        link = response.context["older"]
        if not link:
            break

    assert len(seen) == len(set(seen)) == 5
    assert sum(model is Organization for model, _ in seen) == 4
