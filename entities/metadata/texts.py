"""Free text of documents: trimming, dangerous characters, paragraphs, and HTML that is safe to show."""

import html
import re

import nh3

_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and marks that turn the direction of all text after them."""

_PARAGRAPH_END = re.compile(r"\n[ \t\r\f]*\n\s*")
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|ul|ol|li|a|b|i|em|strong|u|sub|sup|pre|code|table|tr|td|th|h[1-6]|blockquote|script|style|"
    r"iframe|img|font)(?:\s[^<>]*|/)?>",
    re.IGNORECASE,
)
_TAGS = {
    "a", "b", "big", "blockquote", "br", "caption", "center", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt",
    "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt",
    "u", "ul", "var",
}  # fmt: skip
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def clean(text: str | None) -> str | None:
    """The text without white space around it and without characters that nobody sees; None where nothing is left."""
    if not text:
        return None
    if not text.isascii() or "\x7f" in text:
        text = _INVISIBLE.sub("", text)
    return text.strip() or None


def holds_markup(text: str) -> bool:
    """Whether tags of HTML stand in the text."""
    return "<" in text and _MARKUP.search(text) is not None


def rich_text(text: str | None) -> str | None:
    """HTML of a description: plain text becomes paragraphs, text that holds markup is sanitised (contract B.5)."""
    if not text:
        return None
    if holds_markup(text):
        return sanitised(text) or None
    return paragraphs(text)


def paragraphs(text: str) -> str:
    """Plain text as HTML: one `<p>` for each part between empty lines, special characters escaped."""
    parts = _PARAGRAPH_END.split(text.replace("\r\n", "\n").replace("\r", "\n").strip())
    return "\n".join(f"<p>{html.escape(part.strip(), quote=False)}</p>" for part in parts if part.strip())


def sanitised(markup: str) -> str:
    """The HTML with formatting, lists, tables and web links only; text of what is dropped stays (contract B.5)."""
    return nh3.clean(
        markup,
        tags=_TAGS,
        clean_content_tags={"script", "style"},
        attributes={"a": {"href"}},
        attribute_filter=_web_links_only,
        url_schemes={"http", "https"},
        link_rel=None,
    ).strip()


def _web_links_only(tag: str, attribute: str, value: str) -> str | None:
    return value if _WEB_ADDRESS.match(value) else None
