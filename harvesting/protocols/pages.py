"""Reads the links of an HTML page, whatever server wrote it and whatever it says about its encoding."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from harvesting.exceptions import ListingFailed
from harvesting.http import FetchedDocument

LINKS_PER_PAGE = 20_000
_TEXT_LENGTH = 300
_HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain"})
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_LINE_ENDS = re.compile(r"[\t\r\n]")
_WHERE_META_STANDS = 2048
# Encodings that real pages have; Python knows others (punycode, UTF-7) that are slow or a trick.
_PAGE_CHARSETS = re.compile(
    r"utf-8(-sig)?|utf-16(-[bl]e)?|ascii|iso8859-\d+|cp(125\d|874|932|949|950)|koi8-[ru]|gb(2312|k|18030)|big5"
    r"|shift_jis|euc_(jp|kr)"
)
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Link:
    """An anchor: its `href` as written, the absolute `url` that it means (with fragment), the beginning of its text."""

    href: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page: where it was found, its anchors in order, its title and headings, whether it asks to log in."""

    url: str
    links: list[Link]
    headings: list[str]
    asks_for_password: bool


def read_page(document: FetchedDocument) -> Page:
    """The page of a fetched document.

    ListingFailed where it is no HTML, has no link at all, or more than 20,000.
    """
    root = _parse(document)
    base = document.final_url
    for element in root.iter("base"):
        base = _joined(base, element.get("href") or "") or base
        break
    links = list(_links(root, base, document.final_url))
    if not links:
        raise ListingFailed("not a listing: a page without any link", url=document.final_url)
    return Page(
        url=document.final_url,
        links=links,
        headings=[_text(element) for element in root.iter("title", "h1", "h2")],
        asks_for_password=any((element.get("type") or "").lower() == "password" for element in root.iter("input")),
    )


def _parse(document: FetchedDocument) -> etree._Element:
    content = document.content
    looks_like_html = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{" and not content.lstrip().startswith(b"<?xml ")
    if document.content_type not in _HTML_TYPES or not (looks_like_html or document.content_type):
        raise ListingFailed(f"not a listing: {document.content_type or 'no HTML'}", url=document.final_url)
    # The parser is given one encoding that never fails, because a wrong declaration would cost it links.
    text = content.decode(_charset(document), "replace").encode("utf-8")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise ListingFailed("not a listing: no readable HTML", url=document.final_url) from error
    if root is None:
        raise ListingFailed("not a listing: an empty page", url=document.final_url)
    return root


def _charset(document: FetchedDocument) -> str:
    for mark, charset in _BYTE_ORDER_MARKS:
        if document.content.startswith(mark):
            return charset
    declared = _META_CHARSET.search(document.content[:_WHERE_META_STANDS])
    for name in (document.charset, declared[1].decode("ascii") if declared else ""):
        try:
            charset = codecs.lookup(name).name
        except LookupError:
            continue
        if _PAGE_CHARSETS.fullmatch(charset):
            return charset
    return "utf-8"


def _links(root: etree._Element, base: str, page_url: str) -> Iterator[Link]:
    count = 0
    for element in root.iter("a"):
        href = element.get("href")
        if href is None:
            continue
        count += 1
        if count > LINKS_PER_PAGE:
            raise ListingFailed(f"more than {LINKS_PER_PAGE:,} links on a page", url=page_url)
        # As browsers do: line ends within a link are dropped, spaces stand for their escape.
        href = _LINE_ENDS.sub("", href.strip())
        yield Link(href, _joined(base, href.replace(" ", "%20")), _text(element))


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:  # brackets that are no IPv6 address
        return href


def _text(element: etree._Element) -> str:
    text = ""
    for piece in element.itertext():
        text += str(piece)
        if len(text) > _TEXT_LENGTH:
            break
    return " ".join(text[:_TEXT_LENGTH].split())
