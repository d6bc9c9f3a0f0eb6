"""What the client sends, accepts, follows and tries again."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pytest_django import Settings

from harvesting.exceptions import AddressRefused, FetchFailed, LimitExceeded
from harvesting.http import AddressPolicy, HttpClient, NotModified, Validators
from tests.behaviours import answer, packed, raw, redirect, served, silence, status
from tests.harvesting.http.conftest import MakeClient
from tests.servers import LAST_MODIFIED, WafServer


def test_it_fetches_a_document_as_it_is(server: WafServer, make_client: MakeClient) -> None:
    server.script("/a.xml", answer(b"<\xe4/>", "Text/XML; charset=ISO-8859-1", ETag='W/"7"'))
    document = make_client().get(f"{server.url}a.xml#part")
    assert document.content == b"<\xe4/>"
    assert (document.content_type, document.charset) == ("text/xml", "iso-8859-1")
    assert document.validators == Validators('W/"7"')
    assert (document.url, document.final_url) == (f"{server.url}a.xml#part", f"{server.url}a.xml")


def test_it_sends_its_name_and_nothing_of_ours(
    server: WafServer, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a proxy and credentials in the environment, and a source that sets a cookie
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    server.script("/a.xml", answer(b"<a/>", Set_Cookie="session=1"))
    client = make_client()
    # when it is asked twice
    client.get(f"{server.url}a.xml")
    client.get(f"{server.url}a.xml")
    # then the second request carries the fixed headers only
    assert dict(server.headers["/a.xml"].items()) == {
        "Host": server.allowed,
        "User-Agent": "tests/1.0 (+https://example.org)",
        "Accept": "*/*",
        "Accept-Encoding": "gzip",
    }


def test_a_thousand_documents_need_no_more_connections_than_threads(server: WafServer, make_client: MakeClient) -> None:
    client = make_client(connections=4)
    with ThreadPoolExecutor(8) as threads:
        contents = list(threads.map(lambda _: client.get(f"{server.url}a.xml").content, range(1_000)))
    assert contents == [b"<a/>"] * 1_000
    assert server.connections <= 4


@pytest.mark.parametrize(("asked", "given"), [(1, 1), (3, 3)])
def test_it_holds_no_more_connections_than_it_may(
    server: WafServer, make_client: MakeClient, asked: int, given: int
) -> None:
    server.script("/a.xml", served(0.02))
    client = make_client(connections=asked)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: client.get(f"{server.url}a.xml"), range(12)))
    assert server.most_at_once == given


def test_it_never_has_more_than_32_connections(make_client: MakeClient) -> None:
    assert make_client(connections=1_000).connections == 32


def test_waiting_for_a_free_connection_is_not_the_sources_fault(server: WafServer, make_client: MakeClient) -> None:
    # given one connection, and answers that take a third of the time limit each
    server.script("/a.xml", served(0.2))
    client = make_client(connections=1)
    # when more ask than can be answered within the limit
    with ThreadPoolExecutor(6) as threads:
        contents = list(threads.map(lambda _: client.get(f"{server.url}a.xml").content, range(6)))
    # then all are answered
    assert contents == [b"<a/>"] * 6


def test_error_pages_do_not_cost_the_connection(server: WafServer, make_client: MakeClient) -> None:
    client = make_client()
    for _ in range(5):
        with pytest.raises(FetchFailed, match="404"):
            client.get(f"{server.url}missing.xml")
    assert server.connections == 1


def test_a_kept_connection_that_the_source_closed_is_replaced(server: WafServer, make_client: MakeClient) -> None:
    # given a source that closes after each answer without saying so
    whole = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<a/>"
    server.script("/a.xml", raw(whole))
    client = make_client()
    # when it is asked again, at once and after the end has arrived
    contents = [client.get(f"{server.url}a.xml").content for _ in range(5)]
    # then nobody notices
    assert contents == [b"<a/>"] * 5
    assert server.connections == 5


def test_unasked_words_on_a_kept_connection_are_nobodys_answer(server: WafServer, make_client: MakeClient) -> None:
    whole = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"
    server.script("/a.xml", raw(whole + b"<a/>" + whole + b"<x/>"))
    client = make_client()
    assert client.get(f"{server.url}a.xml").content == b"<a/>"
    assert client.get(f"{server.url}b.xml").content == b"<b/>"


def test_an_unchanged_document_is_not_sent_again(server: WafServer, make_client: MakeClient) -> None:
    client = make_client()
    document = client.get(f"{server.url}a.xml")
    assert document.validators.last_modified == LAST_MODIFIED
    assert client.get(f"{server.url}a.xml", document.validators) == NotModified(document.url, document.validators)
    assert server.bodies["/a.xml"] == 1


def test_a_changed_document_is_sent_again(server: WafServer, make_client: MakeClient) -> None:
    client = make_client()
    known = client.get(f"{server.url}a.xml").validators
    server.files["a.xml"] = b"<changed/>"
    changed = client.get(f"{server.url}a.xml", known)
    assert not isinstance(changed, NotModified)
    assert changed.content == b"<changed/>"


def test_it_sends_marks_back_as_they_came(server: WafServer, make_client: MakeClient) -> None:
    make_client().get(f"{server.url}a.xml", Validators('W/"ü"', "Tue, 14 Nov 2037 22:13:20 GMT"))
    assert server.headers["/a.xml"]["If-None-Match"] == 'W/"ü"'
    assert server.headers["/a.xml"]["If-Modified-Since"] == "Tue, 14 Nov 2037 22:13:20 GMT"


@pytest.mark.parametrize("known", [None, Validators()])
def test_304_without_having_been_asked_is_a_failure(
    server: WafServer, make_client: MakeClient, known: Validators | None
) -> None:
    server.script("/a.xml", status(304, b""))
    with pytest.raises(FetchFailed, match="304") as failure:
        make_client().get(f"{server.url}a.xml", known)
    assert (failure.value.status, failure.value.retryable) == (304, False)


def test_marks_of_a_304_replace_the_known_ones(server: WafServer, make_client: MakeClient) -> None:
    server.script("/a.xml", status(304, b"", ETag='"new"'))
    outcome = make_client().get(f"{server.url}a.xml", Validators('"old"', LAST_MODIFIED))
    assert outcome == NotModified(f"{server.url}a.xml", Validators('"new"', LAST_MODIFIED))


@pytest.mark.parametrize("etag", ["x" * 501, "\x01", ""])
def test_marks_that_cannot_be_sent_back_are_forgotten(server: WafServer, make_client: MakeClient, etag: str) -> None:
    server.script("/a.xml", answer(b"<a/>", ETag=etag))
    assert make_client().get(f"{server.url}a.xml").validators == Validators()


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw"])
def test_it_unpacks_one_layer(server: WafServer, make_client: MakeClient, encoding: str) -> None:
    server.script("/a.xml", packed(b"<a/>" * 1_000, encoding))
    assert make_client().get(f"{server.url}a.xml").content == b"<a/>" * 1_000


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd", "compress"])
def test_it_refuses_other_packings(server: WafServer, make_client: MakeClient, encoding: str) -> None:
    server.script("/a.xml", answer(b"<a/>", Content_Encoding=encoding))
    with pytest.raises(FetchFailed, match="packed"):
        make_client().get(f"{server.url}a.xml")


@pytest.mark.parametrize("content", [b"<a/>", b"", b"\x1f\x8b\x08", b"x\x9c\x00"])
def test_damaged_packing_is_a_failure(server: WafServer, make_client: MakeClient, content: bytes) -> None:
    server.script("/a.xml", answer(content, Content_Encoding="gzip"))
    with pytest.raises(FetchFailed, match="packed content"):
        make_client().get(f"{server.url}a.xml")


@pytest.mark.parametrize("code", [201, 204, 206, 300, 400, 401, 403, 404, 410, 418, 500, 503])
def test_every_other_status_is_a_failure_that_says_nothing_of_the_body(
    server: WafServer, make_client: MakeClient, code: int
) -> None:
    server.script("/a.xml", status(code))
    with pytest.raises(FetchFailed) as failure:
        make_client().get(f"{server.url}a.xml")
    assert str(failure.value) == f"{server.url}a.xml: answered {code}"
    assert (failure.value.status, failure.value.code, failure.value.retryable) == (code, code, code >= 500)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_it_follows_redirects(server: WafServer, make_client: MakeClient, code: int) -> None:
    server.script("/old.xml", redirect("b.xml", code))
    document = make_client().get(f"{server.url}old.xml")
    assert (document.content, document.final_url) == (b"<b/>", f"{server.url}b.xml")


def test_it_follows_five_redirects_and_no_sixth(server: WafServer, make_client: MakeClient) -> None:
    for hop in range(6):
        server.script(f"/{hop}", redirect(f"/{hop + 1}" if hop < 5 else "/a.xml"))
    client = make_client()
    assert client.get(f"{server.url}1").content == b"<a/>"
    with pytest.raises(LimitExceeded, match="more than 5 redirects"):
        client.get(f"{server.url}0")


def test_a_loop_of_redirects_ends(server: WafServer, make_client: MakeClient) -> None:
    server.script("/a.xml", redirect("/a.xml"))
    with pytest.raises(LimitExceeded, match="redirects"):
        make_client().get(f"{server.url}a.xml")
    assert server.requests["/a.xml"] == 6


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://localhost:{port}/a.xml", "another host"),
        ("//waf.example.org/a.xml", "another host"),
        ("http://127.0.0.1:22/", "port 22"),
        ("http://127.0.0.1:{other}/", "private address"),
        ("http://10.0.0.1/", "private address"),
        ("http://169.254.169.254/latest/meta-data/", "private address"),
        ("http://metadata.google.internal/", "private address"),
        ("file:///etc/passwd", "only http and https"),
        ("gopher://127.0.0.1:{port}/", "only http and https"),
        ("http://user:secret@127.0.0.1:{port}/a.xml", "user name"),
        ("http://127.0.0.1:{port}\\@example.org/", "backslash"),
    ],
)
def test_redirects_obey_all_rules_again(server: WafServer, make_client: MakeClient, location: str, reason: str) -> None:
    with WafServer({"a.xml": b"<secret/>"}) as canary:
        server.script("/out.xml", redirect(location.format(port=server.server_port, other=canary.server_port)))
        with pytest.raises(AddressRefused, match=reason):
            make_client().get(f"{server.url}out.xml")
        assert canary.connections == 0


def test_redirects_to_hosts_that_the_source_lists_are_followed(server: WafServer, make_client: MakeClient) -> None:
    server.script("/out.xml", redirect(f"http://Documents.example.org:{server.server_port}/a.xml"))
    policy = AddressPolicy([server.allowed], resolver=lambda *_: ["127.0.0.1"])
    client = make_client(policy, allowed_hosts=["documents.EXAMPLE.org"])
    assert client.get(f"{server.url}out.xml").content == b"<a/>"


@pytest.mark.parametrize("location", ["", "http://[::1/"])
def test_a_redirect_to_nowhere_is_a_failure(server: WafServer, make_client: MakeClient, location: str) -> None:
    server.script("/a.xml", redirect(location))
    with pytest.raises(FetchFailed):
        make_client().get(f"{server.url}a.xml")


def test_redirects_may_be_written_carelessly(server: WafServer, make_client: MakeClient) -> None:
    server.files["ü b.xml"] = b"<c/>"
    server.script("/a.xml", redirect("/ü b.xml".encode().decode("latin-1")))
    assert make_client().get(f"{server.url}a.xml").content == b"<c/>"


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
    assert pauses == [waited]


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


def test_requests_of_all_threads_keep_their_distance(server: WafServer, make_client: MakeClient) -> None:
    client = make_client(delay=0.03, connections=8)
    started = time.monotonic()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: client.get(f"{server.url}a.xml"), range(8)))
    assert time.monotonic() - started >= 7 * 0.03


def test_a_stalled_source_does_not_hold_up_another(server: WafServer, make_client: MakeClient) -> None:
    server.script("/a.xml", silence())
    client = make_client(connections=2)
    with ThreadPoolExecutor(1) as threads:
        stalled = threads.submit(client.get, f"{server.url}a.xml")
        assert client.get(f"{server.url}b.xml").content == b"<b/>"
        assert not stalled.done()
        assert isinstance(stalled.exception(), LimitExceeded)


def test_a_client_is_made_of_the_installations_settings(server: WafServer, settings: Settings) -> None:
    settings.HARVEST_ALLOWED_PRIVATE = [server.allowed]
    settings.HARVEST_USER_AGENT = "Registry/1.0 (+https://portal.example.org)"
    settings.PORTAL_URL = "https://portal.example.org"
    settings.HARVEST_PROXY = ""
    with HttpClient.from_settings(connections=2) as client:
        client.get(f"{server.url}a.xml")
        with pytest.raises(AddressRefused, match="own address"):
            client.get("https://portal.example.org/waf/")
    assert server.headers["/a.xml"]["User-Agent"] == "Registry/1.0 (+https://portal.example.org)"
