"""Counts of lists are those of the moment, although they are counted only once."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from entities.api import counting
from entities.models import ENTITIES, Contact, Dataset, Identifier, MachineTag, Network
from entities.services import components, lifecycle, rendering
from entities.services.exchange import import_entities
from tests.entities.api.client import Api
from tests.factories import actor, component, dataset, network, organization

LISTS = (
    "/dataset", "/dataset/deleted", "/dataset/withNoEndpoint", "/organization/nonPublishing", "/dataset?q=kelp",
    "/dataset?machineTagNamespace=a", "/dataset?machineTagName=n&machineTagNamespace=a", "/dataset?identifierType=URL",
    "/dataset?contactEmail=a@b.c", "/dataset?q=kelp&type=OCCURRENCE", "/dataset/deleted?q=kelp", "/dataset?country=NO",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _nothing_known() -> None:
    counting.forget()


def counts(api: Api) -> list[int]:
    """How many entities each list has."""
    return [int(api.get(f"{path}{'&' if '?' in path else '?'}limit=0")["count"]) for path in LISTS]


def on_another_connection(work: Callable[[], Any]) -> Any:
    """What another process would do."""

    def whole() -> Any:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(whole).result()


@pytest.mark.django_db(transaction=True)
def test_it_counts_again_after_each_change(api: Api) -> None:
    """Whoever changes it, in whatever way."""
    chance = random.Random(11)
    entities = [dataset(title=f"Kelp {number}") for number in range(3)]
    operations: list[Callable[[Any], Any]] = [
        lambda entity: component(entity, MachineTag, namespace="a", name=chance.choice("nm"), value="v"),
        lambda entity: component(entity, Identifier, type="URL", identifier="https://a.example"),
        lambda entity: component(entity, Contact, email=["a@b.c"]),
        lambda entity: components.remove(entity, MachineTag, actor=actor(), namespace="a"),
        lambda entity: components.remove(entity, Contact, actor=actor()),
        lambda entity: lifecycle.change(entity, {"title": chance.choice(("Kelp", "Laver"))}, actor=actor()),
        lambda entity: entities.append(dataset(title="Kelp forest")),
        lambda entity: import_entities(
            Dataset, [api.get(f"/dataset/{entity.pk}") | {"title": chance.choice(("Kelp", "Dulse"))}], actor=actor()
        ),
    ]
    for _ in range(30):
        entity = chance.choice(entities)
        entity.refresh_from_db()
        if chance.random() < 0.3:
            change = lifecycle.restore if entity.is_deleted else lifecycle.delete
            on_another_connection(lambda entity=entity, change=change: change(entity, actor=actor()))
        else:
            chance.choice(operations)(entity)
        first, again = counts(api), counts(api)
        counting.forget()
        assert first == again == counts(api)
    assert [(model, key) for model in ENTITIES for key in rendering.differences(model)] == []


@pytest.mark.django_db(transaction=True)
def test_it_does_not_count_what_is_not_committed(api: Api) -> None:
    """A count that was made while a change went on does not outlive it."""
    publisher = organization()

    def started() -> None:
        with transaction.atomic():
            dataset(publishing_organization=publisher)
            assert on_another_connection(lambda: counts(api))[0] == 0
        assert on_another_connection(lambda: counts(api))[0] == 1

    on_another_connection(started)


@pytest.mark.django_db
def test_it_counts_what_its_own_transaction_changed(api: Api) -> None:
    """Nothing is remembered of what others may never see."""
    network()
    assert [api.get("/network?limit=0")["count"], network(), api.get("/network?limit=0")["count"]][::2] == [1, 2]
    assert Network.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_it_remembers_a_bounded_number_of_counts(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked for."""
    monkeypatch.setattr(counting, "_MOST_KNOWN", 3)
    for number in range(5):
        api.get(f"/dataset?q=kelp{number}&limit=0")

    assert len(counting._known) == 3
