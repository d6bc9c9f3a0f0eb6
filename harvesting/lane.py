"""One process at work on the batches of a run.

It claims a batch or two ahead, keeps its share of the source's connections busy with them, parses what arrives, and
writes a batch when its last document is there.
"""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.conf import settings

from harvesting import claims, farewell, records, storing
from harvesting.exceptions import FetchFailed, HarvestError
from harvesting.known import Known
from harvesting.models import HarvestBatch, HarvestLane, HarvestRun
from harvesting.prefetching import Arrival, Prefetcher
from harvesting.protocols import Reference, Validators
from harvesting.reading import (
    Failed,
    Harvest,
    Reading,
    Unchanged,
    is_as_listed,
    marks,
    read,
    read_again,
    wants_another_look,
)

PATIENCE = 20.0
"""Seconds to wait for connections that other lanes of the host have; longer than a dead one counts."""
AHEAD = 8
"""References for each connection that are ordered at least, so that none runs dry while a batch is written."""
TRY_EVERY = 0.02
"""Seconds between two tries to write while another lane does, and documents wait to be read."""
LOOK_EVERY = 0.2
"""Seconds after which lanes agree anew on the connections: a lane that begins or ends is noticed so soon."""
MOST_FAILURES = 20
"""Fetches that fail one after the other: then the source is down, not the documents."""
MOST_BYTES = 16 * 1024 * 1024
"""A batch of large documents is written in parts of this size."""

Observer = Callable[["Counter[str]"], None]


class SourceFailing(FetchFailed):
    """So many documents in a row could not be fetched that the run is given up."""


@dataclass(slots=True)
class Part:
    """A claimed batch: what is still to come, and what came of the rest."""

    batch: HarvestBatch
    known: dict[str, Known]
    waiting: dict[str, Reference]
    harvest: Harvest = field(default_factory=Harvest)
    size: int = 0

    @property
    def is_ripe(self) -> bool:
        """Whether it is time to write."""
        return not self.waiting or self.size > MOST_BYTES


