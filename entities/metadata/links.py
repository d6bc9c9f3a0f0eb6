"""What a link of a document is good for: endpoint, homepage or download (metadata contract F.8)."""

import re
import urllib.parse
from collections.abc import Iterable
from dataclasses import dataclass

from entities.metadata.record import DataDescription, EndpointRecord
from entities.vocabulary import EndpointType


@dataclass(frozen=True, slots=True)
class Link:
    """A link with what the document says about it.

    `functions` are the code and the text of its function, as written; `formats` pairs of name and version of the
    formats in which the data are distributed at this place; `is_operation` says that it is a service's address.
    """

    url: str
    protocol: str | None = None
    name: str | None = None
    description: str | None = None
    functions: tuple[str, ...] = ()
    profile: str | None = None
    service_type: str | None = None
    is_operation: bool = False
    formats: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class SortedLinks:
    """Links by what they are good for."""

    homepage: str | None
    endpoints: tuple[EndpointRecord, ...]
    data_descriptions: tuple[DataDescription, ...]


_FORBIDDEN = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f\x7f-\x9f]")
_SCHEMES = ("http", "https", "ftp")

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind.value, re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for kind, pattern in (
        (EndpointType.WMS, r"(?<![a-z])wms(?![a-z])|\bweb map service\b"),
        (EndpointType.WFS, r"(?<![a-z])wfs(?![a-z])|\bweb feature service\b"),
        (EndpointType.DWC_ARCHIVE, r"darwin core archive|\bdwc-?a\b"),
        (EndpointType.EML, r"^eml\b|\beml$"),
        (EndpointType.OAI_PMH, r"\boai[ _-]?pmh\b"),
        (EndpointType.FEED, r"^(?:rss|atom)\b|\b(?:rss|atom)(?: feed)?$"),
    )
)
"""Kinds by the lines of protocol, service type and name, in the order of the contract's table."""

_CUE = re.compile(r"w[mf]s|service|darwin|dwc|eml|oai|rss|atom|archive\.do", re.IGNORECASE)
"""What every link has for which one of the kinds can fit; most have nothing of it and need no closer look."""

_DARWIN_CORE_PATH = re.compile(r"/archive\.do$")
_EML_PATH = re.compile(r"/(?:eml\.do|eml\.xml)$")
_FILE_ENDING = re.compile(r"\.(?:nc|zip|csv|tif|json)$")
_TRANSFER_PROTOCOL = re.compile(
    r"^(?:www:download|ftp|opendap|dap\b|ogc:wcs|ogc:sos|erddap|thredds)|\b(?:opendap|erddap|thredds)\b"
)
_TRANSFER_FUNCTIONS = {"download", "offlineaccess"}
_TYPE_WORD = re.compile(
    r"(?<![a-z])(opendap|erddap|thredds|wms|wfs|wcs|sos|wmts|ncss|ftp|arcgis|eml|rss|atom)(?![a-z])", re.IGNORECASE
)
_SPELLINGS = {"opendap": "OPeNDAP", "arcgis": "ArcGIS", "atom": "Atom"}


def read_url(text: str | None) -> str | None:
    """An absolute http, https or ftp address, characters that no address may hold escaped; None for anything else.

    A text that starts with `www.` is taken as http (metadata contract F.8).
    """
    if not text:
        return None
    address = text.strip()
    if address[:4].lower() == "www.":
        address = f"http://{address}"
    try:
        parts = urllib.parse.urlsplit(address)
        parts.port  # noqa: B018 - reading the port is what checks it
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES or not parts.hostname or _FORBIDDEN.search(parts.netloc):
        return None
    return _FORBIDDEN.sub(lambda found: urllib.parse.quote(found.group()), address)


def read_web_address(text: str | None) -> str | None:
    """As `read_url`, but http and https only, and nothing is completed."""
    return read_url(text) if text and text.lstrip()[:4].lower() == "http" else None


