"""A loopback folder and a protocol over it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from harvesting.http import AddressPolicy, HttpClient, Limits
from harvesting.protocols.waf import WafProtocol
from tests.behaviours import answer
from tests.servers import Behaviour, WafServer

MakeWaf = Callable[..., WafProtocol]


@pytest.fixture
def server() -> Iterator[WafServer]:
    """A folder with nothing in it yet."""
    with WafServer() as running:
        yield running


@pytest.fixture
def make_waf(server: WafServer) -> Iterator[MakeWaf]:
    """Makes WAF protocols of a path on the server (by default its root); `allowed_hosts` may be listed."""
    clients: list[HttpClient] = []

    def make(path: str = "", allowed_hosts: tuple[str, ...] = (), **options: Any) -> WafProtocol:
        policy = AddressPolicy([server.allowed], resolver=lambda *_: ["127.0.0.1"])
        limits = Limits(between_bytes=0.5, total=5.0)
        clients.append(HttpClient(policy, user_agent="tests", pauses=(), limits=limits, allowed_hosts=allowed_hosts))
        return WafProtocol(server.url + path, clients[-1], **options)

    yield make
    for client in clients:
        client.close()


def found(waf: WafProtocol) -> list[str]:
    """The paths of all documents, in the order of discovery."""
    root = waf.url.split("/", 3)[:3]
    return [reference.url.removeprefix("/".join(root)) for reference in waf.discover()]


def page(*hrefs: str, heading: str = "Index of /") -> Behaviour:
    """An index page with these links."""
    links = "\n".join(f'<a href="{href}">entry</a>' for href in hrefs)
    return answer(f"<html><body><h1>{heading}</h1>{links}</body></html>")
