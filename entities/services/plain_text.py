"""The text of a description without its markup: for search engines, lists and pieces of results."""

import html
import re

import nh3

_BLOCK = re.compile(r"<(?=/?(?:p|br|li|ul|ol|div|h[1-6]|tr|td|th|table|blockquote|pre)\b)", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def plain(markup: str) -> str:
    """One paragraph; where a block ended stands a blank, so that no words run together. Not escaped."""
    return _SPACES.sub(" ", html.unescape(nh3.clean(_BLOCK.sub(" <", markup), tags=set()))).strip()
