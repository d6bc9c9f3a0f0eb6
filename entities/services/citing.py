"""Brings a publisher's new title into the stored JSON of its datasets, which cite it.

Where they are few, in the transaction of the change; where they are many, a moment later by a worker, part by part, so
that neither the change nor anybody else waits for sixty thousand texts. Each part is a transaction of its own.
"""

import time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from entities.models import Dataset, Organization, OutdatedCitations
from entities.services import rendering

AT_ONCE = 200
"""Datasets that a change rewrites itself."""
_MOST_PARTS = 2000


def outdated_by(organization: Organization) -> set[UUID]:
    """The datasets that a change of the title has to rewrite itself; where they are too many, none, but it is noted."""
    keys = set(organization.datasets.values_list("pk", flat=True)[: AT_ONCE + 1])
    if len(keys) <= AT_ONCE:
        return keys
    anew = {"since": timezone.now(), "reached": UUID(int=0)}
    OutdatedCitations.objects.update_or_create(organization=organization, defaults=anew)
    return set()


def rewrite() -> int:
    """Rewrite what waits, and say in how many parts; what another worker holds is left to it.

    After each part it rests for as long as the part took: the index learns of the title at the same time, and whoever
    searches for it waits for that, not for citations.
    """
    for number in range(_MOST_PARTS):
        begin = time.monotonic()
        if not _rewrite_part():
            return number
        time.sleep(time.monotonic() - begin)
    return _MOST_PARTS


@transaction.atomic
def _rewrite_part() -> bool:
    """Rewrite the next datasets of a publisher that waits; False where none does."""
    waiting = OutdatedCitations.objects.select_for_update(skip_locked=True).first()
    if waiting is None:
        return False
    datasets = Dataset.objects.filter(publishing_organization=waiting.organization_id, pk__gt=waiting.reached)
    keys = list(datasets.order_by("pk").values_list("pk", flat=True)[: rendering.BATCH])
    if not keys:
        waiting.delete()
        return True
    rendering.lock({Dataset: keys})
    rendering.refresh({Dataset: keys})
    waiting.reached = keys[-1]
    waiting.save(update_fields=["reached"])
    return True
