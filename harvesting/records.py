"""The records of a source's documents: looked up, stamped and written in statements that take whole batches."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from entities.services import bulk
from harvesting import central_waf
from harvesting.known import Known, identity_of
from harvesting.matching import Placement
from harvesting.models import DeliveredDocument, HarvestedDocument, HarvestRun
from harvesting.protocols import Reference, dates
from harvesting.reading import Failed, Reading, Unchanged, shortened
from harvesting.vocabulary import BatchState, Outcome

LONGEST_TITLE = 500

_KNOWN_COLUMNS = (
    "pk", "identity", "file_id", "url", "hash_val", "size", "listing_mark", "etag", "last_modified", "dataset_id",
    "readable", "contested", "fetched", "last_run_id", "removed", "is_service", "adopted",
)  # fmt: skip
_WRITTEN = tuple(
    column.name for column in HarvestedDocument._meta.concrete_fields if column.name not in ("id", "source")
)
_STAMP = """
UPDATE harvesting_harvesteddocument AS record
SET last_run_id = %s, last_seen = statement_timestamp(), outcome = 'UNCHANGED', failure = '', missing_since = NULL,
    etag = seen.etag, last_modified = seen.last_modified, listing_mark = seen.mark
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[]) AS seen (id, url, etag, last_modified, mark)
WHERE record.id = seen.id AND record.url = seen.url AND record.removed IS NULL
RETURNING record.id, record.validation_errors <> '[]'::jsonb
"""
_NOTE = """
INSERT INTO harvesting_harvesteddocument AS record (
    source_id, last_run_id, identity, url, failure, title, outcome, last_seen, update_time, file_id, description,
    services, validation_errors, metadata_date, hash_val, etag, last_modified, listing_mark, readable, contested,
    is_service, adopted, file_name
)
SELECT %s, %s, failed.identity, failed.url, failed.message, left(failed.url, 500), 'BAD', statement_timestamp(),
    statement_timestamp(), '', '', '[]', '[]', '', '', '', '', '', false, false, false, false, ''
FROM unnest(%s::text[], %s::text[], %s::text[]) AS failed (identity, url, message)
ON CONFLICT (source_id, identity) DO UPDATE
SET last_run_id = excluded.last_run_id, last_seen = excluded.last_seen, outcome = 'BAD', failure = excluded.failure,
    missing_since = NULL, listing_mark = ''
"""
_STILL_LISTED = """
SELECT reference ->> 'url' FROM harvesting_harvestbatch AS batch, jsonb_array_elements(batch.references) AS reference
WHERE batch.run_id = %s AND batch.state <> %s AND reference ->> 'url' = ANY(%s)
"""


def by_url(run: HarvestRun, urls: Collection[str]) -> dict[str, Known]:
    """Live records by URL; where two have one (a file that changed its identifier), the one seen last."""
    rows = HarvestedDocument.objects.filter(source=run.source_id, url__in=urls, removed=None)
    return {known.url: known for known in _as_known(rows.order_by("last_seen", "pk"))}


def by_identity(run: HarvestRun, identities: Collection[str]) -> dict[str, Known]:
    """Records by identity, those of removed documents too: a document that comes back gets its dataset back."""
    rows = HarvestedDocument.objects.filter(source=run.source_id, identity__in=identities)
    return {known.identity: known for known in _as_known(rows)}


def content_of(known: Known) -> bytes:
    """The bytes that a record keeps itself."""
    return bytes(HarvestedDocument.objects.values_list("content", flat=True).get(pk=known.pk) or b"")


def delivered(run: HarvestRun, urls: Collection[str]) -> dict[str, bytes]:
    """The bytes that came with the listing, by URL."""
    if not urls:
        return {}
    rows = DeliveredDocument.objects.filter(run=run, url__in=urls)
    return {url: bytes(content) for url, content in rows.values_list("url", "content")}


def still_listed(run: HarvestRun, urls: Collection[str]) -> set[str]:
    """Those of the URLs that the run has still to process."""
    if not urls:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_STILL_LISTED, [run.pk, BatchState.DONE, list(urls)])
        return {url for (url,) in cursor.fetchall()}


def stamp(run: HarvestRun, unchanged: Sequence[Unchanged]) -> dict[int, bool]:
    """Move the last-seen stamps and nothing else; answers, for each record that is still at its URL, whether it has
    validation errors."""
    now = datetime.now(tz=UTC)
    rows = [
        (
            seen.known.pk,
            seen.reference.url,
            seen.validators.etag,
            seen.validators.last_modified,
            _trusted_mark(seen.reference, seen.known.size, now),
        )
        for seen in unchanged
    ]
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, [run.pk, *map(list, zip(*rows, strict=True))])
        return dict(cursor.fetchall())


def note(run: HarvestRun, failed: Iterable[Failed]) -> None:
    """Keep why documents could not be fetched or used; what is known of their last good versions stays."""
    rows = {}
    for failure in failed:
        url = failure.reference.url
        identity = failure.known.identity if failure.known else identity_of(failure.reference.identity, url)
        rows[identity] = (identity, url, failure.message)
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [run.source_id, run.pk, *map(list, zip(*rows.values(), strict=True))])


def drop_superseded(records: Sequence[Known]) -> None:
    """Delete records that stood for a document as long as it had no identifier of its own, and no dataset."""
    if records:
        HarvestedDocument.objects.filter(pk__in=[known.pk for known in records], dataset=None).delete()


def upsert(rows: Sequence[HarvestedDocument]) -> None:
    """Insert the records without key, overwrite the others."""
    new = [row for row in rows if row.pk is None]
    known = [row for row in rows if row.pk is not None]
    bulk.give_keys(new)
    bulk.copy_rows(new)
    if known:
        HarvestedDocument.objects.bulk_create(
            known, update_conflicts=True, unique_fields=["id"], update_fields=_WRITTEN
        )


def holds_already(placement: Placement) -> bool:
    """Whether the record's dataset was made of these very bytes: a renamed file, for instance."""
    known, reading = placement.known, placement.reading
    return (
        known is not None
        and known.hash_val == reading.hash_val
        and known.dataset_id is not None
        and not (known.kept or known.contested or known.removed)
    )


