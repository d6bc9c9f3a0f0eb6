"""Runs by real worker processes over a real broker, also when they are killed in the middle (RELIABILITY 2)."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
import redis
from django.conf import LazySettings
from django.db import connection
from django.test import Client

from entities.models import Dataset
from harvesting import queueing, reaping, scheduling
from harvesting.models import HarvestRun, HarvestSource
from harvesting.vocabulary import RunState, Trigger
from tests import factories
from tests.behaviours import served
from tests.harvesting.conftest import MakeSource, counts
from tests.harvesting.documents import folder
from tests.servers import WafServer

pytestmark = pytest.mark.django_db(transaction=True)

PROJECT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 90.0
StartWorker = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def start_worker(waf: WafServer, settings: LazySettings, tmp_path: Path) -> Iterator[StartWorker]:
    """Starts Celery workers with one process each, on the test's database."""
    started: list[subprocess.Popen[bytes]] = []
    redis.Redis.from_url(settings.REDIS_URL).delete(queueing.QUEUE)
    environment = os.environ | {
        "DATABASE_URL": _test_database(),
        "HARVEST_ALLOWED_PRIVATE": waf.allowed,
        "DJANGO_SETTINGS_MODULE": "tests.harvesting.worker_settings",
    }
    command = (sys.executable, "-m", "celery", "--app", "registry_site.celery", "worker", "--queues", queueing.QUEUE,
               "--concurrency", "1", "--without-gossip", "--without-mingle", "--loglevel", "WARNING")  # fmt: skip

    def start() -> "subprocess.Popen[bytes]":
        number = len(started)
        with (tmp_path / f"worker-{number}.log").open("wb") as log:
            worker = subprocess.Popen(
                [*command, "--hostname", f"test{number}@localhost"], cwd=PROJECT, env=environment, stdout=log,
                stderr=log, start_new_session=True,
            )  # fmt: skip
        started.append(worker)
        return worker

    yield start
    for worker in started:
        _kill(worker)


def _test_database() -> str:
    """The address of the database that the tests use."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))


def _kill(worker: "subprocess.Popen[bytes]") -> None:
    """As a power loss: parent and children at once."""
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def _start(source: HarvestSource) -> HarvestRun:
    return scheduling.start(source, Trigger.MANUAL, actor=factories.actor())[0]


def _until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def _ended(run: HarvestRun) -> bool:
    run.refresh_from_db()
    return not run.is_active


def test_a_worker_harvests_what_was_queued(
    client: Client, waf: WafServer, make_source: MakeSource, start_worker: StartWorker
) -> None:
    waf.files |= folder(35)
    source = make_source()
    run = _start(source)
    assert client.get(f"/api/v1/Harvests/{source.pk}").json()["data"]["last_harvest_dt"] == "pending"

    start_worker()
    _until(lambda: _ended(run))

    shown = client.get(f"/api/v1/Harvests/{source.pk}").json()["data"]
    assert (run.state, counts(run), Dataset.live().count()) == (RunState.OK, (35, 0, 0, 0), 35)
    assert (shown["last_harvest_status"], shown["last_record_count"]) == ("ok", 35)


def test_a_killed_worker_costs_neither_the_run_nor_a_document(
    waf: WafServer, make_source: MakeSource, start_worker: StartWorker, settings: LazySettings
) -> None:
    settings.HARVEST_LEASE = 4
    waf.files |= folder(60)
    for name in waf.files:
        waf.script(f"/{name}", served(delay=0.1))
    source = make_source(connections=2)
    run, victim = _start(source), start_worker()
    _until(lambda: Dataset.objects.count() >= 10)
    _kill(victim)
    run.refresh_from_db()
    assert run.state == RunState.RUNNING

    start_worker()
    _until(lambda: (reaping.reap(), _ended(run))[1])

    assert (run.state, run.found, sum(counts(run)), run.bad) == (RunState.OK, 60, 60, 0)
    assert Dataset.objects.count() == source.documents.count() == 60
    assert run.interruptions == 1


def test_two_workers_share_a_run_and_its_connections(
    waf: WafServer, make_source: MakeSource, start_worker: StartWorker
) -> None:
    waf.files |= folder(80)
    for name in waf.files:
        waf.script(f"/{name}", served(delay=0.05))
    source = make_source(connections=4)
    start_worker()
    start_worker()

    run = _start(source)
    _until(lambda: _ended(run))

    assert (run.state, counts(run), Dataset.objects.count()) == (RunState.OK, (80, 0, 0, 0), 80)
    assert waf.most_at_once <= 4
    assert set(waf.bodies.values()) == {1}


def test_a_lost_message_is_sent_again(
    waf: WafServer, make_source: MakeSource, start_worker: StartWorker, settings: LazySettings
) -> None:
    waf.files |= folder(3)
    run = _start(make_source())
    redis.Redis.from_url(settings.REDIS_URL).delete(queueing.QUEUE)
    HarvestRun.objects.update(sent=None)

    start_worker()
    reaping.reap()
    _until(lambda: _ended(run))

    assert (run.state, counts(run)) == (RunState.OK, (3, 0, 0, 0))
