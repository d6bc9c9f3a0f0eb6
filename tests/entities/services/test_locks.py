"""Which changes wait for each other: only those that rewrite the same stored JSON, and none writes over another."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from entities.models import Contact, Dataset, Network, Organization
from entities.services import components, constituents, lifecycle, rendering
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30.0


def elsewhere(call: Callable[[], Any]) -> Any:
    """What a call answers on a connection of its own."""
    try:
        return call()
    finally:
        connection.close()


def until_it_waits_for_a_lock(change: Future[Any]) -> None:
    """Until a session of this database waits; fails where the change does not wait, or ends."""
    end = time.monotonic() + PATIENCE
    while not change.done() and time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.rowcount:
                return
        time.sleep(0.01)
    pytest.fail("the change did not wait")


def renamed(entity: Any, title: str) -> Callable[[], Any]:
    return lambda: elsewhere(lambda: lifecycle.change(entity, {"title": title}, actor=factories.actor()))


def test_two_datasets_of_one_publisher_parent_and_network_are_changed_at_once() -> None:
    parent, network = factories.dataset(), factories.network()
    publisher = parent.publishing_organization
    pair = [factories.dataset(publishing_organization=publisher, parent_dataset=parent) for _ in range(2)]
    for dataset in pair:
        constituents.join(network, dataset, actor=factories.actor())

    with ThreadPoolExecutor(1) as other, transaction.atomic():
        lifecycle.change(pair[0], {"title": "The first"}, actor=factories.actor())
        other.submit(renamed(pair[1], "The second")).result(PATIENCE)

    assert {dataset.title for dataset in Dataset.objects.filter(parent_dataset=parent)} == {"The first", "The second"}
    assert list(rendering.differences(Dataset)) == []


def test_a_dataset_that_leaves_waits_for_the_one_that_is_deleted() -> None:
    leaving = factories.dataset()
    deleted = factories.dataset(publishing_organization=leaving.publishing_organization)
    values = {"publishing_organization_id": factories.organization().pk}

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            lifecycle.delete(deleted, actor=factories.actor())
            move = other.submit(lambda: elsewhere(lambda: lifecycle.change(leaving, values, actor=factories.actor())))
            until_it_waits_for_a_lock(move)
        move.result(PATIENCE)

    for model in (Dataset, Organization):
        assert list(rendering.differences(model)) == []


def test_a_publishers_new_title_waits_for_a_contact_that_its_dataset_gets() -> None:
    dataset = factories.dataset()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            components.add(dataset, Contact, {"last_name": "Berg"}, actor=factories.actor())
            rename = other.submit(renamed(dataset.publishing_organization, "A new title"))
            until_it_waits_for_a_lock(rename)
        rename.result(PATIENCE)

    assert list(rendering.differences(Dataset)) == []


def test_a_network_gets_a_title_while_its_dataset_is_changed() -> None:
    dataset, network = factories.dataset(), factories.network()
    constituents.join(network, dataset, actor=factories.actor())

    with ThreadPoolExecutor(1) as other, transaction.atomic():
        lifecycle.change(dataset, {"title": "Changed"}, actor=factories.actor())
        other.submit(renamed(network, "Another network")).result(PATIENCE)

    assert Network.objects.get(pk=network.pk).title == "Another network"
    assert list(rendering.differences(Network)) == []
