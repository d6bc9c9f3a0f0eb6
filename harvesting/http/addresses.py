"""Where the harvester may connect to: the rules against requests that a stranger makes our server send (RELIABILITY 4).

Addresses are judged, never spellings: `127.1`, `0x7f000001` and full-width digits all reach the resolver, and what it
answers is checked. All answers are checked and the connection goes to a checked one, so that a second answer of the
name server cannot change the goal.
"""

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from harvesting.exceptions import AddressRefused
from harvesting.http.urls import Origin, Target, read_url

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[[str, int, float], Sequence[str]]

# Of IPv6 only this block is the public internet. Python calls more of it global: the embeddings of IPv4 (compatible,
# translated, NAT64), site-local addresses, segment routing.
PUBLIC_IPV6 = ipaddress.IPv6Network("2000::/3")
# Within what Python calls global, in some or all of its versions: special use (Teredo, ORCHID), 6to4, documentation,
# relays, and the one public address that stands for the host's own control plane in a large cloud.
REFUSED_NETWORKS: tuple[IPNetwork, ...] = tuple(
    ipaddress.ip_network(network)
    for network in ("2001::/23", "2002::/16", "3fff::/20", "192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")
)
# Data stores and control planes that answer to whoever reaches them.
REFUSED_PORTS = frozenset(
    {*range(2375, 2381), 3306, 5432, 5672, 6379, 6443, 8500, 9042, 9092, 9200, 9300, 10250, 11211, 27017}
)
_FIRST_UNPRIVILEGED_PORT = 1024
_PATIENCE_WHEN_SAVED = 2.0
# Names under which clouds hand out credentials to whoever asks from inside.
METADATA_HOSTS = frozenset(
    {
        "metadata",
        "metadata.goog",
        "metadata.google.internal",
        "metadata.azure.internal",
        "metadata.packet.net",
        "metadata.oraclecloud.com",
        "instance-data",
        "instance-data.ec2.internal",
    }
)


def is_refused_address(address: IPAddress) -> bool:
    """True for every address that is not a unicast one of the public internet; mapped IPv4 is judged as IPv4."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if not address.is_global or address.is_multicast:
        return True
    if isinstance(address, ipaddress.IPv6Address) and address not in PUBLIC_IPV6:
        return True
    return any(address in network for network in REFUSED_NETWORKS if network.version == address.version)


def is_refused_port(port: int) -> bool:
    """True but for 80, 443 and 1024 to 65535 without the list of data stores and control planes."""
    if port in REFUSED_PORTS:
        return True
    return port not in (80, 443) and port < _FIRST_UNPRIVILEGED_PORT


@dataclass(frozen=True, slots=True)
class AllowedPrivate:
    """One exception: the addresses of a network, at one port."""

    network: IPNetwork
    port: int

    @classmethod
    def parse(cls, entry: str) -> "AllowedPrivate":
        """Read `address:port`, `network/bits:port` or `[IPv6 address or network]:port`; ValueError names the entry."""
        network, _, port = entry.strip().rpartition(":")
        try:
            allowed = cls(ipaddress.ip_network(network.strip("[]"), strict=False), int(port))
        except ValueError as error:
            raise ValueError(f"{entry!r} is no address:port or network/bits:port") from error
        if not 1 <= allowed.port <= 65535:
            raise ValueError(f"{entry!r} has no port between 1 and 65535")
        return allowed

    def covers(self, address: IPAddress, port: int) -> bool:
        """True where the exception holds for this address at this port."""
        return port == self.port and address.version == self.network.version and address in self.network


def resolve(host: str, port: int, timeout: float) -> list[str]:
    """All addresses of a host, in the system's order of preference; OSError where there are none within the timeout.

    The system's resolver knows no timeout, and a slow name server may hold it for a minute: it is asked in a thread of
    its own, which is left behind if it takes too long.
    """
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()
    threading.Thread(target=_look_up, args=(host, port, answers), name="resolver", daemon=True).start()
    try:
        answer = answers.get(timeout=timeout)
    except queue.Empty:
        raise TimeoutError("the name server does not answer") from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def _look_up(host: str, port: int, answers: "queue.SimpleQueue[list[str] | OSError]") -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        answers.put(error)
    except UnicodeError as error:  # a label that is empty or longer than 63 characters
        answers.put(OSError(str(error)))
    else:
        answers.put(list(dict.fromkeys(str(address[0]) for *_, address in found)))


class AddressPolicy:
    """The rules for one harvester.

    `allowed_private` are exceptions as `AllowedPrivate.parse` reads them, `own` is the origin of this portal, which it
    must not harvest into a loop (None where a source is allowed to), `resolver` is how names become addresses.
    """

    def __init__(
        self, allowed_private: Iterable[str] = (), own: Origin | None = None, resolver: Resolver = resolve
    ) -> None:
        self._allowed = tuple(AllowedPrivate.parse(entry) for entry in allowed_private)
        self._allowed_ports = {allowed.port for allowed in self._allowed}
        self._own = own
        self._resolver = resolver
        self._passed: set[Origin] = set()

    def check_url(self, url: str) -> Target:
        """Whether the URL may be asked for, as far as it can be said without the name server; AddressRefused if not."""
        target = read_url(url)
        if target.origin not in self._passed:
            self._check_origin(target.origin, url)
            self._passed.add(target.origin)
        return target

    def _check_origin(self, origin: Origin, url: str) -> None:
        if origin.host in METADATA_HOSTS:
            raise AddressRefused("private address", url=url)
        if self._own and origin[1:] == self._own[1:]:
            raise AddressRefused("this portal's own address", url=url)
        if is_refused_port(origin.port) and origin.port not in self._allowed_ports:
            raise AddressRefused(f"port {origin.port}", url=url)
        literal = _literal_address(origin.host)
        if literal is not None:
            self._check_address(literal, origin.port, url)

    def check_source(self, url: str) -> None:
        """Whether the URL may become a source: `check_url`, and its name leads to no refused address now.

        A name that cannot be resolved at present is no reason to refuse; each connection is checked again anyway.
        """
        origin = self.check_url(url).origin
        with suppress(OSError):
            self.addresses(origin, url=url, timeout=_PATIENCE_WHEN_SAVED)

    def addresses(self, origin: Origin, *, url: str, timeout: float) -> list[str]:
        """Where to connect to for the URL: all addresses of its host, none of them bad.

        One bad address refuses all (AddressRefused). OSError where the name cannot be resolved within the timeout.
        """
        answers = [origin.host] if _literal_address(origin.host) else self._resolver(origin.host, origin.port, timeout)
        for answer in answers:
            self._check_address(ipaddress.ip_address(answer), origin.port, url)
        return list(answers)

    def _check_address(self, address: IPAddress, port: int, url: str) -> None:
        if any(allowed.covers(address, port) for allowed in self._allowed):
            return
        if is_refused_address(address):
            raise AddressRefused("private address", url=url, address=str(address))
        if is_refused_port(port):
            raise AddressRefused(f"port {port}", url=url, address=str(address))


def _literal_address(host: str) -> IPAddress | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
