"""From an answer of the source to what it means for the record: the same, failed, or bytes to be stored.

Each document is parsed once; record and schema errors come from the same tree. Pure but for the clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TypedDict

from entities import metadata
from entities.metadata import MetadataRecord, RefusedDocument
from harvesting.exceptions import HarvestError
from harvesting.known import Known
from harvesting.prefetching import Arrival
from harvesting.protocols import NotModified, Reference, Validators

FULL_FETCH_AFTER = timedelta(days=30)
"""Validators older than this are not sent, so that a source whose marks lie is found out (RELIABILITY 2, row 9)."""
MOST_ERRORS = 200


class RecordError(TypedDict):
    """One error of a record; the line is "?" where none is known (harvest contract 1)."""

    line_number: int | str
    error: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document that is as the record says; `validators` are the source's newest marks of it."""

    reference: Reference
    known: Known
    validators: Validators
    transferred: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that could not be fetched, or not be stored."""

    reference: Reference
    known: Known | None
    message: str
    transferred: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A document whose bytes are new. Without `record` it cannot become a dataset, and its errors say why."""

    reference: Reference
    content: bytes
    hash_val: str
    validators: Validators
    record: MetadataRecord | None
    validation_errors: Sequence[RecordError]
    file_id: str = ""
    title: str = ""
    description: str = ""
    services: Sequence[dict[str, str]] = ()
    metadata_date: str = ""
    transferred: bool = True

    @property
    def url(self) -> str:
        """Where it came from."""
        return self.reference.url

    @property
    def is_service(self) -> bool:
        """Whether it describes services only, so that it makes no dataset."""
        return self.record is not None and self.record.is_service


@dataclass(slots=True)
class Harvest:
    """What came of a part of a batch; `contested` are unchanged documents whose identifier another one held."""

    unchanged: list[Unchanged] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    contested: list[Unchanged] = field(default_factory=list)
    fresh: list[Reading] = field(default_factory=list)


def marks(known: Known | None) -> Validators | None:
    """The validators to ask with; None where the body is wanted in any case."""
    if known is None or not known.hash_val:
        return None
    if _is_stale(known):
        return None
    return Validators(known.etag, known.last_modified) if known.etag or known.last_modified else None


def _is_stale(known: Known) -> bool:
    return known.fetched is None or known.fetched < datetime.now(tz=UTC) - FULL_FETCH_AFTER


def is_as_listed(reference: Reference, known: Known) -> bool:
    """Whether the listing proves that a document did not change, so that it need not be asked for.

    It shows the date and size that it showed with the known bytes (`harvesting.protocols.dates`), and these are not so
    old that all is fetched anew.
    """
    return bool(reference.mark) and reference.mark == known.listing_mark and not _is_stale(known)


def wants_another_look(known: Known, *, published: bool) -> bool:
    """Whether bytes that did not change have to be read again: harvested for preview only, they have no dataset yet."""
    return known.kept and published and known.readable and not (known.contested or known.is_service)


def read(arrival: Arrival, known: Known | None) -> Unchanged | Failed | Reading:
    """What an answer means."""
    answer, reference = arrival.answer, arrival.reference
    if isinstance(answer, HarvestError):
        return Failed(reference, known, str(answer))
    if isinstance(answer, NotModified):
        if known is None:
            return Failed(reference, known, f"{reference.url}: the source answered 304 to an unconditional request")
        return Unchanged(reference, known, answer.validators, transferred=False)
    digest = sha256(answer.content).hexdigest()
    if known is not None and known.hash_val == digest:
        return Unchanged(reference, known, answer.validators, transferred=True)
    return _interpreted(reference, answer.content, answer.charset, digest, answer.validators)


def read_again(unchanged: Unchanged, content: bytes) -> Reading:
    """A document that did not change, out of the copy in its record."""
    known = unchanged.known
    reading = _interpreted(unchanged.reference, content, "", known.hash_val, unchanged.validators)
    return replace(reading, transferred=unchanged.transferred)


def _interpreted(reference: Reference, content: bytes, charset: str, digest: str, validators: Validators) -> Reading:
    described: MetadataRecord | None
    is_usable, errors = True, []
    try:
        tree = metadata.read_xml(content, charset or None)
        errors = [_error(problem.line_number, problem.message) for problem in metadata.validate(tree)]
        described = metadata.read(tree)
        errors += [_error(problem.line_number, problem.message) for problem in described.problems]
    except RefusedDocument as refusal:
        described, is_usable = refusal.record, False
        errors = [_error(refusal.line_number, str(refusal)), *errors]
    bare = Reading(reference, content, digest, validators, None, _limited(errors), reference.identity)
    return bare if described is None else _described(bare, described, is_usable=is_usable)


def _described(bare: Reading, record: MetadataRecord, *, is_usable: bool) -> Reading:
    return replace(
        bare,
        record=record if is_usable else None,
        file_id=bare.file_id or record.file_identifier or "",
        title=record.title or "",
        description=record.description or "",
        services=[{"service_type": each.service_type, "service_url": each.service_url} for each in record.services],
        metadata_date=record.metadata_date or "",
    )


def _error(line_number: int | None, message: str) -> RecordError:
    return {"line_number": line_number or "?", "error": message}


def _limited(errors: list[RecordError]) -> list[RecordError]:
    if len(errors) <= MOST_ERRORS:
        return errors
    return [*errors[: MOST_ERRORS - 1], _error(None, f"… and {len(errors) - MOST_ERRORS + 1} further errors")]


def shortened(text: str, longest: int) -> str:
    """The text, cut with a mark where it is longer."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
