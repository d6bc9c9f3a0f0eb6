"""Synchronisations of installations: requests that wait, and the record of what came of each (contract 5.4).

Who synchronises claims requests by `take`, adds a `record` and ends the request by `finish`.
"""

from collections.abc import Mapping

from django.db import transaction

from entities import permissions
from entities.models import Installation, Synchronization, SynchronizationRequest
from entities.permissions import Actor
from entities.services import history
from entities.services.validation import validate


@transaction.atomic
def request(installation: Installation, *, actor: Actor) -> None:
    """Ask for a synchronisation now; nothing more happens where one waits already."""
    permissions.require_administrator(actor)
    now = history.begin(actor)
    row = SynchronizationRequest(installation=installation, requested=now, requested_by=actor.name)
    SynchronizationRequest.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def take(limit: int) -> list[SynchronizationRequest]:
    """Claim waiting requests, the oldest first; nobody else gets the same ones."""
    rows = SynchronizationRequest.objects.select_for_update(skip_locked=True).filter(taken=None)
    found = list(rows.order_by("requested", "pk")[:limit])
    if found:
        now = history.moment()
        SynchronizationRequest.objects.filter(pk__in=[row.pk for row in found]).update(taken=now)
    return found


def finish(installation: Installation) -> None:
    """The request of an installation is done with."""
    SynchronizationRequest.objects.filter(installation=installation).delete()


@transaction.atomic
def record(
    installation: Installation,
    result: str | None,
    details: str | None,
    *,
    actor: Actor,
    failures: Mapping[str, str] | None = None,
) -> Synchronization:
    """Keep what came of a synchronisation; its time is the database's."""
    permissions.require_administrator(actor)
    row = Synchronization(installation=installation, result=result or "", details=details)
    row.sync_date = history.begin(actor)
    validate(row, failures or {}, skip=["installation"])
    row.save(force_insert=True)
    return row
