"""When a source runs: what is due, starting and cancelling a run, ending it.

The schedule is data: `next_run` of a source, a moment in UTC (`harvesting.slots`). At most one queued or running run
per source, held by the database; who asks again gets the one that there is.
"""

from datetime import timedelta
from math import ceil

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet, Sum
from django.db.models.functions import Now

from entities import permissions
from entities.exceptions import TooManyAttempts, WrongState
from entities.permissions import Actor, Channel
from harvesting import outcomes, pausing, queueing, slots
from harvesting.claims import database_time
from harvesting.models import DeliveredDocument, HarvestBatch, HarvestLane, HarvestRun, HarvestSource
from harvesting.models.run import COUNTS, ONE_ACTIVE
from harvesting.models.source import STATE_COLUMNS
from harvesting.vocabulary import ACTIVE_STATES, FailureKind, RunState, Trigger

POISON_PAUSE = timedelta(days=1)
"""How long a source rests whose run killed its process again and again."""
MOST_STARTS = 500
"""Runs that one tick of the clock starts; the next tick starts the next ones."""
MOST_FAILURES_COUNTED = 1000
MOST_BY_HAND, WITHIN = 10, timedelta(hours=1)
"""Runs that one person may start in which time (RELIABILITY 3.1)."""
GIVE_UP_AFTER = timedelta(days=60)
"""A source that failed for so long is paused: somebody has to look at it."""


def due() -> QuerySet[HarvestSource]:
    """Published sources whose time has come and that have no run yet, the longest overdue first.

    An installation that is deleted or disabled is left alone (checklist contract G).
    """
    return (
        HarvestSource.objects.live()
        .filter(
            publish=True, paused=None, next_run__lte=Now(), installation__deleted=None, installation__disabled=False
        )
        .exclude(runs__state__in=ACTIVE_STATES)
        .order_by("next_run")
    )


def start_due(*, actor: Actor) -> list[HarvestRun]:
    """Start a run of each source that is due, of so many at once; a missed slot runs once, however late."""
    return [start(source, Trigger.SCHEDULE, actor=actor)[0] for source in due()[:MOST_STARTS]]


def start(source: HarvestSource, trigger: Trigger, *, actor: Actor, send: bool = True) -> tuple[HarvestRun, bool]:
    """The source's active run, and whether it is new. NotPermitted where the actor has no right to the organization.

    TooManyAttempts where a person started so many by hand that it is time for a pause. `send` False: the caller works
    the run off itself, nothing is queued at the broker.
    """
    permissions.require(permissions.may_change(actor, source.organization), actor)
    if source.is_deleted:
        raise WrongState(f"Harvest {source.pk} is deleted.")
    run = HarvestRun(source=source, trigger=trigger, requested_by=actor.name)
    run.queued = run.sent = Now()  # type: ignore[assignment]
    try:
        with transaction.atomic():
            run.save(force_insert=True)
            if trigger == Trigger.MANUAL and actor.user is not None:
                _keep_pace(actor.name)
            scheduled = HarvestSource.objects.filter(pk=source.pk, publish=True, paused=None)
            scheduled.update(next_run=slots.next_run(source, database_time()))
            if send:
                queueing.send_on_commit(queueing.DISCOVER, run.pk)
    except IntegrityError as error:
        if ONE_ACTIVE not in str(error):
            raise
        active = source.runs.filter(state__in=ACTIVE_STATES).first()
        return (active, False) if active else start(source, trigger, actor=actor, send=send)
    run.refresh_from_db()
    return run, True


def _keep_pace(name: str) -> None:
    """Refuse the run that was just written where it is one too many by hand; asked one at a time for each person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 6))", [name])
    mine = HarvestRun.objects.filter(trigger=Trigger.MANUAL, requested_by=name, queued__gt=Now() - WITHIN)
    newest = list(mine.order_by("-queued").values_list("queued", flat=True)[: MOST_BY_HAND + 1])
    if len(newest) > MOST_BY_HAND:
        pause = newest[-1] + WITHIN - database_time()
        raise TooManyAttempts(
            f"You started {MOST_BY_HAND} runs within an hour; the next one may start in"
            f" {ceil(pause.total_seconds() / 60)} minutes.",
            pause,
        )


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
    kind: FailureKind | None = None,
    removed: int = 0,
    missing: int = 0,
) -> bool:
    """End an active run, with the counts of its batches, and tell its source; False where it had ended already."""
    active = HarvestRun.objects.filter(pk=run.pk, state__in=ACTIVE_STATES)
    if not active.select_for_update(no_key=True).exists():
        return False
    totals = run.batches.aggregate(**{name: Sum(name, default=0) for name in COUNTS})
    kind = kind or (FailureKind.OTHER if state == RunState.FAILED else None)
    failure = {"failure_code": code, "failure_kind": kind or "", "failure_message": message}
    active.update(state=state, token=None, finished=Now(), removed=removed, missing=missing, **failure, **totals)
    for helper in (HarvestLane, HarvestBatch, DeliveredDocument):
        helper._default_manager.filter(run=run).delete()
    outcomes.forget(run.source)
    run.refresh_from_db()
    _tell_source(run)
    return True


def _tell_source(run: HarvestRun) -> None:
    source = HarvestSource.objects.select_for_update(no_key=True).get(pk=run.source_id)
    source.last_started, source.last_outcome = run.started or run.queued, run.state
    source.last_good_count, source.last_bad_count = _judged(run)
    source.last_record_count = source.last_good_count + source.last_bad_count
    if run.state == RunState.OK:
        source.failures, source.failing_since, source.last_success = 0, None, run.finished
        if run.created or run.updated or run.removed:
            source.last_change = run.finished
    elif run.state == RunState.FAILED:
        _back_off(source)
    source.save(update_fields=STATE_COLUMNS)
    if source.failing_since and database_time() - source.failing_since > GIVE_UP_AFTER:
        _give_up(source)


def _judged(run: HarvestRun) -> tuple[int, int]:
    """Records without and with errors: of all there are, where the run looked at a part only."""
    if not (run.is_partial and run.state == RunState.OK):
        return run.good_count, run.bad_count
    live = run.source.documents.filter(removed=None)
    good = live.filter(failure="", validation_errors=[]).count()
    return good, live.count() - good


def _back_off(source: HarvestSource) -> None:
    """The next run of a source that failed: after the second failure in a row, later than its interval says."""
    now = database_time()
    source.failures = min(source.failures + 1, MOST_FAILURES_COUNTED)
    source.failing_since = source.failing_since or now
    if source.next_run is not None:
        source.next_run = slots.next_run(source, now, source.failures)


def _give_up(source: HarvestSource) -> None:
    if source.publish and not source.is_paused:
        reason = f"Failed {source.failures} times in a row for more than {GIVE_UP_AFTER.days} days."
        pausing.pause(source, actor=Actor(settings.HARVEST_USER, Channel.HARVEST, reason=reason), reason=reason)