def record_of(placement: Placement, run: HarvestRun, dataset: UUID | None, now: datetime) -> HarvestedDocument:
    """The record of a document whose bytes came; `dataset` is the one that holds them, if any does."""
    reading, known = placement.reading, placement.known
    errors = list(reading.validation_errors)
    if placement.duplicate_of or placement.refusal:
        errors = [{"line_number": "?", "error": placement.refusal or _duplicate(placement)}]
    return HarvestedDocument(
        pk=known.pk if known else None,
        source_id=run.source_id,
        identity=placement.identity,
        file_id=reading.file_id or (known.file_id if known else ""),
        validation_errors=errors,
        content=None if dataset else _kept_content(placement),
        contested=bool(placement.duplicate_of),
        is_service=_is_service(placement),
        file_name=central_waf.file_name(run.source.harvest_type, reading.reference, reading.file_id),
        dataset_id=dataset or (known.dataset_id if known else None),
        adopted=placement.adopts or bool(known and known.adopted),
        outcome=_outcome(placement, dataset),
        update_time=now,
        fetched=now,
        last_run=run,
        last_seen=now,
        **_as_read(reading, now),
    )


def _as_read(reading: Reading, now: datetime) -> dict[str, Any]:
    """The columns of a record that repeat what was read, whatever becomes of it."""
    return {
        "url": reading.url,
        "title": shortened(reading.title or reading.url, LONGEST_TITLE),
        "description": reading.description,
        "services": list(reading.services),
        "metadata_date": reading.metadata_date,
        "hash_val": reading.hash_val,
        "size": len(reading.content),
        "listing_mark": _trusted_mark(reading.reference, len(reading.content), now),
        "etag": reading.validators.etag,
        "last_modified": reading.validators.last_modified,
        "readable": reading.record is not None,
    }


def _is_service(placement: Placement) -> bool:
    """As the document says; one that cannot be read is what it was."""
    if placement.reading.record is None and not placement.duplicate_of:
        return bool(placement.known and placement.known.is_service)
    return placement.reading.is_service and not placement.duplicate_of


def _kept_content(placement: Placement) -> bytes:
    """The bytes that came; of a service that cannot be read any more, those that could."""
    known = placement.known
    if placement.reading.record is None and known is not None and known.is_service:
        return content_of(known)
    return placement.reading.content


def _trusted_mark(reference: Reference, size: int | None, now: datetime) -> str:
    """The mark of the listing, where the next one with the same proves that the document is the same."""
    if reference.is_version:
        return reference.mark
    return reference.mark if size is not None and dates.proves(reference.mark, size, now) else ""


def _outcome(placement: Placement, dataset: UUID | None) -> Outcome:
    known, reading = placement.known, placement.reading
    is_same = known is not None and known.hash_val == reading.hash_val and not known.removed
    if placement.duplicate_of:
        return Outcome.UNCHANGED if is_same and known is not None and known.contested else Outcome.BAD
    if reading.record is None or placement.refusal:
        return Outcome.BAD
    if placement.adopts and known is None:
        return Outcome.UPDATED
    if known is None or (dataset is not None and known.dataset_id is None):
        return Outcome.CREATED
    return Outcome.UNCHANGED if is_same and not (dataset and known.kept) else Outcome.UPDATED


def _duplicate(placement: Placement) -> str:
    file_id, url = shortened(placement.reading.file_id, 200), placement.reading.url
    return f"Duplicate file identifier {file_id!r}: {url} has it, but {placement.duplicate_of} had it first."


def _as_known(rows: Any) -> list[Known]:
    columns = rows.annotate(kept=Q(content__isnull=False))
    return [Known(**row) for row in columns.values(*_KNOWN_COLUMNS, "kept")]
