"""Where the time of a harvest goes: one process, DOCUMENTS (1,000) documents without delay, a first and a second run.

Each stage is the time that the working thread spends in it; fetching is what it waits for the network beyond that.
"""

import functools
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")
os.environ.setdefault("DEPLOYMENT", "development")
os.environ.setdefault("LOG_LEVEL", "ERROR")

import django
from django.core.management import call_command

from benchmarks import harvest
from benchmarks.support import processes
from benchmarks.support.server import free_port

STAGES = ("list", "claim and look up", "wait for documents", "parse and validate", "write", "end")


def main() -> None:
    """Measure and print the share of each stage."""
    port = free_port()
    os.environ["HARVEST_ALLOWED_PRIVATE"] = f"127.0.0.1:{port}"
    django.setup()
    call_command("migrate", verbosity=0)
    spent = _clocks()
    with processes.source(port, harvest.DOCUMENTS, 0.0):
        for name in ("first run", "again"):
            spent.clear()
            seconds = _run(port)
            shares = ", ".join(f"{stage} {spent[stage] / seconds:.0%}" for stage in STAGES)
            print(f"{name}: {harvest.DOCUMENTS / seconds:.0f} documents a second; {shares}")


def _run(port: int) -> float:
    from entities.permissions import Actor, Channel
    from harvesting import pipeline, scheduling
    from harvesting.vocabulary import Trigger

    actor = Actor("benchmark", Channel.COMMAND)
    run, _ = scheduling.start(harvest.source_of(port, actor), Trigger.COMMAND, actor=actor, send=False)
    start = time.perf_counter()
    pipeline.execute(run.pk)
    return time.perf_counter() - start


def _clocks() -> "Counter[str]":
    """Lets each stage add its seconds to the answered counter."""
    from harvesting import lane, pipeline, storing
    from harvesting.prefetching import Prefetcher

    spent: Counter[str] = Counter()
    for place, name, stage in (
        (pipeline, "discover", "list"),
        (lane.LaneWork, "_fill", "claim and look up"),
        (Prefetcher, "next", "wait for documents"),
        (lane, "read", "parse and validate"),
        (storing, "store", "write"),
        (pipeline, "finish", "end"),
    ):
        setattr(place, name, _timed(getattr(place, name), stage, spent))
    return spent


def _timed(function: Callable[..., Any], stage: str, spent: "Counter[str]") -> Callable[..., Any]:
    @functools.wraps(function)
    def timed(*arguments: Any, **options: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*arguments, **options)
        finally:
            spent[stage] += time.perf_counter() - start  # type: ignore[assignment]

    return timed


if __name__ == "__main__":
    main()
