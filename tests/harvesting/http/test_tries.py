"""A sick source is asked again twice, with growing pauses or when it wishes, and then left alone."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from harvesting.exceptions import FetchFailed
from harvesting.http import AddressPolicy
from tests.behaviours import served, status
from tests.harvesting.http.conftest import MakeClient
from tests.servers import WafServer


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_it_tries_again_with_growing_pauses(server: WafServer, make_client: MakeClient, code: int) -> None:
    server.script("/a.xml", status(code), status(code), served())
    pauses: list[float] = []
    client = make_client(pauses=(2.0, 8.0), sleep=pauses.append)
    assert client.get(f"{server.url}a.xml").content == b"<a/>"
    assert 2 <= pauses[0] <= 2.5
    assert 8 <= pauses[1] <= 10


@pytest.mark.parametrize(("code", "tries"), [(503, 3), (404, 1)])
def test_it_gives_up_after_the_third_time_or_at_once(
    server: WafServer, make_client: MakeClient, code: int, tries: int
) -> None:
    server.script("/a.xml", status(code))
    with pytest.raises(FetchFailed, match=str(code)):
        make_client(pauses=(0, 0)).get(f"{server.url}a.xml")
    assert server.requests["/a.xml"] == tries


def test_it_tries_again_where_nobody_listens(server: WafServer, make_client: MakeClient) -> None:
    url = f"{server.url}a.xml"
    server.close()
    pauses: list[float] = []
    with pytest.raises(FetchFailed, match="no connection") as failure:
        make_client(pauses=(2.0, 8.0), sleep=pauses.append).get(url)
    assert len(pauses) == 2
    assert (failure.value.retryable, failure.value.status, failure.value.code) == (True, None, 500)


def test_a_name_that_leads_nowhere_is_a_failure(make_client: MakeClient) -> None:
    def no_such_host(host: str, port: int, timeout: float) -> list[str]:
        raise OSError("no such host")

    with pytest.raises(FetchFailed, match="cannot be resolved") as failure:
        make_client(AddressPolicy(resolver=no_such_host)).get("http://waf.example.org/a.xml")
    assert failure.value.retryable


@pytest.mark.parametrize(("asked", "waited"), [("7", 7), ("0", 0), ("120", 120)])
def test_it_waits_as_long_as_the_source_asks(
    server: WafServer, make_client: MakeClient, asked: str, waited: float
) -> None:
    server.script("/a.xml", status(503, Retry_After=asked), served())
    pauses: list[float] = []
    make_client(pauses=(2.0, 8.0), sleep=pauses.append).get(f"{server.url}a.xml")
    assert sum(pauses) == pytest.approx(waited, abs=0.5)


def test_it_understands_a_date_to_wait_for(server: WafServer, make_client: MakeClient) -> None:
    in_a_minute = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    server.script("/a.xml", status(429, Retry_After=in_a_minute), served())
    pauses: list[float] = []
    make_client(pauses=(2.0,), sleep=pauses.append).get(f"{server.url}a.xml")
    assert 50 < pauses[0] <= 60


@pytest.mark.parametrize("asked", ["121", "86400", "Fri, 31 Dec 2999 23:59:59 GMT"])
def test_it_does_not_wait_longer_than_two_minutes(server: WafServer, make_client: MakeClient, asked: str) -> None:
    server.script("/a.xml", status(503, Retry_After=asked))
    pauses: list[float] = []
    with pytest.raises(FetchFailed, match="503"):
        make_client(pauses=(2.0, 8.0), sleep=pauses.append).get(f"{server.url}a.xml")
    assert pauses == []


@pytest.mark.parametrize("asked", ["soon", "-5", "9" * 400, "²", "1e3", "Tue, 14 Nov 99999 22:13:20 GMT"])
def test_a_senseless_wish_is_no_wish(server: WafServer, make_client: MakeClient, asked: str) -> None:
    server.script("/a.xml", status(503, Retry_After=asked), served())
    pauses: list[float] = []
    make_client(pauses=(2.0,), sleep=pauses.append).get(f"{server.url}a.xml")
    assert 2 <= pauses[0] <= 2.5
