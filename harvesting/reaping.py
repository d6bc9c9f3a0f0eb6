"""Finds work whose process died, or whose message was lost, and sets it going again (RELIABILITY 2, rows 10 to 16).

A process shows life every few seconds; one that was silent for the lease is taken for dead, and what it had claimed is
given to others. Three such deaths of one run end it, so that a document that kills its reader does not do so for ever.
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest, Now

from harvesting import claims, queueing, scheduling
from harvesting.models import HarvestBatch, HarvestLane, HarvestRun, HarvestSource
from harvesting.vocabulary import ACTIVE_STATES, BatchState, RunState

MOST_INTERRUPTIONS = 3
LONGEST_RUN = timedelta(minutes=60)
RESEND_AFTER = timedelta(seconds=45)
"""A run that waits longer than this with no sign of life gets a new message."""
MOST_MESSAGES = 200
"""More messages than this at the broker are enough: the workers are busy, nothing is lost."""


def reap() -> None:
    """One round; any number of processes may do it at once."""
    _take_back_lanes()
    _take_back_listings()
    _end_overlong_runs()
    _send_again()


def _lease() -> timedelta:
    return timedelta(seconds=settings.HARVEST_LEASE)


def _take_back_lanes() -> None:
    """Give the batches of dead lanes back. A worker that died had several lanes, perhaps: one death for their run."""
    interrupted = {}
    for token in HarvestLane.objects.filter(heartbeat__lt=Now() - _lease()).values_list("pk", flat=True):
        run = _take_back(token)
        if run is not None:
            interrupted[run.pk] = run
    for run in interrupted.values():
        if count_interruption(run) < MOST_INTERRUPTIONS:
            HarvestRun.objects.filter(pk=run.pk).update(sent=None)


@transaction.atomic
def _take_back(token: UUID) -> HarvestRun | None:
    """End a dead lane; answers its run if batches were lost with it."""
    lane = HarvestLane.objects.filter(pk=token, heartbeat__lt=Now() - _lease())
    dead = lane.select_for_update(skip_locked=True, of=("self",)).select_related("run").first()
    if dead is None:
        return None
    lost = claims.give_back(dead.pk)
    dead.delete()
    return dead.run if lost else None


def _take_back_listings() -> None:
    """Queue runs again whose process died while it listed."""
    silent = HarvestRun.objects.filter(state=RunState.RUNNING, listed=None, heartbeat__lt=Now() - _lease())
    for run in silent:
        with transaction.atomic():
            if silent.filter(pk=run.pk).exists() and claims.release_run(run):
                count_interruption(run)


def count_interruption(run: HarvestRun) -> int:
    """One more death of a process of this run; the third ends it, and its source rests for a day."""
    active = HarvestRun.objects.filter(pk=run.pk, state__in=ACTIVE_STATES)
    is_active = active.update(interruptions=F("interruptions") + 1)
    run.refresh_from_db(fields=["interruptions"])
    if is_active and run.interruptions >= MOST_INTERRUPTIONS:
        message = f"Interrupted {run.interruptions} times: the process that worked on it died."
        scheduling.close(run, RunState.FAILED, code=500, message=message)
        scheduled = HarvestSource.objects.filter(pk=run.source_id, publish=True, paused=None)
        scheduled.update(next_run=Greatest("next_run", Now() + scheduling.POISON_PAUSE))
    return run.interruptions


def _end_overlong_runs() -> None:
    for run in HarvestRun.objects.filter(state=RunState.RUNNING, started__lt=Now() - LONGEST_RUN):
        minutes = int(LONGEST_RUN.total_seconds() // 60)
        scheduling.close(run, RunState.FAILED, code=500, message=f"Not done within {minutes} minutes.")


def _send_again() -> None:
    """New messages for runs that nobody works on, those that wait longest first."""
    waiting = queueing.backlog()
    if waiting is None or waiting >= MOST_MESSAGES:
        return
    stale = Q(sent=None) | Q(sent__lt=Now() - RESEND_AFTER)
    silent = HarvestRun.objects.filter(stale, ~Exists(HarvestLane.objects.filter(run=OuterRef("pk"))))
    for run in silent.filter(state=RunState.QUEUED).order_by("queued")[: MOST_MESSAGES - waiting]:
        _send(queueing.DISCOVER, run)
    for run in silent.filter(state=RunState.RUNNING, listed__isnull=False)[: MOST_MESSAGES - waiting]:
        is_open = HarvestBatch.objects.filter(run=run).exclude(state=BatchState.DONE).exists()
        _send(queueing.WORK if is_open else queueing.FINISH, run)


def _send(task: str, run: HarvestRun) -> None:
    if queueing.send(task, run.pk):
        HarvestRun.objects.filter(pk=run.pk).update(sent=Now())
