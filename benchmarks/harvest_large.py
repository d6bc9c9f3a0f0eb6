"""A source of DOCUMENTS (20,000) documents with four worker processes: memory, lanes at work, progress, bytes again.

Goals: each process stays below 250 MB, all four work, and a second run without changes transfers at most 2 % of the
bytes of the first.
"""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")
os.environ.setdefault("DEPLOYMENT", "development")
os.environ.setdefault("DOCUMENTS", "20000")

import django
import requests
from django.core.management import call_command

from benchmarks import harvest
from benchmarks.support import processes
from benchmarks.support.server import free_port

WORKERS = 4
MOST_MEGABYTES = 250
MOST_BYTES_AGAIN = 0.02


def main() -> None:
    """Two runs, a line every few seconds; exit code 1 where a goal is missed."""
    port = free_port()
    os.environ["HARVEST_ALLOWED_PRIVATE"] = f"127.0.0.1:{port}"
    django.setup()
    call_command("migrate", verbosity=0)
    with processes.source(port, harvest.DOCUMENTS, 0.0), processes.workers(WORKERS, {"LOG_LEVEL": "WARNING"}) as pid:
        time.sleep(8)
        memory, lanes, first = _run(port, pid)
        memory_again, _, again = _run(port, pid)
    most, share = max(memory, memory_again), again / first
    print(f"most memory of a process {most:.0f} MB, lanes at work {lanes}, bytes again {share:.2%} of {first:,}")
    sys.exit(most > MOST_MEGABYTES or lanes < WORKERS or share > MOST_BYTES_AGAIN)


def _run(port: int, worker: int) -> tuple[float, int, int]:
    """Largest memory of a process in MB, most lanes at once, bytes that the source sent."""
    from django.db.models import Sum

    from entities.permissions import Actor, Channel
    from harvesting import scheduling
    from harvesting.models import HarvestBatch, HarvestLane
    from harvesting.vocabulary import RunState, Trigger

    actor, before, begun = Actor("benchmark", Channel.COMMAND), _written(port), time.monotonic()
    source = harvest.source_of(port, actor, document_limit=harvest.DOCUMENTS)
    run, _ = scheduling.start(source, Trigger.MANUAL, actor=actor)
    memory, lanes, told = 0.0, 0, 0.0
    while run.is_active:
        sizes = processes.memory_of_children(worker)
        memory, lanes = max(memory, *sizes), max(lanes, HarvestLane.objects.filter(run=run, connections__gt=0).count())
        if time.monotonic() - told > 5:
            told = time.monotonic()
            done = HarvestBatch.objects.filter(run=run).aggregate(
                done=Sum("created", default=0) + Sum("updated", default=0) + Sum("unchanged", default=0)
            )["done"]
            megabytes = " ".join(f"{size:.0f}" for size in sizes)
            print(f"{told - begun:5.0f} s {done:7,} of {run.found:,}, MB {megabytes}", flush=True)
        time.sleep(0.2)
        run.refresh_from_db()
    if run.state != RunState.OK or run.found != harvest.DOCUMENTS:
        raise RuntimeError(f"the run ended as {run.state}: {run.failure_message} ({run.found} documents)")
    return memory, lanes, _written(port) - before


def _written(port: int) -> int:
    return int(requests.get(f"http://127.0.0.1:{port}/written", timeout=10).text)


if __name__ == "__main__":
    main()
