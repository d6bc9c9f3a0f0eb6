"""Processes that die, tasks that come twice, memory (RELIABILITY 2, rows 2, 7, 10 to 12): nothing lost or stuck."""

import os
import random
import signal
import time
from collections.abc import Callable

import pytest

from entities.models import Dataset
from harvesting import queueing, reaping, scheduling
from harvesting.models import DocumentOutcome, HarvestBatch, HarvestLane, HarvestRun, HarvestSource
from harvesting.vocabulary import RunState
from tests import factories
from tests.behaviours import answer, endless, served
from tests.harvesting import rig
from tests.harvesting.conftest import MakeSource, counts
from tests.harvesting.documents import folder
from tests.servers import WafServer

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = 20


@pytest.fixture
def source(watched: WafServer, make_source: MakeSource) -> HarvestSource:
    """A source of the worker's folder."""
    return make_source(url=watched.url, connections=4)


@pytest.fixture
def slow(watched: WafServer) -> Callable[[int, float], None]:
    """Fills the folder with so many documents, each of which takes so long."""

    def fill(count: int, delay: float) -> None:
        watched.files |= folder(count)
        for name in watched.files:
            watched.script(f"/{name}", served(delay=delay))

    return fill


def _reaped(run: HarvestRun) -> bool:
    reaping.reap()
    return rig.has_ended(run)


def _is_whole(run: HarvestRun, source: HarvestSource, count: int) -> None:
    """The run's result is what it had been without any fault."""
    assert (run.state, run.found, run.bad) == (RunState.OK, count, 0)
    assert sum(counts(run)) == run.good_count + run.bad_count == count
    live = source.documents.filter(removed=None)
    assert live.count() == live.values("dataset").distinct().count() == Dataset.live().count() == count
    assert not HarvestBatch.objects.exists()
    assert not HarvestLane.objects.exists()


def test_rows_10_and_11_a_process_killed_at_any_point_costs_nothing(
    source: HarvestSource, slow: Callable[[int, float], None], worker: rig.Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaping, "MOST_INTERRUPTIONS", 1000)
    dice, count, kills = random.Random(20), 60, 0
    slow(count, 0.02)
    run = rig.begin(source)
    rig.until(lambda: HarvestLane.objects.filter(run=run).exists())
    while kills < KILLS:
        assert worker.poll() is None
        time.sleep(dice.uniform(0.0, 0.5))
        victims = rig.children(worker)
        if victims:
            os.kill(dice.choice(victims), signal.SIGKILL)
            kills += 1
        if _reaped(run):
            _is_whole(run, source, count)
            run = rig.begin(source)

    rig.until(lambda: _reaped(run))

    _is_whole(run, source, count)
    created = DocumentOutcome.objects.filter(outcome="CREATED").values_list("url", flat=True)
    assert len(created) == len(set(created)) == count


def test_row_10_a_document_that_always_kills_ends_its_run_and_rests_its_source(
    source: HarvestSource, slow: Callable[[int, float], None], worker: rig.Worker
) -> None:
    slow(20, 0.3)
    run = rig.begin(source)
    begun = time.monotonic()
    while not _reaped(run):
        assert time.monotonic() - begun < rig.PATIENCE
        if HarvestLane.objects.filter(run=run).exists():
            for pid in rig.children(worker):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.3)

    source.refresh_from_db()
    assert (run.state, run.interruptions) == (RunState.FAILED, 3)
    assert "Interrupted 3 times" in run.failure_message
    assert source.next_run is not None
    assert (source.next_run - run.finished).total_seconds() > 23 * 3600
    assert source.pk not in scheduling.due().values_list("pk", flat=True)


def test_row_12_a_task_that_is_delivered_again_and_again_runs_once(
    watched: WafServer, source: HarvestSource, slow: Callable[[int, float], None]
) -> None:
    slow(30, 0.05)
    run = rig.begin(source)
    for _ in range(5):
        queueing.send(queueing.DISCOVER, run.pk)
    rig.until(lambda: HarvestLane.objects.filter(run=run).exists() or rig.has_ended(run))
    for task in (queueing.DISCOVER, queueing.WORK, queueing.FINISH) * 3:
        queueing.send(task, run.pk)

    rig.until(lambda: rig.has_ended(run))

    _is_whole(run, source, 30)
    assert (watched.requests["/"], set(watched.bodies.values())) == (1, {1})


@pytest.mark.parametrize("page", ["200,000 links", "without end"])
def test_row_7_a_hostile_listing_costs_its_process_little_memory(
    watched: WafServer, source: HarvestSource, worker: rig.Worker, page: str
) -> None:
    watched.files |= folder(3)
    good = rig.begin(source)
    rig.until(lambda: rig.has_ended(good))
    links = "".join(f'<a href="x{number}.xml">x</a>' for number in range(200_000))
    watched.script("/", answer(links) if page == "200,000 links" else endless())
    processes = rig.children(worker)
    before = [rig.memory_from_now_on(process) for process in processes]

    run = rig.begin(source)
    rig.until(lambda: rig.has_ended(run))

    most = [rig.most_memory(process) for process in processes]
    assert (run.state, source.documents.filter(removed=None).count()) == (RunState.FAILED, 3)
    assert max(after - used for after, used in zip(most, before, strict=True)) < 50 * 1024


def test_row_2_a_silent_source_holds_up_no_other(
    watched: WafServer, source: HarvestSource, make_source: MakeSource
) -> None:
    watched.files |= {f"good/{name}": content for name, content in folder(5).items()}
    watched.script("/", served(delay=rig.PATIENCE))
    silent, good = rig.begin(source), rig.begin(make_source(url=f"{watched.url}good/"))

    rig.until(lambda: rig.has_ended(good))

    assert (good.state, good.created, rig.has_ended(silent)) == (RunState.OK, 5, False)
    scheduling.cancel(silent, actor=factories.actor())


def test_a_cancelled_run_stops_within_seconds(
    watched: WafServer, source: HarvestSource, slow: Callable[[int, float], None]
) -> None:
    slow(200, 0.1)
    run = rig.begin(source)
    rig.until(lambda: source.documents.exists())

    scheduling.cancel(run, actor=factories.actor())

    time.sleep(2)
    asked = sum(watched.requests.values())
    time.sleep(1)
    assert sum(watched.requests.values()) == asked < 201
    assert run.state == RunState.CANCELLED
