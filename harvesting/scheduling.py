"""When a source runs: what is due, starting and cancelling a run, ending it.

The schedule is data: `next_run` of a source, a moment in UTC. At most one queued or running run per source, held by
the database; who asks again gets the one that there is.
"""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Now

from entities import permissions
from entities.exceptions import WrongState
from entities.permissions import Actor
from harvesting import queueing
from harvesting.models import HarvestBatch, HarvestLane, HarvestRun, HarvestSource
from harvesting.models.run import COUNTS, ONE_ACTIVE
from harvesting.vocabulary import ACTIVE_STATES, RunState, Trigger

POISON_PAUSE = timedelta(days=1)
"""How long a source rests whose run killed its process again and again."""


def due() -> QuerySet[HarvestSource]:
    """Published sources whose time has come and that have no run yet, the longest overdue first."""
    return (
        HarvestSource.objects.live()
        .filter(publish=True, next_run__lte=Now())
        .exclude(runs__state__in=ACTIVE_STATES)
        .order_by("next_run")
    )


def start_due(*, actor: Actor) -> list[HarvestRun]:
    """Start a run of each source that is due; a missed slot runs once, however late."""
    return [start(source, Trigger.SCHEDULE, actor=actor)[0] for source in due()]


def start(source: HarvestSource, trigger: Trigger, *, actor: Actor, send: bool = True) -> tuple[HarvestRun, bool]:
    """The source's active run, and whether it is new. NotPermitted where the actor has no right to the organization.

    `send` False: the caller works the run off itself, nothing is queued at the broker.
    """
    permissions.require(permissions.may_change(actor, source.organization), actor)
    if source.is_deleted:
        raise WrongState(f"Harvest {source.pk} is deleted.")
    run = HarvestRun(source=source, trigger=trigger, requested_by=actor.name)
    run.queued = run.sent = Now()  # type: ignore[assignment]
    try:
        with transaction.atomic():
            run.save(force_insert=True)
            HarvestSource.objects.filter(pk=source.pk, publish=True).update(
                next_run=Now() + F("interval") * timedelta(days=1)
            )
            if send:
                queueing.send_on_commit(queueing.DISCOVER, run.pk)
    except IntegrityError as error:
        if ONE_ACTIVE not in str(error):
            raise
        active = source.runs.filter(state__in=ACTIVE_STATES).first()
        return (active, False) if active else start(source, trigger, actor=actor, send=send)
    run.refresh_from_db()
    return run, True


def cancel(run: HarvestRun, *, actor: Actor) -> None:
    """Stop a run: its processes notice between two documents; what they wrote stays. WrongState where it ended."""
    permissions.require(permissions.may_change(actor, run.source.organization), actor)
    if not close(run, RunState.CANCELLED, message=f"Cancelled by {actor.name}."):
        raise WrongState("The run has ended already.")


@transaction.atomic
def close(
    run: HarvestRun,
    state: RunState,
    *,
    code: int | None = None,
    message: str = "",
    removed: int = 0,
    missing: int = 0,
) -> bool:
    """End an active run, with the counts of its batches, and tell its source; False where it had ended already."""
    active = HarvestRun.objects.filter(pk=run.pk, state__in=ACTIVE_STATES)
    if not active.select_for_update(no_key=True).exists():
        return False
    totals = run.batches.aggregate(**{name: Sum(name, default=0) for name in COUNTS})
    active.update(
        state=state,
        token=None,
        finished=Now(),
        failure_code=code,
        failure_message=message,
        removed=removed,
        missing=missing,
        **totals,
    )
    HarvestLane.objects.filter(run=run).delete()
    HarvestBatch.objects.filter(run=run).delete()
    run.refresh_from_db()
    _tell_source(run)
    return True


def _tell_source(run: HarvestRun) -> None:
    HarvestSource.objects.filter(pk=run.source_id).update(
        last_started=run.started or run.queued,
        last_outcome=run.state,
        last_record_count=run.good_count + run.bad_count,
        last_good_count=run.good_count,
        last_bad_count=run.bad_count,
    )
