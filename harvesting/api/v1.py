"""GET /api/v1/Harvests and /api/v1/Harvests/{_id} (harvest contract 1 and 4)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from entities.api.harvest_login import interface, json_answer
from harvesting.models import HarvestSource
from harvesting.vocabulary import RunState

_COLUMNS = (
    "identifier", "name", "url", "harvest_type", "organization__title", "publish", "interval", "contact",
    "last_started", "last_outcome", "last_record_count", "last_good_count", "last_bad_count", "downstream_url",
    "deleted", "active_state",
)  # fmt: skip
_WORDS = {RunState.QUEUED: "pending", RunState.RUNNING: "harvesting"}
_STATUS = {RunState.OK: "ok", RunState.FAILED: "fail", RunState.CANCELLED: "fail"}


@interface("GET")
def harvests(request: HttpRequest) -> HttpResponse:
    """Every harvest, by name; no paging, no authentication."""
    rows = HarvestSource.objects.live().with_active_state().values(*_COLUMNS)
    return json_answer({"status": "success", "data": [_harvest(row) for row in rows]})


@interface("GET")
def harvest(request: HttpRequest, identifier: str) -> HttpResponse:
    """One harvest."""
    named = HarvestSource.objects.live().with_active_state().filter(pk=identifier)
    row = named.values(*_COLUMNS).first() if identifier.isalnum() else None
    if row is None:
        return json_answer({"status": "fail", "message": "Item not found"}, HTTPStatus.NOT_FOUND)
    return json_answer({"status": "success", "data": _harvest(row)})


@interface("GET", "POST", "PUT", "PATCH", "DELETE")
def nothing(request: HttpRequest) -> HttpResponse:
    """The answer of addresses that the interface does not have: JSON, as all its answers."""
    return json_answer({"status": "error", "message": "There is nothing at this address"}, HTTPStatus.NOT_FOUND)


def _harvest(row: Mapping[str, Any]) -> dict[str, Any]:
    word = _WORDS.get(row["active_state"])
    return {
        "_id": row["identifier"],
        "name": row["name"],
        "url": row["url"],
        "harvest_type": row["harvest_type"],
        "organization": row["organization__title"],
        "publish": row["publish"],
        "harvest_interval": row["interval"],
        "harvest_contact": row["contact"],
        "last_harvest_dt": word or _moment(row["last_started"]),
        "last_harvest_status": None if word == "harvesting" else _STATUS.get(row["last_outcome"]),
        "last_record_count": row["last_record_count"],
        "last_good_count": row["last_good_count"],
        "last_bad_count": row["last_bad_count"],
        "ckan_harvest_url": row["downstream_url"],
    }


def _moment(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with milliseconds and `Z`."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
