"""Crawls datasets: fetches the best endpoint of each, applies its document and its archive (checklist contract C, F).

1. Take a request that waits, so that no other worker gets it; number the attempt.
2. Fetch the endpoint, unless it says that nothing changed since the last time.
3. Apply the metadata document, also where the data is refused; then facts, counts and figures of the archive.
4. Keep what came of it. A request whose worker died is given back after some hours.
"""

import logging
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from entities.archives import ArchiveInvalid
from entities.exceptions import RegistryError
from entities.models import CrawlRequest, Dataset, DatasetArchive, MachineTag, MetadataDocument
from entities.permissions import Actor, Channel
from entities.services import archive_contents, backbones, components, crawling, uploads
from entities.services.archive_contents import OCCURRENCES, Contents, Download
from entities.vocabulary import CrawlFinishReason, DatasetType, EndpointType, ProcessState
from harvesting.exceptions import HarvestError
from harvesting.http import ARCHIVE_LIMITS, HttpClient, Limits, NotModified, Validators
from harvesting.models import CrawledDocument, HarvestedDocument

logger = logging.getLogger(__name__)

LONGEST_TURN = 45.0
"""Seconds after which a worker takes no further request, so that others get their turn."""
GIVEN_BACK_AFTER = timedelta(hours=3)

_ATTEMPT_TAG = {"namespace": "crawler.gbif.org", "name": "crawl_attempt"}
_STATE_OF_TYPE: dict[str | None, str] = {
    DatasetType.CHECKLIST: "process_state_checklist",
    DatasetType.OCCURRENCE: "process_state_occurrence",
    DatasetType.SAMPLING_EVENT: "process_state_sample",
}


@dataclass(slots=True)
class Visit:
    """One look at an endpoint of a dataset, in whose name, and how much it may send; counts the requests."""

    dataset: Dataset
    endpoint_type: str
    url: str
    actor: Actor
    limits: Limits
    requests: int = 0

    @contextmanager
    def client(self, limits: Limits | None = None) -> Iterator[HttpClient]:
        """A client whose requests are those of this visit."""
        with HttpClient.from_settings(limits=limits) as client:
            try:
                yield client
            finally:
                self.requests += client.requests


@dataclass(slots=True)
class Outcome:
    """What came of a crawl, and why."""

    reason: CrawlFinishReason = CrawlFinishReason.NORMAL
    context: list[str] = field(default_factory=list)
    contents: Contents | None = None

    def abort(self, sentence: str) -> "Outcome":
        """Nothing, or not all, was taken."""
        self.reason = CrawlFinishReason.ABORT
        self.context.append(sentence)
        return self


def work() -> int:
    """Crawl what waits, for some time; answers how many datasets."""
    crawling.release(GIVEN_BACK_AFTER)
    started, done = time.monotonic(), 0
    while time.monotonic() - started < LONGEST_TURN and (taken := crawling.take()):
        crawl(taken)
        done += 1
    return done


def crawl(request: CrawlRequest) -> None:
    """One attempt, from its number to what came of it; the request is done with, whatever happens."""
    dataset = request.dataset
    actor = Actor(settings.HARVEST_USER, Channel.HARVEST, reason=f"crawl asked for by {request.requested_by}")
    endpoint = crawling.best_endpoint(dataset)
    if dataset.is_deleted or endpoint is None:
        crawling.finish(dataset.pk)
        return
    number = crawling.next_attempt(dataset.pk)
    values = {"endpoint_type": endpoint.type, "target_url": endpoint.url, "started_crawling": timezone.now()}
    expected = _expected_parts(dataset, endpoint.type)
    crawling.record(dataset, number, values | _states(expected, ProcessState.RUNNING), actor=actor)
    visit = Visit(dataset, endpoint.type, endpoint.url, actor, _limits(request))
    outcome = _outcome(visit)
    parts = expected if outcome.contents is None else _parts(outcome.contents)
    result = _result(outcome, visit.requests) | _states(parts, ProcessState.FINISHED)
    crawling.replace(dataset, number, values | result, actor=actor)
    _tag(dataset, number, actor)
    crawling.finish(dataset.pk)


def _outcome(visit: Visit) -> Outcome:
    crawl_endpoint = _CRAWLS.get(visit.endpoint_type)
    if crawl_endpoint is None:
        return Outcome().abort(f"Endpoints of type {visit.endpoint_type} are not supported")
    try:
        return crawl_endpoint(visit)
    except (HarvestError, ArchiveInvalid, RegistryError) as error:
        return Outcome().abort(str(error))
    except Exception as error:  # the outermost frame of a crawl: an attempt never stays open
        logger.exception("The crawl of %s failed in a way nobody foresaw.", visit.dataset.pk)
        return Outcome().abort(f"failed: {type(error).__name__}")


def _limits(request: CrawlRequest) -> Limits:
    if request.most_bytes is None:
        return ARCHIVE_LIMITS
    return replace(ARCHIVE_LIMITS, content=min(request.most_bytes, ARCHIVE_LIMITS.content))


def _crawl_document(visit: Visit) -> Outcome:
    with visit.client() as client:
        document = client.get(visit.url, _marks_of_document(visit))
    if isinstance(document, NotModified):
        return Outcome(CrawlFinishReason.NOT_MODIFIED)
    digest, marks = sha256(document.content).hexdigest(), document.validators
    is_new = not _has_document(visit.dataset, digest)
    if is_new:
        uploads.upload(visit.dataset, document.content, actor=visit.actor)
    CrawledDocument.objects.update_or_create(
        dataset=visit.dataset,
        defaults={"url": visit.url, "digest": digest, "etag": marks.etag, "last_modified": marks.last_modified},
    )
    return Outcome() if is_new else Outcome(CrawlFinishReason.NOT_MODIFIED)


