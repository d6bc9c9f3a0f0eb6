"""Reads the links of an HTML page, whatever server wrote it and whatever it says about its encoding."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from lxml import etree

from harvesting.exceptions import ListingFailed
from harvesting.http import FetchedDocument

LINKS_PER_PAGE = 20_000
_TEXT_LENGTH = 300
_HEADINGS = frozenset({"title", "h1", "h2"})
_ROWS = frozenset({"tr", "li", "br", "hr", "p", "div", "dd", "dt"})
_BLOCKS = frozenset({"pre", "table", "ul", "ol", "dl", "nav", "header", "footer"})
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
    """An anchor: its `href` as written, the absolute `url` that it means (with fragment), the beginning of its text.

    `row` is what else stands in its line, `block` tells the innermost table, list or other frame that it stands in.
    """

    href: str
    url: str
    text: str
    row: str = ""
    block: int = 0


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
    _check_type(document)
    reader = _Reader(document.final_url)
    # The parser is given one encoding that never fails, because a wrong declaration would cost it links.
    text = document.content.decode(_charset(document), "replace").encode("utf-8")
    # The stubs want a method for comments too, the parser does not.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, target=reader)  # type: ignore[arg-type]
    etree.fromstring(text, parser)
    if not reader.links:
        raise ListingFailed("not a listing: a page without any link", url=document.final_url)
    return Page(document.final_url, reader.links, reader.headings, reader.asks_for_password)


class _Reader:
    """Takes anchors and headings from the parser's events.

    A tree would be cut off, without a word, 256 elements deep, and rows that leave their anchors open nest that deep.
    """

    def __init__(self, url: str) -> None:
        self.links: list[Link] = []
        self.headings: list[str] = []
        self.asks_for_password = False
        self._url = self._base = url
        self._href: str | None = None
        self._text: list[str] = []
        self._room = 0
        self._row: list[str] = []
        self._row_room = _TEXT_LENGTH
        self._row_start = 0
        self._blocks: list[tuple[str, int]] = []
        self._number_of_blocks = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _ROWS or tag in _BLOCKS:
            self._end_of_row()
        if tag in _BLOCKS:
            self._number_of_blocks += 1
            self._blocks.append((tag, self._number_of_blocks))
        elif tag == "a":
            self._end_of_link()
            self._href = attributes.get("href")
            self._start_text()
        elif tag in _HEADINGS:
            self._start_text()
        elif tag == "base" and self._base == self._url:
            self._base = _joined(self._url, attributes.get("href", ""))
        elif tag == "input" and attributes.get("type", "").lower() == "password":
            self.asks_for_password = True

    def data(self, text: str) -> None:
        if self._room > 0:
            self._text.append(text[: self._room])
            self._room -= len(text)
        if self._href is not None:
            return
        is_line_by_line = bool(self._blocks) and self._blocks[-1][0] == "pre"
        before, *lines = text.split("\n") if is_line_by_line else [text]
        self._add_to_row(before)
        for line in lines:
            self._end_of_row()
            self._add_to_row(line)

    def end(self, tag: str) -> None:
        if tag in _ROWS or tag in _BLOCKS:
            self._end_of_row()
        elif tag == "td":
            self._add_to_row(" ")
        if tag in _BLOCKS and self._blocks:
            self._blocks.pop()
        elif tag == "a":
            self._end_of_link()
        elif tag in _HEADINGS:
            self.headings.append(self._read_text())

    def close(self) -> None:
        self._end_of_link()
        self._end_of_row()

    def _add_to_row(self, text: str) -> None:
        if self._row_room > 0:
            self._row.append(text[: self._row_room])
            self._row_room -= len(text)

    def _end_of_row(self) -> None:
        row = " ".join("".join(self._row).split())
        if row:
            self.links[self._row_start :] = [replace(link, row=row) for link in self.links[self._row_start :]]
        self._row, self._row_room, self._row_start = [], _TEXT_LENGTH, len(self.links)

    def _end_of_link(self) -> None:
        if self._href is None:
            return
        if len(self.links) == LINKS_PER_PAGE:
            raise ListingFailed(f"more than {LINKS_PER_PAGE:,} links on a page", url=self._url)
        # As browsers do: line ends within a link are dropped, spaces stand for their escape.
        href = _LINE_ENDS.sub("", self._href.strip())
        block = self._blocks[-1][1] if self._blocks else 0
        self.links.append(Link(href, _joined(self._base, href.replace(" ", "%20")), self._read_text(), block=block))
        self._href = None

    def _start_text(self) -> None:
        self._text = []
        self._room = _TEXT_LENGTH

    def _read_text(self) -> str:
        return " ".join("".join(self._text).split())


def _check_type(document: FetchedDocument) -> None:
    if document.content_type not in _HTML_TYPES:
        raise ListingFailed(f"not a listing: {document.content_type}", url=document.final_url)
    beginning = document.content[:_WHERE_META_STANDS].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not document.content_type and beginning.startswith((b"{", b"[", b"<?xml ")):
        raise ListingFailed("not a listing: JSON or XML", url=document.final_url)


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
        # UTF-16 without a single zero byte is a wrong declaration, which would cost all links.
        if _PAGE_CHARSETS.fullmatch(charset) and (b"\0" in document.content or not charset.startswith("utf-16")):
            return charset
    return "utf-8"


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:  # brackets that are no IPv6 address
        return href
