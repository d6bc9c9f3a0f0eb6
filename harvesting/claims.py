"""Who works on what: claims of runs and batches, signs of life, shares of a host's connections.

A claim is a conditional update whose row count is the answer; it carries a token, and every later write names it.
A process that was thought dead and wakes up finds its token gone: its next write raises ClaimLost and changes nothing.
All moments are the database's.
"""

import uuid
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce, Now

from harvesting.models import HarvestBatch, HarvestLane, HarvestRun
from harvesting.vocabulary import BatchState, RunState

SILENT = timedelta(seconds=15)
"""A lane that showed no life for so long has no connection open, whether it is dead or only paused."""


def database_time() -> datetime:
    """The moment by the only clock that stamps (RELIABILITY I19)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


class ClaimLost(Exception):
    """The run was cancelled, ended, or given to another process: stop, write nothing."""


def claim_run(key: UUID) -> HarvestRun | None:
    """Take a queued run; None where another process has it, or it was cancelled."""
    token = uuid.uuid4()
    claimed = HarvestRun.objects.filter(pk=key, state=RunState.QUEUED).update(
        state=RunState.RUNNING, token=token, heartbeat=Now(), started=Coalesce("started", Now())
    )
    return HarvestRun.objects.select_related("source__organization").get(pk=key) if claimed else None


def beat_run(run: HarvestRun) -> None:
    """Say that the process which lists is alive."""
    if not HarvestRun.objects.filter(pk=run.pk, token=run.token, state=RunState.RUNNING).update(heartbeat=Now()):
        raise ClaimLost(f"Run {run.pk} is no longer ours.")


def hold_run(run: HarvestRun) -> None:
    """Within a transaction: keep the run ours until it ends."""
    held = HarvestRun.objects.filter(pk=run.pk, token=run.token, state=RunState.RUNNING)
    if not held.select_for_update(no_key=True).exists():
        raise ClaimLost(f"Run {run.pk} is no longer ours.")


def open_lane(run: HarvestRun, host: str) -> HarvestLane:
    """Register this process as one that works on the run's batches."""
    lane = HarvestLane(run=run, host=host)
    lane.heartbeat = Now()  # type: ignore[assignment]
    lane.save(force_insert=True)
    return lane


def beat_lane(lane: HarvestLane) -> None:
    """Say that the lane's process is alive; ClaimLost where the run ended or the lane was reaped."""
    if not HarvestLane.objects.filter(pk=lane.pk, run__state=RunState.RUNNING).update(heartbeat=Now()):
        raise ClaimLost(f"Lane {lane.pk} of run {lane.run_id} was given away.")


def close_lane(lane: HarvestLane) -> None:
    """Leave; batches that it still has go back to the others."""
    with transaction.atomic():
        give_back(lane.pk)
        HarvestLane.objects.filter(pk=lane.pk).delete()


def give_back(token: UUID) -> int:
    """Reopen the batches of a lane; answers how many there were."""
    return HarvestBatch.objects.filter(token=token, state=BatchState.CLAIMED).update(state=BatchState.OPEN, token=None)


@transaction.atomic
def share_connections(lane: HarvestLane, limit: int, in_use: int) -> int:
    """How many connections the lane should have from now on, so that all lanes of the host keep within the limit.

    Each lane gets an equal share, as far as the others have left it. A lane that has more in use than its share counts
    with these until it says that they are closed; one that is silent asks for nothing. Zero where nothing is left: the
    others hand some back soon.
    """
    with connection.cursor() as cursor:  # one after the other for each host
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 4))", [lane.host])
    others = HarvestLane.objects.filter(host=lane.host, heartbeat__gt=Now() - SILENT).exclude(pk=lane.pk)
    found = others.aggregate(count=Count("pk"), taken=Sum("connections", default=0))
    fair = max(1, limit // (found["count"] + 1))
    share = max(0, min(fair, limit - found["taken"]), min(in_use, 1))  # who is at work never stops altogether
    if not HarvestLane.objects.filter(pk=lane.pk).update(connections=max(share, in_use), heartbeat=Now()):
        raise ClaimLost(f"Lane {lane.pk} of run {lane.run_id} was given away.")
    return share


@transaction.atomic
def claim_batch(lane: HarvestLane) -> HarvestBatch | None:
    """Take the next open batch of the run; None where there is none."""
    batch = (
        HarvestBatch.objects.filter(run=lane.run_id, run__state=RunState.RUNNING, state=BatchState.OPEN)
        .select_for_update(skip_locked=True, of=("self",), no_key=True)
        .order_by("number")
        .first()
    )
    if batch is not None:
        HarvestBatch.objects.filter(pk=batch.pk).update(
            state=BatchState.CLAIMED, token=lane.pk, attempts=F("attempts") + 1
        )
    return batch


def hold_batch(lane: HarvestLane, batch: HarvestBatch) -> None:
    """Within a transaction: keep batch and run as they are until it ends, or raise ClaimLost."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM harvesting_harvestbatch b JOIN harvesting_harvestrun r ON r.key = b.run_id"
            " WHERE b.id = %s AND b.token = %s AND b.state = %s AND r.state = %s"
            " FOR NO KEY UPDATE OF b FOR SHARE OF r",
            [batch.pk, lane.pk, BatchState.CLAIMED, RunState.RUNNING],
        )
        if cursor.fetchone() is None:
            raise ClaimLost(f"Batch {batch.number} of run {batch.run_id} was given away.")
