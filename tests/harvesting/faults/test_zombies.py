"""Processes that sleep while their work is given away, and wake up (RELIABILITY 2, row 13): they write nothing.

Each is put to sleep at a point that is known: while the source holds an answer back, or while the test holds a lock
that the process waits for. In its lease nobody hears of it, others do its work, then it goes on.
"""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from harvesting import claims, pipeline, reaping, scheduling
from harvesting.models import HarvestLane, HarvestRun, HarvestSource
from harvesting.vocabulary import RunState, Trigger
from tests import factories
from tests.behaviours import status
from tests.harvesting import rig
from tests.harvesting.conftest import MakeSource, counts
from tests.harvesting.documents import folder
from tests.servers import Behaviour, Request, WafServer, serve

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = 20
_TABLES = (
    "entities_dataset", "entities_datasetcontact", "entities_metadatadocument", "entities_fieldprovenance",
    "entities_organization", "harvesting_harvesteddocument", "harvesting_documentoutcome", "harvesting_harvestrun",
    "harvesting_harvestsource", "harvesting_harvestbatch", "harvesting_harvestlane", "harvesting_delivereddocument",
)  # fmt: skip


@pytest.fixture
def source(watched: WafServer, make_source: MakeSource) -> HarvestSource:
    """A source of the worker's folder, with twenty documents in two batches."""
    watched.files |= folder(COUNT)
    return make_source(url=watched.url, connections=2)


@pytest.fixture
def held() -> Iterator[threading.Event]:
    """What the source waits for before it answers."""
    event = threading.Event()
    yield event
    event.set()


def _held_back(event: threading.Event, answer: Behaviour = serve) -> Behaviour:
    def behave(request: Request) -> None:
        event.wait(rig.PATIENCE)
        answer(request)

    return behave


@contextmanager
def _asleep(worker: rig.Worker) -> Iterator[None]:
    """All processes of the worker stand still, as under a debugger or on a frozen virtual machine."""
    os.killpg(worker.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(worker.pid, signal.SIGCONT)


def _given_back(run: HarvestRun) -> None:
    """The lease runs out, the reaper takes back what the process had."""

    def is_given_back() -> bool:
        reaping.reap()
        run.refresh_from_db()
        return run.interruptions == 1

    rig.until(is_given_back)


def _done_by_others(run: HarvestRun) -> None:
    """This process does what another had."""
    _given_back(run)
    while not rig.has_ended(run):
        pipeline.work(run.pk, send=False)
        pipeline.finish(run.pk, send=False)
    assert (run.state, counts(run)) == (RunState.OK, (COUNT, 0, 0, 0))


def _everything() -> dict[str, list[str]]:
    """Every row that a run writes, with the transaction that wrote it."""
    with connection.cursor() as cursor:
        found = {}
        for table in _TABLES:
            cursor.execute(f"SELECT xmin::text || row::text FROM {table} AS row ORDER BY 1")  # noqa: S608
            found[table] = [text for (text,) in cursor.fetchall()]
        return found


def _has_noticed(log: Path, run: HarvestRun) -> bool:
    """Whether a process of the worker said that the run, or its part of it, is not its own any more."""
    lines = [line for line in log.read_text().splitlines() if str(run.pk) in line]
    return any("given away" in line or "no longer ours" in line for line in lines)


def test_row_13_a_lane_that_wakes_up_writes_nothing(
    watched: WafServer, source: HarvestSource, worker: rig.Worker, worker_log: Path, held: threading.Event
) -> None:
    watched.script("/gauge-005.xml", _held_back(held), serve)
    run = rig.begin(source)
    rig.until(lambda: watched.requests["/gauge-005.xml"] == 1)
    with _asleep(worker):
        held.set()
        _done_by_others(run)
        before = _everything()

    rig.until(lambda: _has_noticed(worker_log, run))
    assert _everything() == before


@pytest.mark.parametrize("listing", [serve, status(404)], ids=["listed", "failed"])
def test_row_13_a_listing_that_wakes_up_writes_nothing(
    watched: WafServer,
    source: HarvestSource,
    worker: rig.Worker,
    worker_log: Path,
    held: threading.Event,
    listing: Behaviour,
) -> None:
    watched.script("/", _held_back(held, listing), serve)
    run = rig.begin(source)
    rig.until(lambda: watched.requests["/"] == 1)
    with _asleep(worker):
        held.set()
        _given_back(run)
        assert claims.claim_run(run.pk) is not None  # another process lists now, and has not ended
        before = _everything()

    rig.until(lambda: _has_noticed(worker_log, run))
    assert _everything() == before


def test_row_13_one_that_sleeps_while_it_writes_keeps_nobody_waiting(
    watched: WafServer, source: HarvestSource, worker: rig.Worker, worker_log: Path, held: threading.Event
) -> None:
    """The database ends a transaction that stands still; whoever waits for its locks goes on."""
    watched.script("/", _held_back(held), serve)
    run = rig.begin(source)
    with ExitStack() as sleep:
        with transaction.atomic():
            _take_writers_lock(source)
            held.set()
            rig.until(_somebody_waits_for_a_lock)
            sleep.enter_context(_asleep(worker))
        _done_by_others(run)
        before = _everything()

    rig.until(lambda: str(run.pk) in worker_log.read_text())
    rig.until(lambda: not HarvestLane.objects.exists())
    assert _everything() == before


def test_row_13_a_lane_that_was_given_away_does_not_fail_the_run(waf: WafServer, make_source: MakeSource) -> None:
    waf.files |= folder(COUNT)
    run, _ = scheduling.start(make_source(), Trigger.COMMAND, actor=factories.actor(), send=False)
    pipeline.discover(run.pk, send=False)

    def reap_and_fail(request: Request) -> None:
        HarvestLane.objects.all().delete()
        connections.close_all()
        status(404)(request)

    for name in waf.files:
        waf.script(f"/{name}", reap_and_fail)
    pipeline.work(run.pk, send=False)

    run.refresh_from_db()
    assert (run.state, run.interruptions) == (RunState.RUNNING, 0)


def _take_writers_lock(source: HarvestSource) -> None:
    """What every writer of the source asks for first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 5))", [source.pk])


def _somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return bool(cursor.fetchone()[0])
