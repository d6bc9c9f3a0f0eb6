"""One hardened XML parser for documents from outside (bytes in, tree out; no network, no files, no entities).

Encodings are those that the document declares; a byte order mark, or the bytes of UTF-16 themselves, are believed more
than a wrong declaration, and a charset of the transport counts only where the document declares none.
"""

import codecs
import re
import threading
from typing import Any

from lxml import etree

from entities.metadata.refusals import ForbiddenXml, MalformedXml

Element = etree._Element

MAX_BYTES = 10 * 1024 * 1024
MAX_ELEMENTS = 200_000
MAX_ATTRIBUTES = 1_000
"""Most attributes of one element."""
MAX_DEPTH = 200
"""Most elements inside one another (metadata contract A.3); the parser itself would stop at 256."""

_DECLARATION = re.compile(rb"<\?xml\b[^>]*?\?>")
_ENCODING = re.compile(rb"\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]+)[\"']")
_PROLOG = re.compile(rb"(?>\s+|\xef\xbb\xbf|<\?(?>.*?\?>)|<!--(?>.*?-->))*+", re.DOTALL)
_INTERNAL_SUBSET = re.compile(rb"<!DOCTYPE(?:[^\[>\"']++|\"[^\"]*+\"|'[^']*+')*+\[")
_HTML = re.compile(rb"<!doctype\s+html|<html\b", re.IGNORECASE)
_DEFINES_ENTITIES = "DOCTYPE not allowed"
_REFUSED_ENCODINGS = ("utf-7", "utf-32", "utf-32-be", "utf-32-le")
"""Encodings that hide markup from whoever looks at the bytes, and that no metadata comes in."""

_SHORTEST_ATTRIBUTE, _SHORTEST_ELEMENT = len(' a=""'), len("<a></a>")

_is_too_deep = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})", smart_strings=False)
_has_too_many_attributes = etree.XPath(f"boolean(/descendant::*/@*[{MAX_ATTRIBUTES + 1}])", smart_strings=False)


class _Parsers(threading.local):
    """Parsers of the current thread by forced encoding; a parser that threads share would make them wait."""

    def __init__(self) -> None:
        self.by_encoding: dict[str | None, etree.XMLParser] = {}

    def get(self, encoding: str | None) -> etree.XMLParser:
        """The parser that reads this encoding, or the declared one where it is None."""
        parser = self.by_encoding.get(encoding)
        if parser is None:
            parser = self.by_encoding[encoding] = etree.XMLParser(
                encoding=encoding, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )
        return parser


_parsers = _Parsers()


def read_xml(content: bytes, charset: str | None = None) -> Element:
    """The root element of a document.

    `charset` is that of the transport. Raises MalformedXml (message starts with `XML Syntax Error:`) where it is not
    well-formed, empty, HTML or JSON, and ForbiddenXml where it passes a limit or defines entities.
    """
    if len(content) > MAX_BYTES:
        raise ForbiddenXml(f"The document has {len(content):,} bytes; more than {MAX_BYTES:,} are not read")
    if len(content) > 4 * MAX_ELEMENTS and content.count(b"<") - content.count(b"</") > 2 * MAX_ELEMENTS:
        raise ForbiddenXml(f"The document has more than {MAX_ELEMENTS:,} elements")  # before they fill the memory
    _refuse_internal_subset(content)
    content, encoding = _prepared(content, charset)
    root = _root(content, encoding)
    _refuse_excess(content, root)
    return root


def text_of(content: bytes) -> str:
    """A document as people read it, in the encoding that `read_xml` would take; what cannot be read is marked so."""
    try:
        declaration = _DECLARATION.search(content, 0, 1024)
        encoding = _utf_16_form(content) or (_declared_encoding(declaration.group()) if declaration else None)
        return content.decode(encoding or "utf-8", "replace").removeprefix("\ufeff")
    except (LookupError, MalformedXml):
        return content.decode("utf-8", "replace")


def line_of(element: Element) -> int | None:
    """The line where the element begins, counted from 1."""
    line: Any = element.sourceline
    return int(line) if line else None


def _root(content: bytes, encoding: str | None) -> Element:
    try:
        return etree.fromstring(content, _parsers.get(encoding))
    except LookupError as error:
        raise MalformedXml(f"the encoding {encoding} is not supported", line_number=1) from error
    except etree.XMLSyntaxError as error:
        reason, line_number = _other_kind(content), 1
        if reason is None:
            reason, line_number = " ".join((error.msg or "not well-formed").split()), error.lineno or 1
        raise MalformedXml(reason, line_number=line_number) from error


