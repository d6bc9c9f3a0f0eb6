"""A loopback server, and clients that may reach it and wait for nothing long."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from harvesting.http import AddressPolicy, HttpClient, Limits
from tests.servers import WafServer

QUICK = Limits(connect=1.0, between_bytes=0.5, total=1.0, content=100_000, header=8_000)
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
        usual: dict[str, Any] = {"limits": QUICK, "pauses": (), "user_agent": "tests/1.0 (+https://example.org)"}
        clients.append(HttpClient(policy or AddressPolicy([server.allowed]), **(usual | options)))
        return clients[-1]

    yield make
    for client in clients:
        client.close()
