"""*Check this URL*: what a source at an address would give, before anybody saves it. Writes nothing.

1. Find out what kind of source it is, unless that was said.
2. List it, as far as the time goes.
3. Read the first documents, validate them, and compose the datasets that they would become.

All in bounded time, and through the harvester's own client with all its rules about addresses.
"""

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from entities.models import Organization
from entities.services.document_preview import preview
from harvesting.exceptions import HarvestError, ListingFailed
from harvesting.http import HttpClient
from harvesting.models import HarvestSource
from harvesting.pipeline import open_protocol
from harvesting.prefetching import Prefetcher
from harvesting.protocols import Protocol, Reference
from harvesting.reading import Failed, Reading, RecordError, read
from harvesting.recognising import recognise

logger = logging.getLogger(__name__)

MOST_DOCUMENTS = 20
LISTING_SECONDS = 12.0
SECONDS = 22.0
"""For all of it; somebody waits for the page."""
MOST_AT_ONCE = 2
"""Checks that one process makes at the same time: the others of its threads serve readers."""
_CONNECTIONS = 4
_places = threading.BoundedSemaphore(MOST_AT_ONCE)


class TooManyChecks(HarvestError):
    """So many checks are under way in this process that one more would keep readers waiting; try again in a moment."""


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """One document: where it is, what it is, what is wrong with it, and the dataset that it would become.

    `dataset` is the JSON of `/v1/dataset`, None where it would become none: a service, or a document that cannot be
    read.
    """

    url: str
    title: str
    file_id: str
    is_service: bool
    is_readable: bool
    errors: Sequence[RecordError]
    services: Sequence[dict[str, str]]
    dataset: dict[str, Any] | None


@dataclass(slots=True)
class Check:
    """What was found. `failure` says why there is nothing, or not everything, in words for the provider.

    listed: documents that the listing has, at least so many where it `is_complete` not; skipped: links that were no
    way to a document, by reason; documents: the first ones.
    """

    url: str
    harvest_type: str = ""
    listed: int = 0
    is_complete: bool = False
    skipped: dict[str, int] = field(default_factory=dict)
    documents: list[CheckedDocument] = field(default_factory=list)
    failure: str = ""

    @property
    def good(self) -> int:
        """Documents without any error."""
        return sum(not document.errors for document in self.documents)

    @property
    def bad(self) -> int:
        """Documents with errors."""
        return len(self.documents) - self.good

    @property
    def is_usable(self) -> bool:
        """Whether a source at this address would bring anything."""
        return any(document.is_readable for document in self.documents)


def check(
    url: str,
    *,
    harvest_type: str = "",
    allowed_hosts: Sequence[str] = (),
    organization: Organization | None = None,
    seconds: float = SECONDS,
) -> Check:
    """Look at a URL; never raises for what is there, TooManyChecks where others are being looked at."""
    if not _places.acquire(blocking=False):
        raise TooManyChecks("Other addresses are being checked just now; try again in a moment.", status=503)
    try:
        return _checked(Check(url, harvest_type), allowed_hosts, organization, time.monotonic() + seconds)
    finally:
        _places.release()


def _checked(found: Check, allowed_hosts: Sequence[str], organization: Organization | None, until: float) -> Check:
    try:
        with HttpClient.from_settings(connections=_CONNECTIONS, allowed_hosts=allowed_hosts) as http:
            listing = _Listing(found, http, allowed_hosts)
            listing.read(min(time.monotonic() + LISTING_SECONDS, until))
            found.documents = [_judged(meaning, organization) for meaning in _meanings(listing, http_until=until)]
    except HarvestError as error:
        found.failure = str(error)
    return found


class _Listing:
    """Lists in a thread, so that a source that takes its time costs no more than its share."""

    def __init__(self, found: Check, http: HttpClient, allowed_hosts: Sequence[str]) -> None:
        self._found, self._http, self._allowed_hosts = found, http, list(allowed_hosts)
        self._references: list[Reference] = []
        self._error: HarvestError | None = None
        self.protocol: Protocol | None = None

    @property
    def first(self) -> list[Reference]:
        """The references whose documents are looked at."""
        return self._references[:MOST_DOCUMENTS]

    def read(self, until: float) -> None:
        """List until the end or the time; HarvestError where nothing can be listed."""
        thread = threading.Thread(target=self._list, name="check-listing", daemon=True)
        thread.start()
        thread.join(max(0.0, until - time.monotonic()))
        self._found.listed = len(self._references)
        if self._error is not None and not self._references:
            raise self._error
        if self._error is not None:
            self._found.failure = str(self._error)
        elif thread.is_alive():
            self._found.failure = "The source takes long to list; this is what came in time."
            if self.protocol is None or not self._references:
                raise ListingFailed("does not answer in time", url=self._found.url)
        elif not self._references:
            raise ListingFailed("lists no document", url=self._found.url)
        else:
            self._found.is_complete = True

    def _list(self) -> None:
        found = self._found
        try:
            found.harvest_type = found.harvest_type or recognise(found.url, self._http)
            source = HarvestSource(url=found.url, harvest_type=found.harvest_type, allowed_hosts=self._allowed_hosts)
            self.protocol = open_protocol(source, self._http)
            for reference in self.protocol.discover():
                self._references.append(reference)
            found.skipped = dict(self.protocol.skipped)
        except HarvestError as error:
            self._error = error
        except Exception as error:  # the outermost frame of this thread
            logger.exception("Checking %s failed in a way nobody foresaw.", found.url)
            self._error = HarvestError(f"could not be listed: {type(error).__name__}", url=found.url)


def _meanings(listing: _Listing, *, http_until: float) -> list[Failed | Reading]:
    """What the first documents are, in the listing's order; those that do not come in time are failures."""
    if listing.protocol is None:
        return []
    references = listing.first
    found: dict[str, Any] = {}
    with Prefetcher(listing.protocol.fetch) as fetcher:
        for reference in references:
            fetcher.order(None, reference, None)
        fetcher.resize(_CONNECTIONS)
        while len(found) < len(references) and time.monotonic() < http_until:
            arrival = fetcher.next(timeout=0.5)
            if arrival is not None:
                found[arrival.reference.url] = read(arrival, None)
    late = "did not come in time"
    return [found.get(each.url) or Failed(each, None, f"{each.url}: {late}") for each in references]


def _judged(meaning: Failed | Reading, organization: Organization | None) -> CheckedDocument:
    if isinstance(meaning, Failed):
        error: RecordError = {"line_number": "?", "error": meaning.message}
        url = meaning.reference.url
        return CheckedDocument(url, url, "", False, False, [error], (), None)
    return CheckedDocument(
        url=meaning.url,
        title=meaning.title or meaning.url,
        file_id=meaning.file_id,
        is_service=meaning.is_service,
        is_readable=meaning.record is not None,
        errors=meaning.validation_errors,
        services=meaning.services,
        dataset=_dataset(meaning, organization),
    )


def _dataset(meaning: Reading, organization: Organization | None) -> dict[str, Any] | None:
    if meaning.record is None or meaning.is_service:
        return None
    return preview(meaning.record, organization.title if organization else "")
