"""Crawls without being asked: which datasets, when, in which order (synchronisation contract F.2)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings as Settings

from entities.exceptions import NotPermitted
from entities.models import CrawlAttempt, CrawlRequest, Dataset, Endpoint, MachineTag
from entities.services import crawl_schedule, crawling, history, lifecycle
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def every_week(settings: Settings) -> None:
    """Crawls are scheduled."""
    settings.CRAWL_DAYS = 7


def dataset(kind: str = "DWC_ARCHIVE", **values: Any) -> Dataset:
    """One that can be crawled."""
    found = factories.dataset(**values)
    factories.component(found, Endpoint, type=kind, url=f"https://{found.pk}.example.org/archive")
    return found


def crawled(*days_ago: float, reasons: Iterable[str | None] = ("NORMAL",), **values: Any) -> Dataset:
    """A dataset with attempts, the oldest first."""
    found = dataset(**values)
    outcomes = [*reasons] * (len(days_ago) if len([*reasons]) == 1 else 1)
    for number, (days, reason) in enumerate(zip(days_ago, outcomes, strict=True), start=1):
        started = history.moment() - timedelta(days=days)
        CrawlAttempt.objects.create(dataset=found, attempt=number, started_crawling=started, finish_reason=reason)
    return found


def due() -> list[Dataset]:
    """The datasets whose time has come."""
    return list(crawl_schedule.due(history.moment()))


def test_the_one_crawled_longest_ago_comes_first_and_those_never_crawled_last() -> None:
    never, old, older, fresh = dataset(), crawled(8), crawled(30, 20), crawled(30, 6)

    assert due() == [older, old, never]
    assert fresh not in due()


@pytest.mark.parametrize(
    "values",
    [{"external": True}, {"duplicate_of_dataset": None}, {"parent_dataset": None}],
    ids=["external", "duplicate", "constituent"],
)
def test_what_others_stand_for_is_left_out(values: dict[str, Any]) -> None:
    other = factories.dataset()

    dataset(**{name: other if value is None else value for name, value in values.items()})

    assert due() == []


def test_deleted_ones_those_without_endpoint_and_those_with_the_tag_are_left_out() -> None:
    lifecycle.delete(dataset(), actor=factories.actor())
    dataset(kind="FEED")
    tag = {"namespace": "crawler.gbif.org", "name": "omitFromScheduledCrawl"}
    factories.component(dataset(), MachineTag, **tag, value="true")
    factories.component(taken := dataset(), MachineTag, **tag, value="false")

    assert due() == [taken]


@pytest.mark.parametrize(
    ("failures", "days"), [(1, 7), (2, 14), (3, 28), (4, 56), (9, 56)], ids=lambda value: str(value)
)
def test_the_more_attempts_fail_in_a_row_the_later_is_the_next(failures: int, days: int) -> None:
    def failing(last: float) -> Dataset:
        earlier = [last + number for number in range(failures, 0, -1)]
        return crawled(*earlier, last, reasons=["NORMAL"] + ["ABORT"] * failures)

    failing(days - 0.1)
    late = failing(days + 0.1)

    assert due() == [late]


def test_one_success_ends_the_patience() -> None:
    found = crawled(12, 11, 10, 8, reasons=["ABORT", "ABORT", "ABORT", "NOT_MODIFIED"])

    assert due() == [found]


def test_it_fills_the_queue_as_far_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawl_schedule, "MOST_WAITING", 2)
    first, second, third = crawled(30), crawled(20), crawled(10)

    assert crawl_schedule.ask(actor=factories.actor()) == 2
    assert crawl_schedule.ask(actor=factories.actor()) == 0
    assert set(CrawlRequest.objects.values_list("pk", flat=True)) == {first.pk, second.pk}

    assert crawling.take() is not None
    assert crawl_schedule.ask(actor=factories.actor()) == 1
    assert CrawlRequest.objects.filter(pk=third.pk).exists()


def test_nothing_is_asked_for_where_no_days_are_set(settings: Settings) -> None:
    settings.CRAWL_DAYS = 0
    dataset()

    assert crawl_schedule.ask(actor=factories.actor()) == 0
    assert not CrawlRequest.objects.exists()


def test_it_is_not_for_everybody() -> None:
    with pytest.raises(NotPermitted):
        crawl_schedule.ask(actor=factories.actor(user=factories.account()))


def test_the_moment_itself_is_not_due_yet() -> None:
    found = dataset()
    now = datetime.fromisoformat("2026-01-08T00:00:00+00:00")
    CrawlAttempt.objects.create(dataset=found, attempt=1, started_crawling=now - timedelta(days=7))

    assert list(crawl_schedule.due(now)) == []
    assert list(crawl_schedule.due(now + timedelta(seconds=1))) == [found]
