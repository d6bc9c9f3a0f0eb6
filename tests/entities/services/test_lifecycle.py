"""Create, change, delete, restore: what every entrance relies on (registry contract 8)."""

from uuid import uuid4

import pytest

from entities.exceptions import NotFound, NotPermitted, RuleViolation, WrongState
from entities.models import ENTITIES, Dataset, Identifier, Network, Node, Organization
from entities.permissions import Actor, Channel
from entities.services import constituents, lifecycle, rendering
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", ENTITIES)
def test_it_stamps_a_new_entity_with_the_databases_moment_and_the_actor(model: type) -> None:
    entity = factories.FACTORIES[model](actor=factories.actor("anna"))

    assert entity.created == entity.modified
    assert entity.created.microsecond % 1000 == 0
    assert (entity.created_by, entity.modified_by) == ("anna", "anna")
    assert entity.deleted is None


def test_it_names_every_broken_rule_at_once_by_its_json_name() -> None:
    with pytest.raises(RuleViolation) as refusal:
        lifecycle.create(Organization, {"title": "x", "abbreviation": "a" * 31}, actor=factories.actor())

    assert list(refusal.value.failures) == ["abbreviation", "country", "endorsingNodeKey", "language", "title"]


def test_it_refuses_a_reference_to_nothing_and_names_the_field() -> None:
    with pytest.raises(RuleViolation) as refusal:
        factories.organization(endorsing_node=Node(key=uuid4()))

    assert refusal.value.failures == {"endorsingNodeKey": "refers to nothing that exists"}


@pytest.mark.parametrize("model", ENTITIES)
def test_it_brings_a_deleted_entity_back_as_it_was(model: type) -> None:
    entity = factories.FACTORIES[model](description="kept")

    lifecycle.delete(entity, actor=factories.actor("bert"))
    with pytest.raises(WrongState):
        lifecycle.delete(entity, actor=factories.actor())
    restored = lifecycle.restore(entity, actor=factories.actor())

    assert (restored.deleted, restored.description) == (None, "kept")
    with pytest.raises(WrongState):
        lifecycle.restore(entity, actor=factories.actor())


def test_it_leaves_what_hangs_on_a_deleted_entity_alive() -> None:
    dataset = factories.dataset()

    lifecycle.delete(dataset.publishing_organization, actor=factories.actor())

    assert Dataset.objects.live().filter(pk=dataset.pk).exists()


def test_it_says_which_entity_is_unknown() -> None:
    key = uuid4()

    with pytest.raises(NotFound, match=f"/dataset/{key}"):
        lifecycle.find(Dataset, key)


def test_it_moves_the_count_when_a_dataset_moves_to_another_publisher() -> None:
    dataset = factories.dataset()
    old, new = dataset.publishing_organization, factories.organization()

    lifecycle.change(dataset, {"publishing_organization_id": new.pk}, actor=factories.actor())

    counts = {
        key: '"numPublishedDatasets":1' in text for key, text in Organization.objects.values_list("pk", "rendered")
    }
    assert (counts[old.pk], counts[new.pk]) == (False, True)


def test_it_shows_a_renamed_publisher_in_the_citations_of_its_datasets() -> None:
    dataset = factories.dataset()
    publisher = dataset.publishing_organization
    values = {"title": "Kelp Institute", "endorsing_node_id": publisher.endorsing_node_id, "language": "eng"}

    lifecycle.change(publisher, values | {"country": "NO"}, actor=factories.actor())

    dataset.refresh_from_db()
    assert "Kelp Institute." in dataset.rendered


def test_it_keeps_a_former_doi_as_an_identifier_and_an_own_one_when_none_is_given() -> None:
    dataset = factories.dataset(doi="10.1234/foreign")

    lifecycle.change(dataset, {"doi": "10.1234/other"}, actor=factories.actor())
    dataset = lifecycle.change(dataset, {"doi": None}, actor=factories.actor())

    former = set(Dataset.components[Identifier].objects.filter(entity=dataset).values_list("identifier", flat=True))
    assert former == {"10.1234/foreign", "10.1234/other"}
    assert dataset.doi is not None
    assert dataset.doi.startswith("10.5072/")


