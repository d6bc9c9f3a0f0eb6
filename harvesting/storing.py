"""Writes what came of a batch: one transaction, a fixed number of statements, whatever the number of documents.

A write that the database refuses is done again one document at a time, so that a bad document costs only itself.
Every write first makes sure that the batch is still ours: a process that was given up for dead changes nothing.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F

from entities.exceptions import RegistryError
from entities.permissions import Actor, Channel
from entities.services import documents
from harvesting import claims, finding, outcomes, records, registration
from harvesting.known import identity_of
from harvesting.matching import Matcher, Placement
from harvesting.models import DocumentOutcome, HarvestBatch, HarvestedDocument, HarvestLane, HarvestRun
from harvesting.protocols import PROTOCOLS, Reference
from harvesting.reading import Failed, Harvest, Reading, Unchanged, shortened
from harvesting.vocabulary import BatchState, Outcome

logger = logging.getLogger(__name__)


def harvester(run: HarvestRun) -> Actor:
    """As whom a run changes the registry."""
    return Actor(settings.HARVEST_USER, Channel.HARVEST, reason=f"Run {run.pk} of harvest {run.source_id}")


def store(
    run: HarvestRun,
    lane: HarvestLane,
    batch: HarvestBatch,
    harvest: Harvest,
    remaining: Sequence[Reference],
    *,
    wait: bool = True,
) -> "Counter[str] | None":
    """Write the outcomes and take their references off the batch; without `remaining` ones the batch is done.

    Answers how many of which outcome there were; None, with nothing written, where another lane of the source writes
    just now and we do not want to `wait` for it.

    A reference whose identifier is contested goes back to the batch's list, for the second round. ClaimLost, with
    nothing written, where the batch is no longer ours.
    """
    with transaction.atomic():
        if not _may_write(run, wait=wait):
            return None
        claims.hold_batch(lane, batch)
        writer = _Writer(run)
        writer.stamp(harvest.unchanged)
        writer.note(harvest.failed)
        writer.leave(harvest.contested)
        writer.write(harvest.fresh)
        batch.deferred.extend(reference.as_json() for reference in writer.deferred)
        batch.contested.extend(seen.reference.as_json() for seen in harvest.contested)
        HarvestBatch.objects.filter(pk=batch.pk).update(
            references=[reference.as_json() for reference in remaining],
            deferred=batch.deferred,
            contested=batch.contested,
            state=BatchState.CLAIMED if remaining else BatchState.DONE,
            **{name: F(name) + number for name, number in writer.counts.items()},
        )
    return writer.counts


def _may_write(run: HarvestRun, *, wait: bool) -> bool:
    """Identities of a source are settled by one writer at a time: whether it is us until the transaction ends."""
    lock = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtextextended(%s, 5))", [run.source_id])
        return cursor.fetchone() != (False,)


class _Writer:
    """The statements of one write, within its transaction; counts what it did."""

    def __init__(self, run: HarvestRun) -> None:
        self._run = run
        self._finds_resources = PROTOCOLS[run.source.harvest_type].finds_resources and run.source.publish
        self.counts: Counter[str] = Counter()
        self.deferred: list[Reference] = []

    def stamp(self, unchanged: Sequence[Unchanged]) -> None:
        """Documents that did not change. One whose record another took over meanwhile is left to the second round."""
        stamped = records.stamp(self._run, unchanged) if unchanged else {}
        for seen in unchanged:
            if seen.known.pk in stamped:
                has_errors = stamped[seen.known.pk]
                self.counts += _counted(Outcome.UNCHANGED, has_errors=has_errors, fetched=seen.transferred)
            else:
                self.deferred.append(seen.reference)
        if self._finds_resources:
            again = [seen for seen in unchanged if seen.known.pk in stamped and _is_new_version(seen)]
            self._enrol((seen.known.dataset_id, seen.reference) for seen in again)

    def leave(self, contested: Sequence[Unchanged]) -> None:
        """Documents that wait for the end: it depends on all others whether their identifier became free."""
        self.counts["fetched"] += sum(seen.transferred for seen in contested)

    def note(self, failed: Sequence[Failed]) -> None:
        """Documents that could not be fetched."""
        if failed:
            records.note(self._run, failed)
            outcomes.keep(_failed(self._run, failure) for failure in failed)
        for failure in failed:
            self.counts += _counted(Outcome.BAD, has_errors=True, fetched=failure.transferred)

    def write(self, fresh: Sequence[Reading]) -> None:
        """Documents whose bytes are new."""
        if not fresh:
            return
        placements = self._placed(fresh)
        self.deferred.extend(placement.reading.reference for placement in placements if placement.deferred)
        placements = [placement for placement in placements if not placement.deferred]
        if self._finds_resources:
            placements = finding.find(self._run, placements)
        try:
            with transaction.atomic():
                counts = self._write(placements)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # the per-document guard: whose fault it was is found one by one
            logger.exception("A batch of run %s is written one by one.", self._run.pk)
            for placement in placements:
                self._write_alone(placement)
        else:
            self.counts += counts

    def _write_alone(self, placement: Placement) -> None:
        try:
            with transaction.atomic():
                counts = self._write([placement])
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:  # the per-document guard
            logger.exception("%s cannot be stored.", placement.reading.url)
            message = str(error) if isinstance(error, RegistryError) else type(error).__name__
            reference = placement.reading.reference
            self.note([Failed(reference, placement.known, f"could not be stored: {message}", transferred=True)])
        else:
            self.counts += counts

    def _placed(self, fresh: Sequence[Reading]) -> list[Placement]:
        identities = {identity_of(name, reading.url) for reading in fresh for name in (reading.file_id, "")}
        by_identity = records.by_identity(self._run, identities)
        by_url = records.by_url(self._run, [reading.url for reading in fresh])
        elsewhere = {known.url for known in by_identity.values()} - set(by_url)
        listed = records.still_listed(self._run, elsewhere)
        return Matcher(by_identity, by_url, self._run.pk, listed).place(fresh)

    def _write(self, placements: Sequence[Placement]) -> "Counter[str]":
        datasets = self._apply(placements)
        records.drop_superseded([placement.superseded for placement in placements if placement.superseded])
        now = claims.database_time()
        rows = [records.record_of(found, self._run, datasets.get(found.reading.url), now) for found in placements]
        records.upsert(rows)
        outcomes.keep(_happened(self._run, row) for row in rows if row.outcome != Outcome.UNCHANGED)
        counts: Counter[str] = Counter()
        for row, placement in zip(rows, placements, strict=True):
            has_errors, fetched = bool(row.validation_errors), placement.reading.transferred
            counts += _counted(row.outcome, has_errors=has_errors, fetched=fetched)
        return counts

    def _apply(self, placements: Sequence[Placement]) -> dict[str, UUID]:
        """Make or update datasets where the source is published; answers which dataset holds a URL's bytes."""
        source = self._run.source
        if not source.publish:
            return {}
        readable = [found for found in placements if found.reading.record is not None and found.becomes_dataset]
        usable = [found for found in readable if not found.reading.is_service]
        self._withdraw([found for found in readable if found.reading.is_service])
        held = {
            found.reading.url: found.known.dataset_id
            for found in usable
            if found.known and found.known.dataset_id and records.holds_already(found)
        }
        applied = [found for found in usable if found.reading.url not in held]
        incoming = [_incoming(placement) for placement in applied]
        provenance = documents.Provenance(source.organization_id, source.installation_id, source.pk, self._run.pk)
        keys = documents.apply_all(incoming, provenance, actor=harvester(self._run))
        datasets = held | {found.reading.url: key for found, key in zip(applied, keys, strict=True)}
        if self._finds_resources:
            self._enrol([(datasets[each.reading.url], each.reading.reference) for each in usable])
        return datasets

    def _enrol(self, found: Iterable[tuple[UUID | None, Reference]]) -> None:
        """Tell the datasets what the source's list says of them."""
        told = [(key, reference.resource) for key, reference in found if key is not None]
        registration.enrol_all(self._run.source, told, actor=harvester(self._run))

    def _withdraw(self, services: Sequence[Placement]) -> None:
        """A document that describes services only by now is no dataset any more."""
        datasets = [found.known.dataset_id for found in services if found.known and found.known.dataset_id]
        if datasets:
            documents.withdraw(datasets, actor=harvester(self._run))


