"""Mails about runs: what waits for an address is folded into one mail, at most one an hour (harvest contract 3)."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from entities.services import mailing
from harvesting.models import Notification
from harvesting.vocabulary import News

PAUSE = timedelta(hours=1)
MOST_ITEMS = 20
"""Runs that one mail tells of; what is older is counted."""


def write_mails() -> int:
    """Write the mails that are due; answers how many. Sending them is the mail queue's business, and fails no run."""
    return sum(_write_mail(address) for address in _ready().values_list("address", flat=True).distinct().order_by())


def _ready() -> Any:
    """Notes that are due, for addresses that had no mail within the hour."""
    recent = Notification.objects.filter(address=OuterRef("address"), sent__gt=Now() - PAUSE)
    return Notification.objects.filter(~Exists(recent), sent=None, due__lte=Now())


@transaction.atomic
def _write_mail(address: str) -> bool:
    with connection.cursor() as cursor:  # two processes write one mail to an address, not two
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 6))", [address.lower()])
    waiting = list(
        _ready().filter(address=address).select_related("run__source__organization").order_by("-run__finished")
    )
    if not waiting:
        return False
    items = [_item(note) for note in waiting[:MOST_ITEMS]]
    mailing.post(address, _subject(waiting), "harvest_news", items=items, further=len(waiting) - len(items))
    Notification.objects.filter(pk__in=[note.pk for note in waiting]).update(sent=Now())
    return True


def _subject(waiting: list[Notification]) -> str:
    names = list(dict.fromkeys(note.run.source.name for note in waiting))
    if len(names) > 1:
        return f"{len(names)} harvest sources: news of their runs"
    return f"{names[0]}: the harvest {News(waiting[0].news).label}"


def _item(note: Notification) -> dict[str, Any]:
    """What a mail tells of a run."""
    run, source = note.run, note.run.source
    return {
        "source": source,
        "run": run,
        "failed": note.news == News.FAILURE,
        "link": f"{settings.PORTAL_URL}/harvests/{source.pk}",
        "needs_confirmation": bool(run.missing and run.listing_digest),
    }
