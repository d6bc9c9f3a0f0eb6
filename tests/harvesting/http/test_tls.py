"""Certificates are checked against the name that was asked for, whatever address it led to."""

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from harvesting.exceptions import AddressRefused, FetchFailed
from harvesting.http import AddressPolicy, Limits
from harvesting.http.connections import verifying_context
from harvesting.http.pool import ConnectionPool
from tests.behaviours import redirect
from tests.harvesting.http.conftest import MakeClient
from tests.servers import WafServer

CERTIFICATE = Path(__file__).parents[2] / "data" / "certificates" / "waf.example.org.pem"


@pytest.fixture
def secure_server() -> Iterator[WafServer]:
    """A folder over TLS with a certificate of its own making for waf.example.org."""
    with WafServer({"a.xml": b"<a/>"}) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        yield server


def _trusting() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATE))


def _policy(server: WafServer) -> AddressPolicy:
    return AddressPolicy([server.allowed], resolver=lambda *_: ["127.0.0.1"])


def test_it_fetches_over_tls_by_name(secure_server: WafServer, make_client: MakeClient) -> None:
    policy = _policy(secure_server)
    client = make_client(policy, pool=ConnectionPool(2, policy, tls=_trusting()))
    url = f"https://waf.example.org:{secure_server.server_port}/a.xml"
    assert [client.get(url).content for _ in range(3)] == [b"<a/>"] * 3
    assert secure_server.connections == 1


def test_it_refuses_a_certificate_that_nobody_vouches_for(secure_server: WafServer, make_client: MakeClient) -> None:
    with pytest.raises(FetchFailed, match="certificate is not valid") as failure:
        make_client(_policy(secure_server)).get(f"https://waf.example.org:{secure_server.server_port}/a.xml")
    assert not failure.value.retryable


def test_it_refuses_a_certificate_for_another_name(secure_server: WafServer, make_client: MakeClient) -> None:
    policy = _policy(secure_server)
    client = make_client(policy, pool=ConnectionPool(2, policy, tls=_trusting()))
    with pytest.raises(FetchFailed, match="certificate is not valid"):
        client.get(f"https://other.example.org:{secure_server.server_port}/a.xml")


def test_it_never_goes_from_https_to_http(secure_server: WafServer, server: WafServer, make_client: MakeClient) -> None:
    secure_server.script("/a.xml", redirect(f"http://waf.example.org:{server.server_port}/a.xml"))
    policy = AddressPolicy([secure_server.allowed, server.allowed], resolver=lambda *_: ["127.0.0.1"])
    client = make_client(policy, pool=ConnectionPool(2, policy, tls=_trusting()))
    with pytest.raises(AddressRefused, match="from https to http"):
        client.get(f"https://waf.example.org:{secure_server.server_port}/a.xml")
    assert server.connections == 0


def test_a_plain_server_is_no_secure_one(server: WafServer, make_client: MakeClient) -> None:
    with pytest.raises(FetchFailed, match="no connection"):
        make_client(limits=Limits(connect=0.5)).get(f"https://{server.allowed}/a.xml")


def test_a_server_that_never_greets_is_not_waited_for(make_client: MakeClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"127.0.0.1:{mute.getsockname()[1]}"
        client = make_client(AddressPolicy([address]), limits=Limits(connect=0.2))
        with pytest.raises(FetchFailed, match="no connection"):
            client.get(f"https://{address}/a.xml")


def test_it_trusts_the_usual_authorities_and_checks_names() -> None:
    context = verifying_context()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.cert_store_stats()["x509_ca"] > 50
