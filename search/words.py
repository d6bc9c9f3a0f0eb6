"""Words of texts: what counts as one, and when two are the same (dataset-search 3.1). Pure.

Index and query use this module alike, so that whatever is written can be found. Words are runs of letters and digits,
compared without case and accents. Scripts that put no spaces between words are cut into overlapping pairs of
characters, so that each stretch of two or more is a phrase of pairs.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

LONGEST_WORD = 100
"""Letters of a word that count; nobody types more, and a file pasted into a field must not fill the dictionary."""

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "\u0131": "i", "ħ": "h", "ŋ": "n"}
)

STOP_WORDS = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of",
    "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
})  # fmt: skip
"""English words that a match never needs (3.3)."""


class _Marks(dict[int, int | None]):
    """Takes accents and other marks out of a text (`str.translate`); learns characters as they come."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code))[0] == "M" else code
        return self[code]


_MARKS = _Marks()

MARKS = "".join(
    chr(code)
    for code in chain(range(0x300, 0x1F000), range(0xE0100, 0xE01F0))
    if unicodedata.category(chr(code))[0] == "M"
)
"""Accents, vowel signs and other marks, for classes of regular expressions: they stand within words."""


def fold(text: str) -> str:
    """The text without case and accents; characters may become several, or none."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKD", text).translate(_MARKS)
    return unicodedata.normalize("NFC", bare.casefold().translate(_LETTERS))


def words(text: str) -> list[str]:
    """The words of a text in order, folded; unspaced scripts as overlapping pairs."""
    found = [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]
    if text.isascii():
        return found
    return [part for word in found for part in _parts(word)]


def indexed(text: str) -> str:
    """A text as the index reads it: one that is ASCII it can cut by itself, any other is cut here."""
    return text if text.isascii() else " ".join(words(text))


def joined(text: str) -> str:
    """All words of a text as one value, to tell whether two texts say the same."""
    return " ".join(words(text))


def is_unspaced(word: str) -> bool:
    """Whether a folded word has characters of a script that puts no spaces between words."""
    return not word.isascii() and bool(_UNSPACED.search(word))


def placed(word: str) -> Iterator[tuple[int, str]]:
    """A folded word that mixes scripts comes apart, each unspaced run into pairs: where each part begins, and the part.

    An unmixed word of letters is one part.
    """
    end = 0
    for run in _UNSPACED.finditer(word):
        if run.start() > end:
            yield end, word[end : run.start()]
        yield from enumerate(pairs(run.group()), start=run.start())
        end = run.end()
    if end < len(word):
        yield end, word[end:]


def _parts(word: str) -> list[str]:
    return [part for _, part in placed(word)] if is_unspaced(word) else [word]


def pairs(run: str) -> list[str]:
    """Each two neighbours of a run; a single character stands for itself."""
    return [run[start : start + 2] for start in range(len(run) - 1)] or [run]


def prefixes(text: str, longest: int) -> list[str]:
    """Each beginning of a text, from one letter to so many."""
    return [text[:length] for length in range(1, min(len(text), longest) + 1)]
