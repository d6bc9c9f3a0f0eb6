"""Web accessible folders: which documents are found, and when a listing proves nothing (harvest contract 2)."""

import json

import pytest

from harvesting.exceptions import ListingFailed
from harvesting.http import NotModified
from harvesting.protocols import PROTOCOLS, Reference
from harvesting.protocols.waf import WafProtocol
from tests.behaviours import answer, redirect
from tests.harvesting.protocols.conftest import MakeWaf, found, page
from tests.servers import WafServer


def test_it_finds_documents_of_all_folders_down_to_the_second_level(server: WafServer, make_waf: MakeWaf) -> None:
    server.files = dict.fromkeys(["a.xml", "one/b.xml", "one/two/c.xml", "one/two/three/d.xml", "readme.txt"], b"<a/>")
    assert found(make_waf()) == ["/a.xml", "/one/b.xml", "/one/two/c.xml"]
    assert server.requests["/one/two/three/"] == 0


def test_levels_count_from_the_start_page(server: WafServer, make_waf: MakeWaf) -> None:
    server.files = dict.fromkeys(["a.xml", "x/y/b.xml", "x/y/1/2/c.xml", "x/y/1/2/3/d.xml"], b"<a/>")
    assert found(make_waf("x/y/")) == ["/x/y/b.xml", "/x/y/1/2/c.xml"]


def test_it_keeps_awkward_names(server: WafServer, make_waf: MakeWaf) -> None:
    names = ["A b.xml", "UPPER.XML", "amp&ersand.xml", "hash#mark.xml", "per%20cent.xml", "quest?ion.xml", "ünï.xml"]
    server.files = {name: name.encode() for name in names}
    waf = make_waf()
    references = list(waf.discover())
    assert sorted(reference.name for reference in references) == sorted(names)
    assert [waf.fetch(reference).content.decode() for reference in references] == [r.name for r in references]


def test_it_fetches_each_page_and_lists_each_document_once(server: WafServer, make_waf: MakeWaf) -> None:
    host = server.allowed
    spellings = [
        "a.xml",
        "./a.xml",
        "/waf/a.xml",
        f"http://{host}/waf/a.xml",
        f"//{host}/waf/a.xml",
        f"HTTP://{host}/waf/x/../a.xml",
        "%61.xml",
        "sub/%2e%2e/a.xml",
    ]
    folders = ["sub/", "./sub/", "/waf/sub/", f"//{host}/waf/sub/", "s%75b/"]
    server.script("/waf/", page(*spellings, *folders))
    server.script("/waf/sub/", page("b.xml"))
    assert found(make_waf("waf/")) == ["/waf/a.xml", "/waf/sub/b.xml"]
    assert server.requests == {"/waf/": 1, "/waf/sub/": 1}


def test_loops_of_folders_end(server: WafServer, make_waf: MakeWaf) -> None:
    server.script("/waf/", page("sub/", "/waf/", ".", "a.xml"))
    server.script("/waf/sub/", page("/waf/", "/waf/sub/", "/other/", "b.xml"))
    server.script("/other/", page("/waf/sub/", "/waf/", "/other/", "c.xml"))
    assert found(make_waf("waf/")) == ["/waf/a.xml", "/waf/sub/b.xml", "/other/c.xml"]
    assert max(server.requests.values()) <= 2


def test_folders_that_multiply_end_at_the_second_level(server: WafServer, make_waf: MakeWaf) -> None:
    for depth in range(5):
        server.script("/" + "x/" * depth, page("x/", f"{depth}.xml"))
    assert found(make_waf()) == ["/0.xml", "/x/1.xml", "/x/x/2.xml"]


def test_it_never_climbs(server: WafServer, make_waf: MakeWaf) -> None:
    server.script(
        "/a/waf/",
        answer(
            '<a href="/a/">Parent Directory</a> <a href="/b/">[To PARENT directory]</a> <a href="../../c/">up</a>'
            '<a href="..">..</a> <a href="../x.xml">x.xml</a> <a href="/a/waf/">here</a> <a href="/">/</a>'
            '<a href="">here</a> <a href="#top">top</a> <a name="mark">no link</a> <a href="a.xml">a.xml</a>'
        ),
    )
    assert found(make_waf("a/waf/")) == ["/a/waf/a.xml"]
    assert sum(server.requests.values()) == 1


def test_sorting_links_are_no_documents(server: WafServer, make_waf: MakeWaf) -> None:
    server.script(
        "/", page("?C=N;O=D", "?C=M;O=A", "/?C=S;O=A", "?sort=name.xml", "a.xml?C=N;O=D", "b.xml#top", "c.xml")
    )
    assert found(make_waf()) == ["/c.xml"]
    assert server.requests == {"/": 1}


def test_a_link_with_thredds_iso_is_a_document(server: WafServer, make_waf: MakeWaf) -> None:
    link = "/thredds/iso/data/sst.nc?catalog=http%3A%2F%2Fx%2Fcatalog.html&amp;dataset=sst"
    server.script("/", page(link, "/thredds/dodsC/data/sst.nc.html", "/thredds/iso/"))
    server.script("/thredds/iso/", page("/thredds/iso/data/wave.nc"))
    assert found(make_waf()) == [
        "/thredds/iso/data/sst.nc?catalog=http%3A%2F%2Fx%2Fcatalog.html&dataset=sst",
        "/thredds/iso/data/wave.nc",
    ]


