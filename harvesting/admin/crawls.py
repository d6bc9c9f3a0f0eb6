"""The start page's panel about crawls of datasets: how many wait, and which failed at last."""

from django.db.models import F
from django.http import HttpRequest

from entities.admin import markup
from entities.admin.dashboard import Panel, panel, rows_and_count
from entities.models import CrawlAttempt
from entities.services import crawling
from entities.vocabulary import CrawlFinishReason

_ROWS = 10


@panel(position=22)
def failing_crawls(request: HttpRequest) -> Panel:
    """Datasets whose last crawl took nothing, with the reason."""
    failing = crawling.latest_attempts().filter(finish_reason=CrawlFinishReason.ABORT, dataset__deleted=None)
    named = failing.select_related("dataset").only("attempt", "crawl_context", "started_crawling", "dataset__title")
    found, count = rows_and_count(named.order_by(F("started_crawling").desc(nulls_last=True), "-pk"), _ROWS)
    return Panel(
        "Failing crawls",
        headers=("Dataset", "Reason", "Attempt", "When"),
        rows=[_row(attempt) for attempt in found],
        empty="All datasets that are crawled answer.",
        tone="warning" if found else "",
        count=count,
        wide=True,
    )


def _row(attempt: CrawlAttempt) -> tuple[object, ...]:
    reason = attempt.crawl_context[:160] or "no reason given"
    return markup.row_link(attempt.dataset), reason, attempt.attempt, markup.age(attempt.started_crawling)
