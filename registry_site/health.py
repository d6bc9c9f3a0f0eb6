"""Whether the portal lives and is ready: `/health/live` asks nobody, `/health/ready` asks what it stands on.

`/metrics` says for machines how harvesting is, to who shows METRICS_TOKEN; for everybody else there is no such page.
"""

import dataclasses
import functools
import shutil
from collections.abc import Callable
from typing import Any

import psycopg
import redis
import structlog
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from entities.representation import json_name
from harvesting import watching

LOWEST_FREE_BYTES = 200 * 1024 * 1024
LONGEST_SECONDS = 1

log = structlog.get_logger(__name__)


class NotReady(Exception):
    """Something that the portal stands on does not answer as it should."""


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 if all parts answer, with how harvesting is; else 503 with the names of those that do not, nothing more.

    Harvesting that stands still is told, and no reason to send readers elsewhere.
    """
    missing = [name for name, check in CHECKS.items() if not _holds(name, check)]
    if missing:
        answer = JsonResponse({"status": "unavailable", "missing": missing}, status=503)
        answer["Retry-After"] = "5"
        return answer
    return JsonResponse({"status": "ok", "harvesting": {json_name(name): value for name, value in _watched().items()}})


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures in the text format of Prometheus."""
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not constant_time_compare(shown, settings.METRICS_TOKEN):
        raise Http404
    parts = {name: float(_holds(name, check)) for name, check in CHECKS.items()}
    lines = [f'registry_part_up{{part="{name}"}} {is_up:g}' for name, is_up in parts.items()]
    if parts["database"] and parts["migrations"]:
        figures = {name: value for name, value in _watched().items() if value is not None}
        lines += [f"registry_harvest_{_METRICS.get(name, name)} {value:g}" for name, value in figures.items()]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


_METRICS = {name: f"{name}_seconds" for name in ("oldest_queued_run", "oldest_waiting_crawl", "last_tick")}
"""Names of figures that have a unit."""


def _watched() -> dict[str, Any]:
    return dataclasses.asdict(watching.watch())


def _holds(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except (NotReady, OSError, psycopg.Error, redis.RedisError) as error:
        log.warning("not ready", part=name, error=str(error))
        return False
    return True


def check_database() -> None:
    """A connection of its own within a second: the pages' one may be busy, or have a longer patience."""
    parameters: dict[str, Any] = connection.get_connection_params()
    parameters["connect_timeout"] = LONGEST_SECONDS
    parameters["options"] = f"-c statement_timeout={LONGEST_SECONDS}s"
    for unused in ("cursor_factory", "context"):
        parameters.pop(unused, None)
    with psycopg.connect(**parameters) as own:
        own.execute("SELECT 1")


def check_broker() -> None:
    """The broker answers within a second."""
    with redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=LONGEST_SECONDS,
        socket_connect_timeout=LONGEST_SECONDS,
    ) as client:
        client.ping()


def check_migrations() -> None:
    """The database has every migration of this release."""
    _all_migrated()


@functools.cache
def _all_migrated() -> bool:
    """Looked up until it is true (an exception is not kept): migrations are never taken back under a running portal."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("there are migrations to apply")
    return True


def check_disk() -> None:
    """There is room to write."""
    free = shutil.disk_usage(settings.STATE_DIR if settings.STATE_DIR.exists() else settings.BASE_DIR).free
    if free < LOWEST_FREE_BYTES:
        raise NotReady(f"{free} bytes are free")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "broker": check_broker,
    "migrations": check_migrations,
    "disk": check_disk,
}
