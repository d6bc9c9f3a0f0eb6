"""Sources that fail, lie, or are silent (RELIABILITY 2, rows 1 to 9): nothing is lost, and the next good run heals."""

import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from entities.models import Dataset
from harvesting import pipeline, removal
from harvesting.models import HarvestedDocument, HarvestRun, HarvestSource
from harvesting.vocabulary import RunState
from tests import factories
from tests.behaviours import answer, cut_body, cut_chunks, drip, login_page, raw, silence, status
from tests.catalogue import Catalogue
from tests.harvesting.conftest import MakeSource, counts, harvest, record
from tests.harvesting.documents import document, folder
from tests.servers import Behaviour, WafServer

pytestmark = pytest.mark.django_db
COUNT = 20
_INDEX = b'<h1>Index of /</h1><a href="gauge-000.xml">gauge-000.xml</a>'


@pytest.fixture
def harvested(waf: WafServer, source: HarvestSource) -> HarvestSource:
    """A source after a good run."""
    waf.files |= folder(COUNT)
    assert harvest(source).state == RunState.OK
    return source


def _rows() -> tuple[list[Any], list[Any]]:
    """Datasets and records, but for what says when they were last seen."""
    datasets = Dataset.objects.order_by("key").values_list("key", "title", "deleted", "modified")
    records = HarvestedDocument.objects.order_by("pk").values_list("identity", "url", "hash_val", "dataset", "removed")
    return list(datasets), list(records)


@pytest.fixture
def unharmed(waf: WafServer, harvested: HarvestSource) -> Iterator[None]:
    """Whatever the test did: all rows are as before, and the next good run is ok."""
    before = _rows()
    yield
    assert _rows() == before
    waf.forget()
    waf.files = folder(COUNT)
    run = harvest(harvested)
    assert (run.state, run.unchanged, run.removed) == (RunState.OK, COUNT, 0)
    assert _rows() == before


