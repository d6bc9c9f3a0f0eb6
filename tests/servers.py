"""Loopback HTTP servers for tests: a folder with an index page, and whatever misbehaviour a test asks for.

    from tests.servers import WafServer

    with WafServer({"a.xml": b"<a/>", "sub/b.xml": b"<b/>"}) as server:
        client = HttpClient(AddressPolicy([server.allowed]), user_agent="test")
        client.get(server.url + "a.xml")
        assert server.requests["/a.xml"] == 1

A server listens on a free port of 127.0.0.1 (or the given address) from construction on and stops at the end of the
`with` block. It speaks HTTP/1.1 with kept connections, each served by a thread of its own.

`files` maps paths below the root to bytes; a real folder becomes one by `files_of(folder)`. The mapping may be changed
while the server runs (`server.files["a.xml"] = …`). Paths that end in "/" answer an index page as nginx writes it.
Files have an ETag (of their content) and Last-Modified (constant), and answer 304 to conditional requests.

`server.script(path, *behaviours)` sets what a path does instead, one behaviour per request, the last one for ever.
Behaviours are made by the functions of `tests.behaviours`.

Counts, by path without query: `server.requests`, and `server.bodies` (200 answers with a body, not 304). In all:
`server.connections` (accepted), `server.most_at_once` (requests in work at once); `server.headers` are those of
the last request by path. `server.url` ends in "/"; `server.allowed` is the entry for HARVEST_ALLOWED_PRIVATE.
"""

import hashlib
import html
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote, unquote

Behaviour = Callable[["Request"], None]
LAST_MODIFIED = "Tue, 14 Nov 2023 22:13:20 GMT"
_XML = "application/xml"
_HTML = "text/html; charset=utf-8"


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of a real folder and its sub-folders, for `WafServer`."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


class WafServer(ThreadingHTTPServer):
    """A web accessible folder on loopback; the module's docstring says how to use it."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, files: Mapping[str, bytes] | None = None, *, address: str = "127.0.0.1", port: int = 0) -> None:
        super().__init__((address, port), Request)
        self.files = dict(files or {})
        self.requests: Counter[str] = Counter()
        self.bodies: Counter[str] = Counter()
        self.headers: dict[str, Message] = {}
        self.connections = 0
        self.at_once = 0
        self.most_at_once = 0
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        self._scripts: dict[str, list[Behaviour]] = {}
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The root folder's URL."""
        return f"http://{self.server_address[0]!s}:{self.server_port}/"

    @property
    def allowed(self) -> str:
        """This server as an entry of HARVEST_ALLOWED_PRIVATE."""
        return f"{self.server_address[0]!s}:{self.server_port}"

    def script(self, path: str, *behaviours: Behaviour) -> None:
        """Let requests for the path (with leading slash, without query) do this, one after the other."""
        self._scripts[path] = list(behaviours)

    def forget(self) -> None:
        """No scripts any more, and all counts at zero."""
        with self.lock:
            self._scripts.clear()
            self.requests.clear()
            self.bodies.clear()
            self.most_at_once = self.at_once

    def behaviour(self, path: str) -> Behaviour:
        """What the next request for the path does."""
        with self.lock:
            script = self._scripts.get(path, [serve])
            return script.pop(0) if len(script) > 1 else script[0]

    def close(self) -> None:
        """Stop, and wake up the behaviours that wait."""
        self.stopping.set()
        self.shutdown()
        self.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what these tests provoke, and no news."""


class Request(BaseHTTPRequestHandler):
    """One kept connection; behaviours get it once per request and write the answer."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: WafServer
    body = b""

    @property
    def file_path(self) -> str:
        """The asked path in plain text, without leading slash and query."""
        return unquote(self.path.partition("?")[0]).lstrip("/")

    def setup(self) -> None:
        """Count the connection."""
        super().setup()
        with self.server.lock:
            self.server.connections += 1

    def do_POST(self) -> None:
        """As `do_GET`, with what was posted in `body`."""
        self.body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.do_GET()

    def do_GET(self) -> None:
        """Count the request and let its behaviour answer."""
        path = self.path.partition("?")[0]
        with self.server.lock:
            self.server.requests[path] += 1
            self.server.headers[path] = self.headers
            self.server.at_once += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
        try:
            self.server.behaviour(path)(self)
        finally:
            with self.server.lock:
                self.server.at_once -= 1

    def reply(self, content: bytes, code: int = 200, headers: Mapping[str, str] | None = None) -> None:
        """A whole answer with its length; `headers` may replace the length by a lie."""
        self.send_head({"Content-Length": str(len(content)), **(headers or {})}, code)
        self.wfile.write(content)
        if code == 200:
            with self.server.lock:
                self.server.bodies[self.path.partition("?")[0]] += 1

    def send_head(self, headers: Mapping[str, str], code: int = 200) -> None:
        """Status line and header block."""
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def pause(self, seconds: float) -> None:
        """Wait, but not beyond the server's end."""
        if self.server.stopping.wait(seconds):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def serve(request: Request) -> None:
    """Answer with the file, the folder's index page, or 404."""
    path = request.file_path
    names = _entries(request.server.files, path)
    if path in request.server.files:
        _serve_file(request, request.server.files[path])
    elif names and (path.endswith("/") or not path):
        request.reply(index_page(f"/{path}", names).encode(), headers={"Content-Type": _HTML})
    else:
        request.reply(b"not found", 404)


def _serve_file(request: Request, content: bytes) -> None:
    etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    marks = {"ETag": etag, "Last-Modified": LAST_MODIFIED}
    asked = request.headers
    if asked["If-None-Match"] == etag or (not asked["If-None-Match"] and asked["If-Modified-Since"] == LAST_MODIFIED):
        request.send_head(marks, 304)
    else:
        request.reply(content, headers={"Content-Type": _XML, **marks})


def _entries(files: Mapping[str, bytes], folder: str) -> list[str]:
    below = [path.removeprefix(folder) for path in list(files) if path.startswith(folder)]
    return sorted({name.partition("/")[0] + ("/" if "/" in name else "") for name in below})


def index_page(folder: str, names: list[str]) -> str:
    """An index page with these files and folders (names that end in "/"), as nginx writes it."""
    lines = [f'<a href="{quote(name)}">{html.escape(name)}</a>   14-Nov-2023 22:13   7546' for name in names]
    title = f"Index of {html.escape(folder)}"
    return (
        f"<html>\n<head><title>{title}</title></head>\n<body>\n<h1>{title}</h1><hr><pre>"
        + "\n".join(['<a href="../">../</a>', *lines])
        + "\n</pre><hr></body>\n</html>\n"
    )
