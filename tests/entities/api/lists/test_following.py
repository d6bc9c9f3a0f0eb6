"""Known counts are brought up to date by what changed, and are what counting all would find."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from entities.api import counting
from entities.models import WORDS, Contact, Dataset, Identifier, MachineTag, Network
from entities.services import components, lifecycle
from tests.entities.api.client import Api
from tests.entities.api.lists.test_counting import on_another_connection
from tests.factories import actor, component, copies, dataset, installation, network, organization

pytestmark = pytest.mark.django_db(transaction=True)

LISTS = (
    "/dataset", "/dataset/deleted", "/dataset/withNoEndpoint", "/dataset?q=kelp", "/dataset?q=forest&type=CHECKLIST",
    "/dataset?type=CHECKLIST", "/dataset?machineTagNamespace=a&machineTagName=n", "/dataset?identifierType=URL",
    "/dataset?contactEmail=a@b.c", "/dataset/deleted?q=kelp", "/dataset/deleted?type=CHECKLIST",
)  # fmt: skip

NETWORKS = ("/network", "/network?q=kelp")


@pytest.fixture(autouse=True)
def _nothing_known() -> None:
    counting.forget()


def state() -> str:
    """What the database says that a reader sees."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT entities_state()")
        return str(cursor.fetchone()[0])


