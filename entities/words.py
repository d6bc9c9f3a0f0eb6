"""Cuts texts into the words by which `q` finds entities (registry contract 6.7); pure.

Both sides are cut here, what is stored and what is asked for, so that they cannot differ, whatever dictionaries and
locales the database has. A word is stored as it is written; where its English stem is another text, the stem is
stored as well, with a mark. A word of a query finds all that begin with it, and all that have its stem.
"""

import re
import sys
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

_STEM_MARK = "="
NAME_MARK = "^"
"""Stands before the words of names, which are stored once more with it, so that a find in them weighs more."""
_LONGEST_WORD = 100
"""Characters of a word that count; longer ones are data, not language."""
_MOST_BYTES = 500_000
"""Bytes of all words of an entity; the database holds a million."""
_MOST_ASKED = 32
"""Words of a query that count."""

_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "\u2018": "'",
        "\u2019": "'",
    }
)
_MARKS = {code: None for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))}
"""Accents and other marks that stand behind their letter once the two are taken apart."""

_COMPOUND = re.compile(r"[^\W_]+(?:['.@-]+[^\W_]+)*")
_INSIDE = re.compile(r"['.@-]+")
_stemmer = snowballstemmer.stemmer("english")
_one_at_a_time = threading.Lock()  # the stemmer keeps the word that it works on


def folded(text: str) -> str:
    """The text without case and accents."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text).translate(_MARKS).casefold().translate(_PLAIN)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The English stem of a folded word."""
    with _one_at_a_time:
        return str(_stemmer.stemWord(word))


def lexemes(texts: Iterable[str]) -> set[str]:
    """What is stored of the texts: each word; parts of compounds such as addresses count as words."""
    # No word goes beyond a blank, and most of what stands between blanks stood in other texts before.
    pieces = set("\n".join(texts).split())
    long = {piece for piece in pieces if len(piece) > _LONGEST_WORD}
    # What is not kept anyway needs no stem, which costs most.
    return _bounded(set().union(*map(_known_lexemes, _bounded(pieces - long)), *map(_lexemes, long)))


def _lexemes(text: str) -> frozenset[str]:
    found: set[str] = set()
    for compound in _COMPOUND.findall(folded(text)):
        parts = _INSIDE.split(compound)
        for part in parts:
            word = part[:_LONGEST_WORD]
            found.add(word)
            if (root := stem(word)) != word:
                found.add(_STEM_MARK + root)
        if len(parts) > 1:
            found.add(_whole(compound))
    return frozenset(found)


_known_lexemes = lru_cache(maxsize=50_000)(_lexemes)


def query(text: str, mark: str = "") -> str | None:
    """A `tsquery` that wants all words of the text; None where it holds none. With the mark it wants words of names."""
    return " & ".join(_wanted(compound, mark) for compound in _asked(text)) or None


def exactly(text: str, mark: str = "") -> str | None:
    """A `tsquery` of all words of the text as they are; with the mark, of words of names."""
    found: set[str] = set()
    for compound in _asked(text):
        parts = _INSIDE.split(compound)
        found.update(part[:_LONGEST_WORD] for part in parts)
        if len(parts) > 1:
            found.add(_whole(compound))
    return " & ".join(f"'{mark}{word}'" for word in sorted(found)) or None


def _asked(text: str) -> list[str]:
    return list(dict.fromkeys(_COMPOUND.findall(folded(text))))[:_MOST_ASKED]


def _wanted(compound: str, mark: str) -> str:
    parts = _INSIDE.split(compound)
    wanted = " & ".join(_beginning(part[:_LONGEST_WORD], mark) for part in parts)
    return wanted if len(parts) == 1 else f"('{mark}{_whole(compound)}':* | ({wanted}))"


def _beginning(word: str, mark: str) -> str:
    root = stem(word)
    same = "" if root == word else f" | '{mark}{root}'"
    return f"('{mark}{word}':* | '{mark}{_STEM_MARK}{root}'{same})"


def _whole(compound: str) -> str:
    return compound.replace("'", "")[:_LONGEST_WORD]


def _bounded(words: set[str]) -> set[str]:
    if sum(map(len, words)) * 4 < _MOST_BYTES:
        return words
    room, kept = _MOST_BYTES, set()
    for word in sorted(words):
        room -= len(word.encode())
        if room < 0:
            break
        kept.add(word)
    return kept
