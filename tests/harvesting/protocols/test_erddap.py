"""ERDDAP's folder of ISO documents, as its versions write it (harvest contract 2, ERDDAP-WAF)."""

from collections.abc import Callable, Iterator

import pytest

from harvesting.exceptions import ListingFailed
from harvesting.http import AddressPolicy, HttpClient, Limits
from harvesting.protocols import ErddapProtocol
from tests.behaviours import answer, login_page, status
from tests.servers import Behaviour, WafServer

PATH = "/erddap/metadata/iso19115/xml/"
NAMES = ["gauges_iso19115.xml", "masts_iso19115.xml", "waves_2020_iso19115.xml"]
MakeErddap = Callable[..., ErddapProtocol]

_CHROME = """<html><head><title>ERDDAP - metadata</title></head><body>
<table class="compact nowrap" style="width:100%"><tr><td><a href="/erddap/index.html"><img src="logo.png"></a></td>
<td><a href="/erddap/login.html">log in</a> <a href="/erddap/metadata/iso19115/xml/example_iso19115.xml">sample.xml</a>
<a href="/erddap/download/setup.xml">setup.xml</a></td></tr></table>
"""
_FOOTER = (
    '<div class="standard_width"><p>Questions? See <a href="https://docs.example.org/schema.xml">schema.xml</a></div>'
)


def _before_182() -> str:
    rows = "\n".join(f'<img src="i.gif"> <a href="{name}">{name}</a>  2019-03-04T12:00:00Z  20480' for name in NAMES)
    listing = f'<h1>Index of {PATH}</h1><pre><a href="../">Parent Directory</a>\n{rows}\n</pre>'
    return f"{_CHROME}{listing}{_FOOTER}</body></html>"


def _from_182(table: str, cell: str = "") -> str:
    rows = "".join(
        f'<tr><td><img src="i.gif"></td><td {cell}><a rel="bookmark" href="{name}">{name}</a></td>'
        "<td>04-Mar-2019 12:00</td><td>20480</td><td></td></tr>"
        for name in NAMES
    )
    return (
        f'{_CHROME}<div class="standard_width"><h1>{PATH}</h1><{table}><tr><th><a href="?C=N;O=D">Name</a></th></tr>'
        f'<tr><td></td><td><a href="..">Parent Directory</a></td></tr>{rows}</table></div>{_FOOTER}</body></html>'
    )


def _of_absolute_links() -> str:
    links = "".join(f'<li><a href="{PATH}{name}">{name}</a></li>' for name in NAMES)
    return f"{_CHROME}<main><ul>{links}</ul></main>{_FOOTER}</body></html>"


@pytest.fixture
def server() -> Iterator[WafServer]:
    with WafServer() as running:
        yield running


@pytest.fixture
def make_erddap(server: WafServer) -> Iterator[MakeErddap]:
    client = HttpClient(AddressPolicy([server.allowed]), user_agent="tests", pauses=(), limits=Limits(total=5.0))
    yield lambda **options: ErddapProtocol(f"{server.url.rstrip('/')}{PATH}", client, **options)
    client.close()


@pytest.mark.parametrize(
    "page",
    [
        _before_182(),
        _from_182('table class="compact nowrap"'),
        _from_182('table class="dirlist"', 'class="x"'),
        _of_absolute_links(),
    ],
    ids=["before 1.82", "1.82", "another class", "absolute links"],
)
def test_it_takes_the_listing_and_never_the_pages_chrome(server: WafServer, make_erddap: MakeErddap, page: str) -> None:
    server.script(PATH, answer(page))

    found = [(reference.name, reference.url) for reference in make_erddap().discover()]

    assert found == [(name, f"{server.url.rstrip('/')}{PATH}{name}") for name in NAMES]


def test_one_dataset_is_told_from_the_chrome_as_well(server: WafServer, make_erddap: MakeErddap) -> None:
    page = _CHROME.replace("example_iso19115.xml", "../example.xml") + f'<pre><a href="{NAMES[0]}">{NAMES[0]}</a></pre>'
    server.script(PATH, answer(page))

    assert [reference.name for reference in make_erddap().discover()] == NAMES[:1]


def test_folders_are_not_followed(server: WafServer, make_erddap: MakeErddap) -> None:
    server.script(PATH, answer(_before_182().replace("<pre>", '<pre><a href="more/">more/</a>\n')))

    assert len(list(make_erddap().discover())) == 3
    assert set(server.requests) == {PATH}


@pytest.mark.parametrize(
    "behaviour",
    [answer("<a href='/index.html'>ERDDAP</a>"), login_page(), status(503), answer("{}", "application/json")],
)
def test_what_is_no_listing_fails(server: WafServer, make_erddap: MakeErddap, behaviour: Behaviour) -> None:
    server.script(PATH, behaviour)
    with pytest.raises(ListingFailed):
        list(make_erddap().discover())


def test_more_documents_than_allowed_fail(server: WafServer, make_erddap: MakeErddap) -> None:
    server.script(PATH, answer(_before_182()))
    with pytest.raises(ListingFailed, match="more than 2 documents"):
        list(make_erddap(max_documents=2).discover())
