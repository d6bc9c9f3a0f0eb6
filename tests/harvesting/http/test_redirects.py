"""Redirects are followed by hand, a few, and each obeys all rules again (RELIABILITY 4.5)."""

import pytest

from harvesting.exceptions import AddressRefused, FetchFailed, LimitExceeded
from harvesting.http import AddressPolicy
from tests.behaviours import redirect
from tests.harvesting.http.conftest import MakeClient
from tests.servers import WafServer


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
