"""Index pages that real servers wrote: every document of the folder is found, and nothing else is asked for."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from harvesting.exceptions import ListingFailed
from harvesting.http import AddressPolicy, FetchedDocument, HttpClient
from harvesting.protocols.links import Kind, Scope, judge
from harvesting.protocols.pages import Page, read_page
from harvesting.protocols.waf import WafProtocol
from tests.behaviours import answer
from tests.conftest import CORPUS
from tests.servers import WafServer

LISTINGS = CORPUS / "listings"
PAGE_URL = "http://waf.example.org/waf/iso/"
EMPTY = {"empty.html"}


def _pages(folder: str) -> list[Path]:
    return sorted((LISTINGS / folder).glob("*.html"))


def _charset(path: Path) -> str:
    with (LISTINGS / "SOURCES.tsv").open(encoding="utf-8") as table:
        notes = {row["file"]: row["note"] for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)}
    return notes.get(f"html-servers/{path.name}", "").partition("charset=")[2]


def _read(path: Path, url: str = PAGE_URL) -> Page:
    return read_page(FetchedDocument(url, url, path.read_bytes(), "text/html", _charset(path)))


def _named(page: Page, kind: Kind, url: str = PAGE_URL) -> list[str]:
    scope = Scope([url])
    judged = [judge(link, page.url, scope) for link in page.links]
    return sorted(unquote(j.url.removeprefix(url)) for j in judged if j.kind is kind)


def _expected() -> list[dict[str, object]]:
    entries: list[dict[str, object]] = json.loads((LISTINGS / "html-servers" / "expected.json").read_text())["entries"]
    return entries


def _without_hidden(names: list[str]) -> list[str]:
    # Most servers hide files whose name begins with a dot.
    return [name for name in names if not name.startswith(".")]


@pytest.mark.parametrize(
    "path", [path for path in _pages("html-servers") if "empty" not in path.name], ids=lambda path: path.stem
)
def test_it_finds_what_is_in_the_folder(path: Path) -> None:
    # given the page as its server wrote it, at the address that its own absolute links have
    page = _read(path)
    # when its links are judged
    documents, folders = _named(page, Kind.DOCUMENT), _named(page, Kind.FOLDER)
    # then they are the folder's documents and folders
    names = [str(entry["name"]) for entry in _expected()]
    assert _without_hidden(documents) == sorted(_without_hidden([n for n in names if n.lower().endswith(".xml")]))
    assert folders == sorted(name for name in names if name.endswith("/"))


def test_an_empty_folder_is_a_listing_of_nothing() -> None:
    page = _read(LISTINGS / "html-servers" / "apache-2.4-empty-folder.html", "http://waf.example.org/table/empty/")
    kinds = {judge(link, page.url, Scope([page.url])).kind for link in page.links}
    assert kinds == {Kind.PARENT, Kind.SORTING}


@pytest.mark.parametrize(
    "path", [path for path in _pages("html") if path.name not in EMPTY], ids=lambda path: path.stem
)
def test_it_finds_every_xml_file_that_a_reader_sees(path: Path) -> None:
    # given the names that stand in the page's text, as a person would read them
    text = path.read_text(encoding="utf-8", errors="replace")
    seen = {part.split("/")[-1] for part in text.replace("'", '"').split('"') if part.lower().endswith(".xml")}
    # when the page is read at an address on its own host
    url = "http://waf.example.org/iis-folder/"
    documents = {name.rpartition("/")[2] for name in _named(_read(path, url), Kind.DOCUMENT, url)}
    # then they are the documents, and there are no others
    assert documents == {unquote(name) for name in seen}


@pytest.mark.parametrize("path", [path for path in _pages("html") if path.name in EMPTY], ids=lambda path: path.stem)
def test_a_page_without_anything_is_no_listing(path: Path) -> None:
    with pytest.raises(ListingFailed, match="not a listing"):
        _read(path)


@pytest.fixture(scope="module")
def server() -> Iterator[WafServer]:
    with WafServer() as running:
        yield running


@pytest.mark.parametrize("path", _pages("html") + _pages("html-servers"), ids=lambda path: path.stem)
def test_no_recorded_page_leads_away_from_its_server(path: Path, server: WafServer) -> None:
    # given the page served from loopback, and folders below it that are empty
    server.requests.clear()
    server.script("/waf/", answer(path.read_bytes(), "text/html"))
    client = HttpClient(AddressPolicy([server.allowed]), user_agent="tests", pauses=())
    # when it is harvested
    try:
        references = list(WafProtocol(f"{server.url}waf/", client, max_folders=50).discover())
    except ListingFailed:
        references = []
    client.close()
    # then every document is on that server
    assert all(reference.url.startswith(server.url) for reference in references)
    assert server.requests["/waf/"] == 1


def test_a_folder_of_real_documents_is_listed_and_fetched_whole(corpus: Path) -> None:
    files = {path.name: path.read_bytes() for path in sorted((corpus / "metadata" / "iso19139").glob("*.xml"))}
    with WafServer(files) as folder, HttpClient(AddressPolicy([folder.allowed]), user_agent="tests") as client:
        waf = WafProtocol(folder.url, client)
        fetched = {reference.name: waf.fetch(reference).content for reference in waf.discover()}
    assert fetched == files
