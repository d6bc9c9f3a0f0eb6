"""What workers are told to do; each task is one call, and harmless when it comes twice."""

import gc
from uuid import UUID

from celery import shared_task, signals
from django.conf import settings

from entities import metadata
from entities.permissions import Actor, Channel
from entities.services import crawl_schedule
from harvesting import crawls, following, outcomes, pipeline, reaping, scheduling, synchronizing, watching
from harvesting.http import verifying_context


@shared_task
def discover(run: str) -> None:
    """List the source of a queued run."""
    pipeline.discover(UUID(run))


@shared_task
def process_batches(run: str) -> None:
    """Work off batches of a run."""
    pipeline.work(UUID(run))


@shared_task
def finish(run: str) -> None:
    """End a run whose batches are done."""
    pipeline.finish(UUID(run))


@shared_task
def tick() -> None:
    """Start the runs that are due, and show that clock and workers are alive."""
    watching.show_life()
    scheduling.start_due(actor=Actor(settings.HARVEST_USER, Channel.HARVEST, reason="schedule"))


@shared_task
def crawl() -> None:
    """Crawl datasets, and synchronise installations, for which somebody asked."""
    synchronizing.work()
    crawls.work()


@shared_task
def schedule_crawls() -> None:
    """Ask for crawls of datasets that were not crawled for long."""
    crawl_schedule.ask(actor=Actor(settings.HARVEST_USER, Channel.HARVEST, reason="schedule"))


@shared_task
def forget() -> None:
    """Delete the oldest history."""
    outcomes.forget_runs()


@shared_task
def reap() -> None:
    """Take up work whose process died."""
    reaping.reap()


@shared_task
def follow_up() -> None:
    """Tell people and the downstream catalogue of runs that ended."""
    following.follow_up()


def prepare(**_: object) -> None:
    """Before the worker's processes are made, as copies of the one that does this: compile the schemas, for which the
    first document of each would wait half a second, load the authorities of certificates, and let no collection of
    garbage look at what is there already.
    """
    metadata.compile_schemas()
    verifying_context()
    gc.collect()
    gc.freeze()


signals.worker_init.connect(prepare)
