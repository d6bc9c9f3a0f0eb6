"""How sources, runs, records and what hangs on them look as JSON of `/v1/harvest`; and how a source is read from it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings

from entities.exceptions import MalformedValue, RuleViolation
from entities.models import Organization
from entities.models.fields import instant_text
from entities.representation import json_name, read_integer, read_text, read_uuid
from entities.services.differences import Difference
from harvesting import central_waf
from harvesting.checking import Check, CheckedDocument
from harvesting.models import DocumentOutcome, HarvestedDocument, HarvestRun
from harvesting.vocabulary import ArchivePolicy, HarvestType

Json = Any


def _read_flag(value: Json) -> bool:
    if not isinstance(value, bool):
        raise MalformedValue(f"{value!r:.60} is neither true nor false")
    return value


def _read_type(value: Json) -> str:
    if value not in HarvestType.values:
        raise MalformedValue(f"Cannot parse {value!r:.60} into a known type: {', '.join(HarvestType.values)}")
    return str(value)


def _read_policy(value: Json) -> str:
    if value not in ArchivePolicy.values:
        raise MalformedValue(f"Cannot parse {value!r:.60} into a known choice: {', '.join(ArchivePolicy.values)}")
    return str(value)


def _read_hosts(value: Json) -> list[str]:
    if not isinstance(value, list):
        raise MalformedValue(f"{value!r:.60} is not a list")
    return [text for item in value if (text := read_text(item))]


def _read_seconds(value: Json) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MalformedValue(f"{value!r:.60} is not a number")
    return float(value)


_READERS: dict[str, tuple[str, Callable[[Json], Any]]] = {
    "name": ("name", read_text),
    "url": ("url", read_text),
    "type": ("harvest_type", _read_type),
    "organizationKey": ("organization", read_uuid),
    "publish": ("publish", _read_flag),
    "interval": ("interval", read_integer),
    "contact": ("contact", read_text),
    "connections": ("connections", read_integer),
    "allowedHosts": ("allowed_hosts", _read_hosts),
    "documentLimit": ("document_limit", read_integer),
    "archives": ("archives", _read_policy),
    "delay": ("delay", _read_seconds),
    "downstreamUrl": ("downstream_url", read_text),
}
"""Writable fields of a source: the column, and how JSON is read into it."""


def read_source(body: Mapping[str, Json]) -> dict[str, Any]:
    """The values of a source by column; missing and null ones are None, which stands for the column's default.

    MalformedValue where a value has the wrong type, RuleViolation for an organization that does not exist.
    """
    values: dict[str, Any] = {}
    for name, (column, read) in _READERS.items():
        value = body.get(name)
        try:
            values[column] = None if value is None else read(value)
        except MalformedValue as error:
            raise MalformedValue(f"{name}: {error}") from error
    if values["organization"] is not None:
        found = Organization.objects.live().filter(pk=values["organization"]).first()  # type: ignore[attr-defined]
        if found is None:
            raise RuleViolation({"organizationKey": "must be the key of an organization"})
        values["organization"] = found
    return values


@contextmanager
def failures_by_json_name() -> Iterator[None]:
    """Broken rules of a source by the names that its JSON has, where the service tells them by column."""
    try:
        yield
    except RuleViolation as error:
        names = {column: name for name, (column, _) in _READERS.items()}
        failures = {names.get(name, name): sentence for name, sentence in error.failures.items()}
        raise RuleViolation(failures) from error


def source_json(source: Any) -> dict[str, Json]:
    """A source with the result of its last run; `state` is that of a queued or running one."""
    return _without_nothing(
        {
            "key": source.pk,
            "name": source.name,
            "url": source.url,
            "type": source.harvest_type,
            "organizationKey": str(source.organization_id),
            "organizationTitle": source.organization.title,
            "installationKey": str(source.installation_id),
            "publish": source.publish,
            "interval": source.interval,
            "contact": source.contact or None,
            "connections": source.connections,
            "allowedHosts": list(source.allowed_hosts),
            "documentLimit": source.document_limit,
            "archives": source.archives,
            "delay": source.delay,
            "downstreamUrl": source.downstream_url or None,
            **_progress(source),
            **_stamps(source),
        }
    )


def _progress(source: Any) -> dict[str, Json]:
    """What runs made of a source, and when the next one comes."""
    return {
        "state": getattr(source, "active_state", None),
        "nextRun": _moment(source.next_run),
        "paused": _moment(source.paused),
        "pauseReason": source.pause_reason or None,
        "failures": source.failures,
        "lastRun": _moment(source.last_started),
        "lastSuccess": _moment(source.last_success),
        "lastChange": _moment(source.last_change),
        "lastOutcome": source.last_outcome or None,
        "recordCount": source.last_record_count,
        "goodCount": source.last_good_count,
        "badCount": source.last_bad_count,
    }


def run_json(run: HarvestRun) -> dict[str, Json]:
    """A run with its counts: created + updated + unchanged + bad = found, goodCount + badCount = found."""
    failure = {"code": run.failure_code, "message": run.failure_message} if run.failure_message else None
    return _without_nothing(
        {
            "key": str(run.pk),
            "harvestKey": run.source_id,
            "state": run.state,
            "trigger": run.trigger,
            "requestedBy": run.requested_by,
            **{name: _moment(getattr(run, name)) for name in ("queued", "started", "listed", "finished")},
            "isPartial": run.is_partial,
            **{name: getattr(run, name) for name in _COUNTS},
            "goodCount": run.good_count,
            "badCount": run.bad_count,
            "failure": failure,
            "removalConfirmedBy": run.removal_confirmed_by or None,
            "downstream": run.downstream or None,
        }
    )


_COUNTS = ("found", "fetched", "created", "updated", "unchanged", "bad", "removed", "missing")


def record_json(record: HarvestedDocument) -> dict[str, Json]:
    """A record (harvest contract 1), with its dataset and where the served copy and the original bytes are."""
    original = central_waf.original_path(record)
    return _without_nothing(
        {
            "key": record.pk,
            "harvestKey": record.source_id,
            "title": record.title,
            "description": record.description or None,
            "fileId": record.file_id or None,
            "url": record.url,
            "recordUrl": central_waf.record_url(record),
            "originalUrl": f"{settings.PORTAL_URL}{original}" if original else None,
            "datasetKey": str(record.dataset_id) if record.dataset_id and not record.is_service else None,
            "isService": record.is_service,
            "services": [_camel(service) for service in record.services],
            "metadataDate": record.metadata_date or None,
            "hashVal": record.hash_val or None,
            "outcome": record.outcome,
            "validationErrors": [_camel(error) for error in record.errors],
            "updateTime": _moment(record.update_time),
            "lastSeen": _moment(record.last_seen),
            "missingSince": _moment(record.missing_since),
            "removed": _moment(record.removed),
        }
    )


def outcome_json(outcome: DocumentOutcome) -> dict[str, Json]:
    """What a run did with a document."""
    return {
        "url": outcome.url,
        "title": outcome.title,
        "outcome": outcome.outcome,
        "validationErrors": [_camel(error) for error in outcome.errors],
    }


def difference_json(difference: Difference) -> dict[str, Json]:
    """A field in which a person and the source differ: `ours` is what stands, `said` what the source would say."""
    return {
        "field": json_name(difference.field),
        "ours": difference.ours,
        "said": difference.said,
        "waits": difference.waits,
        "declinedBy": difference.declined_by or None,
    }


def check_json(found: Check) -> dict[str, Json]:
    """What checking a URL found."""
    return _without_nothing(
        {
            "url": found.url,
            "type": found.harvest_type or None,
            "listed": found.listed,
            "isComplete": found.is_complete,
            "skipped": found.skipped,
            "good": found.good,
            "bad": found.bad,
            "isUsable": found.is_usable,
            "failure": found.failure or None,
            "documents": [_checked_json(document) for document in found.documents],
        }
    )


def _checked_json(document: CheckedDocument) -> dict[str, Json]:
    return _without_nothing(
        {
            "url": document.url,
            "title": document.title,
            "fileId": document.file_id or None,
            "isService": document.is_service,
            "isReadable": document.is_readable,
            "services": [_camel(service) for service in document.services],
            "validationErrors": [_camel(error) for error in document.errors],
            "dataset": document.dataset,
        }
    )


def _camel(values: Mapping[str, Any]) -> dict[str, Json]:
    return {json_name(name): value for name, value in values.items()}


def _stamps(row: Any) -> dict[str, Json]:
    return {
        "created": _moment(row.created),
        "createdBy": row.created_by,
        "modified": _moment(row.modified),
        "modifiedBy": row.modified_by,
        "deleted": _moment(row.deleted),
    }


def _moment(moment: Any) -> str | None:
    return instant_text(moment) if moment else None


def _without_nothing(values: dict[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in values.items() if value is not None}
