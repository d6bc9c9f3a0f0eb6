"""URLs as the client sees them: what may be asked at all, and which spellings mean the same (RELIABILITY 4.2)."""

import ipaddress
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import idna

from harvesting.exceptions import AddressRefused

MAX_URL_LENGTH = 2_000
DEFAULT_PORTS = {"http": 80, "https": 443}
_SHOWN_LENGTH = 200
_MAX_HOST_LENGTH = 253
# White space and control characters end a request line, a backslash is a slash to some readers and a letter to others.
_FORBIDDEN_CHARACTERS = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
_HOST_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
_PERCENT_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# Everything that a URL may hold stands as it is; "%" too, because escapes are handled before.
_KEPT_CHARACTERS = "%/:?#[]@!$&'()*+,;=~"


class Origin(NamedTuple):
    """Whom to connect to. `host` is lower case ASCII, an IPv6 address without brackets."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (f":{self.port}" if self.port != DEFAULT_PORTS[self.scheme] else "")


class Target(NamedTuple):
    """A URL taken apart: the origin, and what the request line asks for (path with query, never empty)."""

    origin: Origin
    path: str

    def __str__(self) -> str:
        return f"{self.origin}{self.path}"


def read_url(url: str) -> Target:
    """The parts of an http or https URL, without its fragment; non-ASCII text becomes percent-encoded UTF-8.

    AddressRefused where it is longer than 2,000 characters, has another scheme, user-info, no host, a host that is no
    name or address, or white space, control characters or a backslash anywhere.
    """
    if len(url) > MAX_URL_LENGTH:
        raise AddressRefused(f"URL longer than {MAX_URL_LENGTH:,} characters", url=f"{url[:_SHOWN_LENGTH]}…")
    if _FORBIDDEN_CHARACTERS.search(url):
        raise AddressRefused("URL with white space, control characters or a backslash", url=ascii(url)[1:-1])
    try:
        parts = urlsplit(url)
        origin = _read_origin(parts.scheme.lower(), parts.netloc)
    except _Unfit as error:
        raise AddressRefused(str(error), url=url) from None
    except ValueError as error:
        raise AddressRefused("not a URL with a valid host and port", url=url) from error
    path = quote(parts.path or "/", safe=_KEPT_CHARACTERS)
    return Target(origin, f"{path}?{quote(parts.query, safe=_KEPT_CHARACTERS)}" if parts.query else path)


class _Unfit(ValueError):
    """Why an origin is not for us; `read_url` knows the URL to name."""


@lru_cache(maxsize=1024)
def _read_origin(scheme: str, netloc: str) -> Origin:
    if scheme not in DEFAULT_PORTS:
        raise _Unfit("only http and https are fetched")
    if "@" in netloc:
        raise _Unfit("URL with a user name or password")
    parts = urlsplit(f"//{netloc}")
    port = parts.port if parts.port is not None else DEFAULT_PORTS[scheme]
    return Origin(scheme, _read_host(parts.hostname or ""), port)


def _read_host(host: str) -> str:
    if ":" in host:
        # The scope of a link-local address ("%eth0") is a matter of this machine.
        return str(ipaddress.IPv6Address(host.partition("%")[0]))
    if not host.isascii():
        host = idna.encode(host, uts46=True).decode("ascii")
    host = host.lower().removesuffix(".")
    if len(host) > _MAX_HOST_LENGTH or not _HOST_NAME.fullmatch(host):
        raise _Unfit("URL without a valid host name")
    return host


def normalise(url: str) -> str:
    """One spelling for all that mean the same: the key by which a document or folder is fetched once.

    Scheme and host in lower case, no default port, no fragment, no dot segments, escapes of ordinary characters undone
    and the others in capitals (RFC 3986, 6.2.2 and 6.2.3). AddressRefused as `read_url`.
    """
    target = read_url(url)
    path, question_mark, query = target.path.partition("?")
    path = _without_dot_segments(_with_plain_escapes(path))
    return f"{target.origin}{path}{question_mark}{_with_plain_escapes(query)}"


def _with_plain_escapes(text: str) -> str:
    return _PERCENT_ESCAPE.sub(_plain_escape, text) if "%" in text else text


def _plain_escape(escape: re.Match[str]) -> str:
    character = chr(int(escape[0][1:], 16))
    return character if character in _UNRESERVED else escape[0].upper()


def _without_dot_segments(path: str) -> str:
    if "/." not in path:
        return path
    segments: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            del segments[-1:]
        elif segment != ".":
            segments.append(segment)
    ends_in_folder = path.endswith(("/.", "/.."))
    return "/" + "/".join(segments) + ("/" if ends_in_folder and segments else "")
