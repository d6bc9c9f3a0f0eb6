"""Values of ISO 19115 elements (metadata contract F.2).

Elements are found by local name in any namespace (`entities.metadata.elements`): the root decides the standard's
family, and below it the families' namespaces differ between editions only.
"""

import html
from collections.abc import Iterable, Mapping
from typing import TypeVar

from entities.metadata.elements import Place, every, inside
from entities.metadata.texts import clean
from entities.metadata.xml import Element

Known = TypeVar("Known")

_NIL_REASONS = (
    "{http://www.isotc211.org/2005/gco}nilReason",
    "{http://standards.iso.org/iso/19115/-3/gco/1.0}nilReason",
)
_HREF = "{http://www.w3.org/1999/xlink}href"
_PLACEHOLDERS = frozenset({"unknown", "n/a", "none", "not applicable", "missing", "-"})
_NO_PLACEHOLDER = 15
"""From so many characters on a text is none of the placeholders."""


def text(holder: Element | None) -> str | None:
    """The text of a property: trimmed, None where it is empty, marked as nil, or a placeholder such as `n/a`.

    It is that of the first value element with any; of several languages, the main one before the others.
    """
    if holder is None or (holder.keys() and any(holder.get(reason) for reason in _NIL_REASONS)):
        return None
    count = len(holder)
    for position in range(count):  # an index costs a tenth of an iterator
        value = holder[position]
        if type(value) is Element and (found := _meant(_content(value))):
            return found
    translations = inside(holder, "LocalisedCharacterString") if count else ()
    return next(filter(None, (_meant(_content(each)) for each in translations)), None) or _meant(holder.text)


def texts(holders: Iterable[Element]) -> tuple[str, ...]:
    """The texts of properties, without those that say nothing."""
    return tuple(filter(None, map(text, holders)))


def text_at(place: Place, path: str) -> str | None:
    """The first text at a path of local names."""
    for holder in every(place, path):
        found = text(holder)
        if found:
            return found
    return None


def unescaped(keyword: str) -> str | None:
    """A keyword as it was meant: on one line, and where its `&gt;` was escaped twice in the file, unescaped."""
    meant = clean(html.unescape(keyword)) if "&" in keyword else keyword
    return " ".join(meant.split()) if meant and "\n" in meant else meant


def link(holder: Element | None) -> str | None:
    """The address behind an anchor: `xlink:href` of the value, a link on the property itself is none."""
    if holder is None:
        return None
    return next((value.get(_HREF) for value in holder.iterchildren("{*}*") if value.get(_HREF)), None)


def codes(holder: Element | None) -> tuple[str, ...]:
    """What a coded property says: the listed value, then the text; real files have the meaning in either."""
    if holder is None:
        return ()
    found: list[str] = []
    for position in range(len(holder)):
        value = holder[position]
        if type(value) is Element:
            listed, written = clean(value.get("codeListValue")), clean(value.text)
            if listed:
                found.append(listed)
            if written and written != listed:
                found.append(written)
    return tuple(found)


def code(holder: Element | None) -> str | None:
    """The code of a property as written: the listed value, where empty the text."""
    return next(iter(codes(holder)), None)


def bare_code(written: str) -> str:
    """A code without case and separators: `pointOfContact` and `point-of-contact` are one."""
    bare = written.lower()
    return bare if bare.isalnum() else "".join(filter(str.isalnum, bare))


def bare_codes(holder: Element | None) -> tuple[str, ...]:
    """What a coded property says, without case and separators."""
    return tuple(map(bare_code, codes(holder)))


def looked_up(holder: Element | None, table: Mapping[str, Known]) -> Known | None:
    """What a coded property means by a table of bare codes, None where none of its codes is known."""
    return next(filter(None, map(table.get, bare_codes(holder))), None)


def _content(value: Element) -> str | None:
    """The text of a value element; that of one with comments inside is put together."""
    if len(value) == 0:
        return value.text or value.get("src")
    return None if value.find("{*}*") is not None else "".join(map(str, value.itertext()))


def _meant(content: str | None) -> str | None:
    found = clean(content)
    if found is None or len(found) >= _NO_PLACEHOLDER:
        return found
    return None if found.lower() in _PLACEHOLDERS else found
