"""Through a proxy the rules stay on: it is told the checked address, never a name."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Self

import pytest
from pytest_django import Settings

from harvesting.exceptions import AddressRefused, FetchFailed
from harvesting.http import AddressPolicy, HttpClient
from harvesting.http.pool import ConnectionPool
from harvesting.http.urls import Origin
from tests.harvesting.http.conftest import MakeClient
from tests.servers import WafServer


class ConnectProxy:
    """An HTTP proxy that connects to one goal, notes what it was asked for, and passes bytes in both directions."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.refuses = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._connect, args=(client,), daemon=True).start()

    def _connect(self, client: socket.socket) -> None:
        goal = client.recv(4096).split(b" ")[1].decode()
        self.asked.append(goal)
        if self.refuses:
            client.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            client.close()
            return
        host, _, port = goal.rpartition(":")
        with client, socket.create_connection((host, int(port))) as server:
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=_pass_on, args=(server, client), daemon=True)
            back.start()
            _pass_on(client, server)
            back.join()


def _pass_on(source: socket.socket, goal: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            goal.sendall(data)
        goal.shutdown(socket.SHUT_WR)


@pytest.fixture
def proxy() -> Iterator[ConnectProxy]:
    """A proxy on loopback."""
    with ConnectProxy() as running:
        yield running


def _client(make_client: MakeClient, proxy: ConnectProxy, policy: AddressPolicy) -> HttpClient:
    pool = ConnectionPool(2, policy, proxy=Origin("http", "127.0.0.1", proxy.port))
    return make_client(policy, pool=pool)


def test_it_asks_the_proxy_for_the_checked_address(
    server: WafServer, make_client: MakeClient, proxy: ConnectProxy
) -> None:
    client = _client(make_client, proxy, AddressPolicy([server.allowed], resolver=lambda *_: ["127.0.0.1"]))
    url = f"http://waf.example.org:{server.server_port}/a.xml"
    assert [client.get(url).content for _ in range(2)] == [b"<a/>"] * 2
    assert proxy.asked == [server.allowed]
    assert server.headers["/a.xml"]["Host"] == f"waf.example.org:{server.server_port}"


def test_it_asks_no_proxy_for_a_private_address(
    server: WafServer, make_client: MakeClient, proxy: ConnectProxy
) -> None:
    with pytest.raises(AddressRefused):
        _client(make_client, proxy, AddressPolicy()).get(f"{server.url}a.xml")
    assert proxy.asked == []


def test_a_proxy_that_refuses_is_a_failure(server: WafServer, make_client: MakeClient, proxy: ConnectProxy) -> None:
    proxy.refuses = True
    with pytest.raises(FetchFailed, match="no connection"):
        _client(make_client, proxy, AddressPolicy([server.allowed])).get(f"{server.url}a.xml")


def test_the_installation_says_which_proxy(server: WafServer, proxy: ConnectProxy, settings: Settings) -> None:
    settings.HARVEST_ALLOWED_PRIVATE = [server.allowed]
    settings.HARVEST_PROXY = f"http://127.0.0.1:{proxy.port}"
    with HttpClient.from_settings() as client:
        assert client.get(f"{server.url}a.xml").content == b"<a/>"
    assert proxy.asked == [server.allowed]
