"""HTML of descriptions as the DocBook of EML (metadata contract C.7, backwards)."""

import re
from html import unescape

from lxml import etree, html

from entities.metadata.eml.docbook import rich
from entities.metadata.eml_writer.building import add
from entities.metadata.texts import holds_markup, sanitised
from entities.metadata.writing import xml_text

_PARAGRAPH_END = re.compile(r"\n[ \t\r\f]*\n\s*")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_INLINE = {"b": "emphasis", "sub": "subscript", "sup": "superscript", "pre": "literalLayout"}
_LISTS = {"ul": "itemizedlist", "ol": "orderedlist"}


class _NoDocBook(Exception):
    """Markup that DocBook has no word for."""


def add_rich(parent: etree._Element, name: str, text: str | None) -> None:
    """The text as an element of paragraphs, where there is one.

    Markup that would not be read back as it is stands escaped in one paragraph, which readers take as HTML.
    """
    if not text or not text.strip():
        return
    text = xml_text(text)
    if not holds_markup(text):
        element = add(parent, name)
        for part in _PARAGRAPH_END.split(text.strip()):
            add(element, "para", unescape(part.strip()))
        return
    safe = sanitised(text)
    if safe:
        converted = _converted(name, safe)
        parent.append(_escaped(name, safe) if converted is None else converted)


def add_paragraphs(parent: etree._Element, path: str, text: str | None) -> None:
    """A plain text as paragraphs, one for each `<p>` where it has such (C.5, method steps)."""
    if not text:
        return
    parts = _PARAGRAPH.findall(text) if text.startswith("<p>") else []
    element = add(parent, path)
    for part in map(unescape, parts) if parts else [text]:
        add(element, "para", part)


def _escaped(name: str, markup: str) -> etree._Element:
    element = etree.Element(name)
    add(element, "para", markup)
    return element


def _converted(name: str, markup: str) -> etree._Element | None:
    """The markup in DocBook, None where it would not be read back as it is."""
    element = etree.Element(name)
    try:
        for block in html.fragments_fromstring(markup):
            _add_block(element, block)
    except (_NoDocBook, etree.ParserError, ValueError):
        return None
    return element if rich(element) == markup else None


def _add_block(parent: etree._Element, block: str | etree._Element) -> None:
    if isinstance(block, str):
        if block.strip():
            raise _NoDocBook
        return
    if block.tail and block.tail.strip():
        raise _NoDocBook
    if block.tag == "p":
        _add_inline(add(parent, "para"), block)
    elif block.tag in _LISTS:
        _add_list(add(parent, "para"), block)
    elif block.tag == "div":
        _add_section(parent, block)
    else:
        raise _NoDocBook


def _add_section(parent: etree._Element, block: etree._Element) -> None:
    section = add(parent, "section")
    if block.text and block.text.strip():
        raise _NoDocBook
    for position, child in enumerate(block):
        if child.tag == "h1" and position == 0 and len(child) == 0:
            add(section, "title", child.text or "")
        else:
            _add_block(section, child)


def _add_list(paragraph: etree._Element, block: etree._Element) -> None:
    target = add(paragraph, _LISTS[str(block.tag)])
    for item in block:
        if item.tag != "li":
            raise _NoDocBook
        _add_inline(add(target, "listitem/para"), item)


def _add_inline(target: etree._Element, source: etree._Element) -> None:
    target.text = source.text
    for child in source:
        if child.tag == "a" and child.get("href") and len(child) == 0:
            element = add(target, "ulink", url=child.get("href") or "")
            add(element, "citetitle", child.text or "")
        elif child.tag in _INLINE and len(child) == 0:
            element = add(target, _INLINE[str(child.tag)], child.text or "")
        else:
            raise _NoDocBook
        element.tail = child.tail
