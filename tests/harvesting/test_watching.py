"""Operators see what waits, what is silent, what is late, and whether clock and workers are alive."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db.models.functions import Now
from django.test import Client

from entities.models import CrawlRequest
from harvesting import scheduling, watching
from harvesting.models import HarvestRun, HarvestSource, LifeSign
from harvesting.vocabulary import RunState, Trigger
from tests import factories
from tests.harvesting.conftest import MakeSource
from tests.servers import WafServer

pytestmark = pytest.mark.django_db


def test_an_idle_portal_has_nothing_to_tell() -> None:
    found = watching.watch()

    assert (found.queued_runs, found.oldest_queued_run, found.silent_runs, found.overdue_sources) == (0, None, 0, 0)
    assert (found.last_tick, found.workers) == (None, None)


def test_it_tells_what_waits_what_is_silent_and_what_is_late(make_source: MakeSource, waf: WafServer) -> None:
    organization = factories.organization()
    first, second, third = (make_source(url=f"{waf.url}{number}/", organization=organization) for number in range(3))
    for source in (first, second):
        scheduling.start(source, Trigger.MANUAL, actor=factories.actor(), send=False)
    HarvestRun.objects.filter(source=first).update(queued=Now() - timedelta(minutes=20))
    HarvestRun.objects.filter(source=second).update(state=RunState.RUNNING, heartbeat=Now() - timedelta(minutes=20))
    HarvestSource.objects.filter(pk=third.pk).update(next_run=Now() - timedelta(hours=1))

    found = watching.watch()

    assert (found.queued_runs, found.running_runs, found.silent_runs, found.overdue_sources) == (1, 1, 1, 1)
    assert found.oldest_queued_run is not None
    assert 1200 <= found.oldest_queued_run < 1300


def test_it_tells_which_crawls_wait_and_which_are_under_way() -> None:
    for minutes, taken in ((5, None), (20, None), (30, Now())):
        CrawlRequest.objects.create(
            dataset=factories.dataset(), requested=Now() - timedelta(minutes=minutes), requested_by="x", taken=taken
        )

    found = watching.watch()

    assert (found.waiting_crawls, found.running_crawls) == (2, 1)
    assert found.oldest_waiting_crawl is not None
    assert 1200 <= found.oldest_waiting_crawl < 1300


def test_the_tick_shows_life_and_a_clock_that_stands_still_hides_the_workers() -> None:
    watching.show_life()
    found = watching.watch()
    assert (found.last_tick is not None, found.workers) == (True, 0)

    LifeSign.objects.update(seen=Now() - timedelta(minutes=5), number=2)
    found = watching.watch()
    assert found.workers is None
    assert found.last_tick is not None
    assert found.last_tick >= 300


def test_readiness_tells_it(client: Client) -> None:
    answer = client.get("/health/ready")

    assert answer.status_code == 200
    shown = answer.json()["harvesting"]
    assert {"queuedRuns", "oldestQueuedRun", "silentRuns", "overdueSources", "lastTick", "workers"} <= set(shown)


def test_metrics_are_for_who_shows_the_token(client: Client, settings: LazySettings) -> None:
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "kelp-forest-of-figures"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 404

    answer: Any = client.get("/metrics", headers={"Authorization": "Bearer kelp-forest-of-figures"})

    assert answer.headers["Content-Type"].startswith("text/plain")
    lines = dict(line.rsplit(" ", 1) for line in answer.content.decode().splitlines())
    assert lines['registry_part_up{part="database"}'] == "1"
    assert lines["registry_harvest_queued_runs"] == "0"