class LaneWork:
    """The loop of one lane; `until` is the monotonic time after which it takes no new batch.

    `is_starved` says in the end that other lanes had all connections: more lanes would not help.
    """

    def __init__(
        self, run: HarvestRun, lane: HarvestLane, fetcher: Prefetcher, *, until: float, observe: Observer | None = None
    ) -> None:
        self._run, self._lane, self._fetcher = run, lane, fetcher
        self._until, self._observe = until, observe
        self._share = self._held = 0
        self._is_drained = self._fetches_no_more = False
        self.is_starved = False
        self._parts: list[Part] = []
        self._failures = 0
        self._last_beat = self._last_look = self._last_try = time.monotonic()

    def go_on(self) -> None:
        """Work off batches until none is open, or the worker stops: what has come by then is written.

        ClaimLost where the run ended; SourceFailing where the source does.
        """
        while self._fill():
            if farewell.is_asked():
                self._hand_back()
                return
            arrival = self._fetcher.next(timeout=LOOK_EVERY)
            if arrival is not None:
                self._take_in(arrival)
            self._write_ripe()
            self._look()
            self._beat()

    def _hand_back(self) -> None:
        """Ask for no more, and write what came. Whoever closes the lane opens the rest of its batches to others."""
        self._fetcher.close()
        while (arrival := self._fetcher.next(timeout=0.0)) is not None:
            self._take_in(arrival)
        for part in list(self._parts):
            self._write(part)

    def _fill(self) -> bool:
        """Order more while there is more; whether anything is under way."""
        while self._wants_more():
            batch = claims.claim_batch(self._lane) if self._share_connections() else None
            if batch is None:
                self._is_drained = True
            else:
                self._begin(batch)
        return bool(self._parts)

    def _wants_more(self) -> bool:
        """Whether the connections run dry before the next look, and there may be an open batch."""
        is_dry = self._fetcher.waiting < max(self._share, 1) * AHEAD
        return is_dry and not self._is_drained and time.monotonic() < self._until and not farewell.is_asked()

    def _share_connections(self) -> bool:
        """Agree with the other lanes of the host; False where they have all connections for too long."""
        give_up = time.monotonic() + PATIENCE
        while not self._take_share() and not self._parts and time.monotonic() < give_up:
            time.sleep(0.05)
        self.is_starved = not self._share
        return bool(self._share)

    def _take_share(self) -> int:
        """Ask for this lane's share, and use no more; what is closed by then is free for the others."""
        held = self._fetcher.connections
        self._share = claims.share_connections(self._lane, self._run.source.connections_at_once, in_use=held)
        self._fetcher.resize(self._share)
        self._held = max(self._share, held)
        self._last_look = time.monotonic()
        return self._share

    def _look(self) -> None:
        """Agree with the other lanes from time to time, and at once where they may have what was closed meanwhile."""
        if self._fetches_no_more:
            return
        if self._is_drained and self._fetcher.is_idle:
            self._fetcher.resize(0)
            claims.leave_host(self._lane)
            self._fetches_no_more = True
        elif self._held > max(self._fetcher.connections, self._share) or _is_past(self._last_look, LOOK_EVERY):
            self._take_share()

    def _begin(self, batch: HarvestBatch) -> None:
        references = [Reference.from_json(values) for values in batch.references]
        known = records.by_url(self._run, [reference.url for reference in references])
        part = Part(batch, known, {reference.url: reference for reference in references})
        self._parts.append(part)
        delivered = records.delivered(self._run, [each.url for each in references if each.is_delivered])
        for reference in references:
            last = known.get(reference.url)
            if last is not None and is_as_listed(reference, last):
                part.waiting.pop(reference.url)
                self._sort_in(part, Unchanged(reference, last, Validators(last.etag, last.last_modified), False))
            else:
                brought = replace(reference, content=delivered.get(reference.url))
                self._fetcher.order(part, brought, marks(last))
        if part.is_ripe:
            self._write(part)

    def _take_in(self, arrival: Arrival) -> None:
        part: Part = arrival.ticket
        url = arrival.reference.url
        part.waiting.pop(url)
        part.size += arrival.size
        self._count_failure(arrival)
        self._sort_in(part, read(arrival, part.known.get(url)))

    def _count_failure(self, arrival: Arrival) -> None:
        """SourceFailing where it was one too many in a row."""
        if not isinstance(arrival.answer, HarvestError):
            self._failures = 0
            return
        self._failures += 1
        if self._failures >= MOST_FAILURES:
            status = arrival.answer.status if isinstance(arrival.answer, FetchFailed) else None
            message = f"{MOST_FAILURES} documents in a row could not be fetched, the last one: {arrival.answer}"
            raise SourceFailing(message, status=status)

    def _sort_in(self, part: Part, meaning: Unchanged | Failed | Reading) -> None:
        if isinstance(meaning, Failed):
            part.harvest.failed.append(meaning)
        elif isinstance(meaning, Reading):
            part.harvest.fresh.append(meaning)
        elif self._is_read_again(meaning.known, part.batch):
            part.harvest.fresh.append(read_again(meaning, records.content_of(meaning.known)))
        elif meaning.known.contested:
            part.harvest.contested.append(meaning)
        else:
            part.harvest.unchanged.append(meaning)

    def _is_read_again(self, known: Known, batch: HarvestBatch) -> bool:
        is_free = known.contested and batch.settles
        return is_free or wants_another_look(known, published=self._run.source.publish)

    def _write_ripe(self) -> None:
        """Write what is whole, or large. Where another lane writes, there are documents to be read meanwhile."""
        ripe = [part for part in self._parts if part.is_ripe]
        for part in ripe:
            wait = not self._fetcher.has_arrivals or len(ripe) > 1 or part.size > MOST_BYTES
            if wait or _is_past(self._last_try, TRY_EVERY):
                self._write(part, wait=wait)
                self._last_try = time.monotonic()

    def _write(self, part: Part, *, wait: bool = True) -> None:
        order = {reference["url"]: number for number, reference in enumerate(part.batch.references)}
        part.harvest.fresh.sort(key=lambda reading: order.get(reading.url, 0))
        remaining = list(part.waiting.values())
        counts = storing.store(self._run, self._lane, part.batch, part.harvest, remaining, wait=wait)
        if counts is None:
            return
        part.harvest, part.size = Harvest(), 0
        if not part.waiting:
            self._parts.remove(part)
        if self._observe is not None:
            self._observe(counts)

    def _beat(self) -> None:
        if _is_past(self._last_beat, settings.HARVEST_BEAT):
            claims.beat_lane(self._lane)
            self._last_beat = time.monotonic()


def _is_past(moment: float, seconds: float) -> bool:
    return time.monotonic() - moment >= seconds
