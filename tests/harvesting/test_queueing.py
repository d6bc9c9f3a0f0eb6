"""Messages to workers: sent when the change holds, and never the reason why a change fails."""

import time

import pytest
import redis
from celery import Celery
from django.conf import LazySettings

from harvesting import queueing, reaping, scheduling
from harvesting.models import HarvestRun
from harvesting.vocabulary import RunState, Trigger
from tests import factories
from tests.harvesting.conftest import MakeSource


@pytest.fixture
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broker whose port nobody listens on."""
    monkeypatch.setattr(queueing, "current_app", _without_broker())


def _without_broker() -> Celery:
    application = Celery("down", broker="redis://127.0.0.1:1/0", set_as_current=False)
    application.conf.task_publish_retry = False
    return application


@pytest.fixture
def waiting(settings: LazySettings) -> redis.Redis:
    """The real broker, with nothing in the queue of harvests."""
    broker = redis.Redis.from_url(settings.REDIS_URL)
    broker.delete(queueing.QUEUE)
    return broker


@pytest.mark.usefixtures("no_broker")
def test_a_broker_that_is_down_is_told_quickly() -> None:
    begun = time.monotonic()

    assert queueing.send(queueing.DISCOVER, "x") is False
    assert queueing.backlog() is None
    assert time.monotonic() - begun < 3.0


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_broker")
def test_a_run_is_queued_though_the_broker_is_down(make_source: MakeSource) -> None:
    run, is_new = scheduling.start(make_source(), Trigger.MANUAL, actor=factories.actor())

    assert (run.state, is_new) == (RunState.QUEUED, True)


@pytest.mark.django_db(transaction=True)
def test_the_run_is_sent_when_the_broker_is_back(
    make_source: MakeSource, waiting: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(queueing, "current_app", _without_broker())
        scheduling.start(make_source(), Trigger.MANUAL, actor=factories.actor())
    HarvestRun.objects.update(sent=None)

    reaping.reap()

    assert waiting.llen(queueing.QUEUE) == 1
    waiting.delete(queueing.QUEUE)


@pytest.mark.django_db(transaction=True)
def test_a_run_that_waits_its_turn_is_not_sent_again(make_source: MakeSource, waiting: redis.Redis) -> None:
    scheduling.start(make_source(), Trigger.MANUAL, actor=factories.actor())

    for _ in range(3):
        reaping.reap()

    assert waiting.llen(queueing.QUEUE) == 1
    waiting.delete(queueing.QUEUE)


@pytest.mark.django_db
def test_nothing_is_sent_before_the_change_holds(make_source: MakeSource, waiting: redis.Redis) -> None:
    scheduling.start(make_source(), Trigger.MANUAL, actor=factories.actor())

    assert waiting.llen(queueing.QUEUE) == 0
