"""Pauses, by people and by the harvester itself; failures in a row (FEATURES 4, need 80)."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.db.models.functions import Now

from entities.exceptions import NotPermitted, WrongState
from harvesting import pausing, scheduling, sources
from harvesting.models import HarvestSource
from harvesting.vocabulary import RunState
from tests import factories
from tests.behaviours import served, status
from tests.harvesting.conftest import harvest
from tests.harvesting.documents import folder
from tests.servers import WafServer

pytestmark = pytest.mark.django_db


def test_a_paused_source_is_not_due_but_can_be_run_by_hand(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(2)

    paused = pausing.pause(source, actor=factories.actor(), reason="The server moves.")

    assert (paused.is_paused, paused.pause_reason, paused.next_run) == (True, "The server moves.", None)
    assert not scheduling.due().exists()
    assert harvest(paused).state == RunState.OK
    paused.refresh_from_db()
    assert paused.next_run is None


def test_a_resumed_source_is_due_at_once(source: HarvestSource) -> None:
    pausing.pause(source, actor=factories.actor())
    HarvestSource.objects.update(failures=3, failing_since=Now())

    resumed = pausing.resume(source, actor=factories.actor())

    assert (resumed.paused, resumed.pause_reason, resumed.failures, resumed.failing_since) == (None, "", 0, None)
    assert scheduling.due().get() == source


def test_publishing_a_paused_source_does_not_resume_it(source: HarvestSource) -> None:
    pausing.pause(source, actor=factories.actor())
    for publish in (False, True):
        sources.change(source, {"publish": publish}, actor=factories.actor())

    assert not scheduling.due().exists()


def test_pausing_twice_and_resuming_twice_is_refused(source: HarvestSource) -> None:
    pausing.pause(source, actor=factories.actor())
    with pytest.raises(WrongState):
        pausing.pause(source, actor=factories.actor())
    pausing.resume(source, actor=factories.actor())
    with pytest.raises(WrongState):
        pausing.resume(source, actor=factories.actor())


def test_only_who_may_edit_the_organization_pauses(source: HarvestSource) -> None:
    stranger = factories.actor(user=factories.editor_user(factories.organization()))
    with pytest.raises(NotPermitted):
        pausing.pause(source, actor=stranger)
    pausing.pause(source, actor=factories.actor())
    with pytest.raises(NotPermitted):
        pausing.resume(source, actor=stranger)


def test_failures_in_a_row_are_counted_and_forgotten_after_a_success(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(2)
    waf.script("/", status(404))
    for failures in (1, 2, 3):
        run = harvest(source)
        source.refresh_from_db()
        assert source.failures == failures
    assert source.next_run is not None
    assert abs(source.next_run - run.queued - timedelta(days=4)) < timedelta(hours=12, minutes=1)

    waf.script("/", served())
    run = harvest(source)

    source.refresh_from_db()
    assert (source.failures, source.failing_since) == (0, None)
    assert source.last_success == source.last_change == run.finished


def test_a_source_that_fails_for_two_months_is_paused(waf: WafServer, source: HarvestSource) -> None:
    waf.script("/", status(404))
    harvest(source)
    HarvestSource.objects.update(failing_since=F("failing_since") - timedelta(days=61))

    harvest(source)

    source.refresh_from_db()
    assert (source.is_paused, source.next_run) == (True, None)
    assert source.pause_reason == "Failed 2 times in a row for more than 60 days."


def test_a_run_that_changes_nothing_moves_only_the_last_success(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(2)
    first = harvest(source)
    second = harvest(source)

    source.refresh_from_db()
    assert (source.last_success, source.last_change) == (second.finished, first.finished)
