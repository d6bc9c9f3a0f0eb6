"""The end of contested identifiers, when all other documents of a listing are settled (harvest contract 3.4).

A document that did not change, and whose identifier another one holds, is left alone while that one is still listed.
The others are looked at again in a last batch: their identifier may be free.
"""

from typing import Any

from django.db.models import Max
from django.db.models.functions import Now

from harvesting.known import identity_of
from harvesting.models import HarvestBatch, HarvestedDocument, HarvestRun
from harvesting.vocabulary import BatchState, Outcome


def settle(run: HarvestRun) -> list[dict[str, str]]:
    """Count the contested documents that stay as they are; answers the references that need another look."""
    unsettled = list(run.batches.exclude(deferred=[], contested=[]).order_by("number"))
    if not unsettled:
        return []
    deferred = [reference for batch in unsettled for reference in batch.deferred]
    contested = [reference for batch in unsettled for reference in batch.contested]
    HarvestBatch.objects.filter(pk__in=[batch.pk for batch in unsettled]).update(deferred=[], contested=[])
    kept = _keep_losers(run, {reference["url"] for reference in contested})
    if kept:
        add_batch(run, references=[], state=BatchState.DONE, unchanged=len(kept), bad_count=len(kept))
    return [*deferred, *(reference for reference in contested if reference["url"] not in kept)]


def add_batch(run: HarvestRun, **values: Any) -> None:
    """One more batch after the present ones."""
    number = run.batches.aggregate(last=Max("number"))["last"] + 1
    HarvestBatch.objects.create(run=run, number=number, **values)


def _keep_losers(run: HarvestRun, urls: set[str]) -> set[str]:
    """Stamp the contested documents whose holder was seen by this run; answers their URLs."""
    records = HarvestedDocument.objects.filter(source=run.source_id, removed=None)
    losers = records.filter(contested=True, url__in=urls).values_list("pk", "url", "file_id")
    identities = {url: identity_of(file_id, url) for _, url, file_id in losers}
    holders = records.filter(identity__in=identities.values(), last_run=run.pk, contested=False)
    held = set(holders.values_list("identity", flat=True))
    kept = {pk: url for pk, url, _ in losers if identities[url] in held}
    records.filter(pk__in=kept).update(
        last_run=run.pk, last_seen=Now(), outcome=Outcome.UNCHANGED, failure="", missing_since=None
    )
    return set(kept.values())
