"""What each run did with each document: written with the change itself, kept for a source's last runs."""

from collections.abc import Iterable
from datetime import timedelta

import orjson
from django.conf import settings
from django.db import connection
from django.db.models.functions import Now

from harvesting.models import DocumentOutcome, HarvestRun, HarvestSource
from harvesting.vocabulary import ACTIVE_STATES

RUNS_WITH_OUTCOMES = 20
_COPY = "COPY harvesting_documentoutcome (run_id, url, title, outcome, errors) FROM STDIN"


def keep(outcomes: Iterable[DocumentOutcome]) -> None:
    """Add these to the history of their runs."""
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for each in outcomes:
            copy.write_row((each.run_id, each.url, each.title, each.outcome, orjson.dumps(each.errors).decode()))


def forget(source: HarvestSource) -> None:
    """Keep the outcomes of the source's last runs only."""
    older = source.runs.order_by("-queued").values("pk")[RUNS_WITH_OUTCOMES:]
    DocumentOutcome.objects.filter(run__in=older).delete()


def forget_runs() -> int:
    """Delete runs that ended longer ago than history is kept; answers how many."""
    oldest = Now() - timedelta(days=settings.HARVEST_HISTORY_DAYS)
    old = HarvestRun.objects.exclude(state__in=ACTIVE_STATES).filter(finished__lt=oldest)
    return old.delete()[1].get("harvesting.HarvestRun", 0)
