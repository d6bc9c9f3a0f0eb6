"""Dataset search against the bare engine in this process and against PostgreSQL, on the same invented datasets.

Prints for each question the median milliseconds of processor time (which other programs hardly change) that the bare
engine, the portal's query in this process and PostgreSQL's best form take, and the median milliseconds of an answer
over HTTP with 1 and 8 clients; then what suggestions take while somebody types titles, letter by letter, and the memory
of a web process. DATASETS (default 120,000), ROUNDS (15) and POSTGRES=no may be set in the environment, and INDEX: a
folder in which the index is kept, so that another run measures at once (without PostgreSQL). Exit code 1 where a goal
is missed.
"""

import os
import statistics
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")
HOME = tempfile.TemporaryDirectory()
os.environ["SEARCH_DIR"] = os.environ.get("INDEX", HOME.name)

import django

django.setup()

from django.core.management import call_command
from django.http import QueryDict

from benchmarks.support import searching
from benchmarks.support.invented import WORDS, datasets
from benchmarks.support.load import latencies
from benchmarks.support.server import memory_of_server, serving
from search import building, changes, documents, index, query, suggesting
from search.facts import Facts, Totals
from search.request import SearchRequest

DATASETS = int(os.environ.get("DATASETS", "120000"))
ROUNDS = int(os.environ.get("ROUNDS", "15"))
HAS_POSTGRES = os.environ.get("POSTGRES", "yes") != "no"
GOAL_BUILD, GOAL_SUGGEST, GOAL_MEMORY = 60.0 * DATASETS / 120_000, 10.0, 300
SIX = ["type", "license", "publishingOrg", "publishingCountry", "decade", "country"]
A, B = WORDS[0], WORDS[42]

Question = tuple[str, list[tuple[str, str]], list[str]]
QUESTIONS: dict[str, Question] = {
    "word": ("search", [("q", A)], searching.ranked(A)),
    "two words": ("search", [("q", f"{A} {B}")], searching.ranked(f"{A} & {B}")),
    "phrase": ("search", [("q", f'"{A} {B}"')], searching.ranked(f"{A} <-> {B}")),
    "pattern": ("search", [("q", f"{A[:3]}*")], searching.ranked(f"{A[:3]}:*")),
    "filter": (
        "search", [("type", "CHECKLIST"), ("publishingCountry", "NO")],
        searching.listed("type = 'CHECKLIST' AND country = 'NO'"),
    ),
    "six facets": (
        "search", [("q", A), ("limit", "0"), *(("facet", name) for name in SIX)],
        searching.facets(
            f"texts @@ to_tsquery('simple', '{A}')", ["type", "license", "publisher", "country"],
            ["decades", "countries"],
        ),
    ),
    "keyword facet": ("search", [("limit", "0"), ("facet", "keyword")], searching.facets("true", [], ["keywords"])),
    "multiselect": (
        "search", [("type", "CHECKLIST"), ("facetMultiselect", "true"), ("facet", "type"), ("facet", "license")],
        [*searching.listed("type = 'CHECKLIST'"), *searching.facets("true", ["type"]),
         *searching.facets("type = 'CHECKLIST'", ["license"])],
    ),
    "suggest": ("suggest", [("q", f"{A[:3]} {B[:2]}")], searching.suggested(f"{A[:3]}:* & {B[:2]}:*")),
    "deep page": ("search", [("q", A), ("offset", "10000")], searching.ranked(A, 10_000)),
}  # fmt: skip
"""Question: path, parameters, and the statements that PostgreSQL answers it by."""


