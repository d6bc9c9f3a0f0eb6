"""A source that costs next to nothing: answers stand ready in memory, one thread writes them.

`python source.py PORT WHAT DELAY` listens on the port, says so, and serves documents as a web accessible folder: as
many of the samples' good ones, each with an identifier of its own, as WHAT is, or the files of the folder WHAT. Each
document's answer waits DELAY seconds. `/written` answers how many bytes were sent so far.
"""

import asyncio
import hashlib
import sys
from pathlib import Path
from typing import cast
from urllib.parse import quote

from lxml import etree

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "demo-source"
_IDENTIFIER = "{http://www.isotc211.org/2005/gmd}fileIdentifier"


def documents(count: int) -> dict[str, bytes]:
    """So many documents by file name, of the sizes and kinds of the samples."""
    originals = [tree for path in sorted(SAMPLES.glob("*.xml")) if (tree := _usable(path)) is not None]
    found = {}
    for number in range(count):
        root = originals[number % len(originals)]
        root.find(_IDENTIFIER)[0].text = f"org.example.benchmark:{number:05}"
        found[f"document-{number:05}.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return found


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _usable(path: Path) -> etree._Element | None:
    """The root of a well-formed document with an identifier."""
    try:
        root = etree.parse(path).getroot()
    except etree.XMLSyntaxError:
        return None
    identifier = root.find(_IDENTIFIER)
    return root if identifier is not None and len(identifier) else None


class Answers(asyncio.Protocol):
    """One connection: each request is answered by its path, after the delay for documents."""

    ready: dict[bytes, tuple[bytes, bytes]]
    delay: float
    written = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to write."""
        self.transport = cast(asyncio.Transport, transport)
        self.received = b""

    def data_received(self, data: bytes) -> None:
        """Answer each whole request; clients wait for an answer before they ask again."""
        self.received += data
        while b"\r\n\r\n" in self.received:
            head, _, self.received = self.received.partition(b"\r\n\r\n")
            if head.startswith(b"GET /written "):
                self.transport.write(_answer(str(type(self).written).encode()))
                continue
            tag, answer = self.ready.get(head.split(b" ", 2)[1], (b"", _answer(b"not found", status=b"404 Not Found")))
            if tag and tag in head:
                answer = b"HTTP/1.1 304 Not Modified\r\nETag: " + tag + b"\r\n\r\n"
            if self.delay and tag:
                asyncio.get_running_loop().call_later(self.delay, self._write, answer)
            else:
                self._write(answer)

    def _write(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            type(self).written += len(answer)
            self.transport.write(answer)


def _answer(body: bytes, *, status: bytes = b"200 OK", kind: bytes = b"text/html", tag: bytes = b"") -> bytes:
    head = b"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n" % (status, kind, len(body))
    return head + (b"ETag: %s\r\n" % tag if tag else b"") + b"\r\n" + body


async def serve(port: int, what: str, delay: float) -> None:
    """Listen until the process is ended."""
    found = (
        documents(int(what)) if what.isdecimal() else {path.name: path.read_bytes() for path in Path(what).iterdir()}
    )
    index = "".join(f'<a href="{quote(name)}">{name}</a>\n' for name in found)
    ready = {b"/": (b"", _answer(f"<html><body><h1>Index of /</h1>{index}</body></html>".encode()))}
    for name, content in found.items():
        tag = b'"%s"' % hashlib.sha256(content).hexdigest()[:20].encode()
        ready[f"/{quote(name)}".encode()] = (tag, _answer(content, kind=b"application/xml", tag=tag))
    protocol = type("SourceAnswers", (Answers,), {"ready": ready, "delay": delay})
    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", port, backlog=512)
    print("listening", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2], float(sys.argv[3])))
