"""Brokers that go and come back with nothing (RELIABILITY 2, row 16): the database is the queue, nothing is lost."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from celery import Celery
from django.conf import LazySettings
from django.test import Client

from entities.services import tokens
from harvesting import queueing, reaping
from harvesting.models import HarvestRun, HarvestSource
from harvesting.vocabulary import RunState
from registry_site import environment
from registry_site.running.embedded_valkey import EmbeddedValkey
from registry_site.running.processes import Process
from registry_site.running.state import StateFolder
from registry_site.running.throwaway import FAST_BROKER
from tests import factories
from tests.harvesting import rig
from tests.harvesting.conftest import counts
from tests.harvesting.documents import folder
from tests.servers import WafServer

pytestmark = pytest.mark.django_db(transaction=True)


class Broker:
    """A broker of this test's own, which may be stopped and started; it keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self._server = EmbeddedValkey(StateFolder.open(folder), FAST_BROKER)
        self._process = Process(self._server.command(), folder / "valkey.log")
        self.url = self._server.url

    def start(self) -> None:
        """Until it answers."""
        self._server.prepare()
        self._server.start(self._process, dict(os.environ))

    def stop(self) -> None:
        """Until it is gone."""
        self._process.stop()

    @property
    def client(self) -> redis.Redis:
        """To do with it what an operator should not."""
        return redis.Redis.from_url(self.url)


@pytest.fixture
def broker(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Broker]:
    """The broker of this process, and of the workers that the test starts."""
    own = Broker(tmp_path)
    application = Celery("own", broker=environment.celery_broker(own.url), set_as_current=False)
    application.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    monkeypatch.setattr(queueing, "current_app", application)
    settings.REDIS_URL = own.url
    own.start()
    yield own
    application.close()
    own.stop()


@pytest.fixture
def worker(waf: WafServer, broker: Broker, tmp_path: Path) -> Iterator[rig.Worker]:
    """A worker at that broker, ready."""
    log = tmp_path / "worker.log"
    started = rig.start_worker(waf.allowed, log, REDIS_URL=broker.url)
    rig.until(lambda: b" ready." in log.read_bytes())
    yield started
    rig.kill(started)


def _heals(run: HarvestRun, monkeypatch: pytest.MonkeyPatch, created: int) -> None:
    """The reaper sends the message again, and the worker is there to hear it."""
    with monkeypatch.context() as patch:
        patch.setattr(reaping, "RESEND_AFTER", reaping.RESEND_AFTER / 45)
        rig.until(lambda: (reaping.reap(), rig.has_ended(run))[1])
    assert (run.state, sum(counts(run)), run.created) == (RunState.OK, 20, created)


def test_row_16_a_broker_that_is_gone_comes_back_empty_or_is_full_loses_no_run(
    waf: WafServer, source: HarvestSource, broker: Broker, worker: rig.Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    waf.files |= folder(20)
    user = factories.editor_user(source.organization)
    known = {"X-Auth-Token": tokens.issue(user), "X-User-Id": str(user.pk)}
    browser = Client()

    broker.stop()
    answer = browser.post(f"/api/v2/harvests/{source.pk}/harvest", headers=known)
    shown = browser.get(f"/api/v1/Harvests/{source.pk}").json()["data"]
    assert (answer.json(), shown["last_harvest_dt"]) == ({"status": "harvesting"}, "pending")
    assert browser.get("/v1/organization").status_code == 200
    assert browser.get("/health/ready").json() == {"status": "unavailable", "missing": ["broker"]}
    broker.start()
    _heals(source.runs.get(), monkeypatch, created=20)

    os.kill(worker.pid, signal.SIGSTOP)  # or it would take the message before it is gone
    run = rig.begin(source)
    broker.client.flushall()
    os.kill(worker.pid, signal.SIGCONT)
    _heals(run, monkeypatch, created=0)

    broker.client.config_set("maxmemory", "1mb")
    run = rig.begin(source)
    assert (run.state, queueing.send(queueing.DISCOVER, run.pk)) == (RunState.QUEUED, False)
    broker.client.config_set("maxmemory", "0")
    _heals(run, monkeypatch, created=0)
