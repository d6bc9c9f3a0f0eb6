"""Pausing a source: the schedule leaves it alone until somebody resumes it; by hand it can still be run."""

from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from entities import permissions
from entities.exceptions import WrongState
from entities.permissions import Actor
from entities.services import history
from harvesting.models import HarvestSource


@transaction.atomic
def pause(source: HarvestSource, *, actor: Actor, reason: str = "") -> HarvestSource:
    """The paused source; `reason` is shown to its people, an active run goes on. WrongState where it is paused."""
    source = _changeable(source, actor)
    if source.is_paused:
        raise WrongState(f"Harvest {source.pk} is paused already.")
    longest = HarvestSource._meta.get_field("pause_reason").max_length
    return _write(source, actor, paused=Now(), pause_reason=reason[:longest], next_run=None)


@transaction.atomic
def resume(source: HarvestSource, *, actor: Actor) -> HarvestSource:
    """The source as the schedule takes it up again: at once if it is published, as if it had never failed."""
    source = _changeable(source, actor)
    if not source.is_paused:
        raise WrongState(f"Harvest {source.pk} is not paused.")
    due = Now() if source.publish else None
    return _write(source, actor, paused=None, pause_reason="", next_run=due, failures=0, failing_since=None)


def _changeable(source: HarvestSource, actor: Actor) -> HarvestSource:
    permissions.require(permissions.may_change(actor, source.organization), actor)
    source = HarvestSource.objects.select_for_update(no_key=True).get(pk=source.pk)
    if source.is_deleted:
        raise WrongState(f"Harvest {source.pk} is deleted.")
    return source


def _write(source: HarvestSource, actor: Actor, **values: Any) -> HarvestSource:
    values |= {"modified": history.begin(actor), "modified_by": actor.name}
    HarvestSource.objects.filter(pk=source.pk).update(**values)
    source.refresh_from_db()
    return source
