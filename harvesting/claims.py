"""Who works on what: claims of runs and batches, signs of life, shares of a host's connections.

A claim is a conditional update whose row count is the answer; it carries a token, and every later write names it.
A process that was thought dead and wakes up finds its token gone: its next write raises ClaimLost and changes nothing.
All moments are the database's.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Now

from harvesting.models import DeliveredDocument, HarvestBatch, HarvestLane, HarvestRun
from harvesting.vocabulary import BatchState, RunState

SILENT = timedelta(seconds=15)
"""A lane that showed no life for so long has no connection open, whether it is dead or only paused."""


def database_time() -> datetime:
    """The moment by the only clock that stamps (RELIABILITY I19)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


# Both statements travel at once: nobody can fall asleep, or die, with the lock of the host in hand.
_SHARE = """
SELECT pg_advisory_xact_lock(hashtextextended(%(host)s, 4));
UPDATE harvesting_harvestlane AS lane
SET connections = greatest(given.share, %(in_use)s), heartbeat = statement_timestamp()
FROM (
    SELECT greatest(
        0,
        least(greatest(1, %(limit)s / (count(*) + 1)), %(limit)s - coalesce(sum(connections), 0)),
        least(%(in_use)s, 1)
    ) AS share
    FROM harvesting_harvestlane
    WHERE host = %(host)s AND token <> %(lane)s AND heartbeat > statement_timestamp() - %(silent)s
) AS given
WHERE lane.token = %(lane)s
RETURNING given.share
"""


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


@transaction.atomic
def release_run(run: HarvestRun) -> bool:
    """Queue a run again that is not listed yet, as if nobody had begun; False where it is no longer the one we had."""
    mine = HarvestRun.objects.filter(pk=run.pk, token=run.token, state=RunState.RUNNING, listed=None)
    if not mine.update(state=RunState.QUEUED, token=None, sent=None):
        return False
    DeliveredDocument.objects.filter(run=run).delete()
    return True


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


def hold_lane(lane: HarvestLane) -> None:
    """Within a transaction: keep the run of the lane as it is until it ends; ClaimLost where the lane was reaped."""
    held = HarvestRun.objects.filter(
        pk__in=HarvestLane.objects.filter(pk=lane.pk).values("run"), state=RunState.RUNNING
    )
    if not held.select_for_update(no_key=True).exists():
        raise ClaimLost(f"Lane {lane.pk} of run {lane.run_id} was given away.")


def close_lane(lane: HarvestLane) -> None:
    """Leave; batches that it still has go back to the others."""
    with transaction.atomic():
        give_back(lane.pk)
        HarvestLane.objects.filter(pk=lane.pk).delete()


def give_back(token: UUID) -> int:
    """Reopen the batches of a lane; answers how many there were."""
    return HarvestBatch.objects.filter(token=token, state=BatchState.CLAIMED).update(state=BatchState.OPEN, token=None)


def share_connections(lane: HarvestLane, limit: int, in_use: int) -> int:
    """How many connections the lane should have from now on, so that all lanes of the host keep within the limit.

    Each lane gets an equal share, as far as the others have left it. A lane that has more in use than its share counts
    with these until it says that they are closed; one that is silent asks for nothing. Zero where nothing is left: the
    others hand some back soon. Who is at work never stops altogether.
    """
    asked: dict[str, Any] = {"lane": lane.pk, "host": lane.host, "limit": limit, "in_use": in_use, "silent": SILENT}
    with connection.cursor() as cursor:
        cursor.execute(_SHARE, asked)
        cursor.nextset()
        row = cursor.fetchone()
    if row is None:
        raise ClaimLost(f"Lane {lane.pk} of run {lane.run_id} was given away.")
    return int(row[0])


def leave_host(lane: HarvestLane) -> None:
    """The lane asks the source for nothing any more: what it had of the connections is for the others."""
    HarvestLane.objects.filter(pk=lane.pk).update(host="", connections=0)


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
