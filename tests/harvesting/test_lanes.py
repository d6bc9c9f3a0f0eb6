"""Processes that share a run: batches, writes and connections of their lanes, and what becomes of those that die."""

from datetime import timedelta

import psycopg
import pytest
from django.conf import LazySettings
from django.db.models.functions import Now

from entities.models import Dataset
from harvesting import claims, pipeline, reaping, records, storing
from harvesting.claims import ClaimLost
from harvesting.models import HarvestBatch, HarvestLane, HarvestSource
from harvesting.protocols import Reference
from harvesting.reading import Failed, Harvest
from harvesting.vocabulary import BatchState, RunState
from tests.harvesting import rig
from tests.harvesting.conftest import age, listed
from tests.harvesting.documents import folder
from tests.servers import WafServer

pytestmark = pytest.mark.django_db


def test_a_zombie_with_a_batch_writes_nothing(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(3)
    run = listed(source)
    lane = claims.open_lane(run, "127.0.0.1")
    batch = claims.claim_batch(lane)
    assert batch is not None
    age(HarvestLane)
    reaping.reap()

    with pytest.raises(ClaimLost):
        storing.store(run, lane, batch, Harvest(failed=[Failed(Reference(waf.url), None, "late")]), [])
    with pytest.raises(ClaimLost):
        claims.beat_lane(lane)
    assert not records.by_url(run, [waf.url])


def test_a_write_waits_for_that_of_another_lane_only_if_it_is_to(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(3)
    run = listed(source)
    lane = claims.open_lane(run, "127.0.0.1")
    batch = claims.claim_batch(lane)
    assert batch is not None
    failed = Harvest(failed=[Failed(Reference(waf.url), None, "gone")])

    with psycopg.connect(rig.environment_of("")["DATABASE_URL"]) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 5))", [source.pk])
        assert storing.store(run, lane, batch, failed, [], wait=False) is None
        assert not records.by_url(run, [waf.url])

    counts = storing.store(run, lane, batch, failed, [], wait=False)
    assert counts is not None
    assert counts["bad"] == 1


def test_batches_of_a_dead_process_are_done_by_another(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(3)
    run = listed(source)
    claims.claim_batch(claims.open_lane(run, "127.0.0.1"))
    pipeline.work(run.pk, send=False)
    assert HarvestBatch.objects.get().state == BatchState.CLAIMED

    age(HarvestLane)
    reaping.reap()
    pipeline.work(run.pk, send=False)
    pipeline.finish(run.pk)

    run.refresh_from_db()
    assert (run.state, run.created, run.interruptions, Dataset.objects.count()) == (RunState.OK, 3, 1, 3)


def test_a_worker_that_dies_with_several_lanes_died_once(
    waf: WafServer, source: HarvestSource, settings: LazySettings
) -> None:
    settings.HARVEST_BATCH_SIZE = 1
    waf.files |= folder(4)
    run = listed(source)
    for _ in range(4):
        assert claims.claim_batch(claims.open_lane(run, "127.0.0.1"))
    age(HarvestLane)

    reaping.reap()

    run.refresh_from_db()
    assert (run.interruptions, run.state) == (1, RunState.RUNNING)
    assert HarvestBatch.objects.filter(state=BatchState.OPEN).count() == 4


def test_a_silent_lane_keeps_no_connections_from_the_others(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(1)
    run = listed(source)
    silent, other = claims.open_lane(run, "data.example.org"), claims.open_lane(run, "data.example.org")
    claims.share_connections(silent, 6, in_use=6)
    assert claims.share_connections(other, 6, in_use=0) == 0

    HarvestLane.objects.filter(pk=silent.pk).update(heartbeat=Now() - timedelta(seconds=20))

    assert claims.share_connections(other, 6, in_use=0) == 6


def test_lanes_share_the_connections_to_a_host(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(1)
    run = listed(source)
    first = claims.open_lane(run, "data.example.org")
    alone = claims.share_connections(first, 6, in_use=0)
    second = claims.open_lane(run, "data.example.org")

    assert alone == 6
    assert claims.share_connections(second, 6, in_use=0) == 0  # the other has them all
    assert claims.share_connections(first, 6, in_use=6) == 3  # it is asked to close three
    assert claims.share_connections(second, 6, in_use=0) == 0  # which it did not yet
    assert claims.share_connections(first, 6, in_use=4) == 3
    assert claims.share_connections(second, 6, in_use=0) == 2
    assert claims.share_connections(first, 6, in_use=3) == 3
    assert claims.share_connections(second, 6, in_use=2) == 3


def test_a_lane_that_fetches_no_more_leaves_its_connections(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(1)
    run = listed(source)
    first, second = claims.open_lane(run, "data.example.org"), claims.open_lane(run, "data.example.org")
    claims.share_connections(first, 6, in_use=3)
    assert claims.share_connections(second, 6, in_use=0) == 3

    claims.leave_host(first)

    assert claims.share_connections(second, 6, in_use=3) == 6
    claims.beat_lane(first)  # it is still at work


def test_a_message_too_many_opens_no_lane(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(1)
    run = listed(source)
    lane = claims.open_lane(run, "127.0.0.1")
    claims.claim_batch(lane)

    pipeline.work(run.pk)

    assert HarvestLane.objects.get() == lane
