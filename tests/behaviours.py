"""What a server of `tests.servers` can do instead of serving a file: `server.script(path, *behaviours)`."""

import gzip
import zlib

from tests.servers import Behaviour, Request, serve

_XML = "application/xml"
_HTML = "text/html; charset=utf-8"
_MEGABYTE = 1_000_000


def served(delay: float = 0.0) -> Behaviour:
    """The file or index page as without a script, after a delay in seconds."""

    def behave(request: Request) -> None:
        request.pause(delay)
        serve(request)

    return behave


def answer(content: bytes | str, content_type: str = _HTML, **headers: str) -> Behaviour:
    """200 with this content; underscores in names of headers stand for hyphens."""
    body = content.encode() if isinstance(content, str) else content
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: request.reply(body, headers={"Content-Type": content_type, **named})


def status(code: int, content: bytes = b"secret of the source", **headers: str) -> Behaviour:
    """An answer with this status, e.g. `status(503, Retry_After="1")`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: request.reply(content, code, named)


def redirect(location: str, code: int = 302) -> Behaviour:
    """A redirect to a URL, absolute or relative."""
    return status(code, b"", Location=location)


def login_page() -> Behaviour:
    """200 with a form that asks for a password."""
    return answer(
        '<html><h1>Please log in</h1><form><input type="password"></form><a href="/help.html">Help</a></html>'
    )


def silence(seconds: float = 60.0) -> Behaviour:
    """Accept the request and say nothing."""
    return lambda request: request.pause(seconds)


def drip(what: str, interval: float = 0.02, length: int = 100_000) -> Behaviour:
    """One byte of the body (`what="body"`), or one header line (`what="header"`), per interval in seconds."""

    def behave(request: Request) -> None:
        pieces = [b"x"] * length
        if what == "body":
            request.send_head({"Content-Length": str(length)})
        else:
            request.wfile.write(b"HTTP/1.1 200 OK\r\n")
            pieces = [b"X-Slow: %d\r\n" % number for number in range(length)]
        for piece in pieces:
            request.wfile.write(piece)
            request.pause(interval)
            if request.close_connection:
                return

    return behave


def cut_body(content: bytes) -> Behaviour:
    """Announce the content's length, send half of it, hang up."""

    def behave(request: Request) -> None:
        request.send_head({"Content-Length": str(len(content)), "Content-Type": _XML})
        request.wfile.write(content[: len(content) // 2])
        request.close_connection = True

    return behave


def cut_chunks(*chunks: bytes) -> Behaviour:
    """Chunks without the last, empty one; then hang up."""

    def behave(request: Request) -> None:
        request.send_head({"Transfer-Encoding": "chunked", "Content-Type": _XML})
        for chunk in chunks:
            request.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
        request.close_connection = True

    return behave


def packed(content: bytes, encoding: str = "gzip") -> Behaviour:
    """The content under this Content-Encoding: gzip, deflate, or raw (deflate without the header of zlib)."""
    if encoding == "gzip":
        body = gzip.compress(content)
    else:
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS if encoding == "raw" else zlib.MAX_WBITS)
        body = packer.compress(content) + packer.flush()
    return answer(body, _XML, Content_Encoding="gzip" if encoding == "gzip" else "deflate")


def bomb(megabytes: int) -> Behaviour:
    """Gzip of so many megabytes of zeros, a thousandth of that on the wire."""
    packer = zlib.compressobj(level=9, wbits=16 + zlib.MAX_WBITS)
    body = b"".join(packer.compress(bytes(_MEGABYTE)) for _ in range(megabytes)) + packer.flush()
    return answer(body, _XML, Content_Encoding="gzip")


def endless() -> Behaviour:
    """A body without announced length that never ends."""

    def behave(request: Request) -> None:
        request.send_head({"Content-Type": _XML, "Connection": "close"})
        while not request.server.stopping.is_set():
            request.wfile.write(bytes(64 * 1024))

    return behave


def raw(content: bytes) -> Behaviour:
    """These very bytes instead of an answer, then the end of the connection."""

    def behave(request: Request) -> None:
        request.wfile.write(content)
        request.close_connection = True

    return behave
