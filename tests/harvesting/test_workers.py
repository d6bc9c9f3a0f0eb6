"""Runs by real worker processes over a real broker, also when they are killed in the middle (RELIABILITY 2)."""

import pytest
import redis
from django.conf import LazySettings
from django.test import Client

from entities.models import Dataset
from harvesting import queueing, reaping
from harvesting.models import HarvestRun
from harvesting.vocabulary import RunState
from tests.behaviours import served
from tests.harvesting.conftest import MakeSource, counts
from tests.harvesting.documents import folder
from tests.harvesting.rig import StartWorker, begin, has_ended, kill, until
from tests.servers import WafServer

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_worker_harvests_what_was_queued(
    client: Client, waf: WafServer, make_source: MakeSource, start_worker: StartWorker
) -> None:
    waf.files |= folder(35)
    source = make_source()
    run = begin(source)
    assert client.get(f"/api/v1/Harvests/{source.pk}").json()["data"]["last_harvest_dt"] == "pending"

    start_worker()
    until(lambda: has_ended(run))

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
    run, victim = begin(source), start_worker()
    until(lambda: Dataset.objects.count() >= 10)
    kill(victim)
    run.refresh_from_db()
    assert run.state == RunState.RUNNING

    start_worker()
    until(lambda: (reaping.reap(), has_ended(run))[1])

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

    run = begin(source)
    until(lambda: has_ended(run))

    assert (run.state, counts(run), Dataset.objects.count()) == (RunState.OK, (80, 0, 0, 0), 80)
    assert waf.most_at_once <= 4
    assert set(waf.bodies.values()) == {1}


def test_a_lost_message_is_sent_again(
    waf: WafServer, make_source: MakeSource, start_worker: StartWorker, settings: LazySettings
) -> None:
    waf.files |= folder(3)
    run = begin(make_source())
    redis.Redis.from_url(settings.REDIS_URL).delete(queueing.QUEUE)
    HarvestRun.objects.update(sent=None)

    start_worker()
    reaping.reap()
    until(lambda: has_ended(run))

    assert (run.state, counts(run)) == (RunState.OK, (3, 0, 0, 0))
