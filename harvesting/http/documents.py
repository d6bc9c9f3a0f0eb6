"""What a fetch brings: a document with the marks of its version, or the word that it has not changed."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPResponse, IncompleteRead
from pathlib import Path
from typing import IO, Self

from harvesting.exceptions import FetchFailed
from harvesting.http.limits import Meter

_SLICE = 256 * 1024
_MAX_VALIDATOR_LENGTH = 500
_VALIDATOR = re.compile(r"[\x21-\x7e\x80-\xff][\x20-\x7e\x80-\xff]*")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_RAW_DEFLATE = -zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Validators:
    """A source's marks of one version of a document, kept as text and sent back as they came (harvest contract 3.1)."""

    etag: str = ""
    last_modified: str = ""

    @classmethod
    def of(cls, answer: HTTPResponse) -> Self:
        """The marks of an answer; what is too long or cannot stand in a header is left out."""
        return cls(_validator(answer.headers["ETag"]), _validator(answer.headers["Last-Modified"]))

    def renewed_by(self, other: Self) -> Self:
        """These marks, with those of the other in their place as far as it has any."""
        return type(self)(other.etag or self.etag, other.last_modified or self.last_modified)

    def as_headers(self) -> dict[str, str]:
        """The headers of a conditional GET; empty where there is no mark."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


@dataclass(frozen=True, slots=True)
class FetchedDocument:
    """A document as the source sent it.

    `url` was asked for, `final_url` answered after redirects; `content` are the bytes after one layer of gzip or
    deflate; `content_type` is the media type in lower case without parameters, `charset` what the header says; both ""
    where it says nothing.
    """

    url: str
    final_url: str
    content: bytes
    content_type: str = ""
    charset: str = ""
    validators: Validators = Validators()


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A content that went into a file: how many bytes, and their SHA-256, hexadecimal."""

    url: str
    path: Path
    size: int
    digest: str
    validators: Validators = Validators()


@dataclass(frozen=True, slots=True)
class NotModified:
    """The source says that the version with these marks is still the present one."""

    url: str
    validators: Validators


def _validator(value: str | None) -> str:
    text = (value or "").strip()
    return text if len(text) <= _MAX_VALIDATOR_LENGTH and _VALIDATOR.fullmatch(text) else ""


def read_document(url: str, final_url: str, answer: HTTPResponse, meter: Meter) -> FetchedDocument:
    """The document of an answer with status 200; FetchFailed where it is cut off or packed otherwise than agreed."""
    encoding = (answer.headers["Content-Encoding"] or "").strip().lower()
    content_type = answer.headers["Content-Type"] or ""
    charset = _CHARSET.search(content_type)
    return FetchedDocument(
        url=url,
        final_url=final_url,
        content=_decoded(read_content(answer, meter), encoding, meter),
        content_type=content_type.partition(";")[0].strip().lower(),
        charset=charset[1].lower() if charset else "",
        validators=Validators.of(answer),
    )


def save_content(path: Path, url: str, _: str, answer: HTTPResponse, meter: Meter) -> SavedFile:
    """The content of an answer with status 200, in a file; FetchFailed where it is packed although it should not be."""
    if (answer.headers["Content-Encoding"] or "identity").strip().lower() != "identity":
        raise FetchFailed("packed although it was asked for as it is", url=url)
    digest, size = sha256(), 0
    with path.open("wb") as file:
        for piece in _pieces(answer, meter):
            digest.update(piece)
            size += len(piece)
            _write(file, piece, url)
    return SavedFile(url, path, size, digest.hexdigest(), Validators.of(answer))


def _write(file: IO[bytes], piece: bytes, url: str) -> None:
    try:
        file.write(piece)
    except OSError as error:  # a full disk is our fault, and no fault of the connection
        raise FetchFailed(f"cannot be kept here: {error.strerror}", url=url) from error


def read_content(answer: HTTPResponse, meter: Meter) -> bytes:
    """All bytes of the body as they came; LimitExceeded beyond the bound, IncompleteRead where it ends too early."""
    pieces = list(_pieces(answer, meter))
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _pieces(answer: HTTPResponse, meter: Meter) -> Iterator[bytes]:
    longest = meter.limits.content
    if (answer.length or 0) > longest:
        raise meter.too_long("content")
    read = 0
    while not answer.isclosed() and (piece := answer.read(_SLICE)):
        yield piece
        read += len(piece)
        if read > longest:
            raise meter.too_long("content")
    if answer.length:
        raise IncompleteRead(b"", answer.length)


def _decoded(content: bytes, encoding: str, meter: Meter) -> bytes:
    if encoding in ("", "identity"):
        return content
    if encoding not in ("gzip", "x-gzip", "deflate"):
        # A list of encodings is several layers, each of which multiplies the ratio of a bomb.
        raise FetchFailed("packed in another way than one layer of gzip or deflate", url=meter.url)
    try:
        return _unpacked(content, meter)
    except zlib.error as error:
        raise FetchFailed("packed content is damaged", url=meter.url) from error


def _unpacked(content: bytes, meter: Meter) -> bytes:
    longest = meter.limits.content
    unpacked = bytearray()
    # A gzip file may have several members; what follows the last one is padding.
    while content[:2] == _GZIP_MAGIC or not unpacked:
        inflater = zlib.decompressobj(_window_bits(content))
        unpacked += inflater.decompress(content, longest + 1 - len(unpacked))
        if len(unpacked) > longest:
            raise meter.too_long("content")
        if not inflater.eof:
            raise FetchFailed("packed content is cut off", url=meter.url)
        content = inflater.unused_data
        if not content:
            break
    return bytes(unpacked)


def _window_bits(content: bytes) -> int:
    # RFC 9110 means zlib by "deflate", some servers send raw deflate: a zlib header is a multiple of 31.
    is_zlib = len(content) >= 2 and content[0] & 0x0F == zlib.DEFLATED and int.from_bytes(content[:2], "big") % 31 == 0
    return _GZIP_OR_ZLIB if is_zlib or content[:2] == _GZIP_MAGIC else _RAW_DEFLATE