def endpoint_type(link: Link) -> str | None:
    """The EndpointType of a link, None where it leads people to a page."""
    path, query = _path_and_query(link.url)
    format_name = link.formats[0][0] if len(link.formats) == 1 else ""
    words = "\n".join(word for word in (link.protocol, link.service_type, link.name) if word)
    if _CUE.search(f"{words}\n{link.url}\n{format_name}"):
        for kind, pattern in _KINDS:
            if pattern.search(words) or _is_kind(kind, path, query, format_name):
                return kind
    return EndpointType.OTHER.value if link.is_operation or _is_transfer(link, path) else None


def _is_kind(kind: str, path: str, query: str, format_name: str) -> bool:
    """Whether address or format alone say that a link is of a kind."""
    if kind in (EndpointType.WMS, EndpointType.WFS):
        return f"service={kind.lower()}" in query
    if kind == EndpointType.DWC_ARCHIVE:
        return _DARWIN_CORE_PATH.search(path) is not None
    return kind == EndpointType.EML and (_EML_PATH.search(path) is not None or format_name.lower() == "eml")


def sort_links(links: Iterable[Link]) -> SortedLinks:
    """Endpoints (the same address and type once), descriptions of what can be downloaded, and the homepage.

    The homepage is the first web page among the links that are no endpoints.
    """
    homepage: str | None = None
    endpoints: dict[tuple[str, str], EndpointRecord] = {}
    downloads: dict[str, DataDescription] = {}
    for link in links:
        kind = endpoint_type(link)
        if kind is None:
            homepage = homepage or (link.url if _is_page(link) else None)
            continue
        endpoints.setdefault((link.url, kind), EndpointRecord(kind, link.url, _description(link, kind)))
        if not link.is_operation and kind in (EndpointType.OTHER, EndpointType.DWC_ARCHIVE):
            downloads.setdefault(link.url, _data_description(link))
    return SortedLinks(homepage, tuple(endpoints.values()), tuple(downloads.values()))


def _is_page(link: Link) -> bool:
    """Whether people are led to a page: catalogues list pictures of legends among the links."""
    is_picture = (link.protocol or "").lower().startswith("image/")
    return link.url.lower().startswith("http") and not is_picture


def _path_and_query(url: str) -> tuple[str, str]:
    parts = urllib.parse.urlsplit(url.lower())
    return parts.path, parts.query


def _is_transfer(link: Link, path: str) -> bool:
    """Whether the link delivers data."""
    if any(function.lower() in _TRANSFER_FUNCTIONS for function in link.functions):
        return True
    if link.url[:6].lower() == "ftp://" or _FILE_ENDING.search(path):
        return True
    return bool(link.protocol and _TRANSFER_PROTOCOL.search(link.protocol.lower()))


def _description(link: Link, kind: str) -> str | None:
    """Type word and name, such as `OPeNDAP: Tide gauge 4`; a name that says no more than the word stands alone."""
    word, name = _type_word(link, kind), " ".join((link.name or link.description or "").split())
    if not word or not name:
        return word or name or None
    return name if word.lower() in name.lower().split() else f"{word}: {name}"


def _type_word(link: Link, kind: str) -> str | None:
    if kind != EndpointType.OTHER:
        return EndpointType(kind).label
    for text in (link.protocol, link.service_type):
        found = _TYPE_WORD.findall(text or "")
        if found:
            word = found[-1].lower()  # the last is the finest: `THREDDS OPeNDAP`
            return _SPELLINGS.get(word, word.upper())
    if link.is_operation:
        return link.service_type
    return "FTP" if link.url[:3].lower() == "ftp" else "Download"


def _data_description(link: Link) -> DataDescription:
    name, version = _format(link)
    return DataDescription(url=link.url, name=link.name, format=name, format_version=version)


def _format(link: Link) -> tuple[str | None, str | None]:
    """The format of the link: the only one there, else the one that its name or address speaks of."""
    if len(link.formats) == 1:
        return link.formats[0]
    said = f"{link.name or ''} {link.protocol or ''} {link.url}".lower()
    return next((form for form in link.formats if form[0].lower() in said), (None, None))
