"""A run, from its listing to its end (ARCHITECTURE 8).

1. discover: claim the run, list the source completely, cut the listing into batches. Until the listing is complete
   nothing is written, so that a source that breaks off changes nothing.
2. work: any number of processes take batches; each fetches ahead while it parses and writes.
3. finish: when all batches are done, one process settles contested identifiers, removes what the listing lacked, and
   ends the run with counts that add up.

Each step may be called twice, late, or by several processes at once: claims let one of them through.
"""

import itertools
import logging
import time
from hashlib import sha256
from math import ceil
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models.functions import Now

from harvesting import changes, claims, installations, queueing, reaping, removal, scheduling, settling
from harvesting.claims import ClaimLost
from harvesting.exceptions import HarvestError, ListingFailed, SuspiciousListing
from harvesting.farewell import AskedToStop
from harvesting.http import HttpClient
from harvesting.known import identity_of
from harvesting.lane import LaneWork, Observer, SourceFailing
from harvesting.listing import list_source
from harvesting.models import HarvestBatch, HarvestLane, HarvestRun, HarvestSource
from harvesting.prefetching import Prefetcher
from harvesting.protocols import PROTOCOLS, Protocol, Reference
from harvesting.storing import harvester
from harvesting.vocabulary import BatchState, FailureKind, RunState

logger = logging.getLogger(__name__)

SMALLEST_BATCH = 50
"""Documents that are worth another process, and a write of their own."""
LONGEST_TURN = 45.0
"""Seconds after which a lane makes room for other sources, and for a stop of its worker."""
_UNFORESEEN = 500


def execute(key: UUID, observe: Observer | None = None) -> None:
    """The whole run in this process, together with workers that happen to join in; for the command line."""
    discover(key, send=False)
    while HarvestRun.objects.filter(pk=key, state=RunState.RUNNING).exists():
        work(key, observe=observe, send=False)
        if HarvestBatch.objects.filter(run=key).exclude(state=BatchState.DONE).exists():
            time.sleep(1.0)  # the others are at it
        finish(key, send=False)


def discover(key: UUID, *, send: bool = True) -> None:
    """Claim the run and list its source; a failure ends the run and changes nothing else.

    A worker that stops meanwhile queues it again.
    """
    run = claims.claim_run(key)
    if run is None:
        return
    try:
        with _client(run.source) as http:
            protocol = open_protocol(run.source, http)
            protocol.since = changes.since(run.source) if protocol.tells_changes else None
            references = list_source(run, protocol)
        _cut(run, references, protocol, send=send)
    except ClaimLost as error:
        logger.warning("%s", error)
    except AskedToStop:
        if claims.release_run(run):
            queueing.send(queueing.DISCOVER, key)
    except HarvestError as error:
        _fail(run, error.code, str(error), kind=error.kind)
    except Exception as error:  # the outermost frame of a run
        logger.exception("Listing of run %s failed in a way nobody foresaw.", run.pk)
        _fail(run, _UNFORESEEN, _unforeseen(error))


def work(key: UUID, *, observe: Observer | None = None, send: bool = True) -> None:
    """Take batches of the run, as one lane of it, until none is open or the turn is over."""
    run = _running(key)
    if run is None or not _has_open_batches(key):
        return
    lane, is_starved = claims.open_lane(run, urlsplit(run.source.url).hostname or ""), False
    try:
        with _client(run.source) as http, Prefetcher(open_protocol(run.source, http).fetch) as fetcher:
            loop = LaneWork(run, lane, fetcher, until=time.monotonic() + LONGEST_TURN, observe=observe)
            loop.go_on()
            is_starved = loop.is_starved
    except ClaimLost as error:
        logger.warning("%s", error)
    except SourceFailing as error:
        _fail(run, error.code, str(error), lane=lane, kind=error.kind)
    except Exception:  # the outermost frame of a run: as if the process had died
        logger.exception("A lane of run %s failed in a way nobody foresaw.", run.pk)
        _count_interruption(run, lane)
    finally:
        claims.close_lane(lane)
    if send and not is_starved:
        _send_next(key)


def finish(key: UUID, *, send: bool = True) -> None:
    """End a run whose batches are all done; does nothing while one is not, or another process is at it."""
    try:
        with transaction.atomic():
            run = _done(key)
            if run is None or _second_round(run, send=send):
                return
            removed = removal.remove_unseen(run, actor=harvester(run))
            missing = removal.mark_missing(run) if run.unnamed else 0
            scheduling.close(run, RunState.OK, removed=removed, missing=missing)
    except SuspiciousListing as error:
        _end_as_suspicious(key, error)
    except (OperationalError, InterfaceError) as error:
        logger.warning("Run %s has not ended: %s. The reaper lets it be tried again.", key, error)
    except Exception as error:  # the outermost frame of a run
        logger.exception("The end of run %s failed in a way nobody foresaw.", key)
        scheduling.close(HarvestRun.objects.get(pk=key), RunState.FAILED, code=_UNFORESEEN, message=_unforeseen(error))


