"""What the web server makes of requests that no client library would send (reliability 3.2, paths and headers)."""

from pathlib import Path

import pytest

from tests.running.portal import Portal

pytestmark = [
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes through /proc"),
    pytest.mark.xdist_group("up"),
]
HOST = b"Host: localhost\r\n"
CLOSE = b"Connection: close\r\n\r\n"
POST = b"POST /v1/network HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
NODE = b"GET /v1/node HTTP/1.1\r\n"
HIDDEN = b"GET /v1/dataset HTTP/1.1\r\n" + HOST + b"\r\n"


@pytest.mark.parametrize(
    ("request_bytes", "statuses"),
    [
        (POST + b"Content-Length: 13\r\nContent-Length: 2\r\n\r\n{}" + HIDDEN, {400}),
        (POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN, {400, 403}),
        (POST + b"Content-Length: x\r\n\r\n{}", {400}),
        (POST + b"Content-Length: -1\r\n\r\n{}", {400}),
        (b"\x00\x01\x02\r\n\r\n", {400}),
        (NODE + b"Host: other.example\r\n" + CLOSE, {400}),
        (NODE + CLOSE, {400}),
        (b"GET /v1/node?q=" + b"x" * 100_000 + b" HTTP/1.1\r\n" + HOST + CLOSE, {414}),
        (NODE + HOST + b"".join(b"X-%d: y\r\n" % number for number in range(500)) + CLOSE, {431}),
        (NODE + HOST + b"Range: bytes=5-2\r\n" + CLOSE, {200}),
        (NODE + HOST + b"If-Modified-Since: yesterday\r\nIf-None-Match: \xff,,\"\r\n" + CLOSE, {200}),
        (NODE + HOST + b"X-HTTP-Method-Override: DELETE\r\n" + CLOSE, {200}),
    ],
    ids=["two lengths", "length and chunks", "a word as length", "a negative length", "no request", "another host",
         "no host", "a long address", "many headers", "a bad range", "bad conditions", "another method"],
)  # fmt: skip
def test_it_answers_once_and_closes(portal: Portal, request_bytes: bytes, statuses: set[int]) -> None:
    answer = portal.raw(request_bytes)

    assert answer.startswith(b"HTTP/1.1 ")
    assert int(answer.split()[1]) in statuses
    assert answer.count(b"HTTP/1.1 ") == 1, "what hides behind an ambiguous body is no request"
    assert b"Traceback" not in answer
    assert b"<html" not in answer.lower()
