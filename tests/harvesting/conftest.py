"""A loopback folder, a source that harvests it, and one whole run of it in this process."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import redis
from django.conf import LazySettings
from django.db.models import F

from harvesting import pipeline, queueing, scheduling, sources
from harvesting.models import HarvestedDocument, HarvestRun, HarvestSource
from harvesting.vocabulary import Trigger
from tests import factories
from tests.harvesting import rig
from tests.servers import WafServer

MakeSource = Callable[..., HarvestSource]


@pytest.fixture
def waf(settings: LazySettings) -> Iterator[WafServer]:
    """A folder that the harvester may reach."""
    with WafServer() as server:
        settings.HARVEST_ALLOWED_PRIVATE = [server.allowed]
        yield server


@pytest.fixture
def make_source(waf: WafServer) -> MakeSource:
    """Makes sources; without `url` one of the whole folder, published, of an organization of its own."""

    def make(**values: Any) -> HarvestSource:
        values.setdefault("organization", None)
        values["organization"] = values["organization"] or factories.organization()
        return sources.create(
            {"name": "Tide gauges", "url": waf.url, "publish": True} | values, actor=factories.actor()
        )

    return make


@pytest.fixture
def source(make_source: MakeSource) -> HarvestSource:
    """A published source of the folder."""
    return make_source()


@pytest.fixture
def start_worker(waf: WafServer, settings: LazySettings, tmp_path: Path) -> Iterator[rig.StartWorker]:
    """Starts Celery workers on the test's database, with an empty queue; kills them in the end."""
    started: list[rig.Worker] = []
    redis.Redis.from_url(settings.REDIS_URL).delete(queueing.QUEUE)

    def start(processes: int = 1, **environment: str) -> rig.Worker:
        log = tmp_path / f"worker-{len(started)}.log"
        started.append(rig.start_worker(waf.allowed, log, processes, **environment))
        return started[-1]

    yield start
    for worker in started:
        rig.kill(worker)


def harvest(source: HarvestSource) -> HarvestRun:
    """One run from queue to end."""
    run, is_new = scheduling.start(source, Trigger.COMMAND, actor=factories.actor(), send=False)
    assert is_new
    pipeline.execute(run.pk)
    run.refresh_from_db()
    return run


def start(source: HarvestSource) -> HarvestRun:
    """A run that is queued, and that no worker hears of."""
    return scheduling.start(source, Trigger.MANUAL, actor=factories.actor(), send=False)[0]


def listed(source: HarvestSource) -> HarvestRun:
    """A run whose batches wait for a lane."""
    run = start(source)
    pipeline.discover(run.pk, send=False)
    run.refresh_from_db()
    return run


def age(model: type, **rows: object) -> None:
    """Let the rows' last sign of life be older than the lease."""
    model._default_manager.filter(**rows).update(heartbeat=F("heartbeat") - timedelta(hours=1))  # type: ignore[attr-defined]


def counts(run: HarvestRun) -> tuple[int, int, int, int]:
    """Created, updated, unchanged, bad."""
    return run.created, run.updated, run.unchanged, run.bad


def record(source: HarvestSource, name: str) -> HarvestedDocument:
    """The live record of a file of the folder."""
    return source.documents.get(url=source.url + name, removed=None)
