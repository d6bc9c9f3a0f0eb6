"""OAI-PMH repositories, right ones and broken ones (checklist contract I; RELIABILITY 2, row 6)."""

from collections.abc import Callable, Iterator

import pytest

from harvesting.exceptions import FetchFailed, ListingFailed
from harvesting.http import AddressPolicy, FetchedDocument, HttpClient, Limits
from harvesting.protocols import PROTOCOLS, OaiPmhProtocol
from tests.behaviours import answer, status
from tests.harvesting.documents import document
from tests.repository import EML, ISO, OAI_DC, Repository
from tests.servers import WafServer

MakeOai = Callable[..., OaiPmhProtocol]
RECORDS = {f"oai:x:{number}": document(f"x:{number}", f"Gauge {number}") for number in range(5)}


@pytest.fixture
def server() -> Iterator[WafServer]:
    with WafServer() as running:
        yield running


@pytest.fixture
def make_oai(server: WafServer) -> Iterator[MakeOai]:
    """Makes protocols of the repository at /oai."""
    clients: list[HttpClient] = []

    def make(query: str = "", **options: int) -> OaiPmhProtocol:
        limits = Limits(between_bytes=0.5, total=5.0)
        clients.append(HttpClient(AddressPolicy([server.allowed]), user_agent="tests", pauses=(), limits=limits))
        return OaiPmhProtocol(f"{server.url}oai{query}", clients[-1], **options)

    yield make
    for client in clients:
        client.close()


def test_it_is_in_the_table() -> None:
    assert PROTOCOLS["OAI-PMH"] is OaiPmhProtocol


def test_every_record_comes_once_with_its_bytes(server: WafServer, make_oai: MakeOai) -> None:
    server.script("/oai", Repository(RECORDS))

    references = list(make_oai().discover())

    assert [reference.name for reference in references] == list(RECORDS)
    assert all(b"MD_Metadata" in (reference.content or b"") for reference in references)
    assert "verb=GetRecord&identifier=oai%3Ax%3A0&metadataPrefix=iso19139" in references[0].url


@pytest.mark.parametrize(
    ("formats", "best"),
    [
        ((OAI_DC,), "oai_dc"),
        ((OAI_DC, ISO), "iso19139"),
        ((OAI_DC, ISO, EML), "eml"),
        ((("my_eml", EML[1]), ISO), "my_eml"),
        ((("full", ISO[1]), OAI_DC), "full"),
    ],
)
def test_it_asks_for_the_best_format(
    server: WafServer, make_oai: MakeOai, formats: tuple[tuple[str, str], ...], best: str
) -> None:
    repository = Repository(RECORDS, formats=formats, size=10)
    server.script("/oai", repository)

    list(make_oai().discover())

    assert repository.prefixes == [best]


def test_it_harvests_the_set_that_the_address_names(server: WafServer, make_oai: MakeOai) -> None:
    repository = Repository(RECORDS, size=10)
    server.script("/oai", repository)

    references = list(make_oai("?set=tides&key=7&verb=Identify").discover())

    assert repository.sets == ["tides"]
    assert "key=7" in references[0].url
    assert "set=" not in references[0].url


def test_deleted_records_are_not_listed(server: WafServer, make_oai: MakeOai) -> None:
    server.script("/oai", Repository(RECORDS | {"oai:x:2": None}))
    oai = make_oai()

    assert len(list(oai.discover())) == 4
    assert oai.skipped == {"deleted at the source": 1}


def test_no_records_are_an_empty_list(server: WafServer, make_oai: MakeOai) -> None:
    server.script("/oai", Repository({}))

    assert list(make_oai().discover()) == []


@pytest.mark.parametrize(
    ("repository", "reason"),
    [
        (Repository(RECORDS, stuck_at=1), "same resumption token twice"),
        (Repository(RECORDS, broken_at=1), r"answered an error \(badResumptionToken\)"),
        (Repository(RECORDS, version="1.1"), "does not speak version 2.0"),
        (Repository(RECORDS, formats=(("marcxml", "http://www.loc.gov/MARC21/slim"),)), "offers none of the formats"),
        (status(500), "listing incomplete: .*: answered 500"),
        (answer("<html><p>Down for maintenance</p></html>"), "listing incomplete: the answer"),
        (answer("<other/>", "text/xml"), "not one of OAI-PMH"),
        (answer("<OAI-PMH/>", "text/xml"), "holds no Identify"),
    ],
)
def test_a_list_that_does_not_come_to_its_end_fails(
    server: WafServer, make_oai: MakeOai, repository: Repository, reason: str
) -> None:
    server.script("/oai", repository)

    with pytest.raises(ListingFailed, match=reason) as failure:
        list(make_oai().discover())

    assert "secret" not in str(failure.value)


def test_more_records_than_a_run_may_have_are_refused(server: WafServer, make_oai: MakeOai) -> None:
    server.script("/oai", Repository(RECORDS))

    with pytest.raises(ListingFailed, match="more than 3 documents"):
        list(make_oai(max_documents=3).discover())


def test_a_record_can_be_fetched_by_its_name(server: WafServer, make_oai: MakeOai) -> None:
    repository = Repository(RECORDS)
    server.script("/oai", repository)
    oai = make_oai()
    first, second, *_ = oai.discover()
    del repository.records[second.name]

    fetched = oai.fetch(first)

    assert isinstance(fetched, FetchedDocument)
    assert fetched.content == first.content
    with pytest.raises(FetchFailed, match="idDoesNotExist"):
        oai.fetch(second)