def test_a_document_may_have_parent_in_its_name(server: WafServer, make_waf: MakeWaf) -> None:
    server.script(
        "/",
        answer(
            '<a href="apparent-temperature-of-the-sea.xml">apparent-temperatur..&gt;</a>'
            '<a href="parent.xml">parent.xml</a><a href="other.xml">Parent record</a>'
        ),
    )
    assert found(make_waf()) == ["/apparent-temperature-of-the-sea.xml", "/parent.xml"]


def test_links_elsewhere_are_skipped_and_counted(server: WafServer, make_waf: MakeWaf) -> None:
    host, port = server.allowed.split(":")
    server.script(
        "/",
        page(
            "a.xml",
            "http://waf.example.org/b.xml",
            f"http://{host}:{int(port) + 1}/b.xml",
            f"https://{host}:{port}/b.xml",
            "//waf.example.org/sub/",
            f"http://user:secret@{host}:{port}/c.xml",
            "ftp://waf.example.org/d.xml",
            "javascript:go('e.xml')",
            "data:text/xml,f.xml",
            "mailto:someone@example.org",
            "x" * 2_000 + ".xml",
            "http://[::1/g.xml",
        ),
    )
    waf = make_waf()
    assert found(waf) == ["/a.xml"]
    assert sum(waf.skipped.values()) == 11
    assert waf.skipped["another host"] == 4
    assert waf.skipped["only http and https are fetched"] == 4
    assert waf.skipped["URL with a user name or password"] == 1
    assert waf.skipped["URL longer than 2,000 characters"] == 1


def test_other_hosts_are_followed_where_the_source_lists_them(server: WafServer, make_waf: MakeWaf) -> None:
    elsewhere = f"http://docs.example.org:{server.server_port}"
    server.script("/", page(f"{elsewhere}/sub/", f"{elsewhere}/b.xml", f"http://third.example.org/{'c.xml'}"))
    server.script("/sub/", page("d.xml"))
    waf = make_waf(allowed_hosts=("docs.example.org",))
    assert [reference.url for reference in waf.discover()] == [f"{elsewhere}/b.xml", f"{elsewhere}/sub/d.xml"]


def test_links_are_relative_to_where_a_redirect_led(server: WafServer, make_waf: MakeWaf) -> None:
    server.files = {"new/iso/a.xml": b"<a/>"}
    server.script("/waf", redirect("/new/iso/"))
    assert found(make_waf("waf")) == ["/new/iso/a.xml"]


def test_links_are_relative_to_the_base_of_the_page(server: WafServer, make_waf: MakeWaf) -> None:
    server.script("/", answer('<head><base href="/docs/"></head><a href="a.xml">a.xml</a>'))
    assert found(make_waf()) == ["/docs/a.xml"]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "iso-8859-1"),
        ("iso-8859-1", "utf-8"),
        ("us-ascii", "utf-8"),
        ("utf-16", "utf-8"),
        ("nonsense", "cp1252"),
        ("punycode", "utf-8"),
        ("utf-7", "utf-8"),
        ("rot13", "utf-8"),
    ],
)
def test_a_wrong_charset_costs_no_link(server: WafServer, make_waf: MakeWaf, declared: str, encoding: str) -> None:
    body = '<html><h1>Île</h1><a href="a.xml">Tiefsee Ä</a><a href="b.xml">ß</a></html>'.encode(encoding)
    server.script("/", answer(body, f"text/html; charset={declared}"))
    assert found(make_waf()) == ["/a.xml", "/b.xml"]


def test_utf_16_is_read_by_its_byte_order_mark(server: WafServer, make_waf: MakeWaf) -> None:
    server.script("/", answer('<a href="a.xml">a.xml</a>'.encode("utf-16"), "text/html"))
    assert found(make_waf()) == ["/a.xml"]


def test_documents_are_fetched_by_reference(server: WafServer, make_waf: MakeWaf) -> None:
    server.files = {"a.xml": b"<a/>"}
    waf = make_waf()
    (reference,) = waf.discover()
    document = waf.fetch(reference)
    assert document.content == b"<a/>"
    assert isinstance(waf.fetch(reference, document.validators), NotModified)


def test_a_start_that_may_not_be_asked_is_a_failed_listing(server: WafServer, make_waf: MakeWaf) -> None:
    waf = make_waf()
    waf.url = "http://10.0.0.1/waf/"
    with pytest.raises(ListingFailed, match="refused: private address"):
        found(waf)


def test_references_travel_as_json() -> None:
    reference = Reference("http://waf.example.org/a%20b.xml", "a b.xml")
    assert Reference.from_json(json.loads(json.dumps(reference.as_json()))) == reference


def test_the_table_of_protocols_knows_folders() -> None:
    assert PROTOCOLS["WAF"] is WafProtocol
