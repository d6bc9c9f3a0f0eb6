"""A harvester without a framework: what the portal's is measured against.

`python bare.py URL CONNECTIONS fetch` lists and fetches only. `… insert` also digests, parses, validates and inserts
one row a document into a table of its own (DATABASE_URL). `… ask` sends conditional requests only, for documents that
it fetched before it took the time. Prints the documents and the seconds that it took.
"""

import hashlib
import os
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import d1_scimeta
import psycopg
import requests
from lxml import etree
from requests.adapters import HTTPAdapter

_NAMES = {
    "gmd": "http://www.isotc211.org/2005/gmd",
    "gco": "http://www.isotc211.org/2005/gco",
    "gmi": "http://www.isotc211.org/2005/gmi",
    "srv": "http://www.isotc211.org/2005/srv",
    "gmx": "http://www.isotc211.org/2005/gmx",
}
_PATHS = (
    "string(//gmd:fileIdentifier/*)",
    "string((//gmd:citation//gmd:title/*)[1])",
    "string((//gmd:abstract/*)[1])",
    "string((//gmd:dateStamp/*)[1])",
    "string((//gmd:language/*)[1])",
)
_LISTS = ("//gmd:keyword/*/text()", "//gmd:individualName/*/text()", "//gmd:linkage/gmd:URL/text()")
_BOX = ("west", "east", "south", "north")


def main(url: str, connections: int, purpose: str) -> None:
    """Run once, and print documents and seconds."""
    session = requests.Session()
    session.mount("http://", HTTPAdapter(pool_maxsize=connections))
    schema, single, several = _schema(), *_compiled()
    if purpose == "ask":
        _ask(session, url, connections)
        return
    start = time.perf_counter()
    listing = session.get(url).text
    urls = [url + name for name in re.findall(r'href="([^"]+\.xml)"', listing)]

    def work(document: str) -> tuple[object, ...]:
        content = session.get(document).content
        if purpose == "fetch":
            return (document,)
        root = etree.fromstring(content)
        valid = schema.validate(root)
        texts = [path(root) for path in single]
        lists = [[str(value) for value in path(root)] for path in several]
        return (document, hashlib.sha256(content).hexdigest(), *texts, *lists, valid, content)

    with ThreadPoolExecutor(connections) as pool:
        rows = list(pool.map(work, urls))
    if purpose == "insert":
        _insert(rows)
    print(len(rows), time.perf_counter() - start)


def _ask(session: requests.Session, url: str, connections: int) -> None:
    urls = [url + name for name in re.findall(r'href="([^"]+\.xml)"', session.get(url).text)]
    with ThreadPoolExecutor(connections) as pool:
        tags = list(pool.map(lambda document: session.get(document).headers["ETag"], urls))
        start = time.perf_counter()
        session.get(url)
        marks = [{"If-None-Match": tag} for tag in tags]
        answers = list(pool.map(lambda document, mark: session.get(document, headers=mark), urls, marks))
    unchanged = sum(answer.status_code == requests.codes.not_modified for answer in answers)
    print(unchanged, time.perf_counter() - start)


def _schema() -> etree.XMLSchema:
    folder = Path(d1_scimeta.__file__).parent / "schema" / "isotc211-noaa"
    imports = "".join(
        f'<xs:import namespace="{_NAMES[name]}" schemaLocation="{(folder / name / name).as_uri()}.xsd"/>'
        for name in ("gmd", "gmx", "srv", "gmi")
    )
    driver = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(driver))


def _compiled() -> tuple[list[etree.XPath], list[etree.XPath]]:
    boxes = [f"number((//gmd:{side}Bound{_axis(side)}/gco:Decimal)[1])" for side in _BOX]
    return (
        [etree.XPath(path, namespaces=_NAMES) for path in (*_PATHS, *boxes)],
        [etree.XPath(path, namespaces=_NAMES) for path in _LISTS],
    )


def _axis(side: str) -> str:
    return "Longitude" if side in ("west", "east") else "Latitude"


def _insert(rows: list[tuple[object, ...]]) -> None:
    columns = ", ".join(f"c{number} text" for number in range(len(rows[0]) - 1)) + ", content bytea"
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare_harvest")
        cursor.execute(f"CREATE TABLE bare_harvest ({columns})")
        marks = ", ".join(["%s"] * len(rows[0]))
        texts = [(*(str(value) for value in row[:-1]), row[-1]) for row in rows]
        cursor.executemany(f"INSERT INTO bare_harvest VALUES ({marks})", texts)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
