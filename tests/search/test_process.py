"""Search as processes: the indexer builds, follows, and loses nothing when it is killed (RELIABILITY I7, I8); whoever
searches meanwhile sees whole answers."""

import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from entities.models import Dataset
from entities.services import lifecycle
from search import building, checking, index
from search.index import reader
from tests import factories
from tests.search.processes import Clients, Processes, until

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = 12
CLIENTS = 8
SHOWN = 60
ACTOR = factories.actor()


@pytest.fixture
def processes(transactional_db: None, search_folder: Path) -> Iterator[Processes]:
    """Starts processes; none outlives the test."""
    found = Processes(search_folder)
    yield found
    found.end()


def _count(client: Client, q: str) -> int:
    answer = client.get(f"/v1/dataset/search?limit=0&q={q}")
    return int(answer.json()["count"]) if answer.status_code == 200 else -1


def _siblings(count: int, **values: Any) -> list[Dataset]:
    """Datasets of one publisher on one installation."""
    first = factories.dataset(title="Kelp 0", **values)
    shared = {"publishing_organization": first.publishing_organization, "installation": first.installation}
    return [first, *(factories.dataset(title="Kelp 0", **shared, **values) for _ in range(1, count))]


def test_it_loses_nothing_when_it_is_killed_at_any_moment(client: Client, processes: Processes) -> None:
    """Killed while it builds, follows, commits or rests; changes before, while and after are all there in the end."""
    dice, nursery = random.Random(5), processes.nursery()
    datasets = _siblings(60)
    publisher = datasets[0].publishing_organization
    for number in range(KILLS):
        nursery.bear()
        lifecycle.change(publisher, {"title": f"Publisher{number}x"}, actor=ACTOR)
        time.sleep(dice.random() * 0.3)
        lifecycle.change(dice.choice(datasets), {"description": f"change{number}y"}, actor=ACTOR)
        time.sleep(dice.random() * 0.1)
        nursery.kill()
        if number % 3 == 2:
            (index.folder() / "current").unlink(missing_ok=True)
    nursery.bear()
    until(lambda: _count(client, f"publisher{KILLS - 1}x") == len(datasets))
    until(lambda: _count(client, f"change{KILLS - 1}y") == 1)
    assert list(checking.differences()) == []
    nursery.kill()


def test_it_ends_when_asked_and_refuses_a_second_one(client: Client, processes: Processes) -> None:
    factories.dataset(title="Alder")
    process = processes.manage("run_indexer")
    until(lambda: _count(client, "alder") == 1)
    with pytest.raises(CommandError, match="Another indexer"):
        call_command("run_indexer")
    process.terminate()
    assert process.wait(60) == 0


def test_it_builds_anew_when_its_folder_is_taken_away(client: Client, processes: Processes) -> None:
    """A missing index is answered with 503, and comes back by itself."""
    factories.dataset(title="Alder")
    processes.nursery().bear()
    until(lambda: _count(client, "alder") == 1)
    name = index.current()
    (index.folder() / "current").unlink()
    reader.forget()
    until(lambda: _count(client, "alder") == 1)
    assert index.current() != name


def _assert_whole(answer: dict[str, Any]) -> None:
    """Results, count and facets are of one moment, and title and description of each dataset too."""
    results = answer["results"]
    assert len({result["key"] for result in results}) == len(results) == min(answer["limit"], answer["count"])
    assert sum(row["count"] for row in answer["facets"][0]["counts"]) == answer["count"] == SHOWN
    for result in results:
        assert result["title"].split()[1] == result["description"].split()[1]


def test_it_answers_whole_pages_while_datasets_change_and_an_index_is_rebuilt(processes: Processes) -> None:
    """RELIABILITY: eight clients search while everything changes; no error, no torn page."""
    datasets = _siblings(SHOWN, type="OCCURRENCE", description="Number 0")
    building.rebuild()
    port = processes.web()
    processes.nursery().bear()
    first, stopped = index.current(), threading.Event()
    changer = threading.Thread(target=_keep_changing, args=(datasets, stopped))
    changer.start()
    try:
        with Clients(port, CLIENTS, _assert_whole) as clients:
            for number in range(1, 4):
                building.rebuild()
                until(lambda wanted=34 * number: clients.answers >= wanted or clients.faults)  # type: ignore[misc]
    finally:
        stopped.set()
        changer.join()
    assert index.current() != first
    assert clients.faults == []
    assert clients.answers > 100


def _keep_changing(datasets: list[Dataset], stopped: threading.Event) -> None:
    """Twenty changes a second: more than a thousand a minute."""
    dice, number = random.Random(1), 1000
    while not stopped.wait(0.05):
        number += 1
        dataset = Dataset.objects.get(pk=dice.choice(datasets).pk)
        lifecycle.change(dataset, {"title": f"Kelp {number}", "description": f"Number {number}"}, actor=ACTOR)
    connection.close()
