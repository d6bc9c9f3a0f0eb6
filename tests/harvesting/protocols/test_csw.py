"""Catalogue services, right ones and those that real harvesters met (harvest contract 2; RELIABILITY 2, row 6)."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from harvesting.exceptions import FetchFailed, ListingFailed
from harvesting.http import AddressPolicy, FetchedDocument, HttpClient, Limits
from harvesting.protocols import CswProtocol, Reference
from tests.behaviours import answer, cut_body, redirect, status
from tests.catalogue import Catalogue, right
from tests.harvesting.documents import document
from tests.servers import WafServer

MakeCsw = Callable[..., CswProtocol]
RECORDS = {f"org.example:{number:03}": document(f"org.example:{number:03}", f"Gauge {number}") for number in range(250)}


@pytest.fixture
def server() -> Iterator[WafServer]:
    with WafServer() as running:
        yield running


@pytest.fixture
def make_csw(server: WafServer) -> Iterator[MakeCsw]:
    """Makes CSW protocols of the catalogue at /csw."""
    clients: list[HttpClient] = []

    def make(query: str = "", content: int = 10_000_000, **options: Any) -> CswProtocol:
        limits = Limits(between_bytes=0.5, total=5.0, content=content)
        clients.append(HttpClient(AddressPolicy([server.allowed]), user_agent="tests", pauses=(), limits=limits))
        return CswProtocol(f"{server.url}csw{query}", clients[-1], **options)

    yield make
    for client in clients:
        client.close()


def _names(csw: CswProtocol) -> list[str]:
    return [reference.name for reference in csw.discover()]


def _listed(csw: CswProtocol) -> list[Reference]:
    return list(csw.discover())


@pytest.mark.parametrize("methods", [("GET", "POST"), ("GET",), ("POST",)])
@pytest.mark.parametrize("exception_status", [200, 400])
def test_every_record_comes_once_with_its_bytes(
    server: WafServer, make_csw: MakeCsw, methods: tuple[str, ...], exception_status: int
) -> None:
    server.script("/csw", Catalogue(RECORDS, methods=methods, exception_status=exception_status))

    references = _listed(make_csw())

    assert [reference.name for reference in references] == list(RECORDS)
    assert all(b"MD_Metadata" in (reference.content or b"") for reference in references)


def test_a_records_url_is_its_request_by_identifier(server: WafServer, make_csw: MakeCsw) -> None:
    server.script("/csw", Catalogue({"a/b c&d": document("a/b c&amp;d")}))
    csw = make_csw("?map=/maps/x.map&service=CSW&REQUEST=GetCapabilities")

    (reference,) = _listed(csw)

    asked = parse_qs(urlsplit(reference.url).query)
    assert asked == {
        "map": ["/maps/x.map"],
        "service": ["CSW"],
        "version": ["2.0.2"],
        "request": ["GetRecordById"],
        "elementSetName": ["full"],
        "outputSchema": ["http://www.isotc211.org/2005/gmd"],
        "id": ["a/b c&d"],
    }


def test_a_record_fetched_by_its_url_is_the_record_that_was_listed(server: WafServer, make_csw: MakeCsw) -> None:
    server.script("/csw", Catalogue(RECORDS))
    csw = make_csw()
    reference = _listed(csw)[7]

    fetched = csw.fetch(reference)

    assert isinstance(fetched, FetchedDocument)
    assert b"Gauge 7" in fetched.content
    assert fetched.content.startswith(b"<?xml")


def test_a_record_that_is_gone_is_a_failure(server: WafServer, make_csw: MakeCsw) -> None:
    server.script("/csw", Catalogue(RECORDS))
    csw = make_csw()
    with pytest.raises(FetchFailed, match="has no such record"):
        csw.fetch(Reference(csw._endpoint.get_record_by_id("nobody")))


@pytest.mark.parametrize(
    "next_record",
    [
        right,
        lambda following, came, matched: following,  # matched + 1 at the end
        lambda following, came, matched: 0,  # ends too early
        lambda following, came, matched: 1,  # goes back
        lambda following, came, matched: following + 7,  # leaves records out
        lambda following, came, matched: following - came,  # stays where it is
        lambda following, came, matched: matched + 1,
    ],
)
@pytest.mark.parametrize("most", [1000, 100, 33, 10])
def test_wrong_page_numbers_lose_nothing(server: WafServer, make_csw: MakeCsw, next_record: Any, most: int) -> None:
    server.script("/csw", Catalogue(RECORDS, next_record=next_record, most=most))

    assert _names(make_csw()) == list(RECORDS)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"stuck": True, "most": 100}, "records came twice"),
        ({"matched": 300}, "300 records match, after 250 none came"),
        ({"empty_from": 101}, "250 records match, after 100 none came"),
        ({"broken": frozenset(range(101, 251))}, "answered an exception"),
        ({"broken": frozenset(range(101, 251)), "exception_status": 500}, "answered 500"),
    ],
)
def test_a_catalogue_that_lies_ends_soon(
    server: WafServer, make_csw: MakeCsw, fault: dict[str, Any], reason: str
) -> None:
    catalogue = Catalogue(RECORDS, **fault)
    server.script("/csw", catalogue)

    with pytest.raises(ListingFailed, match=reason):
        _names(make_csw())

    assert len(catalogue.positions) <= 3 + 3


def test_a_record_that_cannot_be_read_is_known_by_its_name(server: WafServer, make_csw: MakeCsw) -> None:
    server.script("/csw", Catalogue(RECORDS, broken=frozenset({137})))

    references = _listed(make_csw())

    broken = [reference for reference in references if reference.content is None]
    assert ([reference.name for reference in references], len(broken)) == (list(RECORDS), 1)
    assert broken[0].name == "org.example:136"


@pytest.mark.parametrize("position", [1, 2, 100, 101, 250])
def test_one_bad_record_costs_only_itself_wherever_it_stands(
    server: WafServer, make_csw: MakeCsw, position: int
) -> None:
    server.script("/csw", Catalogue(RECORDS, broken=frozenset({position}), without_names=True))
    csw = make_csw()

    assert len(_names(csw)) == 249
    assert csw.unnamed == 1


def test_a_page_that_is_too_large_is_asked_for_in_parts(server: WafServer, make_csw: MakeCsw) -> None:
    server.script("/csw", Catalogue(RECORDS))

    assert _names(make_csw(content=30_000)) == list(RECORDS)


def test_records_of_another_kind_are_fetched_by_name(server: WafServer, make_csw: MakeCsw) -> None:
    record = (
        '<csw:GetRecordsResponse xmlns:csw="http://www.opengis.net/cat/csw/2.0.2"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><csw:SearchResults numberOfRecordsMatched="1" nextRecord="0">'
        "<csw:Record><dc:identifier>a</dc:identifier></csw:Record></csw:SearchResults></csw:GetRecordsResponse>"
    )
    server.script("/csw", answer(record, "application/xml"))

    (reference,) = _listed(make_csw())

    assert (reference.name, reference.content) == ("a", None)


def test_a_record_without_identifier_or_with_an_endless_one_counts_as_unnamed(
    server: WafServer, make_csw: MakeCsw
) -> None:
    server.script("/csw", Catalogue({"a": document("a"), "": document(), "long": document("x" * 5000)}))
    csw = make_csw()

    assert (_names(csw), csw.unnamed) == (["a"], 2)


def test_two_records_with_one_identifier_are_one_document(server: WafServer, make_csw: MakeCsw) -> None:
    server.script("/csw", Catalogue({"a": document("same", "First"), "b": document("same", "Second")}))
    csw = make_csw()

    assert _names(csw) == ["same"]
    assert csw.skipped == {"identifier of another record": 1}


@pytest.mark.parametrize(
    "behaviour",
    [
        answer("<html><h1>Under maintenance</h1></html>"),
        answer('{"records": []}', "application/json"),
        answer("", "application/xml"),
        answer("<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>", "application/xml"),
        answer("<a/>", "application/xml"),
        status(401),
        status(404),
        status(500),
        redirect("http://other.example/csw"),
        cut_body(b"<a>" * 100),
    ],
)
def test_what_is_no_catalogue_fails(server: WafServer, make_csw: MakeCsw, behaviour: Any) -> None:
    server.script("/csw", behaviour)
    with pytest.raises(ListingFailed, match="listing incomplete"):
        _names(make_csw())


def test_more_records_than_allowed_fail(server: WafServer, make_csw: MakeCsw) -> None:
    server.script("/csw", Catalogue(RECORDS))
    with pytest.raises(ListingFailed, match="more than 200 documents"):
        _names(make_csw(max_documents=200))


def test_an_empty_catalogue_lists_nothing(server: WafServer, make_csw: MakeCsw) -> None:
    server.script("/csw", Catalogue({}))

    assert _names(make_csw()) == []
