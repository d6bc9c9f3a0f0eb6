"""What the client sends, accepts, follows and tries again."""

import gzip
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from pytest_django import Settings

from harvesting.exceptions import AddressRefused, FetchFailed, LimitExceeded
from harvesting.http import HttpClient, NotModified, Validators, verifying_context
from tests.behaviours import answer, packed, raw, served, silence, status
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


def test_authorities_of_certificates_are_loaded_for_https_only(server: WafServer, make_client: MakeClient) -> None:
    verifying_context.cache_clear()

    make_client().get(f"{server.url}a.xml")

    assert verifying_context.cache_info().currsize == 0


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


def test_answers_under_way_when_the_client_closes_arrive_and_are_the_last(
    server: WafServer, make_client: MakeClient
) -> None:
    server.script("/a.xml", served(0.2), served())
    client = make_client()
    with ThreadPoolExecutor(1) as threads:
        under_way = threads.submit(client.get, f"{server.url}a.xml")
        while not server.requests["/a.xml"]:
            time.sleep(0.01)
        client.close()
        assert under_way.result().content == b"<a/>"
    with pytest.raises(FetchFailed, match="nobody waits"):
        client.get(f"{server.url}a.xml")
    assert (server.connections, server.requests["/a.xml"]) == (1, 1)


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


def test_it_unpacks_files_of_several_parts_with_padding(server: WafServer, make_client: MakeClient) -> None:
    content = gzip.compress(b"<a>") + gzip.compress(b"</a>") + bytes(16)
    server.script("/a.xml", answer(content, Content_Encoding="x-gzip"))
    assert make_client().get(f"{server.url}a.xml").content == b"<a></a>"


def test_an_empty_packed_document_is_empty(server: WafServer, make_client: MakeClient) -> None:
    server.script("/a.xml", packed(b""))
    assert make_client().get(f"{server.url}a.xml").content == b""


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