def main() -> None:
    """Build, measure, print."""
    call_command("migrate", verbosity=0)
    postgres = searching.Postgres() if HAS_POSTGRES else None
    is_missed = False
    if postgres or index.current() is None:
        seconds, busy = _build(postgres)
        print(f"{DATASETS:,} datasets built in {seconds:.1f} s ({busy:.1f} s of processor time)")
        is_missed = seconds > GOAL_BUILD
    print(f"median ms of {ROUNDS}")
    print(f"{'question':>14} {'bare':>8} {'query':>8} {'postgres':>9} {'HTTP 1':>8} {'HTTP 8':>8}", flush=True)
    with serving("registry_site.wsgi:application") as port:
        for name, question in QUESTIONS.items():
            is_missed |= _measure(port, name, question, postgres)
        is_missed |= _measure_typing(port)
        memory = memory_of_server()
    print(
        f"memory of a web process: {memory.anonymous:.0f} MB of its own, {memory.share:.0f} MB with its share of mapped"
        f" files, {memory.resident:.0f} MB with all pages that it sees"
    )
    sys.exit(is_missed or memory.anonymous > GOAL_MEMORY)


def _build(postgres: searching.Postgres | None) -> tuple[float, float]:
    """Fill the index and the table of PostgreSQL; seconds of the index alone, by the clock and of processors."""
    writer, totals, watch = index.Writer.new(), Totals(10**9, 10**9), _Watch()
    part: list[Facts] = []
    for number, facts in enumerate(datasets(DATASETS), start=1):
        part.append(facts)
        if len(part) == building.BATCH or number == DATASETS:
            with watch:
                built = [documents.build(each, totals) for each in part]
                writer.add(built)
            if postgres:
                postgres.add(part, built)
            part = []
    with watch:
        building._register(writer.name, changes.horizon(), totals)
        writer.commit()
        writer.close()
        index.serve(writer.name)
    if postgres:
        postgres.prepare()
    return watch.seconds, watch.busy


class _Watch:
    """Adds up time by the clock and time of processors."""

    seconds = busy = 0.0

    def __enter__(self) -> None:
        self._begin = time.perf_counter(), time.process_time()

    def __exit__(self, *error: object) -> None:
        self.seconds += time.perf_counter() - self._begin[0]
        self.busy += time.process_time() - self._begin[1]


def _measure(port: int, name: str, question: Question, postgres: searching.Postgres | None) -> bool:
    """Print one line; answers whether a goal is missed."""
    path, parameters, statements = question
    request = SearchRequest.of(QueryDict(urllib.parse.urlencode(parameters)))
    asked = (lambda: suggesting.suggest(request, 20)) if path == "suggest" else (lambda: query.search(request))
    bare, own = (_median(run, time.thread_time) for run in (searching.bare(name, request), asked))
    other = _median(postgres.asks(statements), postgres.seconds, 3) if postgres else float("nan")
    address = f"/v1/dataset/{path}?{urllib.parse.urlencode(parameters)}"
    alone, crowd = latencies(port, [address], ROUNDS, 1), latencies(port, [address], ROUNDS, 8)
    http = f"{statistics.median(alone):8.2f} {statistics.median(crowd):8.2f}"
    is_missed = bool(request.facets) and own > 1.5 * bare + 2
    print(f"{name:>14} {bare:8.2f} {own:8.2f} {other:9.2f} {http}{' missed' if is_missed else ''}", flush=True)
    return is_missed


def _measure_typing(port: int) -> bool:
    """Print how long suggestions take over HTTP; answers whether the goal for one client is missed."""
    titles = [f"{first} {second}" for first, second in zip(WORDS[::7], WORDS[3::7], strict=False)]
    typed = [title[:length] for title in titles for length in range(1, len(title) + 1)]
    paths = [f"/v1/dataset/suggest?{urllib.parse.urlencode({'q': q})}" for q in typed]
    late = 0.0
    for clients in (8, 1):
        spent = latencies(port, paths, len(paths), clients)
        late = spent[int(len(spent) * 0.95)]
        times = f"median {statistics.median(spent):.1f} ms, p95 {late:.1f} ms, longest {spent[-1]:.1f} ms"
        print(f"suggestions while {clients} type {len(paths)} letters each: {times}", flush=True)
    return late > GOAL_SUGGEST


def _median(run: Callable[[], Any], clock: Callable[[], float], rounds: int = ROUNDS) -> float:
    """Milliseconds, after one round that nobody counts."""
    run()
    spent = []
    for _ in range(rounds):
        begin = clock()
        run()
        spent.append((clock() - begin) * 1000)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