def _failed(source: HarvestSource, *, code: int = 500) -> HarvestRun:
    run = harvest(source)
    assert (run.state, run.failure_code) == (RunState.FAILED, code)
    assert run.failure_message
    return run


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("code", [401, 403, 404, 410, 500, 503])
def test_row_1_a_source_that_answers_with_an_error(waf: WafServer, harvested: HarvestSource, code: int) -> None:
    waf.script("/", status(code))

    _failed(harvested, code=code)


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("url", ["http://127.0.0.1:{closed}/", "https://127.0.0.1:{port}/", "http://no.invalid/"])
def test_row_1_a_source_that_cannot_be_reached(
    waf: WafServer, harvested: HarvestSource, url: str, settings: Any
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        number = closed.getsockname()[1]
        settings.HARVEST_ALLOWED_PRIVATE = [f"127.0.0.1:{number}", waf.allowed]
        HarvestSource.objects.update(url=url.format(closed=number, port=waf.server_port))
        _failed(HarvestSource.objects.get())
    HarvestSource.objects.update(url=waf.url)


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("behaviour", [silence(), drip("body", 0.5), drip("header", 0.5)])
def test_row_2_a_source_that_crawls(waf: WafServer, harvested: HarvestSource, behaviour: Behaviour) -> None:
    waf.script("/", behaviour)
    begun = time.monotonic()

    _failed(harvested)

    assert time.monotonic() - begun < 10


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("cut", [cut_body(_INDEX), cut_chunks(_INDEX), raw(b"HTTP/1.1 200 OK\r\n")])
def test_row_3_a_listing_that_is_cut(waf: WafServer, harvested: HarvestSource, cut: Behaviour) -> None:
    waf.script("/", cut)

    _failed(harvested)


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("cut", [cut_body, cut_chunks])
def test_row_3_a_document_that_is_cut(
    waf: WafServer, harvested: HarvestSource, cut: Callable[[bytes], Behaviour]
) -> None:
    waf.script("/gauge-003.xml", cut(document("gauge-003", "Another")))

    run = harvest(harvested)

    assert (run.state, counts(run)) == (RunState.OK, (0, 0, COUNT - 1, 1))


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    "page",
    [
        answer("<html><h1>Down for maintenance</h1><p>Back soon.</p></html>"),
        login_page(),
        answer('{"error": "down"}', "application/json"),
        answer("<h1>Index of /</h1><pre><a href='../'>../</a></pre>"),
        answer(""),
    ],
    ids=["maintenance", "login", "json", "empty listing", "empty"],
)
def test_row_4_a_source_that_answers_something_else(waf: WafServer, harvested: HarvestSource, page: Behaviour) -> None:
    waf.script("/", page)

    message = _failed(harvested).failure_message

    assert "not a listing" in message or "lists no document" in message


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("left", [COUNT // 2, 1])
def test_row_5_a_source_that_lacks_many(waf: WafServer, harvested: HarvestSource, left: int) -> None:
    waf.files = folder(left)

    assert "a curator has to confirm it" in _failed(harvested).failure_message


def test_row_5_one_of_twenty_goes_and_a_curator_lets_half_go(waf: WafServer, harvested: HarvestSource) -> None:
    waf.files = folder(COUNT - 1)
    run = harvest(harvested)
    assert (run.state, run.removed, Dataset.live().count()) == (RunState.OK, 1, COUNT - 1)

    waf.files = folder(COUNT // 2)
    following = removal.confirm(_failed(harvested), actor=factories.actor())
    pipeline.execute(following.pk)
    following.refresh_from_db()

    assert (following.state, following.removed, Dataset.live().count()) == (RunState.OK, 9, COUNT // 2)


@pytest.mark.parametrize(
    "lie",
    [
        {"stuck": True, "most": 5},
        {"matched": 30},
        {"empty_from": 6, "most": 5},
        {"most": 5, "broken": frozenset(range(6, 21))},
    ],
    ids=["stuck", "matched", "empty page", "exception"],
)
def test_row_6_a_catalogue_that_lies(waf: WafServer, make_source: MakeSource, lie: dict[str, Any]) -> None:
    records = {f"r{number}": document(f"r{number}", f"Gauge {number}") for number in range(COUNT)}
    waf.script("/csw", Catalogue(records))
    source = make_source(url=f"{waf.url}csw", harvest_type="CSW")
    assert harvest(source).created == COUNT
    before = _rows()
    catalogue = Catalogue({name: document(name, "Another") for name in records}, **lie)
    waf.script("/csw", catalogue)

    _failed(source)

    assert _rows() == before
    assert len(catalogue.positions) <= 1 + 3 + 3
    waf.script("/csw", Catalogue(records))
    assert counts(harvest(source)) == (0, 0, COUNT, 0)


def test_row_7_folders_that_link_in_a_circle(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= {"a.xml": document("a"), "one/b.xml": document("b"), "one/two/c.xml": document("c")}
    links = '<a href="/one/">one/</a><a href="/one/two/">two/</a><a href="c.xml">c.xml</a>'
    waf.script("/one/two/", answer(f"<h1>Index of /one/two</h1>{links}"))

    run = harvest(source)

    assert (run.found, run.created) == (3, 3)
    assert {waf.requests[path] for path in ("/", "/one/", "/one/two/")} == {1}


def test_row_8_identifiers_that_are_double_missing_or_endless(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= {"a.xml": document("one", "A"), "b.xml": document("one", "B")}
    waf.files |= {"c.xml": document(), "d.xml": document("x" * 5000)}
    run = harvest(source)
    owners = dict(source.documents.values_list("url", "dataset"))
    waf.files |= {"a.xml": document("two", "A"), "b.xml": document("one", "B")}
    again = harvest(source)

    assert (counts(run), run.state, again.state) == ((3, 0, 0, 1), RunState.OK, RunState.OK)
    assert owners[source.url + "a.xml"] == record(source, "b.xml").dataset_id  # the identifier's, not the file's
    assert record(source, "d.xml").dataset_id == owners[source.url + "d.xml"]


@pytest.mark.usefixtures("unharmed")
def test_row_9_an_answer_of_not_modified_that_nobody_asked_for(waf: WafServer, harvested: HarvestSource) -> None:
    HarvestedDocument.objects.update(etag="", last_modified="")
    waf.script("/gauge-000.xml", status(304, b""))

    run = harvest(harvested)

    assert (run.state, counts(run)) == (RunState.OK, (0, 0, COUNT - 1, 1))


def test_row_9_marks_that_lie_are_found_out_by_the_next_full_fetch(waf: WafServer, source: HarvestSource) -> None:
    old, new = document("a", "Old"), document("a", "New")
    waf.script("/a.xml", answer(old, "application/xml", ETag='"same"'), status(304, b"", ETag='"same"'))
    waf.files["a.xml"] = b""
    harvest(source)
    assert counts(harvest(source)) == (0, 0, 1, 0)
    future = "Thu, 01 Jan 2037 00:00:00 GMT"
    waf.script("/a.xml", answer(new, "application/xml", ETag='"same"', Last_Modified=future))
    HarvestedDocument.objects.update(fetched="2020-01-01T00:00:00Z")

    assert counts(harvest(source)) == (0, 1, 0, 0)
