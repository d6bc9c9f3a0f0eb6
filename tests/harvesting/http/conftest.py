"""A loopback server, and clients that may reach it and wait for nothing long."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from harvesting.http import AddressPolicy, HttpClient, Limits
from tests.servers import WafServer

QUICK = Limits(connect=1.0, between_bytes=0.3, total=0.6, content=100_000, header=8_000)
MakeClient = Callable[..., HttpClient]


@pytest.fixture
def server() -> Iterator[WafServer]:
    """A folder with two documents."""
    with WafServer({"a.xml": b"<a/>", "b.xml": b"<b/>"}) as running:
        yield running


@pytest.fixture
def make_client(server: WafServer) -> Iterator[MakeClient]:
    """Makes clients of the server by the constructor's keywords; without pauses between tries."""
    clients: list[HttpClient] = []

    def make(policy: AddressPolicy | None = None, **options: Any) -> HttpClient:
        options = {"limits": QUICK, "pauses": (), "user_agent": "tests/1.0 (+https://example.org)"} | options
        clients.append(HttpClient(policy or AddressPolicy([server.allowed]), **options))
        return clients[-1]

    yield make
    for client in clients:
        client.close()
