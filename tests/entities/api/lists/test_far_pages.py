"""Pages far behind start from known places, and are the same as without (contract 6.2: a total order)."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from entities.api import listings
from entities.models import WORDS, Network
from entities.services import lifecycle, list_upkeep
from tests.entities.api.client import Api
from tests.factories import actor, copies, network

pytestmark = pytest.mark.django_db(transaction=True)


def place_before(offset: int) -> int:
    """How many networks are skipped at once on the way to an offset."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ordinal FROM entities_place_before('entities_networkwords', %s)", [offset])
        return int(cursor.fetchone()[0])


def assert_pages_are_right(api: Api) -> None:
    """Whatever the offset, the page holds what stands there in the order of lists."""
    whole = [str(key) for key in Network.live().order_by("-created", "key").values_list("pk", flat=True)]
    for offset in range(len(whole) + 1):
        page = api.get(f"/network?limit=3&offset={offset}")
        assert page["count"] == len(whole)
        assert [row["key"] for row in page["results"]] == whole[offset : offset + 3], offset


@pytest.fixture
def everything_is_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "DEEP", 0)
    monkeypatch.setattr(list_upkeep, "STEP", 4)
    monkeypatch.setattr(list_upkeep, "_MANY", 0)


@pytest.mark.usefixtures("everything_is_far")
@pytest.mark.parametrize("seed", range(3))
def test_it_starts_from_the_nearest_place_before(api: Api, seed: int) -> None:
    """Some networks of one moment; some that come, go and come back before a place, behind it and on it."""
    chance = random.Random(seed)
    entities = [network(title=f"Kelp {number}") for number in range(20)]
    now = entities[0].created
    for entity in entities:
        moment = now - timedelta(days=chance.randint(0, 6))
        for table in (Network, WORDS[Network]):
            table._default_manager.filter(pk=entity.pk).update(created=moment)
    changes: list[Callable[[Any], Any]] = [
        lambda entity: (lifecycle.restore if entity.is_deleted else lifecycle.delete)(entity, actor=actor()),
        lambda entity: entities.append(network(title="New")),
    ]
    for _ in range(4):
        list_upkeep.keep()
        assert place_before(9) == 8
        for _ in range(4):
            assert_pages_are_right(api)
            chance.choice(changes)(Network.objects.get(pk=chance.choice(entities).pk))


@pytest.mark.usefixtures("everything_is_far")
def test_it_does_without_places(api: Api) -> None:
    """Where no worker came by, or more changed than can be told."""
    for number in range(9):
        network(title=f"Kelp {number}")
    assert place_before(8) == 0
    assert_pages_are_right(api)
    list_upkeep.keep()
    assert place_before(8) == 8
    WORDS[Network]._default_manager.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE entities_wordschange")
    assert place_before(8) == 0


@pytest.mark.usefixtures("everything_is_far")
def test_it_does_without_places_in_a_transaction_that_has_written(api: Api) -> None:
    """What it changed itself is told to nobody yet."""
    for number in range(9):
        network(title=f"Kelp {number}")
    list_upkeep.keep()
    with transaction.atomic():
        lifecycle.delete(Network.objects.earliest("created"), actor=actor())
        assert place_before(8) == 0
        assert_pages_are_right(api)
    assert place_before(8) == 4
    assert_pages_are_right(api)


def test_it_places_every_thousandth(api: Api) -> None:
    """As the portal does it."""
    copies(network(title="Kelp"), 2500)
    list_upkeep.keep()
    keys = [str(key) for key in Network.live().order_by("-created", "key").values_list("pk", flat=True)]

    assert [place_before(offset) for offset in (0, 999, 1000, 1999, 2000, 2500, 10**9)] == [
        0, 0, 1000, 1000, 2000, 2000, 2000,
    ]  # fmt: skip
    for offset in (999, 1000, 1001, 1990, 2000, 2400):
        assert [row["key"] for row in api.get(f"/network?offset={offset}")["results"]] == keys[offset : offset + 20]
