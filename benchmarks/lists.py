"""Every list of the API at 120,000 datasets: milliseconds in the database and in all, first, after a change, and again.

Each list is asked for through its address, in this process. A *first* call finds nothing that an earlier one may have
kept; before the *changed* one a dataset was written; before the last one nothing was. What counts is the processor time
of the database's own process, which others on the machine do not lengthen (Linux, database on this host; else the time
by the clock). DATASETS (120,000) and ROUNDS (5) may be set; PLANS=1 prints the plans of what is too slow; ONLY=text
measures the addresses that hold the text. COMPARE=folder keeps the figures there, and shows all sizes of registries
that were measured with it side by side. The registry must be empty, or filled by an earlier run.
"""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")

import django
from django.core.management import call_command

DATASETS = int(os.environ.get("DATASETS", "120000"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
GOAL = 50.0
"""Milliseconds that the statements of a list may take together when it is asked for the first time."""
DEEPER = 10
"""How many times a page after 5/6 of the list may take the first one's time."""
DEEP = "/dataset?offset={}"
_THOUSANDS = "limit=1000"
"""Lists of a thousand are measured against the floor by `reads.py`: here they are shown, and bound to nothing."""


class Times(NamedTuple):
    """Of one list: how many rows it has; milliseconds of the database and of the whole answer, first, after a change
    and again."""

    count: int
    first: float
    first_whole: float
    changed: float
    changed_whole: float
    again: float
    again_whole: float


def main() -> None:
    """Fill, measure each list, print a table; exit code 1 where one is too slow."""
    django.setup()
    from benchmarks.support.addresses import addresses
    from benchmarks.support.generator import generate
    from entities.models import Dataset
    from entities.services import list_upkeep

    call_command("migrate", verbosity=0)
    if not Dataset.objects.exists():
        start = time.perf_counter()
        generate(DATASETS)
        _vacuum()
        print(f"generated {DATASETS:,} datasets in {time.perf_counter() - start:.0f} s")
    list_upkeep.keep()  # as a worker does every half minute
    datasets = Dataset.objects.count()
    print(f"{datasets:,} datasets; milliseconds, the least of {ROUNDS}; load {os.getloadavg()[0]:.1f}")
    print(f"{'list':66} {'rows':>8}" + "".join(f" {name:>7} {'whole':>7}" for name in ("first", "changed", "again")))
    found = dict(_measured(addresses(datasets)))
    slow = [path for path, times in found.items() if times.first > GOAL and _THOUSANDS not in path]
    print(f"over {GOAL:.0f} ms:", ", ".join(slow) or "none")
    _compare(datasets, found)
    deep = [times for path, times in found.items() if "offset=" in path]
    first = found.get("/dataset")
    too_deep = first and deep and deep[0].first_whole > DEEPER * first.first_whole
    sys.exit(bool(slow or too_deep))


def _compare(datasets: int, found: dict[str, Times]) -> None:
    from benchmarks.support import comparison

    if os.environ.get("COMPARE"):
        folder = Path(os.environ["COMPARE"])
        comparison.keep(
            folder, datasets, {path: (times.first, times.changed, times.again) for path, times in found.items()}
        )
        comparison.show(folder)


def _measured(paths: Iterator[str]) -> Iterator[tuple[str, Times]]:
    for path in paths:
        if os.environ.get("ONLY", "") in path:
            times = _times(path)
            print(f"{path[:66]:66} {times.count:8,}" + "".join(f" {value:7.1f}" for value in times[1:]), flush=True)
            yield path, times


def _times(path: str) -> Times:
    from entities.api.counting import forget

    first, changed, again = [], [], []
    _asked(path)  # warms the database's memory
    for _ in range(ROUNDS):
        forget()
        first.append(_asked(path))
        _change()
        changed.append(_asked(path))
        again.append(_asked(path))
    # What others do on the machine only adds to a time, so that the least is the truest.
    least = (min(each[place] for each in kind) for kind in (first, changed, again) for place in (1, 2))
    count, *_, statements = first[-1]
    times = Times(count, *least)
    if os.environ.get("PLANS") and times.first > GOAL:
        _explain(statements)
    return times


def _change() -> None:
    """A curator's work: a dataset gets another title, and so other words."""
    from entities.models import Dataset
    from entities.permissions import Actor, Channel
    from entities.services import lifecycle

    dataset = Dataset.live().order_by("created")[0]
    title = dataset.title.removesuffix(" again") if dataset.title.endswith(" again") else f"{dataset.title} again"
    lifecycle.change(dataset, {"title": title}, actor=Actor("benchmark", Channel.COMMAND))


def _asked(path: str) -> tuple[int, float, float, list[str]]:
    """How many rows a list has; milliseconds of the statements and of the whole answer; the statements."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, worker = Client(SERVER_NAME="localhost"), _worker()
    worked = _worked(worker)
    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        answer: Any = client.get(f"/v1{path}")
        whole = time.perf_counter() - start
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code} {answer.content[:200]!r}")
    body = answer.json()
    count = body.get("count", 0) if isinstance(body, dict) else len(body) if isinstance(body, list) else int(body)
    spent = _worked(worker) - worked
    return count, spent, whole * 1000, [query["sql"] for query in queries.captured_queries]


def _worker() -> int:
    """The database's process that serves this one, alone."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _worked(process: int) -> float:
    """Milliseconds that a process of this host has computed; where that cannot be known, those of the clock."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e6
    except OSError:
        return time.perf_counter() * 1000


def _explain(statements: list[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {statement}".replace("%", "%%"), ())
            print(statement, *(f"    {line}" for (line,) in cursor.fetchall()), sep="\n")


def _vacuum() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
