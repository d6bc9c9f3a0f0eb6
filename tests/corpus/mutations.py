"""Real documents, damaged: bytes cut out, doubled and put in, and elements moved, emptied, repeated and renamed.

Damaged bytes try the reader of XML; damaged trees stay well-formed, and so get as far as the formats.
"""

from collections.abc import Callable

from hypothesis import strategies as st
from lxml import etree

Change = Callable[[bytes], bytes]

_PIECES = (
    b"", b"<", b">", b"&", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"<![CDATA[", b"]]>", b"<!--", b"&#x0;", b"&amp;lt;",
    b'="', b"9" * 400, b"-1e999", b"NaN", b"0000-00-00", b"http://[::1", b"\xe2\x80\xae", b"</title>", b"<para/>",
    b"10.1234/" + b"x" * 3000, b" xsi:nil='true'", b"://", b"(" * 200, b"2010-02-30", b"\r\n",
)  # fmt: skip
_TEXTS = (
    "", " ", "\u00a0", "9" * 400, "-1e999", "NaN", "inf", "1e5", "-0", "181", "٣٤", "²", "0000-00-00", "2010-02-30",
    "9999-12-31", "10000", "0001-01-01T00:00:00+14:00", "2010-W53-7", "2010-366", "1/2", "/", "2010/2010/2010",
    "http://[::1", "http://", "www.", "ftp://a b", "javascript:alert(1)", "10.1234/" + "x" * 3000, "10.1234/", "doi:",
    "urn:uuid:", "https://orcid.org/", "0000-0002-1825-0097", "&lt;script&gt;", "<p><b>", "(" * 200, "[" * 500,
    "\u202e", "\ud7ff\U0010ffff", "a,b;c" * 400, "eng; USA", "xx", "now", "CC-BY", "by-nc-sa 4.0", "northlimit=;",
    "1 2 3 4 5", "1,2 3,4", "42.2,18.8 / 46.2,23.0", "\n\n\n", "x" * 70_000,
)  # fmt: skip
_NAMES = ("title", "para", "CharacterString", "date", "section", "{http://purl.org/dc/terms/}title", "html", "eml")
_ATTRIBUTES = ("codeListValue", "{http://www.w3.org/1999/xlink}href", "url", "directory", "indeterminatePosition", "id")


@st.composite
def changed_bytes(draw: st.DrawFn) -> Change:
    """Something that is cut out, doubled, or put in, at a place of the document."""
    place, length = draw(st.floats(0, 1)), draw(st.integers(0, 400))
    piece, repeated = draw(st.sampled_from(_PIECES)), draw(st.integers(0, 3))

    def change(content: bytes) -> bytes:
        start = int(place * len(content))
        return content[:start] + piece + content[start : start + length] * repeated + content[start + length :]

    return change


@st.composite
def changed_elements(draw: st.DrawFn) -> Change:
    """Something that is done to an element of the document; nothing where it cannot be parsed."""
    place, deed = draw(st.floats(0, 1, exclude_max=True)), draw(st.sampled_from(_DEEDS))
    text, name = draw(st.sampled_from(_TEXTS) | st.text(st.characters(codec="utf-8"), max_size=40)), draw(_names)
    times = draw(st.sampled_from((1, 2, 5, 40, 300)))

    def change(content: bytes) -> bytes:
        try:
            root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
            elements = list(root.iter("*"))
            deed(elements[int(place * len(elements))], text, name, times)
        except (etree.XMLSyntaxError, ValueError):  # a text that XML cannot hold, too
            return content
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True)

    return change


def _say(element: etree._Element, text: str, name: str, times: int) -> None:
    """Another text, before whatever else the element holds."""
    element.text = text


def _remove(element: etree._Element, text: str, name: str, times: int) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _empty(element: etree._Element, text: str, name: str, times: int) -> None:
    element.clear()


def _repeat(element: etree._Element, text: str, name: str, times: int) -> None:
    parent = element.getparent()
    copied = etree.tostring(element, with_tail=False)
    if parent is not None and len(copied) * times < 1_000_000:
        parent.extend(etree.fromstring(copied) for _ in range(times))


def _nest(element: etree._Element, text: str, name: str, times: int) -> None:
    """The element, so many levels deeper in elements of its own name."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    outer = inner = etree.Element(element.tag)
    for _ in range(times - 1):
        inner = etree.SubElement(inner, element.tag)
    inner.append(element)
    parent.insert(place, outer)


def _rename(element: etree._Element, text: str, name: str, times: int) -> None:
    namespace = etree.QName(element).namespace
    element.tag = name if name.startswith("{") or namespace is None else f"{{{namespace}}}{name}"


def _set_attribute(element: etree._Element, text: str, name: str, times: int) -> None:
    element.set(_ATTRIBUTES[times % len(_ATTRIBUTES)], text)


def _swap(element: etree._Element, text: str, name: str, times: int) -> None:
    """The element's children in reverse."""
    element[:] = list(element)[::-1]


_DEEDS = (_say, _say, _say, _remove, _empty, _repeat, _nest, _rename, _set_attribute, _swap)
_names = st.sampled_from(_NAMES)

damages: st.SearchStrategy[list[Change]] = st.lists(changed_elements(), max_size=6) | st.lists(
    changed_elements() | changed_bytes(), min_size=1, max_size=3
)
"""A few changes, one after the other; half of the documents stay well-formed."""


def damaged(content: bytes, changes: list[Change]) -> bytes:
    """The document after all changes."""
    for change in changes:
        content = change(content)
    return content
