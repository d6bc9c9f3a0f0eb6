"""Fetches ahead: a pool of threads that keeps a source's connections busy while the caller parses and writes.

Threads only wait for the network; they know no database. What they fetched and nobody took yet is bounded in bytes.
"""

import logging
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from harvesting.exceptions import HarvestError
from harvesting.protocols import FetchedDocument, NotModified, Reference, Validators

logger = logging.getLogger(__name__)

MOST_BYTES_AHEAD = 32 * 1024 * 1024
"""Fetched and not yet taken; one document more may come for each connection."""

SWITCH_INTERVAL = 0.0005
"""Seconds for which who parses may hold the interpreter while a connection waits for it. A request needs it several
times; by the interpreter's own 5 ms each, it would wait longer for it than for the network."""

Fetch = Callable[[Reference, Validators | None], FetchedDocument | NotModified]


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of one request; `ticket` is what the caller gave with it."""

    ticket: Any
    reference: Reference
    answer: FetchedDocument | NotModified | HarvestError

    @property
    def size(self) -> int:
        """Bytes of the document, if one came."""
        return len(self.answer.content) if isinstance(self.answer, FetchedDocument) else 0


class Prefetcher:
    """Fetches references in the order given, with `resize(n)` connections at once."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._orders: deque[tuple[Any, Reference, Validators | None]] = deque()
        self._arrivals: deque[Arrival] = deque()
        self._bytes = self._threads = self._wanted = self._under_way = 0
        lock = threading.Lock()
        self._work, self._ready = threading.Condition(lock), threading.Condition(lock)

    def __enter__(self) -> Self:
        self._former_interval = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_INTERVAL)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        sys.setswitchinterval(self._former_interval)
        self.close()

    @property
    def waiting(self) -> int:
        """References that no connection has taken yet."""
        return len(self._orders)

    @property
    def has_arrivals(self) -> bool:
        """Whether `next` need not wait."""
        return bool(self._arrivals)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is ordered, or on its way."""
        with self._work:
            return not self._orders and not self._under_way

    @property
    def connections(self) -> int:
        """Connections in use, more than wanted for a moment after the number was lowered."""
        return self._threads

    def order(self, ticket: Any, reference: Reference, known: Validators | None) -> None:
        """Fetch this too."""
        with self._work:
            self._orders.append((ticket, reference, known))
            self._work.notify()

    def resize(self, connections: int) -> None:
        """Use so many connections from now on; those too many end after their present request."""
        with self._work:
            self._wanted = connections
            starting, self._threads = max(0, connections - self._threads), max(connections, self._threads)
            self._work.notify_all()
        for _ in range(starting):
            threading.Thread(target=self._serve, name="harvest-connection", daemon=True).start()

    def next(self, timeout: float) -> Arrival | None:
        """The next answer; None where none came within the timeout, in seconds."""
        with self._ready:
            if not self._ready.wait_for(lambda: bool(self._arrivals), timeout):
                return None
            arrival = self._arrivals.popleft()
            was_full = self._bytes >= MOST_BYTES_AHEAD
            self._bytes -= arrival.size
            if was_full:
                self._work.notify_all()
            return arrival

    def close(self) -> None:
        """Start no further request; those under way end by their own time limit, their answers are dropped."""
        with self._work:
            self._orders.clear()
            self._wanted = 0
            self._work.notify_all()

    def _serve(self) -> None:
        while (order := self._take()) is not None:
            ticket, reference, known = order
            arrival = Arrival(ticket, reference, self._answer(reference, known))
            with self._ready:
                self._under_way -= 1
                self._bytes += arrival.size
                self._arrivals.append(arrival)
                self._ready.notify()

    def _take(self) -> tuple[Any, Reference, Validators | None] | None:
        with self._work:
            self._work.wait_for(self._may_go_on)
            if self._threads > self._wanted:
                self._threads -= 1
                return None
            self._under_way += 1
            return self._orders.popleft()

    def _may_go_on(self) -> bool:
        return self._threads > self._wanted or (bool(self._orders) and self._bytes < MOST_BYTES_AHEAD)

    def _answer(self, reference: Reference, known: Validators | None) -> FetchedDocument | NotModified | HarvestError:
        if reference.content is not None:  # it came with the listing
            return FetchedDocument(reference.url, reference.url, reference.content, charset="utf-8")
        try:
            answer = self._fetch(reference, known)
        except HarvestError as error:
            return error
        except Exception as error:  # the per-document guard: one document never ends the run
            logger.exception("Fetching %s failed in a way nobody foresaw.", reference.url)
            return HarvestError(f"could not be fetched: {type(error).__name__}", url=reference.url)
        if isinstance(answer, NotModified) and known is None:
            return HarvestError("the source answered 304 to an unconditional request", url=reference.url, status=304)
        return answer
