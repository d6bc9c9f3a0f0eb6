"""Merging: what hangs on one entity comes to another, and can be given back."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from entities.exceptions import NotPermitted, WrongState
from entities.models import (
    ENTITIES,
    Comment,
    Dataset,
    Entity,
    Identifier,
    Installation,
    Merge,
    Network,
    NetworkConstituent,
    Node,
    Organization,
    Tag,
)  # fmt: skip
from entities.services import constituents, hanging, lifecycle, merging, rendering
from entities.vocabulary import IdentifierType
from tests import factories

pytestmark = pytest.mark.django_db
ACTOR = factories.actor()


def pair(kind: type[Entity]) -> tuple[Any, Any]:
    """The one that goes and the one that stays."""
    make: Any = factories.FACTORIES[kind]
    return make(title="The former"), make(title="The survivor")


def merged(absorbed: Any, survivor: Any) -> tuple[Any, Any]:
    """Both as they are after the merge."""
    merging.merge(absorbed, survivor, actor=ACTOR)
    return stored(absorbed), stored(survivor)


def stored(entity: Any) -> Any:
    return type(entity).objects.get(pk=entity.pk)


def untrue() -> list[Any]:
    """Entities whose stored JSON is not what it should be."""
    return [key for model in ENTITIES for key in rendering.differences(model)]


def identifiers(entity: Any) -> set[tuple[str, str]]:
    return set(entity.identifiers.values_list("type", "identifier"))


@pytest.mark.parametrize("kind", ENTITIES)
def test_the_absorbed_one_is_deleted_and_its_key_finds_the_survivor(kind: Any) -> None:
    absorbed, survivor = merged(*pair(kind))

    assert (absorbed.is_deleted, survivor.is_deleted) == (True, False)
    found = kind.objects.live().with_identifier(type=IdentifierType.UUID, identifier=str(absorbed.pk))
    assert list(found) == [survivor]
    assert merging.survivor_of(absorbed) == survivor
    assert untrue() == []


def test_datasets_and_installations_follow_their_organization() -> None:
    absorbed, survivor = pair(Organization)
    server = factories.installation(organization=absorbed)
    live, gone = (factories.dataset(publishing_organization=absorbed, installation=server) for _ in range(2))
    lifecycle.delete(gone, actor=ACTOR)

    merged(absorbed, survivor)

    assert {each.publishing_organization for each in Dataset.objects.filter(pk__in=[live.pk, gone.pk])} == {survivor}
    assert stored(server).organization == survivor
    assert survivor.title in stored(live).rendered
    assert '"numPublishedDatasets":1' in stored(survivor).rendered
    assert untrue() == []


def test_organizations_follow_their_node_and_datasets_their_installation() -> None:
    former_node, node = pair(Node)
    former_server, server = pair(Installation)
    organization = factories.organization(endorsing_node=former_node)
    dataset = factories.dataset(installation=former_server)

    merged(former_node, node)
    merged(former_server, server)

    assert stored(organization).endorsing_node == node
    assert stored(dataset).installation == server
    assert untrue() == []


def test_parts_duplicates_and_memberships_follow_their_dataset() -> None:
    absorbed, survivor = pair(Dataset)
    part, duplicate = factories.dataset(parent_dataset=absorbed), factories.dataset(duplicate_of_dataset=absorbed)
    networks = [factories.network(), factories.network()]
    for network in networks:
        constituents.join(network, absorbed, actor=ACTOR)
    constituents.join(networks[0], survivor, actor=ACTOR)

    absorbed, survivor = merged(absorbed, survivor)

    assert stored(part).parent_dataset == stored(duplicate).duplicate_of_dataset == survivor
    assert absorbed.duplicate_of_dataset == survivor
    assert set(Network.objects.filter(constituents__dataset=survivor)) == set(networks)
    assert (IdentifierType.DOI.value, absorbed.doi) in identifiers(survivor)
    assert untrue() == []


def test_constituents_follow_their_network() -> None:
    absorbed, survivor = pair(Network)
    shared, other = factories.dataset(), factories.dataset()
    for network, dataset in ((absorbed, shared), (absorbed, other), (survivor, shared)):
        constituents.join(network, dataset, actor=ACTOR)

    merged(absorbed, survivor)

    members = NetworkConstituent.objects.filter(network=survivor).values_list("dataset", flat=True)
    assert set(members) == {shared.pk, other.pk}
    assert untrue() == []


def test_it_brings_identifiers_tags_and_comments_that_the_survivor_lacks() -> None:
    absorbed, survivor = pair(Organization)
    for entity in (absorbed, survivor):
        factories.component(entity, Identifier, type=IdentifierType.URL, identifier="https://institute.example")
        factories.component(entity, Tag, value="coast")
    factories.component(absorbed, Tag, value="museum")
    factories.component(absorbed, Comment, content="Registered by a student.")

    _, survivor = merged(absorbed, survivor)

    assert sorted(survivor.tags.values_list("value", flat=True)) == ["coast", "museum"]
    assert list(survivor.comments.values_list("content", flat=True)) == ["Registered by a student."]
    assert identifiers(survivor) == {("URL", "https://institute.example"), ("UUID", str(absorbed.pk))}


@pytest.mark.parametrize("kind", ENTITIES)
def test_a_merge_that_is_undone_leaves_both_as_they_were(kind: Any) -> None:
    absorbed, survivor = pair(kind)
    factories.component(absorbed, Tag, value="museum")
    rows = [_hung(reference, absorbed) for reference in hanging.references(kind)]
    texts = {each.pk: _essence(each) for each in (absorbed, survivor)}
    absorbed, survivor = merged(absorbed, survivor)

    merging.undo(absorbed, actor=ACTOR)

    for entity in (absorbed, survivor):
        assert _essence(entity) == texts[entity.pk]
    for reference, row in rows:
        assert getattr(type(row).objects.get(pk=row.pk), reference.name).pk == absorbed.pk
    assert merging.survivor_of(stored(absorbed)) is None
    assert untrue() == []


def _hung(reference: hanging.Reference, entity: Any) -> tuple[hanging.Reference, Any]:
    """A row that refers to the entity."""
    if reference.model is NetworkConstituent:
        network, dataset = (
            (entity, factories.dataset()) if reference.name == "network" else (factories.network(), entity)
        )
        constituents.join(network, dataset, actor=ACTOR)
        return reference, NetworkConstituent.objects.get(network=network, dataset=dataset)
    row: Any = factories.FACTORIES[reference.model](**{reference.name: entity})
    rendering.refresh({type(entity): [entity.pk]})
    return reference, row


def _essence(entity: Any) -> tuple[Any, ...]:
    found = stored(entity)
    return (
        found.deleted, found.title, identifiers(found), sorted(found.tags.values_list("value", flat=True)),
        getattr(found, "duplicate_of_dataset", None),
    )  # fmt: skip


def test_what_somebody_moved_since_stays_where_it_is() -> None:
    absorbed, survivor = pair(Organization)
    moved, kept = (factories.dataset(publishing_organization=absorbed) for _ in range(2))
    elsewhere = factories.organization()
    absorbed, _ = merged(absorbed, survivor)
    lifecycle.change(stored(moved), {"publishing_organization_id": elsewhere.pk}, actor=ACTOR)

    merging.undo(absorbed, actor=ACTOR)

    assert stored(moved).publishing_organization == elsewhere
    assert stored(kept).publishing_organization == absorbed
    assert untrue() == []


@pytest.mark.parametrize("state", ["absorbed deleted", "survivor deleted", "itself", "its part"])
def test_it_refuses_what_cannot_be_merged(state: str) -> None:
    absorbed, survivor = pair(Dataset)
    if state == "itself":
        survivor = absorbed
    elif state == "its part":
        survivor = lifecycle.change(survivor, {"parent_dataset_id": absorbed.pk}, actor=ACTOR)
    else:
        lifecycle.delete(absorbed if state == "absorbed deleted" else survivor, actor=ACTOR)

    with pytest.raises(WrongState):
        merging.merge(absorbed, survivor, actor=ACTOR)

    assert not Merge.objects.exists()
    assert untrue() == []


def test_it_refuses_more_than_it_moves_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    absorbed, survivor = pair(Organization)
    server = factories.installation()
    for _ in range(3):
        factories.dataset(publishing_organization=absorbed, installation=server)
    monkeypatch.setattr(merging, "MOST_MOVED", 2)

    with pytest.raises(WrongState, match="more than 2 datasets"):
        merging.merge(absorbed, survivor, actor=ACTOR)

    assert not stored(absorbed).is_deleted


def test_rights_on_both_are_needed() -> None:
    absorbed, survivor = pair(Organization)
    for rights in ([absorbed], [survivor]):
        with pytest.raises(NotPermitted):
            merging.merge(absorbed, survivor, actor=factories.actor(user=factories.editor_user(*rights)))

    editor = factories.actor(user=factories.editor_user(absorbed, survivor))
    assert merging.merge(absorbed, survivor, actor=editor).merged_by == editor.name


def test_it_cannot_be_undone_twice_nor_after_a_month() -> None:
    absorbed, survivor = merged(*pair(Organization))
    merging.undo(absorbed, actor=ACTOR)
    with pytest.raises(WrongState):
        merging.undo(stored(absorbed), actor=ACTOR)

    absorbed, _ = merged(stored(absorbed), survivor)
    Merge.objects.update(merged=timezone.now() - merging.UNDOABLE_FOR - timedelta(hours=1))
    with pytest.raises(WrongState):
        merging.undo(absorbed, actor=ACTOR)


def test_one_that_was_restored_and_deleted_again_has_no_survivor() -> None:
    absorbed, _ = merged(*pair(Organization))
    lifecycle.delete(lifecycle.restore(absorbed, actor=ACTOR), actor=ACTOR)

    assert merging.survivor_of(stored(absorbed)) is None
    assert merging.undoable(stored(absorbed)) is None


def test_it_finds_what_may_be_the_same() -> None:
    one = factories.organization(title="Institute of Kelp")
    namesake = factories.organization(title="Kelp Institute, of Bergen")
    sharing = factories.organization(title="Something else")
    for entity in (one, sharing):
        factories.component(entity, Identifier, type=IdentifierType.URL, identifier="https://kelp.example")
    gone = factories.organization(title="Institute of Kelp")
    lifecycle.delete(gone, actor=ACTOR)
    for entity in (one, namesake, sharing):
        rendering.refresh({Organization: [entity.pk]})

    assert {each.pk for each in merging.similar(one)} == {namesake.pk, sharing.pk}
