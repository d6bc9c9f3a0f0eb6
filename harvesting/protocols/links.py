"""What a link on an index page is (harvest contract 2, WAF): a document, a folder, or one of the many others."""

from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from harvesting.exceptions import AddressRefused
from harvesting.http.urls import Origin, normalise, read_url
from harvesting.protocols.dates import mark_in
from harvesting.protocols.pages import Link

_CUT_TEXT_MARKS = ".>… "


class Kind(Enum):
    """What a link leads to. PARENT and SORTING are the marks by which an empty folder is still known as a listing."""

    DOCUMENT = auto()
    FOLDER = auto()
    PARENT = auto()
    SORTING = auto()
    OTHER = auto()
    SKIPPED = auto()


class Judgement(NamedTuple):
    """What a link is; `url` in one spelling for documents and folders, `reason` for what was skipped.

    `mark` is what the listing shows of a document's version (`harvesting.protocols.dates`).
    """

    kind: Kind
    url: str = ""
    reason: str = ""
    mark: str = ""


class Scope:
    """The hosts that links of a source may lead to.

    Scheme, host and port must be those of the source's URL or of the page that answered it. Plain http may become https
    at the usual ports, never the reverse. Hosts that the source lists may be reached at any port.
    """

    def __init__(self, urls: Iterable[str], allowed_hosts: Iterable[str] = ()) -> None:
        origins = {read_url(url).origin for url in urls}
        secured = {Origin("https", origin.host, 443) for origin in origins if origin[::2] == ("http", 80)}
        self._origins = origins | secured
        self._allowed_hosts = frozenset(allowed_hosts)

    def covers(self, origin: Origin) -> bool:
        """True where links to the origin are followed."""
        return origin in self._origins or origin.host in self._allowed_hosts


def judge(link: Link, page_url: str, scope: Scope) -> Judgement:
    """What the link on the page (both in full spelling) is to a harvester that may follow links within the scope."""
    if _leads_up(link):
        return Judgement(Kind.PARENT)
    if not link.href or link.href.startswith("#"):
        return Judgement(Kind.OTHER)
    try:
        origin = read_url(link.url).origin
        url = normalise(link.url)
    except AddressRefused as refusal:
        return Judgement(Kind.SKIPPED, reason=refusal.reason)
    if not scope.covers(origin):
        return Judgement(Kind.SKIPPED, reason="another host")
    return _judge_path(link, url, normalise(page_url))


def _judge_path(link: Link, url: str, page_url: str) -> Judgement:
    address, _, query = url.partition("?")
    if query and address == page_url.partition("?")[0]:
        return Judgement(Kind.SORTING)
    if "#" in link.url:
        return Judgement(Kind.OTHER)
    if address.endswith("/") and not query:
        # A folder that contains the page is its parent, whatever the link's text: breadcrumbs climb to the root.
        return Judgement(Kind.OTHER if page_url.startswith(url) else Kind.FOLDER, url)
    if url.lower().endswith(".xml") or "thredds/iso" in url:
        return Judgement(Kind.DOCUMENT, url, mark=mark_in(link.row))
    return Judgement(Kind.OTHER)


def _leads_up(link: Link) -> bool:
    if link.href.startswith(".."):
        return True
    return "parent" in link.text.lower() and not _is_named_so(link)


def _is_named_so(link: Link) -> bool:
    """True where the text is but the file's own name, perhaps cut short: `apparent-temperature.xml` is no parent."""
    name = file_name(link.href)
    text = link.text.rstrip(_CUT_TEXT_MARKS)
    return "." in name and bool(text) and name.startswith(text)


def file_name(url: str) -> str:
    """The last part of a URL's path, in plain text; "" for a folder."""
    return unquote(urlsplit(url).path.rpartition("/")[2])
