"""Connections to checked addresses.

The standard library's `http.client` does the protocol, nothing else stands between it and the socket. Measured for one
document of 20 kB over kept connections, CPU per request with 16 threads (with one): requests 0.81 ms (0.66), urllib3's
PoolManager 0.59 (0.44), urllib3's connections in a pool of our own 0.40 (0.23), http.client likewise 0.28 (0.16); the
client of this package, with all its checks, 0.40 (0.25). What the libraries would add (redirects, retries, cookies,
proxies and credentials from the environment, unbounded decoding) must be done by hand or not at all here.
requests-hardened 1.3 checks the first address only, lets some embeddings of private addresses pass, knows no port for
its exceptions, and resolves the name again for each request.
"""

import socket
import ssl
from functools import lru_cache, partial
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse
from select import POLLIN, poll

import certifi

from harvesting.exceptions import FetchFailed
from harvesting.http.addresses import AddressPolicy
from harvesting.http.limits import Meter, MeteredSocket
from harvesting.http.urls import DEFAULT_PORTS, Origin


@lru_cache(maxsize=1)
def verifying_context() -> ssl.SSLContext:
    """TLS that checks certificates and host names, against the system's authorities and those of certifi.

    An operator adds authorities to the system; a bare container has none. Loading takes 30 ms, so once per process.
    """
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class PinnedConnection(HTTPConnection):
    """A connection to one origin, opened to an address that the policy has checked.

    The name stays in the Host header, in the TLS greeting and in the check of the certificate.
    """

    # A connection that was closed must never be opened again behind our back, past the policy.
    auto_open = 0

    def __init__(
        self, origin: Origin, policy: AddressPolicy, tls: ssl.SSLContext | None = None, proxy: Origin | None = None
    ) -> None:
        """`tls` is what a certificate is checked with; by default the usual authorities."""
        super().__init__(origin.host, origin.port)
        self.origin = origin
        # http.client leaves the port out of the Host header where it is the default one.
        self.default_port = DEFAULT_PORTS[origin.scheme]
        self._policy = policy
        # Only where it is needed: as long as it is not loaded, each thread that asks for it loads it.
        self._tls = (tls or verifying_context()) if origin.scheme == "https" else None
        self._proxy = proxy

    def open(self, meter: Meter) -> None:
        """Resolve, check, connect; FetchFailed (AddressRefused, LimitExceeded) where that does not succeed."""
        url = meter.url
        try:
            patience = meter.patience(meter.limits.connect)
            addresses = self._policy.addresses(self.origin, url=url, timeout=patience)
        except (OSError, ValueError) as error:
            raise FetchFailed("the host's name cannot be resolved", url=url, retryable=True) from error
        try:
            self.sock = self._connect_to_one_of(addresses, meter)
        except ssl.SSLCertVerificationError as error:
            raise FetchFailed(f"the certificate is not valid: {error.verify_message}", url=url) from error
        except (OSError, HTTPException) as error:
            raise FetchFailed("no connection to the host", url=url, retryable=True) from error

    def ask(self, path: str, headers: dict[str, str], meter: Meter, body: bytes | None = None) -> HTTPResponse:
        """Send a GET, or a POST where there is a body, and read the answer's header.

        Errors are those of the socket and of http.client.
        """
        self.response_class = partial(_response_within, meter)  # type: ignore[assignment]
        self.sock.settimeout(meter.patience(meter.limits.between_bytes))
        self.request("GET" if body is None else "POST", path, body=body, headers=headers)
        meter.expect_header()
        answer = self.getresponse()
        meter.expect_body()
        return answer

    def is_usable(self) -> bool:
        """True while the source has neither closed the kept connection nor said anything unasked on it."""
        if self.sock is None:
            return False
        poller = poll()
        poller.register(self.sock, POLLIN)
        return not poller.poll(0)

    def _connect_to_one_of(self, addresses: list[str], meter: Meter) -> socket.socket:
        failure: OSError = OSError("no address")
        for address in addresses:
            try:
                return self._secured(self._connect(address, meter))
            except OSError as error:
                failure = error
        raise failure

    def _connect(self, address: str, meter: Meter) -> socket.socket:
        goal = self._proxy[1:] if self._proxy else (address, self.port)
        connected = socket.create_connection(goal, timeout=meter.patience(meter.limits.connect))
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._proxy:
            _ask_proxy(connected, address, self.port, meter)
        return connected

    def _secured(self, connected: socket.socket) -> socket.socket:
        if self._tls is None:
            return connected
        try:
            return self._tls.wrap_socket(connected, server_hostname=self.host)
        except OSError:
            connected.close()
            raise


def _ask_proxy(connected: socket.socket, address: str, port: int, meter: Meter) -> None:
    """Have the proxy connect to the checked address, for plain HTTP too: a name it would resolve again."""
    host = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
    try:
        connected.sendall(f"CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode("ascii"))
        meter.expect_header()
        with _response_within(meter, connected, "CONNECT") as answer:
            answer.begin()
        if answer.status != HTTPStatus.OK:
            raise ConnectionRefusedError(f"the proxy answered {answer.status}")
    except BaseException:
        connected.close()
        raise


def _response_within(meter: Meter, connected: socket.socket, method: str) -> HTTPResponse:
    return HTTPResponse(MeteredSocket(connected, meter), method=method)  # type: ignore[arg-type]
