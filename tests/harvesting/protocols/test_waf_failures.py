"""When a listing proves nothing: it is no listing, not complete, or too long (RELIABILITY 3.2)."""

import tracemalloc

import pytest

from harvesting.exceptions import FetchFailed, ListingFailed
from tests.behaviours import answer, bomb, cut_body, endless, login_page, raw, redirect, silence, status
from tests.harvesting.protocols.conftest import MakeWaf, found, page
from tests.servers import Behaviour, WafServer, index_page


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param(answer(""), id="nothing"),
        pytest.param(answer(" \n"), id="white space"),
        pytest.param(answer("Down for maintenance."), id="text"),
        pytest.param(answer("<html><h1>Down for maintenance</h1></html>"), id="no link"),
        pytest.param(answer('<html><a href="https://example.org/status">Status</a></html>'), id="link elsewhere"),
        pytest.param(answer('<html><a href="/help.html">Help</a> <a href="/">Home</a></html>'), id="website"),
        pytest.param(login_page(), id="login"),
        pytest.param(answer('{"error": "<a href=\'x.xml\'>x</a>"}', "application/json"), id="JSON"),
        pytest.param(answer('{"error": 1}', ""), id="JSON without type"),
        pytest.param(answer('<?xml version="1.0"?><a href="x.xml">x</a>', "application/xml"), id="XML"),
        pytest.param(answer('<?xml version="1.0"?><a href="x.xml">x</a>', ""), id="XML without type"),
        pytest.param(answer(b"%PDF-1.7", "application/pdf"), id="PDF"),
        pytest.param(answer(bytes(range(256)) * 10), id="rubbish"),
    ],
)
def test_what_is_no_listing_fails(server: WafServer, make_waf: MakeWaf, behaviour: Behaviour) -> None:
    server.script("/", behaviour)
    with pytest.raises(ListingFailed, match="not a listing"):
        found(make_waf())


@pytest.mark.parametrize(
    ("behaviour", "status_code"),
    [
        pytest.param(status(401), 401, id="401"),
        pytest.param(status(404), 404, id="404"),
        pytest.param(status(503), 503, id="503"),
        pytest.param(status(304, b""), 304, id="304"),
        pytest.param(silence(), None, id="silent"),
        pytest.param(cut_body(index_page("/", ["a.xml", "b.xml"]).encode()), None, id="cut off"),
        pytest.param(endless(), None, id="endless"),
        pytest.param(bomb(11), None, id="bomb"),
        pytest.param(raw(b"nonsense\r\n\r\n"), None, id="not HTTP"),
        pytest.param(redirect("http://other.example.org/"), None, id="other host"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/sub/"])
def test_a_page_that_cannot_be_fetched_fails_the_whole(
    server: WafServer, make_waf: MakeWaf, path: str, behaviour: Behaviour, status_code: int | None
) -> None:
    server.files = {"a.xml": b"<a/>", "sub/b.xml": b"<b/>"}
    server.script(path, behaviour)
    with pytest.raises(ListingFailed, match="listing incomplete") as failure:
        found(make_waf())
    assert failure.value.status == status_code
    assert isinstance(failure.value.__cause__, FetchFailed)


def test_a_folder_that_is_no_listing_fails_the_whole(server: WafServer, make_waf: MakeWaf) -> None:
    server.files = {"a.xml": b"<a/>", "sub/b.xml": b"<b/>"}
    server.script("/sub/", answer("<h1>Down for maintenance</h1>"))
    with pytest.raises(ListingFailed, match="not a listing"):
        found(make_waf())


def test_pages_beside_the_folder_need_not_be_listings(server: WafServer, make_waf: MakeWaf) -> None:
    server.script("/waf/", page("/about/", "/login/", "/more/", "a.xml"))
    server.script("/about/", answer("<h1>About us</h1>"))
    server.script("/login/", login_page())
    server.script("/more/", page("b.xml"))
    assert found(make_waf("waf/")) == ["/waf/a.xml", "/more/b.xml"]


@pytest.mark.parametrize(
    "content",
    [
        index_page("/", []),
        '<h1>Index of /iso</h1><a href="?C=N;O=D">Name</a>',
        '<title>Index of /iso</title><a href="readme.txt">readme.txt</a>',
        '<pre><a href="/up/">[To Parent Directory]</a></pre>',
    ],
)
def test_an_empty_folder_is_a_listing_of_nothing(server: WafServer, make_waf: MakeWaf, content: str) -> None:
    server.script("/", answer(content))
    assert found(make_waf()) == []


def test_a_listing_with_a_login_box_is_a_listing(server: WafServer, make_waf: MakeWaf) -> None:
    server.script("/", answer('<input type="password"><h1>Index of /</h1><a href="a.xml">a.xml</a>'))
    assert found(make_waf()) == ["/a.xml"]


def test_rows_that_leave_their_elements_open_cost_no_link(server: WafServer, make_waf: MakeWaf) -> None:
    rows = "".join(f"<ul><li><b><a href={number}.xml>{number}.xml" for number in range(3_000))
    server.script("/", answer(f"<h1>Index of /</h1>{rows}"))
    assert found(make_waf()) == [f"/{number}.xml" for number in range(3_000)]


def test_links_per_page_are_bounded(server: WafServer, make_waf: MakeWaf) -> None:
    server.script("/", page(*(f"{number}.txt" for number in range(20_001))))
    with pytest.raises(ListingFailed, match="more than 20,000 links"):
        found(make_waf())


def test_folders_are_bounded(server: WafServer, make_waf: MakeWaf) -> None:
    server.files = {f"{number}/a.xml": b"<a/>" for number in range(4)}
    assert len(found(make_waf(max_folders=4))) == 4
    with pytest.raises(ListingFailed, match="more than 3 folders"):
        found(make_waf(max_folders=3))


def test_documents_are_bounded(server: WafServer, make_waf: MakeWaf) -> None:
    server.files = {f"{number}.xml": b"<a/>" for number in range(4)}
    assert len(found(make_waf(max_documents=4))) == 4
    with pytest.raises(ListingFailed, match="more than 3 documents"):
        found(make_waf(max_documents=3))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<a href=a.xml>" * 5_000, id="anchors that never end"),
        pytest.param("<div>" * 100_000 + '<a href="a.xml">a</a>', id="depth"),
        pytest.param('<a href="a.xml">' + "<b>" * 100_000, id="depth in an anchor"),
        pytest.param('<a href="a.xml">' + "x" * 5_000_000, id="text"),
        pytest.param("<" * 1_000_000 + '<a href="a.xml">a</a>', id="brackets"),
    ],
)
def test_hostile_pages_cost_neither_time_nor_memory(server: WafServer, make_waf: MakeWaf, body: str) -> None:
    server.script("/", answer("<h1>Index of /</h1>" + body))
    tracemalloc.start()
    try:
        assert found(make_waf()) == ["/a.xml"]
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_entities_and_processing_instructions_are_not_followed(server: WafServer, make_waf: MakeWaf) -> None:
    server.files["secret.xml"] = b"<a/>"
    head = f'<?xml-stylesheet href="{server.url}x.xsl"?><!DOCTYPE html SYSTEM "{server.url}x.dtd" [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    server.script("/", answer(f'{head}<html><a href="&e;a.xml">a</a></html>'))
    found(make_waf())
    assert server.requests == {"/": 1}
