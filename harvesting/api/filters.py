"""What lists of `/v1/harvest` may be narrowed by; unknown parameters are ignored, impossible values are refused."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from entities.exceptions import MalformedValue
from entities.models import FieldProvenance
from entities.representation import read_uuid
from harvesting.error_report import with_errors
from harvesting.vocabulary import HarvestType, Outcome, RunState

Given = Mapping[str, str]


def sources(rows: "QuerySet[Any]", given: Given) -> "QuerySet[Any]":
    """By text, organization, type, publication, and by state: of the active or the last run, or paused."""
    if text := given.get("q", "").strip():
        rows = rows.filter(Q(name__icontains=text) | Q(url__icontains=text) | Q(organization__title__icontains=text))
    if key := given.get("organizationKey"):
        rows = rows.filter(organization=read_uuid(key))
    if kind := given.get("type"):
        rows = rows.filter(harvest_type=_constant("type", kind, HarvestType.values))
    if flag := given.get("publish"):
        rows = rows.filter(publish=_flag("publish", flag))
    if state := given.get("state"):
        rows = rows.filter(_STATES[_constant("state", state.upper(), list(_STATES))])
    return rows


_STATES = {
    "QUEUED": Q(active_state=RunState.QUEUED),
    "RUNNING": Q(active_state=RunState.RUNNING),
    "OK": Q(last_outcome=RunState.OK),
    "FAILED": Q(last_outcome=RunState.FAILED),
    "CANCELLED": Q(last_outcome=RunState.CANCELLED),
    "PAUSED": Q(paused__isnull=False),
    "NEVER": Q(last_started=None),
}


def records(rows: "QuerySet[Any]", given: Given) -> "QuerySet[Any]":
    """By text, by errors, by being missing, a service, or removed (left out unless `removed=true` asks for them)."""
    rows = rows.filter(removed__isnull=not _flag("removed", given.get("removed", "false")))
    if text := given.get("q", "").strip():
        rows = rows.filter(Q(title__icontains=text) | Q(url__icontains=text) | Q(file_id=text))
    if flag := given.get("errors"):
        rows = rows.filter(with_errors()) if _flag("errors", flag) else rows.exclude(with_errors())
    if flag := given.get("missing"):
        rows = rows.filter(missing_since__isnull=not _flag("missing", flag))
    if flag := given.get("isService"):
        rows = rows.filter(is_service=_flag("isService", flag))
    return outcomes(rows, given)


def outcomes(rows: "QuerySet[Any]", given: Given) -> "QuerySet[Any]":
    """By what a run did."""
    if outcome := given.get("outcome"):
        rows = rows.filter(outcome=_constant("outcome", outcome.upper(), Outcome.values))
    return rows


def waiting(given: Given) -> "QuerySet[FieldProvenance]":
    """Datasets whose differences wait for a decision, the newest first."""
    rows = FieldProvenance.objects.filter(waiting__gt=0, dataset__deleted=None).order_by("-applied", "dataset")
    return rows.filter(source=given["harvestKey"]) if given.get("harvestKey") else rows


def _constant(name: str, value: str, known: list[str]) -> str:
    if value not in known:
        raise MalformedValue(f"{name}: {value[:60]!r} is none of {', '.join(known)}")
    return value


def _flag(name: str, value: str) -> bool:
    if value.lower() not in ("true", "false"):
        raise MalformedValue(f"{name}: {value[:60]!r} is neither true nor false")
    return value.lower() == "true"