def test_it_knows_a_former_doi_in_each_notation() -> None:
    dataset = factories.dataset(doi="10.1234/foreign")
    for written in ("https://doi.org/10.1234/OTHER", "doi:10.5072/kelp"):
        factories.component(dataset, Identifier, type="DOI", identifier=written)
    rows = Dataset.components[Identifier].objects.filter(entity=dataset)

    dataset = lifecycle.change(dataset, {"doi": "10.1234/other"}, actor=factories.actor())
    assert set(rows.values_list("identifier", flat=True)) == {"doi:10.5072/kelp", "10.1234/foreign"}

    dataset = lifecycle.change(dataset, {"doi": None}, actor=factories.actor())
    assert dataset.doi == "10.5072/kelp"
    assert set(rows.values_list("identifier", flat=True)) == {"10.1234/foreign", "10.1234/other"}


def test_it_keeps_the_licence_where_a_change_names_none() -> None:
    dataset = factories.dataset(license="CC0_1_0")

    assert lifecycle.change(dataset, {"license": None}, actor=factories.actor()).license == "CC0_1_0"
    assert lifecycle.change(dataset, {"license": "UNSUPPORTED"}, actor=factories.actor()).license == "CC0_1_0"
    assert lifecycle.change(dataset, {"license": "CC_BY_NC_4_0"}, actor=factories.actor()).license == "CC_BY_NC_4_0"


def test_it_refuses_an_editor_without_a_right_and_changes_nothing() -> None:
    dataset, stranger = factories.dataset(), factories.editor_user()

    with pytest.raises(NotPermitted):
        lifecycle.delete(dataset, actor=Actor.of(stranger, Channel.API))

    assert Dataset.objects.live().filter(pk=dataset.pk).exists()


@pytest.mark.parametrize("reach", ["node", "organization", "dataset", "installation"])
def test_it_lets_a_right_reach_down_to_the_dataset(reach: str) -> None:
    dataset = factories.dataset()
    organization = dataset.publishing_organization
    holder = {
        "node": organization.endorsing_node,
        "organization": organization,
        "dataset": dataset,
        "installation": dataset.installation,
    }[reach]

    lifecycle.delete(dataset, actor=Actor.of(factories.editor_user(holder), Channel.API))

    assert not Dataset.objects.live().filter(pk=dataset.pk).exists()


def test_it_lets_an_editor_create_only_below_an_entity_in_reach() -> None:
    node = factories.node()
    editor = Actor.of(factories.editor_user(node), Channel.API)

    assert factories.organization(endorsing_node=node, actor=editor).created_by == editor.name
    with pytest.raises(NotPermitted):
        factories.organization(endorsing_node=factories.node(), actor=editor)
    with pytest.raises(NotPermitted):
        factories.network(actor=editor)


def test_it_keeps_who_when_through_which_entrance_and_why_of_each_change() -> None:
    dataset = factories.dataset()
    admin = factories.admin_user("carla")

    lifecycle.delete(dataset, actor=Actor.of(admin, Channel.ADMIN, reason="published by mistake"))

    last = dataset.events.order_by("pgh_id").last()
    assert last.deleted is not None
    assert last.pgh_context.metadata == {
        "actor": "carla", "user": str(admin.pk), "channel": "admin", "reason": "published by mistake",
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_it_records_a_change_behind_the_services_back_too() -> None:
    dataset = factories.dataset()

    Dataset.objects.filter(pk=dataset.pk).update(title="Changed by hand")

    last = dataset.events.order_by("pgh_id").last()
    assert (last.title, last.pgh_context) == ("Changed by hand", None)


def test_it_counts_constituents_of_networks_and_lists_live_networks_only() -> None:
    dataset, network = factories.dataset(), factories.network()

    constituents.join(network, dataset, actor=factories.actor())
    with pytest.raises(WrongState):
        constituents.join(network, dataset, actor=factories.actor())
    network.refresh_from_db()
    assert '"numConstituents":1' in network.rendered
    lifecycle.delete(network, actor=factories.actor())

    dataset.refresh_from_db()
    assert '"networkKeys":[]' in dataset.rendered
    assert not any(list(rendering.differences(model)) for model in (Dataset, Network))
