"""The DocBook of EML's texts as HTML, or as plain text (metadata contract C.7)."""

import html
from collections.abc import Iterator

from entities.metadata.elements import content, every, local_name
from entities.metadata.texts import holds_markup, rich_text, sanitised
from entities.metadata.xml import Element

_TAG_OF = {
    "section": "div",
    "title": "h1",
    "para": "p",
    "itemizedlist": "ul",
    "orderedlist": "ol",
    "listitem": "li",
    "emphasis": "b",
    "subscript": "sub",
    "superscript": "sup",
    "literalLayout": "pre",
    "citetitle": "",
    "value": "",
}
_BLOCKS = ("div", "h1", "p", "ul", "ol", "li")
_TEXT_HOLDERS = (
    "para",
    "title",
    "emphasis",
    "subscript",
    "superscript",
    "literalLayout",
    "ulink",
    "citetitle",
    "value",
)
"""Elements in which white space is text; between the others it only makes the file readable."""


def rich(element: Element | None) -> str | None:
    """The HTML of a text, sanitised; None where it says nothing. HTML that was escaped is taken as such."""
    if element is None:
        return None
    if len(element) == 0:
        return rich_text(content(element))
    markup = sanitised("".join(_inside(element)))
    return markup.replace("<p></p>", "").strip() or None


def plain(element: Element | None) -> str | None:
    """The texts of the paragraphs, joined by line feeds; of an element without paragraphs its own text.

    Text that is nested deeper comes without the white space that stands between its elements.
    """
    paragraphs = [text for text in map(content, every(element, "para")) if text]
    if paragraphs or element is None or len(element) == 0:
        return "\n".join(paragraphs) or content(element)
    return "\n".join(filter(None, (" ".join(line.split()) for line in (content(element) or "").split("\n")))) or None


def marked(element: Element | None) -> str | None:
    """One paragraph as plain text, several as `<p>` each (C.5, method steps)."""
    paragraphs = [text for text in map(content, every(element, "para")) if text]
    if len(paragraphs) < 2:
        return paragraphs[0] if paragraphs else content(element)
    return "\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in paragraphs)


def _inside(element: Element) -> Iterator[str]:
    is_text = local_name(element) in _TEXT_HOLDERS
    yield _text(element.text, is_text=is_text)
    for child in element:
        if isinstance(child.tag, str):
            yield from _converted(child)
        yield _text(child.tail, is_text=is_text)


def _converted(element: Element) -> Iterator[str]:
    name = local_name(element)
    if name == "ulink":
        address = html.escape(element.get("url") or "")
        yield f'<a href="{address}">{"".join(_inside(element)).strip() or address}</a>'
        return
    tag = _TAG_OF.get(name, "")
    inner = "".join(_inside(element)).strip() if tag in _BLOCKS else "".join(_inside(element))
    if tag == "p" and _is_block(element, inner):
        tag = ""  # no paragraph can hold another block
    end = "\n" if name in _TAG_OF and tag in (*_BLOCKS, "") and name in ("para", "section", "title") else ""
    yield f"<{tag}>{inner}</{tag}>{end}" if tag else f"{inner}{end}"


def _is_block(paragraph: Element, inner: str) -> bool:
    """Whether a paragraph stands inside a list item, or holds blocks itself."""
    parent = paragraph.getparent()
    in_item = parent is not None and local_name(parent) == "listitem"
    return in_item or any(inner.startswith(f"<{tag}") for tag in _BLOCKS)


def _text(text: str | None, *, is_text: bool) -> str:
    if not text or not (is_text or text.strip()):
        return ""
    return text if holds_markup(text) else html.escape(text, quote=False)