def _marks_of_document(visit: Visit) -> Validators | None:
    """What the endpoint is asked by; nothing where the document that it gave is not the dataset's any more."""
    last = CrawledDocument.objects.filter(dataset=visit.dataset, url=visit.url).first()
    if last is None or not _has_document(visit.dataset, last.digest):
        return None
    return Validators(last.etag, last.last_modified)


def _has_document(dataset: Dataset, digest: str) -> bool:
    return MetadataDocument.objects.filter(dataset=dataset, digest=digest).exists()


def _crawl_archive(visit: Visit) -> Outcome:
    # What was refused is looked at again: the dataset may have changed, though the archive has not.
    last = DatasetArchive.objects.filter(dataset=visit.dataset, url=visit.url, problem="").first()
    if backbones.lacks_names(visit.dataset.pk):
        last = None
    known = Validators(last.etag, last.last_modified) if last else None
    with tempfile.TemporaryDirectory(prefix="archive-") as folder:
        with visit.client(visit.limits) as client:
            file = client.download(visit.url, Path(folder) / "archive", known)
        if isinstance(file, NotModified) or (last is not None and file.digest == last.digest):
            return Outcome(CrawlFinishReason.NOT_MODIFIED)
        marks = file.validators
        download = Download(timezone.now(), file.digest, file.size, visit.url, marks.etag, marks.last_modified)
        contents = _with_document(archive_contents.read(file.path, visit.dataset.pk), visit)
    return _apply(visit, contents, download)


def _with_document(contents: Contents, visit: Visit) -> Contents:
    """With the metadata document that the archive names by an address; with its own where nobody answers there."""
    if not contents.metadata_url:
        return contents
    try:
        with visit.client() as client:
            return replace(contents, metadata=client.get(contents.metadata_url).content)
    except HarvestError as error:
        logger.warning("The metadata document %s was not fetched: %s", contents.metadata_url, error)
        return contents


def _apply(visit: Visit, contents: Contents, download: Download) -> Outcome:
    taken = archive_contents.take(
        visit.dataset,
        contents,
        download,
        actor=visit.actor,
        with_document=not _is_harvested(visit.dataset),
        sets_type=_has_no_type_yet(visit.dataset),
    )
    outcome = Outcome(contents=contents, context=list(taken.notes))
    problem = taken.archive.problem
    return outcome.abort(f"The data was not taken: {problem}") if problem else outcome


def _is_harvested(dataset: Dataset) -> bool:
    """Whether a harvest brings the dataset's document, and minds what people changed since."""
    return HarvestedDocument.objects.listed().filter(dataset=dataset).exists()


def _has_no_type_yet(dataset: Dataset) -> bool:
    """Whether a harvest made the dataset without knowing what it holds, and no archive has told so far (C.3)."""
    is_untold = dataset.type == DatasetType.METADATA and dataset.dwca_core_type is None
    return is_untold and _is_harvested(dataset) and not _was_adopted(dataset)


def _was_adopted(dataset: Dataset) -> bool:
    return HarvestedDocument.objects.filter(dataset=dataset, adopted=True).exists()


def _result(outcome: Outcome, requests: int) -> dict[str, Any]:
    """The attempt's columns (F.3) but those of its parts."""
    return {
        "finished_crawling": timezone.now(),
        "finish_reason": outcome.reason,
        "crawl_context": "\n".join(outcome.context),
        "pages_crawled": requests,
        "raw_occurrences_persisted_new": outcome.contents.record_count if outcome.contents else 0,
    }


def _parts(contents: Contents) -> set[str]:
    """The columns of what an archive holds (F.3)."""
    has_occurrences = {"process_state_occurrence"} if contents.record_count else set()
    return has_occurrences | ({_STATE_OF_TYPE[contents.kind]} if contents.kind in _STATE_OF_TYPE else set())


def _expected_parts(dataset: Dataset, endpoint_type: str) -> set[str]:
    """The columns of what an archive should hold that was not read: by the dataset's type, and its last archive."""
    if endpoint_type != EndpointType.DWC_ARCHIVE:
        return set()
    has_occurrences = {"process_state_occurrence"} if OCCURRENCES in (dataset.dwca_extensions or ()) else set()
    return has_occurrences | ({_STATE_OF_TYPE[dataset.type]} if dataset.type in _STATE_OF_TYPE else set())


def _states(parts: set[str], state: ProcessState) -> dict[str, ProcessState]:
    """Those parts in the state, the others empty."""
    return {name: state if name in parts else ProcessState.EMPTY for name in _STATE_OF_TYPE.values()}


def _tag(dataset: Dataset, number: int, actor: Actor) -> None:
    """The number of the last attempt, as other programs look for it (C.3)."""
    components.remove(dataset, MachineTag, actor=actor, **_ATTEMPT_TAG)
    components.add(dataset, MachineTag, _ATTEMPT_TAG | {"value": str(number)}, actor=actor)


_CRAWLS: dict[str, Callable[[Visit], Outcome]] = {
    EndpointType.DWC_ARCHIVE: _crawl_archive,
    EndpointType.EML: _crawl_document,
}
"""How each type of endpoint that can be crawled here is."""
