"""Where the harvester may connect to: addresses are judged, never their spelling."""

import ipaddress
import socket
import threading
import time
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesting.exceptions import AddressRefused
from harvesting.http import AddressPolicy, HttpClient, check_url, read_url
from harvesting.http.addresses import AllowedPrivate, is_refused_address, is_refused_port, resolve
from tests.behaviours import answer
from tests.harvesting.http.conftest import MakeClient
from tests.servers import WafServer, serve

LOOPBACK_IN_DISGUISE = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "0",
    "0.0",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "127.255.255.254",
    "localhost",
    "LOCALHOST.",
    "\uff11\uff12\uff17.\uff10.\uff10.\uff11",
    "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460",
    "127\u30020\u30020\u30021",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::127.0.0.1]",
    "[2002:7f00:1::]",
]
PRIVATE = [
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "168.63.129.16",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "3fff::1",
    "5f00::1",
    "100::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:a00:1::1",
    "::10.0.0.1",
]
PUBLIC = ["1.1.1.1", "93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450:4001::1"]


class Resolver:
    """Answers prepared lists of addresses, one per question, the last one for ever; counts the questions."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.questions = 0

    def __call__(self, host: str, port: int, timeout: float) -> Sequence[str]:
        self.questions += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def canary() -> Iterator[WafServer]:
    """A server on loopback that nothing allows: a single connection to it is a failure."""
    with WafServer({"secret.xml": b"<secret/>"}) as server:
        yield server
        assert server.connections == 0


@pytest.mark.parametrize("host", LOOPBACK_IN_DISGUISE)
def test_it_refuses_every_spelling_of_loopback(host: str, canary: WafServer) -> None:
    client = HttpClient(AddressPolicy(["127.0.0.1:1024"]), user_agent="tests", pauses=())
    with pytest.raises(AddressRefused, match="refused"):
        client.get(f"http://{host}:{canary.server_port}/secret.xml")


@pytest.mark.parametrize("address", PRIVATE)
def test_it_refuses_addresses_that_are_not_public(address: str) -> None:
    assert is_refused_address(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_it_lets_public_addresses_pass(address: str) -> None:
    assert not is_refused_address(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_it_judges_an_embedded_address_no_milder_than_itself(address: ipaddress.IPv4Address) -> None:
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    assert is_refused_address(mapped) == is_refused_address(address)
    for embedding in (f"::{address}", f"::ffff:0:{address}", f"64:ff9b::{address}"):
        assert is_refused_address(ipaddress.IPv6Address(embedding))


@given(st.ip_addresses())
def test_it_never_lets_a_private_address_pass(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if address.is_private or address.is_multicast or address.is_link_local or address.is_reserved:
        mapped = isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped
        assert is_refused_address(address) or mapped


@pytest.mark.parametrize("port", [0, 1, 22, 25, 81, 1023, 2375, 2380, 3306, 5432, 6379, 9200, 10250, 11211, 27017])
def test_it_refuses_ports_of_other_services(port: int) -> None:
    assert is_refused_port(port)
    with pytest.raises(AddressRefused, match=f"port {port}"):
        AddressPolicy().check_url(f"http://waf.example.org:{port}/")


@pytest.mark.parametrize("port", [80, 443, 1024, 8080, 8443, 65535])
def test_it_lets_ports_of_web_servers_pass(port: int) -> None:
    assert AddressPolicy().check_url(f"https://waf.example.org:{port}/").origin.port == port


@pytest.mark.parametrize("host", ["metadata.google.internal", "METADATA.google.internal.", "instance-data", "metadata"])
def test_it_refuses_metadata_services_by_name(host: str) -> None:
    resolver = Resolver(["93.184.215.14"])
    with pytest.raises(AddressRefused, match="private address"):
        AddressPolicy(resolver=resolver).check_url(f"http://{host}/computeMetadata/v1/")
    assert resolver.questions == 0


def test_one_bad_address_among_many_refuses_all() -> None:
    policy = AddressPolicy(resolver=Resolver(["93.184.215.14", "2606:4700::1", "10.0.0.1"]))
    with pytest.raises(AddressRefused, match="private address"):
        policy.addresses(read_url("http://waf.example.org/").origin, url="http://waf.example.org/", timeout=1)


def test_it_says_nothing_about_the_address_it_refused() -> None:
    policy = AddressPolicy(resolver=Resolver(["10.1.2.3"]))
    with pytest.raises(AddressRefused) as refusal:
        policy.check_source("http://intranet.example.org/")
    assert "10.1.2.3" not in str(refusal.value)
    assert refusal.value.address == "10.1.2.3"


def test_a_second_answer_of_the_name_server_does_not_change_the_goal(make_client: MakeClient) -> None:
    # given a name that leads to an allowed server at first, and to a canary on another address from then on
    resolver = Resolver(["127.0.0.2"], ["127.0.0.1"])
    with (
        WafServer({"a.xml": b"<a/>"}, address="127.0.0.2") as good,
        WafServer({"a.xml": b"<secret/>"}, port=good.server_port) as canary,
    ):
        client = make_client(AddressPolicy([good.allowed], resolver=resolver))
        url = f"http://rebinding.example.org:{good.server_port}/a.xml"
        # when it is asked several times on a kept connection, and once more after that was closed
        good.script("/a.xml", serve, serve, answer(b"<a/>", Connection="close"))
        assert [client.get(url).content for _ in range(3)] == [b"<a/>"] * 3
        with pytest.raises(AddressRefused):
            client.get(url)
        # then each connection went where the answer that was checked for it led
        assert (good.connections, canary.connections, resolver.questions) == (1, 0, 2)


def test_the_name_stays_in_the_host_header(server: WafServer, make_client: MakeClient) -> None:
    client = make_client(AddressPolicy([server.allowed], resolver=Resolver(["127.0.0.1"])))
    client.get(f"http://waf.example.org:{server.server_port}/a.xml")
    assert server.headers["/a.xml"]["Host"] == f"waf.example.org:{server.server_port}"


def test_it_tries_the_next_address_where_one_does_not_answer(server: WafServer, make_client: MakeClient) -> None:
    policy = AddressPolicy([f"127.0.0.0/8:{server.server_port}"], resolver=Resolver(["127.0.0.9", "127.0.0.1"]))
    assert make_client(policy).get(f"http://waf.example.org:{server.server_port}/a.xml").content == b"<a/>"


def test_an_exception_holds_for_its_port_only(server: WafServer, canary: WafServer, make_client: MakeClient) -> None:
    client = make_client()
    assert client.get(f"{server.url}a.xml").content == b"<a/>"
    with pytest.raises(AddressRefused, match="private address"):
        client.get(f"{canary.url}secret.xml")


def test_it_answers_alike_for_open_and_closed_private_ports(canary: WafServer, make_client: MakeClient) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        texts = []
        for url in (canary.url, closed):
            with pytest.raises(AddressRefused) as refusal:
                make_client().get(url)
            texts.append(str(refusal.value).removeprefix(url))
    assert texts[0] == texts[1] == ": refused: private address"


@pytest.mark.parametrize(
    ("entry", "address", "port"),
    [
        ("127.0.0.1:8001", "127.0.0.1", 8001),
        ("10.0.0.0/8:80", "10.1.2.3", 80),
        ("[::1]:8001", "::1", 8001),
        ("[fd00::/8]:443", "fd12::1", 443),
    ],
)
def test_it_reads_exceptions(entry: str, address: str, port: int) -> None:
    allowed = AllowedPrivate.parse(entry)
    assert allowed.covers(ipaddress.ip_address(address), port)
    assert not allowed.covers(ipaddress.ip_address(address), port + 1)
    assert not allowed.covers(ipaddress.ip_address("192.168.0.1"), port)


@pytest.mark.parametrize("entry", ["127.0.0.1", "*:80", "*", "localhost:80", "127.0.0.1:", "127.0.0.1:0", ":80", ""])
def test_it_refuses_exceptions_without_address_or_port(entry: str) -> None:
    with pytest.raises(ValueError, match="port"):
        AllowedPrivate.parse(entry)


def test_a_port_of_other_services_needs_an_exception_for_its_address() -> None:
    policy = AddressPolicy(["10.0.0.5:9200"], resolver=Resolver(["93.184.215.14"]))
    assert policy.check_url("http://10.0.0.5:9200/").origin.port == 9200
    with pytest.raises(AddressRefused, match="port 9200"):
        policy.check_source("http://waf.example.org:9200/")


def test_it_refuses_the_portal_itself() -> None:
    policy = AddressPolicy(own=read_url("https://portal.example.org").origin)
    with pytest.raises(AddressRefused, match="own address"):
        policy.check_url("https://PORTAL.example.org.:443/waf/")
    assert policy.check_url("https://portal.example.org:8443/").origin.port == 8443


def test_a_source_with_a_private_name_is_refused_when_it_is_saved() -> None:
    with pytest.raises(AddressRefused, match="private address"):
        check_url("http://localhost:8765/waf/")


def test_a_source_whose_name_cannot_be_resolved_now_may_be_saved() -> None:
    def no_answer(host: str, port: int, timeout: float) -> Sequence[str]:
        raise socket.gaierror("no such host")

    AddressPolicy(resolver=no_answer).check_source("http://waf.example.org/")


def test_a_slow_name_server_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: released.wait(5) and [])
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        resolve("waf.example.org", 80, 0.05)
    released.set()
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("host", ["waf..example.org", "x" * 64 + ".example.org"])
def test_an_impossible_name_leads_nowhere(host: str) -> None:
    with pytest.raises(OSError, match="label"):
        resolve(host, 80, 5)


def test_an_unknown_name_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(socket.gaierror):
        resolve("waf.example.org", 80, 5)