def _is_new_version(seen: Unchanged) -> bool:
    """Whether the list says something new of a resource whose document stayed as it was; its data may be new."""
    return seen.reference.mark != seen.known.listing_mark or (seen.transferred and not seen.reference.mark)


def _incoming(placement: Placement) -> documents.IncomingDocument:
    reading = placement.reading
    if reading.record is None:
        raise ValueError(f"{reading.url} has no record")
    dataset = placement.dataset or (placement.known.dataset_id if placement.known else None)
    resource = reading.reference.resource
    return documents.IncomingDocument(
        reading.content,
        reading.hash_val,
        reading.record,
        dataset,
        reading.url,
        adopts=placement.adopts,
        kind=resource.kind if resource else "",
    )


def _happened(run: HarvestRun, row: HarvestedDocument) -> DocumentOutcome:
    return DocumentOutcome(run=run, url=row.url, title=row.title, outcome=row.outcome, errors=row.validation_errors)


def _failed(run: HarvestRun, failure: Failed) -> DocumentOutcome:
    url, errors = failure.reference.url, [{"line_number": "?", "error": failure.message}]
    return DocumentOutcome(
        run=run, url=url, title=shortened(url, records.LONGEST_TITLE), outcome=Outcome.BAD, errors=errors
    )


def _counted(outcome: str, *, has_errors: bool, fetched: bool) -> "Counter[str]":
    side = "bad_count" if has_errors or outcome == Outcome.BAD else "good_count"
    return Counter({outcome.lower(): 1, side: 1, "fetched": int(fetched)})
