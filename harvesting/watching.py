"""How harvesting is: what waits, what is silent, what is late, whether clock and workers are alive (for operators)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.db.models import Count, Min, Q
from django.db.models.functions import Now
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from entities.models import CrawlRequest
from harvesting.claims import database_time
from harvesting.models import HarvestRun, HarvestSource, LifeSign
from harvesting.scheduling import due
from harvesting.vocabulary import ACTIVE_STATES, RunState

TICK = "tick"
STALE = timedelta(minutes=3)
"""A clock that did not tick for so long stands still, and the number of workers is not known."""
OVERDUE = timedelta(minutes=10)
"""A source that is due for so long, and has no run, is overdue."""
_PATIENCE = 1.0


@dataclass(frozen=True, slots=True)
class Watch:
    """Ages in seconds, None where there is nothing to be old."""

    queued_runs: int
    oldest_queued_run: float | None
    running_runs: int
    silent_runs: int
    overdue_sources: int
    failing_sources: int
    waiting_crawls: int
    oldest_waiting_crawl: float | None
    running_crawls: int
    last_tick: float | None
    workers: int | None


def show_life() -> None:
    """Note that the clock ticked, and how many workers answered; called by the tick's own task."""
    sign = {"seen": database_time(), "number": _workers()}
    LifeSign.objects.update_or_create(name=TICK, defaults=sign)


def watch() -> Watch:
    """The present state, in a few statements."""
    now = database_time()
    lease = timedelta(seconds=settings.HARVEST_LEASE)
    runs: dict[str, Any] = HarvestRun.objects.filter(state__in=ACTIVE_STATES).aggregate(
        waiting=Count("pk", filter=Q(state=RunState.QUEUED)),
        oldest=Min("queued", filter=Q(state=RunState.QUEUED)),
        active=Count("pk", filter=Q(state=RunState.RUNNING)),
        silent=Count("pk", filter=Q(state=RunState.RUNNING, listed=None, heartbeat__lt=Now() - lease)),
    )
    crawls: dict[str, Any] = CrawlRequest.objects.aggregate(
        waiting=Count("pk", filter=Q(taken=None)),
        oldest=Min("requested", filter=Q(taken=None)),
        active=Count("taken"),
    )
    tick = LifeSign.objects.filter(name=TICK).first()
    is_alive = tick is not None and now - tick.seen < STALE
    failing = HarvestSource.objects.live().filter(last_outcome=RunState.FAILED).count()
    return Watch(
        queued_runs=runs["waiting"],
        oldest_queued_run=(now - runs["oldest"]).total_seconds() if runs["oldest"] else None,
        running_runs=runs["active"],
        silent_runs=runs["silent"] + _silent_lanes(lease),
        overdue_sources=due().filter(next_run__lt=Now() - OVERDUE).order_by().count(),
        failing_sources=failing,
        waiting_crawls=crawls["waiting"],
        oldest_waiting_crawl=(now - crawls["oldest"]).total_seconds() if crawls["oldest"] else None,
        running_crawls=crawls["active"],
        last_tick=(now - tick.seen).total_seconds() if tick else None,
        workers=tick.number if tick is not None and is_alive else None,
    )


def _silent_lanes(lease: timedelta) -> int:
    """Runs that are worked on by processes that showed no life for the lease."""
    listed = HarvestRun.objects.filter(state=RunState.RUNNING, listed__isnull=False)
    return listed.filter(lanes__heartbeat__lt=Now() - lease).distinct().count()


def _workers() -> int:
    """How many workers answer the broker's call."""
    try:
        return len(current_app.control.ping(timeout=_PATIENCE))
    except (OperationalError, RedisError, OSError):
        return 0
