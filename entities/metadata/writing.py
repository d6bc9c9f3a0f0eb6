"""How texts, dates and numbers stand in the documents that the registry writes, whatever their format."""

import re

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text without the characters that no XML document can hold."""
    return _NOT_IN_XML.sub("", text)


def day(moment: str | None) -> str:
    """A date as documents write it: a year where the millisecond says that no more is known (C.4)."""
    if not moment:
        return ""
    return moment[:4] if moment[19:23] == ".001" else moment[:10]


def degrees(number: float) -> str:
    """A coordinate with at most six decimals, and no exponent."""
    return f"{number:.6f}".rstrip("0").rstrip(".") if number else "0"
