"""Licences by the address or the words that documents name them with (metadata contract C.6)."""

import re
from collections.abc import Iterable
from functools import lru_cache

from entities.vocabulary import License

_UNSUPPORTED, _UNSPECIFIED = License.UNSUPPORTED.value, License.UNSPECIFIED.value
_CC0, _CC_BY, _CC_BY_NC = License.CC0_1_0.value, License.CC_BY_4_0.value, License.CC_BY_NC_4_0.value

_SUPPORTED = {"by": _CC_BY, "by-nc": _CC_BY_NC}

_LOOKED_AT = 20_000
"""Characters of a text in which a licence is looked for."""

_CUE = re.compile(r"licen[cs]|commons|\bcc|pddl|odc|odbl|ogl\b|public domain|etalab|gpl|datenlizenz|dl-de")
"""What every text has in which a licence can be found; most have nothing of it and need no closer look."""

_CREATIVE_COMMONS_URL = re.compile(
    r"creativecommons\.org/(?:publicdomain/(?P<dedication>zero|mark)|licen[cs]es/(?P<kind>[a-z-]+))"
    r"(?:/(?P<version>\d\.\d))?"
)
_OTHER_URLS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"opendatacommons\.org/licen[cs]es/pddl"), _CC0),
    (re.compile(r"opendatacommons\.org/licen[cs]es/by\b"), _CC_BY),
    (re.compile(r"spdx\.org/licenses/(?:cc0-1\.0|pddl-1\.0)\b"), _CC0),
    (re.compile(r"spdx\.org/licenses/(?:cc-by-4\.0|odc-by-1\.0)\b"), _CC_BY),
    (re.compile(r"spdx\.org/licenses/cc-by-nc-4\.0\b"), _CC_BY_NC),
    (re.compile(r"https?://\S{0,300}?(?:licen[cs]e|creativecommons\.org|opendatacommons\.org)"), _UNSUPPORTED),
)

_REWRITTEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[^\w.]+|_", " "),
        (r"\.(?!\d)|(?<!\d)\.", " "),
        (r"\bnon ?commercial\b", "nc"),
        (r"\bshare ?alike\b", "sa"),
        (r"\bno ?deriv\w*", "nd"),
        (r"\b(?:creative|create) commons zero\b|\bcc zero\b|\bcc 0\b", "cc0"),
        (r"\b(?:creative|create) commons(?: licen[cs]e)? attribution\b|\bccby\b", "cc by"),
        (r"\bopen data commons attribution\b", "odc by"),
        (r" {2,}", " "),
    )
)
_CC_WORDS = re.compile(r"\bcc(?: attribution)? by(?P<rest>(?: (?:by|cc|nc|sa|nd|v|version|international|unported)\b)*)"
                       r"(?: ?v?(?P<version>\d(?:\.\d)?)\b)?")  # fmt: skip
_CC0_WORDS = re.compile(r"\bcc0\b|\bpublic domain mark\b|\bpddl\b|\bpublic domain dedication and licen[cs]e\b")
_ODC_BY_WORDS = re.compile(r"\bodc by\b")
_OTHER_WORDS = re.compile(
    r"\bodbl\b|\bopen database licen[cs]e\b|\bopen government licen[cs]e\b|\bogl\b|\bopen data licen[cs]e\b|"
    r"\bcreative commons\b|\blicence ouverte\b|\betalab\b|\bdl de\b|\bdatenlizenz deutschland\b|"
    r"\b(?:gnu|gpl|lgpl|agpl|mit|bsd|apache|mozilla|eclipse|eupl|isc)\b[^.]{0,60}\blicen[cs]e\b|\bw?[al]?gpl ?v?[23]\b"
)


def read_license(text: str | None) -> str:
    """The License constant that a text names by address or by words.

    UNSUPPORTED where it names one that the registry does not know, UNSPECIFIED where it names none.
    """
    return _named((text or "")[:_LOOKED_AT].lower())


@lru_cache(maxsize=500)
def _named(lowered: str) -> str:
    """Remembered, as a publisher says the same in all documents."""
    if not _CUE.search(lowered):
        return _UNSPECIFIED
    # The address of a Creative Commons licence settles it: a shorter name beside it must not hide its version.
    return _creative_commons_address(lowered) or _best((_by_words(lowered), _by_other_address(lowered)))


def choose_license(texts: Iterable[str | None]) -> str | None:
    """The first supported licence among texts; UNSUPPORTED where only others are named, else None."""
    chosen = _best(read_license(text) for text in texts)
    return None if chosen == _UNSPECIFIED else chosen


def _best(licenses: Iterable[str]) -> str:
    found = list(licenses)
    supported = next((license for license in found if license not in (_UNSUPPORTED, _UNSPECIFIED)), None)
    return supported or (_UNSUPPORTED if _UNSUPPORTED in found else _UNSPECIFIED)


def _creative_commons_address(text: str) -> str | None:
    found = _CREATIVE_COMMONS_URL.search(text)
    if found is None:
        return None
    if found["dedication"]:
        return _CC0 if found["version"] in ("1.0", None) else _UNSUPPORTED
    return _SUPPORTED.get(found["kind"], _UNSUPPORTED) if found["version"] == "4.0" else _UNSUPPORTED


def _by_other_address(text: str) -> str:
    if "/" not in text:
        return _UNSPECIFIED
    return next((license for pattern, license in _OTHER_URLS if pattern.search(text)), _UNSPECIFIED)


def _by_words(text: str) -> str:
    for pattern, replacement in _REWRITTEN:
        text = pattern.sub(replacement, text)
    if _CC0_WORDS.search(text):
        return _CC0
    found = _CC_WORDS.search(text)
    if found:
        return _creative_commons(found["rest"].split(), found["version"])
    if _ODC_BY_WORDS.search(text):
        return _CC_BY
    return _UNSUPPORTED if _OTHER_WORDS.search(text) else _UNSPECIFIED


def _creative_commons(terms: list[str], version: str | None) -> str:
    """The licence of `cc by` with the words after it; a name without version stands for 4.0."""
    if version not in (None, "4", "4.0") or "sa" in terms or "nd" in terms:
        return _UNSUPPORTED
    return _CC_BY_NC if "nc" in terms else _CC_BY
