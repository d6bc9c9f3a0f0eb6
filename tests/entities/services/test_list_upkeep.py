"""What lists rest on is kept short and true."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from entities.services import lifecycle, list_upkeep
from entities.tasks import keep_lists
from tests.factories import actor, copies, network

pytestmark = pytest.mark.django_db(transaction=True)


def rows(statement: str) -> list[Any]:
    """The first column of a statement's rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [row[0] for row in cursor.fetchall()]


def noted() -> int:
    """Noted changes of networks."""
    return int(rows("SELECT count(*) FROM entities_wordschange WHERE words = 'entities_networkwords'::regclass")[0])


def test_it_lets_changes_go_where_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts are made anew once, and followed from there."""
    monkeypatch.setattr(list_upkeep, "_MOST_KEPT", 5)
    entity = network(title="Kelp 0")
    keep_lists()
    former = rows("SELECT entities_state()")[0]
    for number in range(6):
        lifecycle.change(entity, {"title": f"Kelp {number + 1}"}, actor=actor())
    assert rows(f"SELECT entities_changes_since('entities_networkwords', '{former}')") == [6]
    keep_lists()

    assert noted() == 1
    assert rows(f"SELECT entities_changes_since('entities_networkwords', '{former}')") == [None]
    state = rows("SELECT entities_state()")[0]
    lifecycle.change(entity, {"title": "Laver"}, actor=actor())
    assert rows(f"SELECT entities_changes_since('entities_networkwords', '{state}')") == [1]


def test_it_starts_again_after_a_crash() -> None:
    """Unlogged tables are empty then."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE entities_wordschange, entities_listplace")
    keep_lists()
    before = rows("SELECT entities_state()")[0]
    network(title="Kelp")

    assert rows(f"SELECT entities_changes_since('entities_networkwords', '{before}')") == [1]


def test_it_lets_go_what_a_backup_of_another_database_brought() -> None:
    """Transactions there have other numbers: until then what they are said to have changed is left out."""
    network(title="Kelp")
    before = rows("SELECT entities_state()")[0]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO entities_wordschange (words, transaction, entity_id)"
            " VALUES ('entities_networkwords', (pg_current_xact_id()::text::bigint + 1000000)::text::xid8,"
            " gen_random_uuid())"
        )
    assert rows(f"SELECT entities_changes_since('entities_networkwords', '{before}')") == [0]
    keep_lists()

    assert noted() == 1


def test_it_finds_places_anew_only_where_much_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """To find them is to look at all."""
    monkeypatch.setattr(list_upkeep, "STEP", 10)
    monkeypatch.setattr(list_upkeep, "_MANY", 3)
    entity = network(title="Kelp")
    copies(entity, 25)
    keep_lists()
    states = "SELECT DISTINCT state FROM entities_listplace WHERE words = 'entities_networkwords'::regclass"
    ordinals = "SELECT ordinal FROM entities_listplace WHERE words = 'entities_networkwords'::regclass ORDER BY 1"
    first = rows(states)
    assert rows(ordinals) == [10, 20]

    network(title="Kelp")
    keep_lists()
    assert rows(states) == first

    copies(entity, 10)
    keep_lists()
    assert rows(states) != first
    assert rows(ordinals) == [10, 20, 30]


def test_several_workers_may_do_it_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tick that took long is met by the next."""
    monkeypatch.setattr(list_upkeep, "STEP", 10)
    monkeypatch.setattr(list_upkeep, "_MANY", 0)
    copies(network(title="Kelp"), 50)

    def work() -> None:
        try:
            for _ in range(5):
                keep_lists()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(work) for _ in range(4)]:
            done.result()
    found = "SELECT count(*) FROM entities_listplace WHERE words = 'entities_networkwords'::regclass"
    assert rows(found) == [5]
