"""The queues that crawlers take from (synchronisation contract F)."""

from datetime import timedelta

import pytest

from entities.models import CrawlRequest, Endpoint
from entities.services import crawling, history, synchronization
from tests.factories import actor, component, dataset, installation

pytestmark = pytest.mark.django_db


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

    assert [request.pk for request in crawling.take(5)] == [found.pk]
    assert crawling.take(5) == []
    crawling.request(found, actor=actor())
    assert crawling.take(5) == []

    crawling.finish(found.pk)
    crawling.request(found, actor=actor())
    assert len(crawling.take(5)) == 1


def test_it_gives_back_what_a_crawler_forgot() -> None:
    found = dataset()
    CrawlRequest.objects.create(
        dataset=found, requested=history.moment(), requested_by="x", taken=history.moment() - timedelta(hours=2)
    )

    assert crawling.release(timedelta(hours=3)) == 0
    assert crawling.release(timedelta(hours=1)) == 1
    assert len(crawling.take(1)) == 1


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
