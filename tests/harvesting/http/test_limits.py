"""Every answer is bounded in time, bytes and layers; passing a bound is a refusal that names it."""

import gzip
import resource
import time
from dataclasses import asdict

import pytest

from harvesting.exceptions import FetchFailed, LimitExceeded
from harvesting.http.limits import DEFAULT_LIMITS
from tests.behaviours import (
    answer,
    bomb,
    cut_body,
    cut_chunks,
    drip,
    endless,
    raw,
    redirect,
    served,
    silence,
)
from tests.harvesting.http.conftest import QUICK, MakeClient
from tests.servers import Behaviour, Request, WafServer

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def test_the_defaults_are_the_documented_ones() -> None:
    documented = {"connect": 5, "between_bytes": 20, "total": 60, "content": 10_000_000, "header": 65_536}
    assert asdict(DEFAULT_LIMITS) == documented | {"redirects": 5, "retry_after": 120}


@pytest.mark.parametrize(
    ("behaviour", "limit"),
    [
        pytest.param(silence(), "between_bytes", id="silent"),
        pytest.param(drip("body", 0.05), "total", id="body in drops"),
        pytest.param(drip("header", 0.05), "total", id="header in drops"),
        pytest.param(redirect("/a.xml"), "redirects", id="redirects"),
    ],
)
def test_time_is_bounded(server: WafServer, make_client: MakeClient, behaviour: Behaviour, limit: str) -> None:
    server.script("/a.xml", behaviour)
    started = time.monotonic()
    with pytest.raises(LimitExceeded) as refusal:
        make_client().get(f"{server.url}a.xml")
    assert refusal.value.limit == limit
    assert time.monotonic() - started < QUICK.total + 0.5


def test_slow_redirects_share_one_time_limit(server: WafServer, make_client: MakeClient) -> None:
    def slow_redirect(request: Request) -> None:
        request.pause(0.25)
        redirect("/a.xml")(request)

    server.script("/a.xml", slow_redirect)
    with pytest.raises(LimitExceeded, match=r"not complete after 1 s"):
        make_client().get(f"{server.url}a.xml")


def test_a_slow_but_steady_source_is_waited_for(server: WafServer, make_client: MakeClient) -> None:
    server.script("/a.xml", served(0.2))
    assert make_client().get(f"{server.url}a.xml").content == b"<a/>"


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param(cut_body(b"<a>" + b"x" * 1_000), id="length"),
        pytest.param(cut_body(b"x"), id="nothing came"),
        pytest.param(cut_chunks(b"<a>", b"xx"), id="last chunk"),
        pytest.param(raw(CHUNKED + b"a\r\nabc"), id="middle of a chunk"),
        pytest.param(raw(CHUNKED + b"zz\r\nabc\r\n0\r\n\r\n"), id="size of a chunk"),
        pytest.param(raw(b"HTTP/1.1 200 OK\r\nContent-Length: 10"), id="header"),
        pytest.param(raw(b""), id="everything"),
        pytest.param(answer(gzip.compress(b"x" * 1_000)[:-12], Content_Encoding="gzip"), id="gzip"),
    ],
)
def test_a_cut_off_answer_is_a_failure(server: WafServer, make_client: MakeClient, behaviour: Behaviour) -> None:
    server.script("/a.xml", behaviour)
    with pytest.raises(FetchFailed, match=r"cut off|not HTTP"):
        make_client().get(f"{server.url}a.xml")


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param(answer(b"x" * 100_001), id="announced"),
        pytest.param(endless(), id="endless"),
        pytest.param(raw(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n"), id="announced only"),
        pytest.param(raw(CHUNKED + (b"1\r\nx\r\n" * 100_001)), id="tiny chunks"),
        pytest.param(raw(CHUNKED + b"fffffffff\r\n" + b"x" * 300_000), id="huge chunk"),
        pytest.param(raw(CHUNKED + b"0" * 300_000), id="endless size of a chunk"),
        pytest.param(raw(CHUNKED + b"0\r\n" + b"A: b\r\n" * 50_000), id="endless trailer"),
        pytest.param(bomb(1), id="bomb"),
    ],
)
def test_bytes_are_bounded(server: WafServer, make_client: MakeClient, behaviour: Behaviour) -> None:
    server.script("/a.xml", behaviour)
    with pytest.raises(FetchFailed) as refusal:
        make_client().get(f"{server.url}a.xml")
    assert isinstance(refusal.value, LimitExceeded) or "not HTTP" in str(refusal.value)


def test_exactly_as_many_bytes_as_allowed_are_accepted(server: WafServer, make_client: MakeClient) -> None:
    server.script("/a.xml", answer(b"x" * 100_000), answer(gzip.compress(b"x" * 100_000), Content_Encoding="gzip"))
    client = make_client()
    assert [len(client.get(f"{server.url}a.xml").content) for _ in range(2)] == [100_000, 100_000]


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(b"A: b\r\n" * 150, id="lines"),
        pytest.param(b"A: " + b"b" * 70_000 + b"\r\n", id="length of a line"),
        pytest.param(b"".join(b"A%d: %b\r\n" % (n, b"b" * 1_000) for n in range(90)), id="bytes"),
    ],
)
def test_headers_are_bounded(server: WafServer, make_client: MakeClient, header: bytes) -> None:
    server.script("/a.xml", raw(b"HTTP/1.1 200 OK\r\n" + header + b"Content-Length: 0\r\n\r\n"))
    with pytest.raises(LimitExceeded) as refusal:
        make_client().get(f"{server.url}a.xml")
    assert refusal.value.limit == "header"


def test_interim_answers_are_bounded(server: WafServer, make_client: MakeClient) -> None:
    server.script("/a.xml", raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 100_000))
    with pytest.raises(LimitExceeded, match="header longer than 8,000 bytes"):
        make_client().get(f"{server.url}a.xml")


@pytest.mark.parametrize(
    "content", [b"\x00" * 100, b"nonsense\r\n\r\n", b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP/9.9 abc\r\n\r\n"]
)
def test_what_is_not_http_is_a_failure(server: WafServer, make_client: MakeClient, content: bytes) -> None:
    server.script("/a.xml", raw(content))
    with pytest.raises(FetchFailed, match=r"not HTTP|cut off"):
        make_client().get(f"{server.url}a.xml")


def test_a_failed_answer_costs_its_connection_only(server: WafServer, make_client: MakeClient) -> None:
    server.script("/a.xml", cut_body(b"x" * 100), bomb(1), endless(), served())
    client = make_client()
    for _ in range(3):
        with pytest.raises(FetchFailed):
            client.get(f"{server.url}a.xml")
    assert client.get(f"{server.url}a.xml").content == b"<a/>"


def test_a_bomb_does_not_cost_memory(server: WafServer, make_client: MakeClient) -> None:
    server.script("/a.xml", bomb(300))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(LimitExceeded, match="content longer than 10,000,000 bytes"):
        make_client(limits=DEFAULT_LIMITS).get(f"{server.url}a.xml")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
