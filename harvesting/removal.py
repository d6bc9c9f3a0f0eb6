"""What a complete listing lacks: when it may be removed, and when a person has to say so (RELIABILITY I1, I2)."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce, Now

from entities import permissions
from entities.exceptions import WrongState
from entities.permissions import Actor
from entities.services import documents
from harvesting import outcomes, registration, scheduling
from harvesting.exceptions import SuspiciousListing
from harvesting.models import DocumentOutcome, HarvestedDocument, HarvestRun
from harvesting.vocabulary import Outcome, RunState, Trigger

ALWAYS_ALLOWED = 5


def is_suspicious(missing: int, live: int) -> bool:
    """Whether so many of the live documents may not go without a person.

    At most five or a tenth may, whichever is more, and never half or more of two or more: a small source must not
    be emptied by a listing that was cut.
    """
    if missing <= 1:
        return False
    return missing > max(ALWAYS_ALLOWED, live // 10) or missing * 2 >= live


def unseen(run: HarvestRun) -> "QuerySet[HarvestedDocument]":
    """Live documents of the run's source that its listing lacked; of a part, those that it says are gone."""
    live = HarvestedDocument.objects.filter(source=run.source_id, removed=None)
    if run.is_partial:
        live = live.filter(identity__in=run.gone)
    return live.exclude(last_run=run.pk)


def remove_unseen(run: HarvestRun, *, actor: Actor) -> int:
    """Soft-delete the datasets of documents that the complete listing lacked; answers how many documents went.

    SuspiciousListing where there are too many, unless a curator confirmed just this listing. In the caller's
    transaction.
    """
    if run.unnamed:
        return 0  # one of the missing may be one of those whose name the source does not tell
    missing = list(unseen(run).values_list("pk", flat=True))
    live = HarvestedDocument.objects.filter(source=run.source_id, removed=None).count()
    if is_suspicious(len(missing), live) and not run.removal_confirmed_by:
        raise SuspiciousListing(
            f"the listing lacks {len(missing)} of {live} documents; nothing was removed, a curator has to confirm it",
            url=run.source.url,
            listed=live - len(missing),
            known=live,
        )
    if missing:
        outcomes.keep(_lost(run, unseen(run), Outcome.REMOVED))
        _remove(run, missing, actor)
    return len(missing)


def _remove(run: HarvestRun, missing: Sequence[int], actor: Actor) -> None:
    gone = HarvestedDocument.objects.filter(pk__in=missing)
    gone.update(removed=Now(), outcome=Outcome.REMOVED, missing_since=Coalesce("missing_since", Now()))
    registration.release(run.source, gone, actor=actor)
    datasets = [key for key in gone.values_list("dataset", flat=True) if key is not None]
    if datasets:
        documents.withdraw(datasets, actor=actor)


def mark_missing(run: HarvestRun) -> int:
    """Note since when the listing lacks them, and how many there are; nothing is removed."""
    missing = unseen(run)
    outcomes.keep(_lost(run, missing, Outcome.MISSING))
    return missing.update(missing_since=Coalesce("missing_since", Now()))


def _lost(run: HarvestRun, missing: "QuerySet[HarvestedDocument]", outcome: Outcome) -> list[DocumentOutcome]:
    return [
        DocumentOutcome(run=run, url=url, title=title, outcome=outcome, errors=[])
        for url, title in missing.values_list("url", "title")
    ]


@transaction.atomic
def confirm(run: HarvestRun, *, actor: Actor) -> HarvestRun:
    """Start a new run that may remove what this failed one found missing, if it lists exactly the same documents.

    WrongState where the run did not fail for that reason, or a run is active: the confirmation holds for one listing.
    """
    permissions.require(permissions.may_change(actor, run.source.organization), actor)
    if run.state != RunState.FAILED or not run.missing or not run.listing_digest:
        raise WrongState("This run has no removal to confirm.")
    following, is_new = scheduling.start(run.source, Trigger.MANUAL, actor=actor)
    if not is_new:
        raise WrongState("A run of this source is active; confirm when it has ended.")
    following.removal_confirmed_by = actor.name
    following.listing_digest = run.listing_digest
    following.save(update_fields=["removal_confirmed_by", "listing_digest"])
    return following
