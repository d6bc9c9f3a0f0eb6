"""Crawls that nobody asks for: of every dataset that was not crawled for some days (synchronisation contract F.2).

The schedule is what the attempts tell, nothing is kept for it. A dataset whose attempts fail is tried later and later:
from the second failure in a row on, each doubles the days, up to eight times as many. Of those that are due the one
crawled longest ago comes first, those never crawled last; only a few wait at a time, so that whoever asks for a crawl
does not stand behind all of them.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from entities import permissions
from entities.models import CrawlAttempt, CrawlRequest, Dataset
from entities.permissions import Actor
from entities.services import crawling, history
from entities.vocabulary import CrawlFinishReason

MOST_WAITING = 100
"""Requests up to which the schedule fills the queue; the next tick adds the next ones."""
_DOUBLINGS = 3


def ask(*, actor: Actor) -> int:
    """Ask for crawls of datasets that are due, as far as the queue has room; answers of how many."""
    permissions.require_administrator(actor)
    if settings.CRAWL_DAYS == 0:
        return 0
    with transaction.atomic():
        room = MOST_WAITING - CrawlRequest.objects.filter(taken=None).count()
        keys = due(history.moment()).values_list("pk", flat=True)[: max(room, 0)]
        return crawling.queue(list(keys), actor)


def due(now: datetime) -> "QuerySet[Dataset]":
    """Datasets whose time has come, in the order in which they are crawled."""
    attempts = CrawlAttempt.objects.filter(dataset=OuterRef("pk")).order_by("-attempt")
    sound = attempts.exclude(finish_reason=CrawlFinishReason.ABORT)
    found = crawling.schedulable().annotate(
        last_crawled=Subquery(attempts.values("started_crawling")[:1]),
        failures=Coalesce(Subquery(attempts.values("attempt")[:1]), 0)
        - Coalesce(Subquery(sound.values("attempt")[:1]), 0),
    )
    interval = timedelta(days=settings.CRAWL_DAYS)
    waits = [
        When(failures__gt=doublings, then=Value(now - interval * 2**doublings))
        for doublings in range(_DOUBLINGS, 0, -1)
    ]
    found = found.annotate(latest=Case(*waits, default=Value(now - interval)))
    found = found.filter(Q(last_crawled=None) | Q(last_crawled__lt=F("latest")))
    waiting = CrawlRequest.objects.filter(dataset=OuterRef("pk"))
    return found.exclude(Exists(waiting)).order_by(F("last_crawled").asc(nulls_last=True), "created", "pk")
