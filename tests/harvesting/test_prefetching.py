"""The pool of connections that fetches ahead."""

import threading
import time
from collections import Counter

import pytest

from harvesting import prefetching
from harvesting.exceptions import FetchFailed, HarvestError
from harvesting.prefetching import Arrival, Prefetcher
from harvesting.protocols import FetchedDocument, NotModified, Reference, Validators


class Source:
    """A source in this process that remembers how many asked at once."""

    def __init__(self, pause: float = 0.0, size: int = 10) -> None:
        self.pause, self.size = pause, size
        self.at_once = self.most_at_once = 0
        self.asked: Counter[str] = Counter()
        self._lock = threading.Lock()

    def fetch(self, reference: Reference, known: Validators | None) -> FetchedDocument | NotModified:
        """A document of the set size; NotModified for known marks; failures by the name of the URL."""
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            self.asked[reference.url] += 1
        time.sleep(self.pause)
        with self._lock:
            self.at_once -= 1
        if reference.url == "gone":
            raise FetchFailed("answered 404", url="gone", status=404)
        if reference.url == "bug":
            raise ZeroDivisionError
        if known is not None or reference.url == "304":
            return NotModified(reference.url, Validators())
        return FetchedDocument(reference.url, reference.url, b"x" * self.size)


def _all(fetcher: Prefetcher, count: int) -> dict[str, Arrival]:
    arrivals = [fetcher.next(timeout=5.0) for _ in range(count)]
    return {arrival.reference.url: arrival for arrival in arrivals if arrival is not None}


def test_each_order_arrives_once_with_its_ticket() -> None:
    source = Source()
    with Prefetcher(source.fetch) as fetcher:
        fetcher.resize(4)
        for number in range(50):
            fetcher.order(number, Reference(str(number)), None)

        arrivals = _all(fetcher, 50)

    assert {url: arrival.ticket for url, arrival in arrivals.items()} == {str(n): n for n in range(50)}
    assert set(source.asked.values()) == {1}


def test_it_never_uses_more_connections_than_wanted() -> None:
    source = Source(pause=0.01)
    with Prefetcher(source.fetch) as fetcher:
        for number in range(30):
            fetcher.order(None, Reference(str(number)), None)
        fetcher.resize(3)
        _all(fetcher, 30)

    assert source.most_at_once == 3


def test_a_smaller_number_holds_after_the_present_requests() -> None:
    source = Source(pause=0.02)
    with Prefetcher(source.fetch) as fetcher:
        for number in range(40):
            fetcher.order(None, Reference(str(number)), None)
        fetcher.resize(8)
        _all(fetcher, 10)
        fetcher.resize(2)
        _all(fetcher, 8)
        source.most_at_once = 0
        _all(fetcher, 22)

        assert fetcher.connections == 2
    assert source.most_at_once <= 2


@pytest.mark.parametrize(
    ("url", "sentence"), [("gone", "answered 404"), ("bug", "ZeroDivisionError"), ("304", "unconditional request")]
)
def test_what_goes_wrong_arrives_as_an_error(url: str, sentence: str) -> None:
    with Prefetcher(Source().fetch) as fetcher:
        fetcher.resize(1)
        fetcher.order(None, Reference(url), None)

        answer = _all(fetcher, 1)[url].answer

    assert isinstance(answer, HarvestError)
    assert sentence in str(answer)


def test_a_conditional_request_may_be_answered_by_not_modified() -> None:
    with Prefetcher(Source().fetch) as fetcher:
        fetcher.resize(1)
        fetcher.order(None, Reference("a"), Validators(etag='"1"'))

        assert isinstance(_all(fetcher, 1)["a"].answer, NotModified)


def test_it_does_not_fetch_further_ahead_than_memory_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefetching, "MOST_BYTES_AHEAD", 100)
    source = Source(size=50)
    with Prefetcher(source.fetch) as fetcher:
        for number in range(20):
            fetcher.order(None, Reference(str(number)), None)
        fetcher.resize(2)
        time.sleep(0.1)

        assert 2 <= len(source.asked) <= 4
        assert len(_all(fetcher, 20)) == 20


def test_nothing_new_is_fetched_after_the_end() -> None:
    source = Source(pause=0.02)
    fetcher = Prefetcher(source.fetch)
    for number in range(20):
        fetcher.order(None, Reference(str(number)), None)
    fetcher.resize(2)
    fetcher.close()
    time.sleep(0.1)

    assert len(source.asked) <= 2
    assert fetcher.next(timeout=0.01) is None or fetcher.waiting == 0


def test_it_is_idle_when_nothing_is_on_its_way() -> None:
    with Prefetcher(Source(pause=0.02).fetch) as fetcher:
        fetcher.order(None, Reference("a"), None)
        assert not fetcher.is_idle
        fetcher.resize(1)
        _all(fetcher, 1)

        assert fetcher.is_idle
