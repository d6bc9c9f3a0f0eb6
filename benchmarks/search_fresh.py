"""How soon changes can be searched, and whether anybody notices that they are being indexed.

Over a made-up registry in the database (`benchmarks/support/generator.py`; an empty one is filled and kept): the build
of the index from it; then, with the indexer and a web server as processes and eight clients that search, how long
after its answer a change is found; what a thousand changes a minute and a rebuild do to those who search; and how long
the new title of a publisher of half of all datasets takes, while single changes go on. DATASETS (120,000), CHANGES
(20), SECONDS (60) and the PAUSE of a client after each answer (0.5 seconds) may be set. Exit code 1 where a goal is
missed.
"""

import itertools
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")
HOME = tempfile.TemporaryDirectory()
os.environ["SEARCH_DIR"] = HOME.name

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.db.models import Count

from benchmarks.support.generator import generate
from benchmarks.support.processes import crowd, managing
from benchmarks.support.server import serving
from entities.models import Dataset, Organization
from entities.permissions import Actor, Channel
from entities.services import citing, lifecycle
from search import building, query
from search.request import SearchRequest

DATASETS = int(os.environ.get("DATASETS", "120000"))
CHANGES = int(os.environ.get("CHANGES", "20"))
SECONDS = float(os.environ.get("SECONDS", "60"))
PAUSE = float(os.environ.get("PAUSE", "0.5"))
GOAL_BUILD, GOAL_FRESH, GOAL_RENAME = 60.0 * DATASETS / 120_000, 2.0, 60.0
ACTOR = Actor("benchmark", Channel.COMMAND)
CLIENTS, WRITERS, PER_MINUTE = 8, 4, 1050
_CONCEPTS = (
    "INSERT INTO entities_datasetcategory (name, is_deprecated)"
    " SELECT DISTINCT unnest(category), false FROM entities_dataset ON CONFLICT DO NOTHING"
)
_ASKED = "/v1/dataset/search?q=museum&facet=type&facet=publishingCountry&limit=20"


def main() -> None:
    """Fill, build, measure, print."""
    _fill()
    begin, busy = time.perf_counter(), time.process_time()
    building.rebuild()
    built = time.perf_counter() - begin
    print(
        f"built from the database in {built:.1f} s ({time.process_time() - busy:.1f} s of processor time)", flush=True
    )
    with managing("run_indexer"), serving("registry_site.wsgi:application") as port, _Searching(port) as searching:
        fresh = _freshness("found after its answer")
        searching.say("while single changes came")
        _storm()
        searching.say("while a thousand a minute changed and an index was built")
        renamed = _rename()
        searching.say("while a publisher's title changed")
    is_missed = built > GOAL_BUILD or fresh > GOAL_FRESH or renamed > GOAL_RENAME or bool(searching.fault)
    sys.exit(is_missed)


def _fill() -> None:
    """A registry in which one publisher has half of all datasets."""
    call_command("migrate", verbosity=0)
    if not Dataset.objects.exists():
        generate(DATASETS)
    publisher = _biggest()
    wanted = Dataset.live().count() // 2 - Dataset.live().filter(publishing_organization=publisher).count()
    if wanted > 0:
        others = Dataset.live().exclude(publishing_organization=publisher).values_list("pk", flat=True)[:wanted]
        Dataset.objects.filter(pk__in=list(others)).update(publishing_organization=publisher)
    with connection.cursor() as cursor:
        cursor.execute(_CONCEPTS)
        cursor.execute("VACUUM ANALYZE")


def _biggest() -> Any:
    rows = Dataset.live().order_by().values("publishing_organization").annotate(count=Count("pk"))
    return rows.order_by("-count")[0]["publishing_organization"]


class _Searching:
    """Clients that search, in a process of their own; each stretch of time can be told of."""

    def __init__(self, port: int) -> None:
        self.fault = ""
        self._arguments = (str(port), _ASKED, str(CLIENTS), str(PAUSE))
        self._seen = self._told = (0, 0)
        self._since = time.perf_counter()

    def __enter__(self) -> "_Searching":
        self._context = crowd(*self._arguments)
        self._process = self._context.__enter__()
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._context.__exit__(None, None, None)

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            answers, faults, *fault = line.decode().strip().split(" ", 2)
            self._seen, self.fault = (int(answers), int(faults)), "".join(fault)

    def say(self, when: str) -> None:
        """Answers a second since the last time, and what was wrong."""
        now = time.perf_counter()
        answers, faults = (seen - told for seen, told in zip(self._seen, self._told, strict=True))
        rate = answers / (now - self._since)
        print(f"  {CLIENTS} clients {when}: {rate:.0f} answers a second, {faults} faults {self.fault}", flush=True)
        self._told, self._since = self._seen, now