def _other_kind(content: bytes) -> str | None:
    """What the bytes are instead of XML, as a sentence; None where they look like XML."""
    start = content[:2048].lstrip(codecs.BOM_UTF8).strip()
    if not start:
        return "the document is empty"
    if _HTML.match(start):
        return "this is an HTML page, not a metadata document"
    if start[:1] in (b"{", b"["):
        return "this is JSON, not a metadata document in XML"
    return None


def _prepared(content: bytes, charset: str | None) -> tuple[bytes, str | None]:
    """The bytes to parse and the encoding to force; None leaves the choice to the declaration."""
    utf_16 = _utf_16_form(content)
    if utf_16:
        return content, utf_16
    has_mark = content.startswith(codecs.BOM_UTF8)
    declaration = _DECLARATION.search(content, 0, 1024)
    if declaration is None:
        return content, None if has_mark else _usable(charset)
    declared = _declared_encoding(declaration.group())
    if content[: declaration.start()].isspace():
        # A declaration below blank lines is forbidden, common and harmless; blanks keep the line numbers true.
        blank = re.sub(rb"[^\r\n]", b" ", declaration.group())
        return content[: declaration.start()] + blank + content[declaration.end() :], declared or _usable(charset)
    if declared == "utf-8" or (declared is None and not has_mark):
        return content, declared or _usable(charset)
    return content, None


def _declared_encoding(declaration: bytes) -> str | None:
    """The encoding in an XML declaration of one-byte characters, where UTF-16 cannot be true."""
    named = _ENCODING.search(declaration)
    name = named.group(1).decode("ascii").lower() if named else None
    if name in _REFUSED_ENCODINGS:
        raise MalformedXml(f"the encoding {name} is not supported", line_number=1)
    # Programs write UTF-16 into the declaration and then store the text as UTF-8.
    return "utf-8" if name and name.startswith("utf-16") else name


def _utf_16_form(content: bytes) -> str | None:
    """The byte order of UTF-16 text by its mark or its first character, None for any other encoding."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise MalformedXml("the encoding UTF-32 is not supported", line_number=1)
    if content.startswith((codecs.BOM_UTF16_LE, b"<\0")):
        return "UTF-16LE"
    return "UTF-16BE" if content.startswith((codecs.BOM_UTF16_BE, b"\0<")) else None


def _usable(charset: str | None) -> str | None:
    """The charset of the transport, None where it is unknown, dangerous or cannot be true."""
    try:
        name = codecs.lookup(charset).name if charset else None
        _parsers.get(name)
    except (LookupError, ValueError):
        return None
    return None if name in _REFUSED_ENCODINGS or (name or "").startswith("utf-16") else name


def _refuse_internal_subset(content: bytes) -> None:
    """Raise where a DOCTYPE defines anything; one that only names an outside DTD is harmless, as none is loaded."""
    utf_16 = _utf_16_form(content)
    plain = content.decode(utf_16, "replace").encode() if utf_16 else content
    prolog = _PROLOG.match(plain)
    if prolog and _INTERNAL_SUBSET.match(plain, prolog.end()):
        raise ForbiddenXml(_DEFINES_ENTITIES, line_number=plain.count(b"\n", 0, prolog.end()) + 1)


def _refuse_excess(content: bytes, root: Element) -> None:
    """Raise where elements, attributes or depth pass a limit, as small documents cannot, or entities are defined.

    Some encodings hide a DOCTYPE from whoever looks at the bytes: only the tree is sure.
    """
    if len(content) > 4 * MAX_ELEMENTS and sum(1 for _ in root.iter("*")) > MAX_ELEMENTS:
        raise ForbiddenXml(f"The document has more than {MAX_ELEMENTS:,} elements")
    if len(content) > _SHORTEST_ATTRIBUTE * MAX_ATTRIBUTES and _has_too_many_attributes(root):
        raise ForbiddenXml(f"An element of the document has more than {MAX_ATTRIBUTES:,} attributes")
    if len(content) > _SHORTEST_ELEMENT * MAX_DEPTH and _is_too_deep(root):
        raise ForbiddenXml(f"Elements of the document are nested deeper than {MAX_DEPTH}")
    definitions: Any = root.getroottree().docinfo.internalDTD
    if definitions is not None and next(definitions.iterentities(), None) is not None:
        raise ForbiddenXml(_DEFINES_ENTITIES, line_number=1)
