"""Harvests of 1,000 documents against fetching alone, and against a bare script that does the least.

With 50 ms of delay a request and 16 connections, the portal is compared to fetching alone; without delay and with two
worker processes, to a script without a framework that fetches, digests, parses, validates and inserts. Both are
measured in turns. A second harvest, in which nothing has changed, is compared to sending the conditional requests
alone. DOCUMENTS (1,000) and ROUNDS (3) may be set in the environment.
"""

import os
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")
os.environ.setdefault("DEPLOYMENT", "development")

import django
from django.core.management import call_command

from benchmarks.support import processes
from benchmarks.support.server import free_port

DOCUMENTS = int(os.environ.get("DOCUMENTS", "1000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
CONNECTIONS = 16
CASES = (("50 ms delay", 0.05, "fetch", 0.75), ("no delay", 0.0, "insert", 0.50))
"""Name, delay of each request, what the bare script does, what share of its speed must be reached."""
UNCHANGED = 0.80
"""What share of the conditional requests' speed a second harvest must reach."""


def main() -> None:
    """Measure both cases, print a table; exit code 1 where a goal is missed."""
    ports = _allow([free_port() for _ in range(len(CASES) * ROUNDS)])
    django.setup()
    call_command("migrate", verbosity=0)
    print(f"{DOCUMENTS:,} documents, {CONNECTIONS} connections, 2 worker processes; documents a second, medians")
    print(f"{'case':>12} {'portal':>8} {'bare':>8} {'share':>6} {'again':>8} {'asking':>8} {'share':>6}")
    missed = False
    for name, delay, purpose, goal in CASES:
        rates = [_round(next(ports), delay, purpose) for _ in range(ROUNDS)]
        portal, bare, again, asking = (statistics.median(values) for values in zip(*rates, strict=True))
        first, second = portal / bare, again / asking
        print(f"{name:>12} {portal:8.0f} {bare:8.0f} {first:6.0%} {again:8.0f} {asking:8.0f} {second:6.0%} ({purpose})")
        missed |= first < goal or second < UNCHANGED
    sys.exit(missed)


def _allow(ports: list[int]) -> Iterator[int]:
    """Let the portal harvest from these ports of this machine."""
    os.environ["HARVEST_ALLOWED_PRIVATE"] = ",".join(f"127.0.0.1:{port}" for port in ports)
    return iter(ports)


def _round(port: int, delay: float, purpose: str) -> tuple[float, float, float, float]:
    """Rates of a first harvest, of the bare script, of a second harvest without changes, of its requests alone."""
    with processes.source(port, DOCUMENTS, delay), processes.workers(2, {"LOG_LEVEL": "WARNING"}):
        time.sleep(2)  # what the workers do first is not measured
        portal, again = _harvest(port), _harvest(port)
        bare, asking = (processes.bare(port, CONNECTIONS, what) for what in (purpose, "ask"))
        return portal, bare, again, asking


def _harvest(port: int) -> float:
    """Documents a second of one run through the workers, from the request to the end of the run."""
    from entities.permissions import Actor, Channel
    from harvesting import scheduling
    from harvesting.vocabulary import RunState, Trigger

    actor = Actor("benchmark", Channel.COMMAND)
    start = time.perf_counter()
    run, _ = scheduling.start(source_of(port, actor), Trigger.MANUAL, actor=actor)
    while run.is_active:
        time.sleep(0.02)
        run.refresh_from_db()
    seconds = time.perf_counter() - start
    if run.state != RunState.OK or run.found != DOCUMENTS:
        raise RuntimeError(f"the run ended as {run.state}: {run.failure_message} ({run.found} documents)")
    return DOCUMENTS / seconds


def source_of(port: int, actor: object, **more: object) -> object:
    """The source at this port, made at the first call."""
    from entities.models import Node, Organization
    from entities.services import lifecycle
    from harvesting import sources
    from harvesting.models import HarvestSource

    url = f"http://127.0.0.1:{port}/"
    known = HarvestSource.objects.live().filter(url=url).first()
    if known is not None:
        return known
    node = {"title": "Node of the benchmark", "type": "OTHER", "participation_status": "OBSERVER"}
    above = lifecycle.create(Node, node, actor=actor)
    publisher = {"title": "Publisher", "endorsing_node_id": above.pk, "language": "eng", "country": "NO"}
    organization = lifecycle.create(Organization, publisher, actor=actor)
    values = {"url": url, "organization": organization, "connections": CONNECTIONS, "publish": True}
    return sources.create(values | {"harvest_type": "WAF", "contact": "a@example.org"} | more, actor=actor)


if __name__ == "__main__":
    main()
