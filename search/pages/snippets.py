"""Pieces of a description around the words that were found: its markup stripped, the marks kept."""

import html
import re

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from entities.services.plain_text import plain

LONGEST = 320
_BEFORE = 80
_OPEN, _CLOSE = "\ue000", "\ue001"  # stand for the marks while the text is plain
_MARKS = re.compile(r"<em class=\"[^\"]*\">|</em>")


def marked(text: str, *, is_marked: bool) -> SafeString:
    """A title: escaped, with the marks of the search if it has any."""
    return _with_marks(_unescaped(text)) if is_marked else SafeString(conditional_escape(text))


def snippet(text: str, *, is_marked: bool) -> SafeString:
    """The first part of a description, or the part around its first mark; without markup."""
    raw = _unescaped(text) if is_marked else text.replace(_OPEN, "").replace(_CLOSE, "")
    return _with_marks(_cut(plain(raw)))


def _unescaped(text: str) -> str:
    """The text as it was, with the marks as single characters."""
    stripped = text.replace(_OPEN, "").replace(_CLOSE, "")
    return html.unescape(_MARKS.sub(lambda mark: _CLOSE if mark.group() == "</em>" else _OPEN, stripped))


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    first = text.find(_OPEN)
    start = 0 if first < LONGEST - _BEFORE else text.rfind(" ", 0, first - _BEFORE) + 1
    part = text[start : start + LONGEST]
    if start + LONGEST < len(text):
        part = part.rpartition(" ")[0] or part
        part = f"{part}…"
    return f"…{part}" if start else part


def _with_marks(text: str) -> SafeString:
    """Escaped, each mark that is opened also closed."""
    pieces, is_open = [], False
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", text):
        if piece == _OPEN:
            pieces.append("" if is_open else "<em>")
            is_open = True
        elif piece == _CLOSE:
            pieces.append("</em>" if is_open else "")
            is_open = False
        else:
            pieces.append(conditional_escape(piece))
    return SafeString("".join([*pieces, "</em>" if is_open else ""]))
