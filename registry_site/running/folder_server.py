"""Serves a folder over HTTP on loopback: listings, and files with validators, so second harvests are conditional."""

import http.server
import io
import sys
from email.utils import formatdate
from http import HTTPStatus
from pathlib import Path
from typing import Any


class FolderHandler(http.server.SimpleHTTPRequestHandler):
    """Python's own file handler with entity tags and connections that stay open."""

    protocol_version = "HTTP/1.1"
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".xml": "application/xml",
    }

    def send_head(self) -> Any:
        """A file's headers, or 304 without a body where the client has this version of it."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            return super().send_head()
        tag = _entity_tag(path)
        if self._is_known(path, tag):
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self._send_validators(path, tag)
            self.end_headers()
            return None
        return self._send_file(path, tag)

    def _is_known(self, path: Path, tag: str) -> bool:
        if "If-None-Match" in self.headers:
            return tag in {given.strip() for given in self.headers["If-None-Match"].split(",")}
        return bool(self.headers.get("If-Modified-Since") == _modified(path))

    def _send_file(self, path: Path, tag: str) -> Any:
        # Read at once: a file that grows while it is sent would run over its announced length.
        content = path.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        self._send_validators(path, tag)
        self.end_headers()
        return io.BytesIO(content)

    def _send_validators(self, path: Path, tag: str) -> None:
        self.send_header("ETag", tag)
        self.send_header("Last-Modified", _modified(path))

    def log_message(self, format: str, *values: Any) -> None:
        """One line per request on the output, as other servers do."""
        sys.stdout.write(f"{self.log_date_time_string()} {format % values}\n")


def _entity_tag(path: Path) -> str:
    status = path.stat()
    return f'"{status.st_mtime_ns:x}-{status.st_size:x}"'


def _modified(path: Path) -> str:
    return formatdate(path.stat().st_mtime, usegmt=True)


def server(folder: Path, port: int = 0) -> http.server.ThreadingHTTPServer:
    """A server on loopback, not yet serving; port 0 takes a free one."""

    class Handler(FolderHandler):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, directory=str(folder), **named)

    return http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)


def main() -> None:
    """Serve the folder and port of the command line until told to stop."""
    folder, port = sys.argv[1:3]
    with server(Path(folder), int(port)) as serving:
        serving.serve_forever()


if __name__ == "__main__":
    main()
