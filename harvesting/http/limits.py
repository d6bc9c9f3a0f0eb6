"""Bounds of one request (RELIABILITY 3.1), and the reader that keeps an answer within them.

A timeout of a socket bounds one wait only: a source that sends a byte now and then holds a client for ever, in the
header as well as in the body. So the bounds sit below `http.client`, where bytes come in: before each wait the socket
gets the time that is left, after each the bytes are counted. No second thread has to watch.
"""

import io
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from entities.archives.limits import Limits as ArchiveLimits
from harvesting.exceptions import LimitExceeded

_READ_AHEAD = 32 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes and counts; tests lower them, the defaults are those of RELIABILITY 3.1."""

    connect: float = 5.0
    between_bytes: float = 20.0
    total: float = 60.0
    content: int = 10_000_000
    header: int = 64 * 1024
    redirects: int = 5
    retry_after: float = 120.0


DEFAULT_LIMITS = Limits()
ARCHIVE_LIMITS = Limits(total=1800.0, content=ArchiveLimits().packed)
"""Of an archive, which goes into a file and may be large."""


class Meter:
    """What one request has used of its limits: time since it began, bytes on the wire.

    `total` seconds hold for one try of one request with its redirects; another try has a new meter.
    """

    def __init__(self, limits: Limits, url: str) -> None:
        self.limits = limits
        self.url = url
        self._deadline: float | None = None
        self._allowance = 0
        self._limit = "header"

    def start(self) -> None:
        """Time counts from the first call: waiting for a free connection is our own doing, not the source's."""
        if self._deadline is None:
            self._deadline = time.monotonic() + self.limits.total

    def patience(self, longest: float) -> float:
        """Seconds that the next wait may last; LimitExceeded where the time is up."""
        left = self._time_left()
        if left <= 0:
            raise self._time_is_up()
        return min(longest, left)

    def waited_in_vain(self) -> LimitExceeded:
        """The error for a wait of `patience` seconds that brought nothing."""
        if self._time_left() <= 0:
            return self._time_is_up()
        return LimitExceeded(f"no byte for {self.limits.between_bytes:g} s", limit="between_bytes", url=self.url)

    def expect_header(self) -> None:
        """From here on bytes count against the bound of the header block."""
        # The reader takes what comes, so that up to one buffer of the body counts with the header.
        self._allowance = self.limits.header + _READ_AHEAD
        self._limit = "header"

    def expect_body(self) -> None:
        """From here on bytes count against the bound of the content."""
        # The half more is for the framing of chunks; nobody serves a document in chunks of a few bytes.
        self._allowance = self.limits.content * 3 // 2 + _READ_AHEAD
        self._limit = "content"

    def count(self, received: int) -> None:
        """Take note of received bytes; LimitExceeded beyond the bound that holds now."""
        self._allowance -= received
        if self._allowance < 0:
            raise self.too_long(self._limit)

    def too_long(self, limit: str) -> LimitExceeded:
        """The error for more bytes than the named bound (`header` or `content`) allows."""
        allowed: int = getattr(self.limits, limit)
        return LimitExceeded(f"{limit} longer than {allowed:,} bytes", limit=limit, url=self.url)

    def _time_left(self) -> float:
        return self.limits.total if self._deadline is None else self._deadline - time.monotonic()

    def _time_is_up(self) -> LimitExceeded:
        return LimitExceeded(f"not complete after {self.limits.total:g} s", limit="total", url=self.url)


class MeteredSocket:
    """A socket as `http.client.HTTPResponse` sees it: something that makes a file, here one within the limits."""

    def __init__(self, connected: socket.socket, meter: Meter) -> None:
        self._socket = connected
        self._meter = meter

    def makefile(self, mode: str) -> io.BufferedReader:
        """The only method that the standard library's response asks for; `mode` is always "rb"."""
        return io.BufferedReader(_MeteredReader(self._socket, self._meter), _READ_AHEAD)


class _MeteredReader(io.RawIOBase):
    """Reads from the socket; keeps it open until closed itself, as `makefile` of a socket does."""

    def __init__(self, connected: socket.socket, meter: Meter) -> None:
        self._socket = connected
        self._file = connected.makefile("rb", buffering=0)
        self._meter = meter
        self._readinto: Callable[[memoryview], int | None] = self._file.readinto

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        meter = self._meter
        self._socket.settimeout(meter.patience(meter.limits.between_bytes))
        try:
            received = self._readinto(buffer) or 0
        except TimeoutError:
            raise meter.waited_in_vain() from None
        meter.count(received)
        return received

    def close(self) -> None:
        self._file.close()
        super().close()
