"""GET /api/v1/Harvests and /api/v1/Harvests/{_id} (harvest contract 1 and 4)."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import wraps
from http import HTTPStatus
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt

from harvesting.models import HarvestSource
from harvesting.vocabulary import RunState

CORS_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Origin, X-Requested-With, Content-Type, Accept, X-User-Id, X-Auth-Token",
}
_ALLOWED = ["GET", "HEAD", "OPTIONS"]
_COLUMNS = (
    "identifier", "name", "url", "harvest_type", "organization__title", "publish", "interval", "contact",
    "last_started", "last_outcome", "last_record_count", "last_good_count", "last_bad_count", "downstream_url",
    "deleted", "active_state",
)  # fmt: skip
_WORDS = {RunState.QUEUED: "pending", RunState.RUNNING: "harvesting"}
_STATUS = {RunState.OK: "ok", RunState.FAILED: "fail", RunState.CANCELLED: "fail"}

View = Callable[..., HttpResponse]


def interface(view: View) -> View:
    """Open to every page of the web, for reading: CORS headers on each answer, OPTIONS 200, other methods 405."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **arguments: str) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(content_type="application/json", headers={"Allow": ", ".join(_ALLOWED)})
        elif request.method in _ALLOWED:
            response = view(request, **arguments)
        else:
            response = HttpResponseNotAllowed(_ALLOWED, content_type="application/json")
        for name, value in CORS_HEADERS.items():
            response[name] = value
        return response

    return answer


@interface
def harvests(request: HttpRequest) -> HttpResponse:
    """Every harvest, by name; no paging, no authentication."""
    rows = HarvestSource.objects.live().with_active_state().values(*_COLUMNS)
    return _json({"status": "success", "data": [_harvest(row) for row in rows]})


@interface
def harvest(request: HttpRequest, identifier: str) -> HttpResponse:
    """One harvest."""
    named = HarvestSource.objects.live().with_active_state().filter(pk=identifier)
    row = named.values(*_COLUMNS).first() if identifier.isalnum() else None
    if row is None:
        return _json({"status": "fail", "message": "Item not found"}, HTTPStatus.NOT_FOUND)
    return _json({"status": "success", "data": _harvest(row)})


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


def _json(body: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return HttpResponse(orjson.dumps(body), content_type="application/json", status=status)
