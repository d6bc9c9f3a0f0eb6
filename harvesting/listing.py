"""Lists a source in a thread that knows no database, so that the run can show life meanwhile.

What comes with the listing is kept by the way: a catalogue of any size passes through a bounded queue.
"""

import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.db import transaction

from harvesting import claims, farewell
from harvesting.exceptions import ListingFailed
from harvesting.farewell import AskedToStop
from harvesting.models import DeliveredDocument, HarvestRun
from harvesting.protocols import Protocol, Reference

_AHEAD = 200
"""References that wait for us."""
_WRITTEN_AT_ONCE = 100
_END = object()


def list_source(run: HarvestRun, protocol: Protocol) -> list[Reference]:
    """The complete listing, without the bytes that came with it.

    ListingFailed where it is not complete, or empty; a list of what changed may be empty.
    """
    references: list[Reference] = []
    delivered: list[Reference] = []
    for reference in _listed(run, protocol):
        if reference.content is None:
            references.append(reference)
            continue
        delivered.append(reference)
        references.append(replace(reference, content=None, is_delivered=True))
        if len(delivered) >= _WRITTEN_AT_ONCE:
            _keep(run, delivered)
            delivered = []
    _keep(run, delivered)
    if not references and not (protocol.is_partial and protocol.since):
        raise ListingFailed("lists no document", url=run.source.url)
    return references


@transaction.atomic
def _keep(run: HarvestRun, delivered: list[Reference]) -> None:
    if delivered:
        claims.hold_run(run)
        rows = (DeliveredDocument(run=run, url=each.url, content=each.content) for each in delivered)
        DeliveredDocument.objects.bulk_create(rows)


def _listed(run: HarvestRun, protocol: Protocol) -> Iterator[Reference]:
    """References as they are listed, with a sign of life every few seconds; raises what the listing raised.

    AskedToStop where the worker stops before the end.
    """
    lister = _Lister(protocol)
    threading.Thread(target=lister.run, name="harvest-listing", daemon=True).start()
    last_beat = time.monotonic()
    try:
        while (found := lister.next(timeout=settings.HARVEST_BEAT)) is not _END:
            if farewell.is_asked():
                raise AskedToStop
            if time.monotonic() - last_beat >= settings.HARVEST_BEAT:
                claims.beat_run(run)
                last_beat = time.monotonic()
            if isinstance(found, Reference):
                yield found
    finally:
        lister.stop()


class _Lister:
    """The other thread's side: puts references, at last the end or an error."""

    def __init__(self, protocol: Protocol) -> None:
        self._protocol = protocol
        self._found: queue.Queue[object] = queue.Queue(_AHEAD)
        self._stopped = threading.Event()

    def run(self) -> None:
        """List the source until its end, or until nobody wants it any more."""
        try:
            for reference in self._protocol.discover():
                if not self._put(reference):
                    return
            self._put(_END)
        except BaseException as error:  # noqa: BLE001 - raised again by whoever reads
            self._put(error)

    def next(self, timeout: float) -> object:
        """A reference, `_END`, or None where nothing came within so many seconds."""
        try:
            found = self._found.get(timeout=timeout)
        except queue.Empty:
            return None
        if isinstance(found, BaseException):
            raise found
        return found

    def stop(self) -> None:
        """Let the thread end."""
        self._stopped.set()

    def _put(self, found: object) -> bool:
        while not self._stopped.is_set():
            try:
                self._found.put(found, timeout=1.0)
            except queue.Full:
                continue
            return True
        return False
