"""Dataset search against the bare engine in this process and against PostgreSQL, on the same invented datasets.

Prints for each question the median milliseconds of the bare engine, of PostgreSQL's best form, of the portal's query
in process, and over HTTP with 1 and 8 clients; then the time of the build, and the memory of a web process. DATASETS
(default 120,000), ROUNDS (15) and FLOOR_ONLY may be set in the environment. Exit code 1 where a goal is missed.
"""

import os
import statistics
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")
HOME = tempfile.TemporaryDirectory()
os.environ["SEARCH_DIR"] = HOME.name

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from tantivy import Occur, Query

from benchmarks.support.invented import WORDS, datasets
from benchmarks.support.server import serving
from search import building, changes, documents, index, query, suggesting
from search.facts import Facts, Totals
from search.index import reader
from search.request import SearchRequest

DATASETS = int(os.environ.get("DATASETS", "120000"))
ROUNDS = int(os.environ.get("ROUNDS", "15"))
GOAL_BUILD, GOAL_SUGGEST, GOAL_MEMORY = 60.0 * DATASETS / 120_000, 10.0, 300
SIX = ["type", "license", "publishingOrg", "publishingCountry", "decade", "country"]
A, B = WORDS[0], WORDS[42]

QUESTIONS: dict[str, tuple[str, list[tuple[str, str]], str]] = {
    "word": ("search", [("q", A)], f"texts @@ to_tsquery('simple', '{A}')"),
    "two words": ("search", [("q", f"{A} {B}")], f"texts @@ to_tsquery('simple', '{A} & {B}')"),
    "phrase": ("search", [("q", f'"{A} {B}"')], f"texts @@ to_tsquery('simple', '{A} <-> {B}')"),
    "pattern": ("search", [("q", f"{A[:3]}*")], f"texts @@ to_tsquery('simple', '{A[:3]}:*')"),
    "filter": ("search", [("type", "CHECKLIST"), ("publishingCountry", "NO")], "type = 'CHECKLIST' AND country = 'NO'"),
    "six facets": ("search", [("q", A), ("limit", "0"), *(("facet", name) for name in SIX)], "facets"),
    "keyword facet": ("search", [("limit", "0"), ("facet", "keyword")], "keywords"),
    "multiselect": (
        "search", [("type", "CHECKLIST"), ("facetMultiselect", "true"), ("facet", "type"), ("facet", "license")], "",
    ),
    "suggest": ("suggest", [("q", f"{A[:3]} {B[:2]}")], ""),
    "deep page": ("search", [("q", A), ("offset", "10000")], f"deep {A}"),
}  # fmt: skip
"""Question: path, parameters, and the condition or name of the statement in PostgreSQL."""


def main() -> None:
    """Build, measure, print."""
    call_command("migrate", verbosity=0)
    seconds = _build()
    print(f"{DATASETS:,} datasets built in {seconds:.1f} s; median ms of {ROUNDS}")
    print(f"{'question':>14} {'bare':>8} {'postgres':>9} {'query':>8} {'HTTP 1':>8} {'HTTP 8':>8}")
    is_missed = seconds > GOAL_BUILD
    with serving("registry_site.wsgi:application") as port:
        for name, (path, parameters, condition) in QUESTIONS.items():
            is_missed |= _measure(port, name, path, parameters, condition)
        print(f"memory of a web process: {_largest_web_process():.0f} MB")
        is_missed |= _largest_web_process() > GOAL_MEMORY
    sys.exit(is_missed)