def _freshness(words: str) -> float:
    """Print how long after its answer a change is found; the longest but one of twenty, in seconds."""
    spent = sorted(_seconds_to_find(number) for number in range(CHANGES))
    late = spent[int(len(spent) * 0.95) - 1]
    print(f"{words}: median {statistics.median(spent):.2f} s, p95 {late:.2f} s, longest {spent[-1]:.2f} s", flush=True)
    return late


def _seconds_to_find(number: int) -> float:
    word = f"quokka{number}x{time.monotonic_ns()}"
    dataset = Dataset.live().order_by("pk")[number * 7]
    lifecycle.change(dataset, {"title": f"{dataset.title[:100]} {word}"}, actor=ACTOR)
    return _until(lambda: _count(word) == 1)


def _count(q: str) -> int:
    return query.search(SearchRequest(q=q, limit=0)).count


def _until(happened: Callable[[], bool]) -> float:
    """Seconds until it happened; TimeoutError after ten minutes."""
    begin = time.perf_counter()
    while not happened():
        if time.perf_counter() - begin > 600:
            raise TimeoutError("it did not happen within ten minutes")
        time.sleep(0.02)
    return time.perf_counter() - begin


def _storm() -> None:
    """A thousand changes a minute by four who write at once, and an index built beside the served one."""
    keys = list(Dataset.live().order_by("pk").values_list("pk", flat=True)[:5000])
    spent: list[float] = []
    begin, stop = time.perf_counter(), threading.Event()
    writers = [threading.Thread(target=_keep_changing, args=(keys[number::WRITERS], spent, stop))
               for number in range(WRITERS)]  # fmt: skip
    with managing("rebuild_search") as rebuild:
        for writer in writers:
            writer.start()
        while time.perf_counter() < begin + SECONDS or rebuild.poll() is None:
            time.sleep(0.1)
        stop.set()
        for writer in writers:
            writer.join()
        status = rebuild.returncode
    minutes, ordered = (time.perf_counter() - begin) / 60, sorted(spent)
    times = f"median {statistics.median(ordered) * 1000:.0f} ms, p95 {ordered[int(len(ordered) * 0.95)] * 1000:.0f} ms"
    print(f"{len(spent) / minutes:.0f} changes a minute ({times}); the rebuild ended with {status}", flush=True)


def _keep_changing(keys: list[UUID], spent: list[float], stop: threading.Event) -> None:
    """Its share of a little over a thousand changes a minute."""
    for number, key in enumerate(itertools.cycle(keys)):
        if stop.is_set():
            break
        begin = time.perf_counter()
        lifecycle.change(Dataset.objects.get(pk=key), {"description": f"Changed {number} times"}, actor=ACTOR)
        spent.append(time.perf_counter() - begin)
        time.sleep(max(60 / PER_MINUTE * WRITERS - spent[-1], 0))
    connection.close()


def _rename() -> float:
    """Print how long the new title of the biggest publisher takes: to be answered, found, cited."""
    publisher, word = Organization.objects.get(pk=_biggest()), f"wombat{time.monotonic_ns()}"
    count = Dataset.live().filter(publishing_organization=publisher).count()
    begin = time.perf_counter()
    lifecycle.change(publisher, {"title": f"{word} museum"}, actor=ACTOR)
    answered, worker = time.perf_counter() - begin, threading.Thread(target=_cite)
    worker.start()
    _freshness("  found meanwhile")
    _until(lambda: _count(word) >= count)
    found = time.perf_counter() - begin
    worker.join()
    cited = time.perf_counter() - begin
    times = f"answered after {answered:.2f} s, found after {found:.0f} s, cited after {cited:.0f} s"
    print(f"title of {count:,} datasets: {times}", flush=True)
    return found


def _cite() -> None:
    citing.rewrite()
    connection.close()


if __name__ == "__main__":
    main()