def _fail(
    run: HarvestRun,
    code: int,
    message: str,
    *,
    lane: HarvestLane | None = None,
    kind: FailureKind = FailureKind.OTHER,
) -> None:
    """End the run, unless it was given to others while this process slept: its failure is not theirs."""
    try:
        with transaction.atomic():
            claims.hold_lane(lane) if lane else claims.hold_run(run)
            scheduling.close(run, RunState.FAILED, code=code, message=message, kind=kind)
    except ClaimLost as error:
        logger.warning("%s", error)


@transaction.atomic
def _count_interruption(run: HarvestRun, lane: HarvestLane) -> None:
    try:
        claims.hold_lane(lane)
    except ClaimLost as error:
        logger.warning("%s", error)
    else:
        reaping.count_interruption(run)


def _unforeseen(error: Exception) -> str:
    return f"Unforeseen error: {type(error).__name__}."


def open_protocol(source: HarvestSource, http: HttpClient) -> Protocol:
    """The protocol of a source; ListingFailed for a type that cannot be harvested."""
    if source.harvest_type not in PROTOCOLS:
        raise ListingFailed(f"sources of type {source.harvest_type} cannot be harvested", url=source.url)
    return PROTOCOLS[source.harvest_type](source.url, http, max_documents=source.document_limit)


def _client(source: HarvestSource) -> HttpClient:
    return HttpClient.from_settings(
        connections=source.connections_at_once, allowed_hosts=source.allowed_hosts, delay=source.delay
    )


@transaction.atomic
def _cut(run: HarvestRun, references: list[Reference], protocol: Protocol, *, send: bool) -> None:
    claims.hold_run(run)
    listed = sorted([*(reference.url for reference in references), *protocol.gone])
    digest = sha256("\n".join(listed).encode()).hexdigest()
    if protocol.channel is not None:
        installations.follow(run.source, protocol.channel, actor=harvester(run))
    batches = HarvestBatch.objects.bulk_create(
        HarvestBatch(run=run, number=number, references=[reference.as_json() for reference in part])
        for number, part in enumerate(_parts(references))
    )
    # A removal was confirmed for one listing, not for whatever the source lists by now.
    confirmed_by = run.removal_confirmed_by if run.listing_digest == digest else ""
    HarvestRun.objects.filter(pk=run.pk).update(
        listed=Now(),
        heartbeat=Now(),
        sent=Now(),
        token=None,
        found=len(references),
        unnamed=protocol.unnamed,
        is_partial=protocol.is_partial,
        gone=[identity_of(name, "") for name in protocol.gone],
        listing_digest=digest,
        removal_confirmed_by=confirmed_by,
    )
    if send:
        lanes = min(len(batches), settings.HARVEST_LANES, run.source.connections_at_once)
        queueing.send_on_commit(queueing.WORK if lanes else queueing.FINISH, run.pk, times=lanes or 1)


def _parts(references: list[Reference]) -> list[list[Reference]]:
    """The listing in parts of equal size, for as many processes as may work on it.

    Few parts: writes of a source follow one another, and a third of each is the same however small it is.
    """
    if not references:
        return []
    count = max(
        ceil(len(references) / settings.HARVEST_BATCH_SIZE),
        min(settings.HARVEST_LANES, len(references) // SMALLEST_BATCH),
    )
    bounds = [len(references) * number // count for number in range(count + 1)]
    return [references[start:end] for start, end in itertools.pairwise(bounds)]


def _running(key: UUID) -> HarvestRun | None:
    runs = HarvestRun.objects.filter(pk=key, state=RunState.RUNNING, listed__isnull=False)
    return runs.select_related("source__organization").first()


def _send_next(key: UUID) -> None:
    """After a turn: the rest of the batches, or the end. Nothing where other lanes are still at the last ones."""
    if _running(key) is None:
        return
    if _has_open_batches(key):
        queueing.send(queueing.WORK, key)
    elif not HarvestBatch.objects.filter(run=key).exclude(state=BatchState.DONE).exists():
        queueing.send(queueing.FINISH, key)


def _has_open_batches(key: UUID) -> bool:
    return HarvestBatch.objects.filter(run=key, state=BatchState.OPEN).exists()


def _done(key: UUID) -> HarvestRun | None:
    """The run, locked, if all its batches are done."""
    runs = HarvestRun.objects.filter(pk=key, state=RunState.RUNNING, listed__isnull=False)
    run = runs.select_for_update(skip_locked=True, of=("self",), no_key=True).select_related("source").first()
    if run is None or run.batches.exclude(state=BatchState.DONE).exists():
        return None
    return run


def _second_round(run: HarvestRun, *, send: bool) -> bool:
    """Put documents whose identifier may be free now into a last batch; False where there are none."""
    references = settling.settle(run)
    if not references:
        return False
    settling.add_batch(run, references=references, settles=True)
    if send:
        queueing.send_on_commit(queueing.WORK, run.pk)
    return True


@transaction.atomic
def _end_as_suspicious(key: UUID, error: SuspiciousListing) -> None:
    run = _done(key)
    if run is not None:
        settling.settle(run)  # what was settled was taken back with the removal: listed documents are not missing
        missing = removal.mark_missing(run)
        scheduling.close(run, RunState.FAILED, code=error.code, message=str(error), missing=missing)
