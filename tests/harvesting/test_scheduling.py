"""When runs start, who gets them, how they end; zombies and lost messages (RELIABILITY I4 to I7)."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now

from entities.exceptions import NotPermitted, WrongState
from entities.models import Dataset
from harvesting import claims, pipeline, reaping, scheduling
from harvesting.claims import ClaimLost
from harvesting.http import HttpClient
from harvesting.models import HarvestBatch, HarvestLane, HarvestRun, HarvestSource
from harvesting.protocols import Reference
from harvesting.vocabulary import RunState, Trigger
from tests import factories
from tests.harvesting.conftest import MakeSource, age, harvest, listed, start
from tests.harvesting.documents import folder
from tests.servers import WafServer

pytestmark = pytest.mark.django_db


def test_a_published_source_is_due_at_once_and_then_after_its_interval(waf: WafServer, make_source: MakeSource) -> None:
    source = make_source(interval=3)

    (run,) = scheduling.start_due(actor=factories.actor())

    source.refresh_from_db()
    assert (run.source_id, run.trigger) == (source.pk, Trigger.SCHEDULE)
    assert source.next_run is not None
    assert abs(source.next_run - run.queued - timedelta(days=3)) <= timedelta(hours=12, seconds=5)
    assert scheduling.start_due(actor=factories.actor()) == []


def test_an_unpublished_or_deleted_source_is_never_due(waf: WafServer, make_source: MakeSource) -> None:
    make_source(publish=False)
    gone = make_source(url=waf.url + "gone/")
    HarvestSource.objects.filter(pk=gone.pk).update(deleted=Now())

    assert not scheduling.due().exists()


def test_a_missed_week_is_one_run(waf: WafServer, source: HarvestSource) -> None:
    HarvestSource.objects.update(next_run=Now() - timedelta(days=7))

    assert len(scheduling.start_due(actor=factories.actor())) == 1
    assert not scheduling.due().exists()


def test_a_second_request_gets_the_run_that_there_is(source: HarvestSource) -> None:
    first = scheduling.start(source, Trigger.MANUAL, actor=factories.actor(), send=False)
    second = scheduling.start(source, Trigger.SCHEDULE, actor=factories.actor(), send=False)

    assert (first[1], second[1], second[0].pk) == (True, False, first[0].pk)


@pytest.mark.django_db(transaction=True)
def test_twelve_triggers_at_once_make_one_run(waf: WafServer, make_source: MakeSource) -> None:
    source = make_source()
    barrier = threading.Barrier(12)
    answers: list[bool] = []

    def trigger() -> None:
        barrier.wait()
        try:
            answers.append(scheduling.start(source, Trigger.MANUAL, actor=factories.actor(), send=False)[1])
        finally:
            connection.close()

    threads = [threading.Thread(target=trigger) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [False] * 11 + [True]
    assert HarvestRun.objects.count() == 1


def test_only_who_may_edit_the_organization_starts_and_cancels(waf: WafServer, source: HarvestSource) -> None:
    owner, stranger = factories.editor_user(source.organization), factories.editor_user(factories.organization())
    run, _ = scheduling.start(source, Trigger.MANUAL, actor=factories.actor(user=owner), send=False)

    with pytest.raises(NotPermitted):
        scheduling.start(source, Trigger.MANUAL, actor=factories.actor(user=stranger), send=False)
    with pytest.raises(NotPermitted):
        scheduling.cancel(run, actor=factories.actor(user=stranger))


def test_a_second_delivery_finds_nothing_to_claim(source: HarvestSource) -> None:
    run = start(source)

    assert claims.claim_run(run.pk) is not None
    assert claims.claim_run(run.pk) is None


def test_every_step_may_come_twice(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(3)
    run = harvest(source)
    listings = waf.requests["/"]

    for step in (pipeline.discover, pipeline.work, pipeline.finish):
        step(run.pk)

    assert waf.requests["/"] == listings
    assert HarvestRun.objects.get().finished == run.finished


def test_a_cancelled_run_keeps_what_was_done_and_stops(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(3)
    run = listed(source)
    scheduling.cancel(run, actor=factories.actor("anna"))

    pipeline.work(run.pk)
    pipeline.finish(run.pk)

    run.refresh_from_db()
    assert (run.state, run.failure_message, Dataset.objects.count()) == (RunState.CANCELLED, "Cancelled by anna.", 0)
    with pytest.raises(WrongState):
        scheduling.cancel(run, actor=factories.actor())


def test_a_zombie_that_lists_writes_nothing(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(3)
    run = start(source)
    zombie = claims.claim_run(run.pk)
    assert zombie is not None
    age(HarvestRun)
    reaping.reap()

    with pytest.raises(ClaimLost):
        claims.beat_run(zombie)
    protocol = pipeline.open_protocol(source, HttpClient.from_settings())
    with pytest.raises(ClaimLost):
        pipeline._cut(zombie, [Reference(waf.url + "a.xml")], protocol, send=False)
    assert HarvestRun.objects.get().state == RunState.QUEUED
    assert not HarvestBatch.objects.exists()


def test_the_third_interruption_ends_the_run_and_rests_the_source(waf: WafServer, source: HarvestSource) -> None:
    run = start(source)
    for _ in range(3):
        assert claims.claim_run(run.pk)
        age(HarvestRun)
        reaping.reap()

    run.refresh_from_db()
    source.refresh_from_db()
    assert (run.state, run.failure_code) == (RunState.FAILED, 500)
    assert "Interrupted 3 times" in run.failure_message
    assert source.next_run is not None
    assert source.next_run > run.queued + timedelta(hours=23)


def test_a_run_beyond_its_hour_is_ended(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(1)
    run = listed(source)
    HarvestRun.objects.update(started=Now() - timedelta(minutes=61))

    reaping.reap()

    run.refresh_from_db()
    assert (run.state, run.failure_message) == (RunState.FAILED, "Not done within 60 minutes.")


def test_a_failed_run_of_a_source_does_not_stop_the_next(waf: WafServer, source: HarvestSource) -> None:
    failed = harvest(source)
    waf.files |= folder(1)

    assert (failed.state, harvest(source).state) == (RunState.FAILED, RunState.OK)


def test_counts_that_do_not_add_up_are_refused_by_the_database(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(1)
    run = harvest(source)

    with pytest.raises(IntegrityError), transaction.atomic():
        HarvestRun.objects.filter(pk=run.pk).update(found=2)


def test_an_unforeseen_fault_while_listing_ends_the_run(
    waf: WafServer, source: HarvestSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "open_protocol", _broken)

    run = harvest(source)

    assert (run.state, run.failure_code, run.failure_message) == (
        RunState.FAILED, 500, "Unforeseen error: ZeroDivisionError.",
    )  # fmt: skip


def test_an_unforeseen_fault_of_the_lanes_ends_the_run_at_the_third(
    waf: WafServer, source: HarvestSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    waf.files |= folder(3)
    run = listed(source)
    monkeypatch.setattr(pipeline, "open_protocol", _broken)

    for _ in range(4):
        pipeline.work(run.pk, send=False)

    run.refresh_from_db()
    assert (run.state, run.interruptions) == (RunState.FAILED, 3)
    assert not HarvestLane.objects.exists()


def test_an_unforeseen_fault_at_the_end_ends_the_run(
    waf: WafServer, source: HarvestSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    waf.files |= folder(3)
    run = listed(source)
    pipeline.work(run.pk, send=False)
    monkeypatch.setattr(pipeline.removal, "remove_unseen", _broken)

    pipeline.finish(run.pk)

    run.refresh_from_db()
    assert (run.state, run.created, run.removed) == (RunState.FAILED, 3, 0)


def _broken(*_: object, **__: object) -> None:
    raise ZeroDivisionError
