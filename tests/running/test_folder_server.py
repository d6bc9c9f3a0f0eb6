"""The loopback server of the demo source: listings, validators, connections that stay open."""

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry_site.running import folder_server


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[http.client.HTTPConnection]:
    """A connection to a server of a folder with one document."""
    (tmp_path / "one.xml").write_bytes(b"<one/>")
    with folder_server.server(tmp_path) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        client = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=5)
        yield client
        client.close()
        server.shutdown()
        thread.join()


def get(client: http.client.HTTPConnection, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    """An answer and its body."""
    client.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = client.getresponse()
    return answer, answer.read()


def test_it_lists_its_documents(connection: http.client.HTTPConnection) -> None:
    answer, body = get(connection, "/")
    assert answer.status == 200
    assert b'href="one.xml"' in body


def test_it_serves_a_document_with_validators(connection: http.client.HTTPConnection) -> None:
    answer, body = get(connection, "/one.xml")
    assert (answer.status, body) == (200, b"<one/>")
    assert answer.headers["Content-Type"] == "application/xml"
    assert answer.headers["ETag"]
    assert answer.headers["Last-Modified"].endswith("GMT")


def test_it_sends_no_body_to_who_has_it(connection: http.client.HTTPConnection) -> None:
    first, _ = get(connection, "/one.xml")
    by_tag, body = get(connection, "/one.xml", If_None_Match=first.headers["ETag"])
    by_date, _ = get(connection, "/one.xml", If_Modified_Since=first.headers["Last-Modified"])
    assert (by_tag.status, by_date.status, body) == (304, 304, b"")


def test_it_sends_a_changed_document_again(connection: http.client.HTTPConnection, tmp_path: Path) -> None:
    first, _ = get(connection, "/one.xml")
    (tmp_path / "one.xml").write_bytes(b"<one>changed</one>")
    again, body = get(connection, "/one.xml", If_None_Match=first.headers["ETag"])
    assert (again.status, body) == (200, b"<one>changed</one>")


def test_it_knows_nothing_outside_its_folder(connection: http.client.HTTPConnection, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.xml").write_text("secret")
    for path in ("/../secret.xml", "/%2e%2e/secret.xml", "/missing.xml"):
        answer, _ = get(connection, path)
        assert answer.status == 404
        connection.close()
