"""Since when a source is asked for changes only: spares both sides a full list (checklist contract I)."""

from datetime import datetime

from harvesting.models import HarvestSource
from harvesting.vocabulary import RunState

FULL_EVERY = 10
"""Every tenth run lists everything, so that what slipped through is found."""


def since(source: HarvestSource) -> datetime | None:
    """The start of the last successful run; None where the next one lists everything.

    So does the first, every tenth, and the first after the source was changed.
    """
    successful = source.runs.filter(state=RunState.OK)
    full = successful.filter(is_partial=False).order_by("-queued").first()
    if full is None or full.started is None or full.started < source.modified:
        return None
    partial = successful.filter(is_partial=True, queued__gt=full.queued)
    if partial.count() >= FULL_EVERY - 1:
        return None
    last = partial.order_by("-queued").first() or full
    return last.started
