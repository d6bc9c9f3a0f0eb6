"""The queues that crawlers take from (synchronisation contract F)."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import LazySettings as Settings

from entities.models import CrawlAttempt, CrawlRequest, Dataset, Endpoint
from entities.services import crawling, history, synchronization
from tests.factories import actor, component, dataset, installation

pytestmark = pytest.mark.django_db


def at(url: str) -> Dataset:
    """A dataset with an archive at the address."""
    found = dataset()
    component(found, Endpoint, type="DWC_ARCHIVE", url=url)
    return found


def taken_one() -> UUID | None:
    """The dataset of the request that the next crawler gets."""
    request = crawling.take()
    return request and request.dataset_id


def test_it_prefers_the_best_type_and_of_several_the_oldest() -> None:
    found = dataset()
    component(found, Endpoint, type="EML", url="https://data.example.org/eml")
    oldest = component(found, Endpoint, type="DWC_ARCHIVE", url="https://data.example.org/first")
    component(found, Endpoint, type="DWC_ARCHIVE", url="https://data.example.org/second")
    component(found, Endpoint, type="FEED", url="https://data.example.org/feed")

    assert crawling.best_endpoint(found) == oldest
    assert crawling.best_endpoint(dataset()) is None


def test_it_hands_a_request_to_one_crawler() -> None:
    found = dataset()
    component(found, Endpoint, type="EML", url="https://data.example.org/eml")
    crawling.request(found, actor=actor())

    assert taken_one() == found.pk
    assert taken_one() is None
    crawling.request(found, actor=actor())
    assert taken_one() is None

    crawling.finish(found.pk)
    crawling.request(found, actor=actor())
    assert taken_one() == found.pk


def test_it_gives_back_what_a_crawler_forgot() -> None:
    found = dataset()
    CrawlRequest.objects.create(
        dataset=found, requested=history.moment(), requested_by="x", taken=history.moment() - timedelta(hours=2)
    )

    assert crawling.release(timedelta(hours=3)) == 0
    assert crawling.release(timedelta(hours=1)) == 1
    assert taken_one() == found.pk


def test_an_attempt_that_nobody_ends_is_under_way_no_more() -> None:
    found = dataset()
    claimed = history.moment() - timedelta(hours=4)
    CrawlRequest.objects.create(dataset=found, requested=claimed, requested_by="x", taken=claimed)
    crawling.record(found, 1, {"started_crawling": claimed - timedelta(days=1)}, actor=actor())
    crawling.record(found, 2, {"started_crawling": claimed + timedelta(seconds=1)}, actor=actor())

    crawling.release(timedelta(hours=3))

    reasons = CrawlAttempt.objects.order_by("attempt").values_list("finish_reason", flat=True)
    assert list(reasons) == [None, "UNKNOWN"]


def test_a_host_gets_no_more_crawls_at_a_time_than_it_should_bear(settings: Settings) -> None:
    settings.CRAWLS_PER_HOST = 2
    here = [at("https://Data.example.org/a"), at("https://data.example.org:8443/b"), at("http://data.example.org/c")]
    elsewhere = at("https://other.example.org/a")
    for waiting in (*here, elsewhere):
        crawling.request(waiting, actor=actor())

    assert [taken_one(), taken_one(), taken_one(), taken_one()] == [here[0].pk, here[1].pk, elsewhere.pk, None]
    crawling.finish(here[0].pk)
    assert taken_one() == here[2].pk


def test_it_numbers_attempts_from_one() -> None:
    found = dataset()
    assert crawling.next_attempt(found.pk) == 1

    crawling.record(found, 7, {}, actor=actor())

    assert crawling.next_attempt(found.pk) == 8


def test_it_hands_a_synchronisation_to_one_worker() -> None:
    found = installation()
    synchronization.request(found, actor=actor())

    assert [request.pk for request in synchronization.take(5)] == [found.pk]
    assert synchronization.take(5) == []
    synchronization.finish(found)
    synchronization.request(found, actor=actor())
    assert len(synchronization.take(5)) == 1
