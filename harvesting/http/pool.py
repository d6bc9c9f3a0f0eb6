"""Kept connections of one client, so that a thousand documents of a source do not open a thousand connections."""

import ssl
import threading
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse, IncompleteRead, LineTooLong, RemoteDisconnected

from harvesting.exceptions import FetchFailed
from harvesting.http.addresses import AddressPolicy
from harvesting.http.connections import PinnedConnection
from harvesting.http.limits import Meter
from harvesting.http.urls import Origin, Target

# An error page up to this size is read and thrown away, so that its connection can be used again.
_WORTH_DRAINING = 64 * 1024


class ConnectionPool:
    """At most `size` connections to one origin at a time; further threads wait for one.

    Addresses are checked when a connection is opened, so that a kept one costs no second look at the name server.
    """

    def __init__(
        self,
        size: int,
        policy: AddressPolicy,
        *,
        tls: ssl.SSLContext | None = None,
        proxy: Origin | None = None,
    ) -> None:
        """`tls` is what certificates are checked with (by default the usual authorities), `proxy` an HTTP proxy."""
        self._policy = policy
        self._proxy = proxy
        self._tls = tls
        self._slots: defaultdict[Origin, threading.Semaphore] = defaultdict(lambda: threading.Semaphore(size))
        self._idle: defaultdict[Origin, deque[PinnedConnection]] = defaultdict(deque)
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def answer(
        self, target: Target, headers: dict[str, str], meter: Meter, body: bytes | None = None
    ) -> Iterator[HTTPResponse]:
        """The answer to a GET, or to a POST of the body: header read, content not.

        Its connection is kept if the content was read to its end.

        FetchFailed for all that goes wrong, in the block as well: no connection, refused address, limits, cut answer.
        """
        with self._slot(target.origin):
            if self._closed:
                raise FetchFailed("nobody waits for it any more", url=meter.url)
            meter.start()
            try:
                connection, answer = self._ask(target, headers, meter, body)
                try:
                    yield answer
                    self._keep(connection, answer)
                except BaseException:
                    # The answer holds the socket as well, and alone where the source announced to close.
                    answer.close()
                    connection.close()
                    raise
            except (OSError, HTTPException, ValueError) as error:
                raise _described(error, meter) from error

    def close(self) -> None:
        """Close all idle connections, and those in use after their present answer; ask for nothing more."""
        self._closed = True
        for idle in list(self._idle.values()):
            while idle:
                idle.pop().close()

    def _slot(self, origin: Origin) -> threading.Semaphore:
        with self._lock:
            return self._slots[origin]

    def _ask(
        self, target: Target, headers: dict[str, str], meter: Meter, body: bytes | None
    ) -> tuple[PinnedConnection, HTTPResponse]:
        connection = self._kept(target.origin)
        if connection:
            try:
                return connection, self._asked(connection, target, headers, meter, body)
            except (ConnectionError, RemoteDisconnected):
                # The source closed the kept connection while we were asking: nobody's fault, a new one will do.
                pass
        connection = PinnedConnection(target.origin, self._policy, self._tls, self._proxy)
        connection.open(meter)
        return connection, self._asked(connection, target, headers, meter, body)

    def _asked(
        self, connection: PinnedConnection, target: Target, headers: dict[str, str], meter: Meter, body: bytes | None
    ) -> HTTPResponse:
        try:
            return connection.ask(target.path, headers, meter, body)
        except BaseException:
            connection.close()
            raise

    def _kept(self, origin: Origin) -> PinnedConnection | None:
        idle = self._idle[origin]
        while idle:
            try:
                connection = idle.pop()
            except IndexError:  # another thread was faster
                return None
            if connection.is_usable():
                return connection
            connection.close()
        return None

    def _keep(self, connection: PinnedConnection, answer: HTTPResponse) -> None:
        if not answer.isclosed() and answer.length is not None and answer.length <= _WORTH_DRAINING:
            answer.read()
        if answer.isclosed() and not answer.will_close and not self._closed:
            self._idle[connection.origin].append(connection)
        else:
            answer.close()
            connection.close()


def _described(error: Exception, meter: Meter) -> FetchFailed:
    """What a reader of the run's errors understands, instead of what the socket or the protocol said."""
    if isinstance(error, LineTooLong) or type(error) is HTTPException:
        return meter.too_long("header")  # http.client's own bounds: 64 kB a line, 100 lines
    if isinstance(error, IncompleteRead | ConnectionError | RemoteDisconnected):
        return FetchFailed("the answer is cut off", url=meter.url)
    if isinstance(error, TimeoutError):
        return meter.waited_in_vain()
    return FetchFailed("the answer is not HTTP", url=meter.url)
