"""Many writes at once: no server error, no lost or doubled row, and stored JSON that is true afterwards."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from entities.models import ENTITIES, Entity, User
from entities.services import rendering
from tests.entities.api.client import Api, path_of
from tests.factories import body_of, dataset, organization

pytestmark = pytest.mark.django_db(transaction=True)

CALLERS = 8


def at_once(user: User, requests: list[tuple[str, str, Any]]) -> Counter[int]:
    """How often each status was answered to requests that start together, each on a connection of its own."""
    barrier = Barrier(len(requests))

    def call(request: tuple[str, str, Any]) -> int:
        barrier.wait()
        try:
            return int(Api()(*request, user=user).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(requests)) as pool:
        return Counter(pool.map(call, requests))


def untrue() -> list[tuple[type[Entity], Any]]:
    """Entities whose stored JSON is not what it should be."""
    return [(model, key) for model in ENTITIES for key in rendering.differences(model)]


def test_it_keeps_one_primary_contact(api: Api, admin: User) -> None:
    """Reliability 2, row 22"""
    entity = organization()
    sent = ("POST", f"{path_of(entity)}/contact", {"type": "ORIGINATOR", "primary": True})
    statuses = at_once(admin, [sent] * CALLERS)
    primary = [found["primary"] for found in api.get(f"{path_of(entity)}/contact")]

    assert statuses == {201: CALLERS}
    assert (len(primary), sum(primary)) == (CALLERS, 1)
    assert untrue() == []


def test_it_creates_each_of_several_datasets(api: Api, admin: User) -> None:
    """Reliability 2, row 20; the publisher's count sees them all."""
    sent = body_of(dataset()) | {"key": None, "doi": None}
    statuses = at_once(admin, [("POST", "/dataset", sent)] * CALLERS)

    assert statuses == {201: CALLERS}
    found = api.get(f"/organization/{sent['publishingOrganizationKey']}")
    assert found["numPublishedDatasets"] == CALLERS + 1
    assert untrue() == []


def test_it_ends_whole_after_puts_and_deletes(api: Api, admin: User) -> None:
    """Reliability 2, row 21"""
    entity = dataset()
    puts = [("PUT", path_of(entity), body_of(entity) | {"title": f"Title {number}"}) for number in range(CALLERS - 2)]
    statuses = at_once(admin, [*puts, ("DELETE", path_of(entity), None), ("DELETE", path_of(entity), None)])
    found = api.get(path_of(entity))

    assert set(statuses) <= {204, 400, 409}
    assert statuses[204] >= CALLERS - 1
    listed = [each["key"] for each in api.get("/dataset")["results"]]
    assert ("deleted" in found) == (str(entity.pk) not in listed)
    assert untrue() == []


def test_it_moves_datasets_between_publishers_without_deadlock(api: Api, admin: User) -> None:
    """Locks are taken in one order."""
    first, second = dataset(), dataset()
    owners = [str(first.publishing_organization_id), str(second.publishing_organization_id)]
    moves = [
        ("PUT", path_of(entity), body_of(entity) | {"publishingOrganizationKey": owners[turn]})
        for turn in (0, 1)
        for entity in (first, second)
    ] * 2
    statuses = at_once(admin, moves)
    counts = [api.get(f"/organization/{owner}")["numPublishedDatasets"] for owner in owners]

    assert statuses == {204: CALLERS}
    assert sum(counts) == 2
    assert untrue() == []


def test_documents_that_come_together_are_applied_one_after_the_other(api: Api, admin: User) -> None:
    """Metadata contract A.3: there is never more than one of a format, and the fields are those of the last."""
    entity = dataset()
    document = "<eml><dataset><title>Title {}</title></dataset></eml>"
    posts = [("POST", f"{path_of(entity)}/document", document.format(number).encode()) for number in range(CALLERS)]
    statuses = at_once(admin, posts)
    (entry,) = api.get(f"{path_of(entity)}/metadata")
    kept = api("GET", f"/dataset/metadata/{entry['key']}/document").content.decode()

    assert statuses == {201: CALLERS}
    assert kept == document.format(api.get(path_of(entity))["title"].removeprefix("Title "))
    assert untrue() == []
