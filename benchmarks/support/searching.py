"""What a search is measured against: the bare engine on the same index, and PostgreSQL on the same datasets."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from tantivy import Occur, Order, Query

from search.documents import IndexDocument
from search.facts import Facts
from search.index import reader
from search.request import SearchRequest

_TABLE = """
CREATE UNLOGGED TABLE bench_texts (key uuid, title text, words text, type text, license text, publisher text,
 country text, decades text, countries text, keywords text)
"""
_WITH_WORDS = """
CREATE UNLOGGED TABLE bench_search AS SELECT key, title, to_tsvector('simple', title) AS titles,
 to_tsvector('simple', words) AS texts, type, license, publisher, country, decades::int[] AS decades,
 countries::text[] AS countries, keywords::text[] AS keywords FROM bench_texts
"""
_FACET = "SELECT '{0}', {0}::text, count(*) FROM hits GROUP BY 2 ORDER BY 3 DESC LIMIT 10"
_LISTED = "SELECT '{0}', each::text, count(*) FROM hits, unnest({0}) AS each GROUP BY 2 ORDER BY 3 DESC LIMIT 10"


class Postgres:
    """The datasets in a table of their own, with the indexes that PostgreSQL has for such questions."""

    def __init__(self) -> None:
        self._run("SET max_parallel_workers_per_gather = 0")  # so that all of its work can be seen
        self._run("DROP TABLE IF EXISTS bench_search, bench_texts")
        self._run(_TABLE)

    def add(self, part: Iterable[Facts], built: Iterable[IndexDocument]) -> None:
        """Some datasets more."""
        with connection.cursor() as cursor, cursor.copy("COPY bench_texts FROM STDIN") as copy:
            for facts, document in zip(part, built, strict=True):
                copy.write_row(_row(facts, document))

    def prepare(self) -> None:
        """Words and indexes, when all datasets are there."""
        self._run(_WITH_WORDS)
        for index in ("USING gin (texts)", "USING gin (titles)", "(type, country)"):
            self._run(f"CREATE INDEX ON bench_search {index}")
        self._run("ANALYZE bench_search")

    def asks(self, statements: Iterable[str]) -> Callable[[], None]:
        """The statements, to be run again and again."""
        found = tuple(statements)

        def run() -> None:
            for statement in found:
                self._run(statement)

        return run

    def seconds(self) -> float:
        """Processor time of the server's process that answers this connection, which answers alone."""
        connection.ensure_connection()
        spent = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]
        return int(spent) / 1e9

    @staticmethod
    def _run(statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()


def _row(facts: Facts, document: IndexDocument) -> tuple[Any, ...]:
    lists = (_array(document.fields.get(name, [])) for name in ("decade", "country", "keyword"))
    texts = (facts.shape["title"], " ".join(document.fields["words"]), facts.shape["type"], facts.license)
    return (facts.key, *texts, facts.publisher.key, facts.publisher.country, *lists)


def _array(values: Iterable[Any]) -> str:
    return "{" + ",".join(f'"{value}"' for value in values) + "}"


def ranked(words: str, offset: int = 0) -> list[str]:
    """Count and page of a full text condition."""
    condition = f"texts @@ to_tsquery('simple', '{words}')"
    order = f"ts_rank(texts, to_tsquery('simple', '{words}')) DESC, key"
    return [
        *counted(condition),
        f"SELECT key FROM bench_search WHERE {condition} ORDER BY {order} LIMIT 20 OFFSET {offset}",
    ]


def counted(condition: str) -> list[str]:
    """The count of a condition."""
    return [f"SELECT count(*) FROM bench_search WHERE {condition}"]


def listed(condition: str) -> list[str]:
    """Count and first page of a condition."""
    return [*counted(condition), f"SELECT key FROM bench_search WHERE {condition} ORDER BY key LIMIT 20"]


def facets(condition: str, names: Iterable[str], lists: Iterable[str] = ()) -> list[str]:
    """Facets over a condition whose rows are read once."""
    parts = [*(_FACET.format(name) for name in names), *(_LISTED.format(name) for name in lists)]
    union = " UNION ALL ".join(f"({part})" for part in parts)
    return [f"WITH hits AS MATERIALIZED (SELECT * FROM bench_search WHERE {condition}) {union}"]


def suggested(beginnings: str) -> list[str]:
    """Titles with words that begin so, the shortest first."""
    condition = f"titles @@ to_tsquery('simple', '{beginnings}')"
    return [f"SELECT key, title FROM bench_search WHERE {condition} ORDER BY length(title), title LIMIT 20"]


def bare(name: str, request: SearchRequest) -> Callable[[], Any]:
    """The same question as whoever knows the engine would ask it, without anything around."""
    snapshot = reader.snapshot()
    schema, searcher = snapshot.schema, snapshot.searcher
    words = request.q.replace('"', "").split()
    if name == "suggest":
        asked = _all(Query.term_query(schema, "title_prefixes", word) for word in words)
        return lambda: searcher.search(asked, limit=20, order_by_field="suggest_order", order=Order.Asc)
    if name == "phrase":
        asked = Query.phrase_query(schema, "words", [*words])
    elif name == "pattern":
        asked = Query.regex_query(schema, "words", request.q.replace("*", ".*"))
    elif request.filters:
        asked = _all(
            Query.term_query(schema, parameter.field, values[0]) for parameter, values in request.filters.items()
        )
    else:
        asked = _all(Query.term_query(schema, "words", word) for word in words)
    groups = [*_groups(request, asked)]

    def run() -> None:
        searcher.search(asked, limit=max(request.limit, 1), offset=request.offset)
        for query, wanted in groups:
            searcher.aggregate(query, wanted)

    return run


def _all(queries: Iterable[Query]) -> Query:
    parts = [(Occur.Must, query) for query in queries]
    return Query.boolean_query(parts) if len(parts) > 1 else parts[0][1] if parts else Query.all_query()


def _groups(request: SearchRequest, asked: Query) -> Iterator[tuple[Query, dict[str, Any]]]:
    """Facets to be counted over one query each; the question with multiselect has one filter."""
    free = {facet for facet in request.facets if request.is_multiselect and facet.parameter in request.filters}
    for query, group in ((Query.all_query(), free), (asked, set(request.facets) - free)):
        if group:
            yield (
                query,
                {
                    facet.parameter.name: {"terms": {"field": facet.parameter.field, "size": facet.limit}}
                    for facet in group
                },
            )
