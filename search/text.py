"""What `q` says: words, phrases, patterns, a DOI, a key (dataset-search 3.2, 3.3). Pure: no engine, no database.

Nothing is an operator but quotation marks around a phrase, and `*` and `?` within a word that stands alone; every
other character separates words. No text is an error.
"""

import re
from dataclasses import dataclass

from entities.metadata.identifiers import read_doi
from search.words import MARKS, STOP_WORDS, fold, is_unspaced, words

MOST_WORDS = 50
"""Words that count; whoever pastes a page gets what its beginning finds."""
MOST_PATTERNS = 5
_FEWEST_LITERALS = 2

_PHRASE = re.compile(r'"([^"]*)"')
_PATTERN = re.compile(rf"(?:[^\W_]|[*?{MARKS}])+")
_WILD = re.compile(r"[*?]+")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_RUN_OF_STARS = re.compile(r"\*+")


@dataclass(frozen=True, slots=True)
class Text:
    """A `q` that was understood.

    words: each a word, or an unspaced run as its pairs; phrases: words that must stand one after another; patterns:
    for one word each, with `*` and `?`; whole: everything as one phrase, for comparison with titles and keywords;
    doi, key: where `q` is one.
    """

    words: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    patterns: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    doi: str = ""
    key: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.phrases or self.patterns or self.doi or self.key)

    @property
    def required(self) -> tuple[tuple[str, ...], ...]:
        """The words of which some must occur: all but stop words, unless there are no others."""
        telling = tuple(word for word in self.words if word[0] not in STOP_WORDS)
        return telling or (() if self.phrases or self.patterns else self.words)

    @property
    def fewest(self) -> int:
        """How many of the required words must occur (3.3)."""
        count = len(self.required)
        if count <= 3:
            return count
        return count * 3 // 4 if count <= 5 else count // 2


def read(q: str) -> Text:
    """Understand a `q`."""
    q = q.strip()
    doi = read_doi(q)
    if doi:
        return Text(phrases=(tuple(words(doi)),), whole=tuple(words(doi)), doi=doi)
    if _UUID.fullmatch(q):
        return Text(phrases=(tuple(words(q)),), whole=tuple(words(q)), key=q.lower())
    phrases = [tuple(words(text)[:MOST_WORDS]) for text in _PHRASE.findall(q)]
    loose = _PHRASE.sub(" ", q)
    single = [phrase for phrase in phrases if phrase]
    patterns, plain = _patterns(loose)
    found = _words(plain)
    return Text(
        words=tuple(found),
        phrases=tuple(single[:MOST_WORDS]),
        patterns=tuple(patterns),
        whole=() if patterns else tuple(words(q)[:MOST_WORDS]),
    )


def _patterns(text: str) -> tuple[list[str], str]:
    """The patterns of a text, and the text without them; stars that stand alone and weak patterns are dropped."""
    patterns: list[str] = []

    def take(match: re.Match[str]) -> str:
        if "*" not in match.group() and "?" not in match.group():
            return match.group()
        pattern = _RUN_OF_STARS.sub("*", fold(match.group()))
        literal = _WILD.sub("", pattern)
        if is_unspaced(literal):  # found by any part of it: a star adds nothing
            return f" {_WILD.sub(' ', pattern)} "
        if len(literal) >= _FEWEST_LITERALS and literal.isalnum():
            patterns.append(pattern[:100])
        return " "

    rest = _PATTERN.sub(take, text)
    return list(dict.fromkeys(patterns))[:MOST_PATTERNS], rest


def _words(text: str) -> list[tuple[str, ...]]:
    found: dict[tuple[str, ...], None] = {}
    for run in re.findall(r"[^\W_]+", fold(text)):
        parts = tuple(words(run))
        if parts:
            found.setdefault(parts)
        if len(found) == MOST_WORDS:
            break
    return list(found)


def as_regex(pattern: str) -> str:
    """A pattern in the engine's regular expressions; words of the index are letters and digits only."""
    return "".join({"*": ".*", "?": "."}.get(character, character) for character in pattern)
