"""Identifiers of people, ORCID above all (metadata contract C.2)."""

import re

_ORCID = re.compile(r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid:\s*)?((?:\d{4}-){3}\d{3}[\dX])/?", re.IGNORECASE)
_ORCID_PLACE = re.compile(r"(?:https?://)?(?:www\.)?orcid\.org/", re.IGNORECASE)


def read_orcid(text: str | None) -> str | None:
    """The ORCID iD in the text as `https://orcid.org/…`, None where there is none or its check digit is wrong."""
    found = _ORCID.fullmatch(text.strip()) if text else None
    if found is None or not _checks(found.group(1)):
        return None
    return f"https://orcid.org/{found.group(1).upper()}"


def person_id(text: str | None) -> str | None:
    """As `read_orcid`; an ORCID address with a wrong check digit is kept as it is written."""
    orcid = read_orcid(text)
    return orcid or (text.strip() if text and _ORCID_PLACE.match(text.strip()) else None)


def _checks(orcid: str) -> bool:
    """Whether the last character is right by ISO 7064 MOD 11-2."""
    total = 0
    digits = orcid.replace("-", "")
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    remainder = (12 - total % 11) % 11
    return digits[-1].upper() == ("X" if remainder == 10 else str(remainder))
