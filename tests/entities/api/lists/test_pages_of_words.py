"""Pages of words are the same by whichever way they are read: along the list, or out of the index (contract 6.2)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from entities.models import Network
from tests.factories import network

pytestmark = pytest.mark.django_db

RARE, COMMON = -(10**9), 10**9
"""How many entities a list is said to have, so that it is read out of the index, or along the list first."""
RANKS = ["'^kelp'", "'^kelp':* & !'^kelp'", "!'^kelp':* & 'kelp':*"]
START = datetime(2020, 1, 1, tzinfo=UTC)


def page(ranks: Sequence[str], total: int, limit: int, offset: int, *, is_live: bool = True) -> list[tuple[Any, int]]:
    """Keys and ranks of a page of networks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, rank FROM entities_page_of_words("
            "'entities_networkwords', 'entities_network', %s, %s, %s, %s, %s)",
            [list(ranks), is_live, total, limit, offset],
        )
        return sorted(cursor.fetchall(), key=lambda row: row[1])


def expected(titles: dict[Any, str]) -> list[tuple[Any, int]]:
    """The live networks with the word, by rank, newest first."""
    found = []
    for row in Network.live().order_by("-created", "key"):
        title = titles[row.pk]
        rank = {"Kelp": 1, "Kelpers": 2, "Reef": 3}.get(title)
        if rank:
            found.append((row.pk, rank))
    return sorted(found, key=lambda row: row[1])


@pytest.fixture
def titles(db: None) -> dict[Any, str]:
    """Networks of all ranks and of none, some at the same moment, some deleted."""
    made = {}
    for number in range(24):
        title = ("Kelp", "Reef", "Kelpers", "Mud")[number % 4]
        description = "kelp" if title == "Reef" else ""
        moment = START + timedelta(days=number // 3)
        row = network(title=title, description=description, deleted=START if number % 11 == 10 else None)
        Network.objects.filter(pk=row.pk).update(created=moment)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE entities_networkwords SET created = %s WHERE entity_id = %s", [moment, row.pk])
        made[row.pk] = title
    return made


@pytest.mark.parametrize("total", [RARE, COMMON])
def test_it_pages_by_rank_and_age(titles: dict[Any, str], total: int) -> None:
    whole = expected(titles)
    assert len(whole) > 12
    for limit in (1, 3, 20, 1000):
        for offset in range(len(whole) + 2):
            assert page(RANKS, total, limit, offset) == whole[offset : offset + limit], (limit, offset)


@pytest.mark.parametrize("total", [RARE, COMMON])
def test_it_pages_through_deleted_ones(titles: dict[Any, str], total: int) -> None:
    gone = set(Network.objects.exclude(deleted=None).values_list("pk", flat=True))
    found = [key for key, _ in page(["'kelp':*"], total, 20, 0, is_live=False)]

    assert set(found) == {key for key in gone if titles[key] != "Mud"}


def test_it_skips_whole_ranks_far_behind(db: None) -> None:
    """Of 2,500 words, a thousand of the first rank, none of the second."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO entities_networkwords (entity_id, lexemes, created, is_live)"
            " SELECT gen_random_uuid(), CASE WHEN number %% 5 < 2 THEN '''^kelp'' ''kelp'''"
            " ELSE '''kelp''' END::tsvector, %s::timestamptz + number * interval '1 hour', true"
            " FROM generate_series(1, 2500) AS number",
            [START],
        )
    whole = [row for offset in (0, 900, 1800) for row in page(RANKS, RARE, 900, offset)]

    assert [rank for _, rank in whole] == [1] * 1000 + [3] * 1500
    assert len({key for key, _ in whole}) == 2500
    for offset in (990, 999, 1000, 1001, 1500, 2490, 2600):
        assert page(RANKS, COMMON, 20, offset) == whole[offset : offset + 20]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM entities_networkwords")