def changes_since(former: str, words: str = "entities_datasetwords") -> int | None:
    """How many changes of words readers would look through; None where they count anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT entities_changes_since(%s, %s)", [words, former])
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


def counts(api: Api, paths: tuple[str, ...] = LISTS) -> dict[str, int]:
    """How many entities each list has."""
    return {path: int(api.get(f"{path}{'&' if '?' in path else '?'}limit=0")["count"]) for path in paths}


def counted_anew(api: Api, paths: tuple[str, ...]) -> dict[str, int]:
    """The same, with nothing known before."""
    known = dict(counting._known)
    counting.forget()
    found = counts(api, paths)
    counting.forget()
    counting._known.update(known)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_it_follows_whatever_changes(api: Api, seed: int) -> None:
    """Several changes between two looks, too, and several of one entity."""
    chance = random.Random(seed)
    entities = [dataset(title=f"Kelp {number}") for number in range(4)]
    publishers, servers = [organization() for _ in range(2)], [installation() for _ in range(2)]
    below = [f"/organization/{each.pk}/publishedDataset" for each in publishers]
    paths = (*LISTS, *below, *(f"/installation/{each.pk}/dataset" for each in servers))
    changes: list[Callable[[Any], Any]] = [
        lambda entity: component(entity, MachineTag, namespace="a", name=chance.choice("nm"), value="v"),
        lambda entity: component(entity, Identifier, type="URL", identifier="https://a.example"),
        lambda entity: component(entity, Contact, email=["a@b.c"]),
        lambda entity: components.remove(entity, MachineTag, actor=actor(), namespace="a"),
        lambda entity: lifecycle.change(entity, {"title": chance.choice(("Kelp forest", "Laver"))}, actor=actor()),
        lambda entity: lifecycle.change(entity, {"type": chance.choice(("CHECKLIST", "OCCURRENCE"))}, actor=actor()),
        lambda entity: lifecycle.change(entity, {"publishing_organization": chance.choice(publishers)}, actor=actor()),
        lambda entity: lifecycle.change(entity, {"installation": chance.choice(servers)}, actor=actor()),
        lambda entity: (lifecycle.restore if entity.is_deleted else lifecycle.delete)(entity, actor=actor()),
        lambda entity: entities.append(dataset(title="Kelp forest", publishing_organization=chance.choice(publishers))),
    ]
    counts(api, paths)
    for _ in range(25):
        before = state()
        for _ in range(chance.randint(1, 4)):
            entity = Dataset.objects.get(pk=chance.choice(entities).pk)
            if not entity.is_deleted or chance.random() < 0.3:
                chance.choice(changes if not entity.is_deleted else changes[-2:])(entity)

        assert changes_since(before) is not None
        assert counts(api, paths) == counted_anew(api, paths)


def test_it_follows_the_removal_of_rows(api: Api) -> None:
    """Entities are not removed in the portal, but somebody with a console may."""
    kept, removed = dataset(title="Kelp"), dataset(title="Kelp")
    assert counts(api)["/dataset?q=kelp"] == 2
    before = state()
    WORDS[Dataset]._default_manager.filter(pk=removed.pk).delete()
    Dataset.objects.filter(pk=removed.pk).delete()

    assert changes_since(before) == 1
    assert (counts(api)["/dataset?q=kelp"], counts(api)["/dataset"]) == (1, 1)
    assert api.get("/dataset")["results"][0]["key"] == str(kept.pk)


def test_it_sees_a_change_only_when_it_is_committed(api: Api) -> None:
    """A state that was seen while a change was under way is followed to its end."""
    entity = dataset(title="Kelp")

    def change() -> None:
        with transaction.atomic():
            lifecycle.change(Dataset.objects.get(pk=entity.pk), {"title": "Laver"}, actor=actor())
            assert on_another_connection(lambda: counts(api))["/dataset?q=kelp"] == 1
            on_another_connection(lambda: dataset(title="Kelp, too"))
            assert on_another_connection(lambda: counts(api))["/dataset?q=kelp"] == 2
        assert on_another_connection(lambda: counts(api))["/dataset?q=kelp"] == 1

    counts(api)
    on_another_connection(change)


def test_it_follows_nothing_that_was_taken_back(api: Api) -> None:
    """A change that failed was none."""
    entity = dataset(title="Kelp")
    assert counts(api)["/dataset?q=kelp"] == 1
    before = state()
    with transaction.atomic():
        lifecycle.change(Dataset.objects.get(pk=entity.pk), {"title": "Laver"}, actor=actor())
        transaction.set_rollback(True)

    assert changes_since(before) == 0
    assert counts(api)["/dataset?q=kelp"] == 1


@pytest.mark.parametrize("is_added", [True, False], ids=["added", "changed"])
def test_it_counts_anew_after_a_change_of_many(api: Api, is_added: bool) -> None:
    """More than a thousand in one statement are not told one by one."""
    like = network(title="Kelp")
    if not is_added:
        copies(like, 1100)
    assert counts(api, NETWORKS)["/network?q=kelp"] == (1 if is_added else 1101)
    before = state()
    if is_added:
        copies(like, 1100)
    else:
        WORDS[Network]._default_manager.update(lexemes="")

    assert changes_since(before, "entities_networkwords") is None
    assert counts(api, NETWORKS) == {"/network": 1101, "/network?q=kelp": 1101 if is_added else 0}


def test_it_counts_anew_after_more_changes_than_are_worth_a_look(api: Api) -> None:
    """Two thousand rows are looked through, no more."""
    like = network(title="Kelp")
    assert counts(api, NETWORKS)["/network?q=kelp"] == 1
    before = state()
    for _ in range(4):
        copies(like, 500)
    assert changes_since(before, "entities_networkwords") == 2000
    assert counts(api, NETWORKS) == {"/network": 2001, "/network?q=kelp": 2001}
    network(title="Kelp")
    assert changes_since(before, "entities_networkwords") is None
    assert counts(api, NETWORKS) == {"/network": 2002, "/network?q=kelp": 2002}


def test_it_counts_anew_when_all_words_are_gone(api: Api) -> None:
    """And follows from there."""
    entity = dataset(title="Kelp")
    assert counts(api)["/dataset?q=kelp"] == 1
    before = state()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE entities_datasetwords")
    assert changes_since(before) is None
    assert counts(api)["/dataset?q=kelp"] == 0

    before = state()
    lifecycle.change(Dataset.objects.get(pk=entity.pk), {"title": "Kelp again"}, actor=actor())
    assert changes_since(before) == 1
    assert counts(api)["/dataset?q=kelp"] == 1


@pytest.mark.parametrize("former", ["", "1.000000 10:10:", "nonsense"])
def test_it_counts_anew_what_another_start_of_the_database_knew(former: str) -> None:
    """What was noted then may be lost."""
    dataset()

    assert changes_since(former) is None


def test_it_counts_anew_where_changes_are_forgotten(api: Api) -> None:
    """Nothing that is there from before a state proves that something since is missing."""
    entity = dataset(title="Kelp")
    counts(api)
    before = state()
    lifecycle.change(Dataset.objects.get(pk=entity.pk), {"title": "Laver"}, actor=actor())
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE entities_wordschange")

    assert changes_since(before) is None
    assert counts(api)["/dataset?q=kelp"] == 0
