"""Tasks are thin, exist under the names that are sent, and are routed to the harvest workers."""

import gc

import pytest
from celery import current_app, signals
from django.conf import LazySettings

from entities.metadata import validation
from harvesting import queueing, tasks
from harvesting.http import verifying_context
from harvesting.models import HarvestRun
from harvesting.vocabulary import RunState, Trigger
from tests.harvesting.conftest import MakeSource
from tests.harvesting.documents import folder
from tests.servers import WafServer


@pytest.mark.parametrize("name", [queueing.DISCOVER, queueing.WORK, queueing.FINISH])
def test_what_is_sent_is_a_task(name: str) -> None:
    assert name in current_app.tasks


def test_what_ticks_is_a_task_for_harvest_workers(settings: LazySettings) -> None:
    ticking = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert {tasks.tick.name, tasks.reap.name} <= ticking
    for name in ticking & set(current_app.tasks):
        if name.startswith("harvesting."):
            assert current_app.amqp.router.route({}, name)["queue"].name == queueing.QUEUE


@pytest.mark.django_db
def test_the_tasks_of_a_run_bring_it_from_tick_to_end(waf: WafServer, make_source: MakeSource) -> None:
    waf.files |= folder(3)
    make_source()

    tasks.tick()
    run = HarvestRun.objects.get()
    for task in (tasks.discover, tasks.process_batches, tasks.finish, tasks.reap):
        task(*([] if task is tasks.reap else [str(run.pk)]))

    run.refresh_from_db()
    assert (run.trigger, run.state, run.created) == (Trigger.SCHEDULE, RunState.OK, 3)


def test_a_worker_makes_what_takes_long_before_it_makes_its_processes() -> None:
    validation._schemas.cache_clear()
    verifying_context.cache_clear()

    signals.worker_init.send(sender=None)
    gc.unfreeze()

    assert validation._schemas.cache_info().currsize == verifying_context.cache_info().currsize == 1
