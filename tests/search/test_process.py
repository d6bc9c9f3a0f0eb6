"""The indexer as a process: it builds, follows, and loses nothing when it is killed (RELIABILITY I7, I8)."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from entities.services import lifecycle
from search import checking, index
from search.index import reader
from tests import factories

PATIENCE = 90.0


@pytest.fixture
def environment(search_folder: Path) -> dict[str, str]:
    """What leads the process to this test's database and folder."""
    parameters: dict[str, Any] = connection.get_connection_params()
    address = f"postgres://{parameters['user']}:{parameters.get('password', '')}@/{parameters['dbname']}"
    host = f"?host={parameters.get('host', '')}&port={parameters.get('port', 5432)}"
    return os.environ | {"DATABASE_URL": address + host, "SEARCH_DIR": str(search_folder)}


@pytest.fixture
def start(environment: dict[str, str], project: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts an indexer; whatever runs in the end is stopped."""
    running: list[subprocess.Popen[bytes]] = []

    def begin() -> subprocess.Popen[bytes]:
        command = [sys.executable, str(project / "manage.py"), "run_indexer"]
        running.append(subprocess.Popen(command, cwd=project, env=environment))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait(30)


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def _count(client: Client, q: str) -> int:
    answer = client.get("/v1/dataset/search", {"q": q, "limit": 0})
    return int(answer.json()["count"]) if answer.status_code == 200 else -1


@pytest.mark.django_db(transaction=True)
def test_it_loses_nothing_when_it_is_killed(client: Client, start: Callable[[], subprocess.Popen[bytes]]) -> None:
    """Changes before, while and after the process dies are all there in the end."""
    first = factories.dataset(title="Alder first")
    process = start()
    _until(lambda: _count(client, "alder") == 1)
    for number in range(3):
        factories.dataset(
            title=f"Alder {number}",
            publishing_organization=first.publishing_organization,
            installation=first.installation,
        )
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        lifecycle.change(first.publishing_organization, {"title": f"Publisher{number}x"}, actor=factories.actor())
        process = start()
    _until(lambda: _count(client, "publisher2x") == 4)
    assert list(checking.differences()) == []
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


@pytest.mark.django_db(transaction=True)
def test_it_builds_anew_when_its_folder_is_taken_away(
    client: Client, start: Callable[[], subprocess.Popen[bytes]], search_folder: Path
) -> None:
    """A second indexer of the host refuses; a missing index is answered with 503 and comes back by itself."""
    factories.dataset(title="Alder")
    start()
    _until(lambda: _count(client, "alder") == 1)
    assert start().wait(60) == 1
    name = index.current()
    (search_folder / "current").unlink()
    reader.forget()
    _until(lambda: _count(client, "alder") == 1)
    assert index.current() != name