def _build() -> float:
    """Fill the index and the table of PostgreSQL; seconds of the index alone."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_search")
        cursor.execute(
            "CREATE UNLOGGED TABLE bench_search (key uuid, title text, texts tsvector, type text, license text,"
            " publisher text, country text, decades int[], countries text[], keywords text[])"
        )
    writer, totals, spent = index.Writer.new(), Totals(10**9, 10**9), 0.0
    part: list[Facts] = []
    for number, facts in enumerate(datasets(DATASETS), start=1):
        part.append(facts)
        if len(part) == building.BATCH or number == DATASETS:
            begin = time.perf_counter()
            built = [documents.build(each, totals) for each in part]
            writer.add(built)
            spent += time.perf_counter() - begin
            _copy(part, built)
            part = []
    begin = time.perf_counter()
    building._register(writer.name, changes.horizon(), totals)
    writer.commit()
    writer.close()
    index.serve(writer.name)
    spent += time.perf_counter() - begin
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX ON bench_search USING gin (texts)")
        cursor.execute("CREATE INDEX ON bench_search (type, country)")
        cursor.execute("ANALYZE bench_search")
    return spent


def _copy(part: list[Facts], built: list[documents.IndexDocument]) -> None:
    rows = [
        (
            facts.key, facts.shape["title"], " ".join(document.fields["words"]), facts.shape["type"], facts.license,
            facts.publisher.key, facts.publisher.country, document.fields.get("decade", []),
            document.fields.get("country", []), document.fields.get("keyword", []),
        )
        for facts, document in zip(part, built, strict=True)
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO bench_search VALUES (%s, %s, to_tsvector('simple', %s), %s, %s, %s, %s, %s, %s, %s)", rows
        )


def _measure(port: int, name: str, path: str, parameters: list[tuple[str, str]], condition: str) -> bool:
    request = SearchRequest.of(QueryDict(urllib.parse.urlencode(parameters)))
    if path == "suggest":
        own = _median(lambda: suggesting.suggest(request, 20))
    else:
        own = _median(lambda: query.search(request))
    bare = _median(_bare(name, request))
    postgres = _median(lambda: _ask_postgres(condition), 3) if condition else float("nan")
    address = f"http://127.0.0.1:{port}/v1/dataset/{path}?{urllib.parse.urlencode(parameters)}"
    alone, crowd = _http(address, 1), _http(address, 8)
    http = f"{statistics.median(alone):8.2f} {statistics.median(crowd):8.2f}"
    print(f"{name:>14} {bare:8.2f} {postgres:9.2f} {own:8.2f} {http}")
    if path == "suggest":
        return sorted(alone)[int(len(alone) * 0.95)] > GOAL_SUGGEST
    return bool(request.facets) and own > 1.5 * bare + 2


def _bare(name: str, request: SearchRequest) -> Callable[[], Any]:
    """The same question as whoever knows the engine would ask it, without anything around."""
    snapshot = reader.snapshot()
    schema, searcher = snapshot.schema, snapshot.searcher
    terms = [Query.term_query(schema, "words", word) for word in request.q.replace('"', "").split()]
    if name == "phrase":
        asked = Query.phrase_query(schema, "words", [A, B])
    elif name == "pattern":
        asked = Query.regex_query(schema, "words", f"{A[:3]}.*")
    elif name in ("filter", "multiselect"):
        asked = Query.term_query(schema, "type", "CHECKLIST")
    elif name == "suggest":
        asked = Query.term_query(schema, "title_prefixes", A[:3])
    else:
        asked = Query.boolean_query([(Occur.Must, term) for term in terms]) if terms else Query.all_query()
    facets = {
        facet.parameter.name: {"terms": {"field": facet.parameter.field, "size": facet.limit}}
        for facet in request.facets
    }

    def run() -> None:
        searcher.search(asked, limit=max(request.limit, 1), offset=request.offset)
        if facets:
            searcher.aggregate(asked, facets)

    return run


def _ask_postgres(condition: str) -> None:
    word = f"texts @@ to_tsquery('simple', '{A}')"
    with connection.cursor() as cursor:
        if condition == "facets":
            for column in ("type", "license", "publisher", "country", "unnest(decades)", "unnest(countries)"):
                cursor.execute(
                    f"SELECT {column}, count(*) FROM bench_search WHERE {word} GROUP BY 1 ORDER BY 2 DESC LIMIT 10"
                )
        elif condition == "keywords":
            cursor.execute("SELECT unnest(keywords), count(*) FROM bench_search GROUP BY 1 ORDER BY 2 DESC LIMIT 10")
        elif "@@" in condition or condition.startswith("deep"):
            offset = 10_000 if condition.startswith("deep") else 0
            condition = word if offset else condition
            tsquery = condition.partition("@@ ")[2]
            cursor.execute(f"SELECT count(*) FROM bench_search WHERE {condition}")
            cursor.execute(
                f"SELECT key FROM bench_search WHERE {condition} ORDER BY ts_rank(texts, {tsquery}) DESC, key"
                f" LIMIT 20 OFFSET {offset}"
            )
        else:
            cursor.execute(f"SELECT count(*) FROM bench_search WHERE {condition}")
            cursor.execute(f"SELECT key FROM bench_search WHERE {condition} ORDER BY key LIMIT 20")
        cursor.fetchall()


def _median(run: Callable[[], Any], rounds: int = ROUNDS) -> float:
    return statistics.median(_milliseconds(run) for _ in range(rounds))


def _milliseconds(run: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    run()
    return (time.perf_counter() - begin) * 1000


def _http(address: str, clients: int) -> list[float]:
    """Milliseconds of each answer to so many clients at once."""
    found: list[float] = []

    def ask() -> None:
        for _ in range(ROUNDS):
            found.append(_milliseconds(lambda: urllib.request.urlopen(address).read()))

    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _largest_web_process() -> float:
    """Resident memory of the largest process whose parent this is, or its child, in MB."""
    sizes: dict[int, tuple[int, float]] = {}
    for path in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in path.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if "VmRSS" in fields:
            sizes[int(fields["Pid"])] = (int(fields["PPid"]), int(fields["VmRSS"].split()[0]) / 1024)
    children = {pid for pid, (parent, _) in sizes.items() if parent == os.getpid()}
    return max((size for pid, (parent, size) in sizes.items() if pid in children or parent in children), default=0.0)


if __name__ == "__main__":
    main()
