"""Marks the words of `q` in the texts of an answer (dataset-search 5). Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from search.spelling import is_near, tolerated
from search.text import Text
from search.words import MARKS, STOP_WORDS, fold, is_unspaced, placed, words

HIGHLIGHTED = ("title", "description", "publishingOrganizationTitle", "hostingOrganizationTitle")
"""Fields of an answer that are marked; keywords stay as they are, since clients send them back as filters."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "/": "&#x2F;"})
_WORD = re.compile(rf"(?:[^\W_][{MARKS}]*)+")

Stem = Callable[[str], str]
Span = tuple[int, int]


class Highlighter:
    """Marks words of one `Text`; `stem` gives the stem of a folded word, `mark` is the class of the `em` element.

    `is_tolerant`: words that are spelt nearly so are marked too, as nothing else was found.
    """

    def __init__(self, text: Text, stem: Stem, mark: str, *, is_tolerant: bool = False) -> None:
        self._stem, self._open = stem, f'<em class="{mark}">'
        loose = [word for word in text.words if len(word) == 1]
        telling = [word[0] for word in loose if word[0] not in STOP_WORDS] or [word[0] for word in loose]
        self._words = frozenset(telling)
        self._stems = frozenset(filter(None, map(stem, telling)))
        self._misspelt = [(word, tolerated(word)) for word in telling] if is_tolerant else []
        self._known: dict[str, bool] = {}
        self._patterns = [re.compile(_regex(pattern)) for pattern in text.patterns]
        self._phrases = [*text.phrases, *(word for word in text.words if len(word) > 1)]

    def fields(self, result: dict[str, Any]) -> dict[str, Any]:
        """A result with its texts marked; a text without a match stays exactly as it was."""
        return {name: self.marked(value) or value if name in HIGHLIGHTED else value for name, value in result.items()}

    def marked(self, text: str) -> str | None:
        """The text, escaped, with its matching words in `em`; None where nothing matches."""
        spans = list(_joined(sorted(self._spans(text))))
        if not spans:
            return None
        parts, end = [], 0
        for begin, stop in spans:
            parts += [text[end:begin].translate(_ESCAPES), self._open, text[begin:stop].translate(_ESCAPES), "</em>"]
            end = stop
        return "".join([*parts, text[end:].translate(_ESCAPES)])

    def _spans(self, text: str) -> Iterator[Span]:
        found = [part for match in _WORD.finditer(text) for part in _parts(match)]
        for span, part in found:
            if self._is_match(part):
                yield span
        for phrase in self._phrases:
            for start in range(len(found) - len(phrase) + 1):
                if all(found[start + place][1] == part for place, part in enumerate(phrase)):
                    yield from (span for span, _ in found[start : start + len(phrase)])

    def _is_match(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = self._is_meant(word)
        return self._known[word]

    def _is_meant(self, word: str) -> bool:
        is_word = word in self._words or self._stem(word) in self._stems
        is_word = is_word or any(pattern.fullmatch(word) for pattern in self._patterns)
        return is_word or any(is_near(word, meant, edits) for meant, edits in self._misspelt if edits)


def _parts(match: re.Match[str]) -> Iterator[tuple[Span, str]]:
    """The words of a run of letters, and where they stand; those of an unspaced script are pairs, which overlap."""
    run, begin = match.group(), match.start()
    if not is_unspaced(fold(run)):
        yield from ((match.span(), part) for part in words(run))
        return
    letters = [(place, letter) for place, character in enumerate(run) for letter in fold(character)]
    places = [*(place for place, _ in letters), len(run)]
    for start, part in placed("".join(letter for _, letter in letters)):
        yield (begin + places[start], begin + places[start + len(part)]), part


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Sorted spans, those that overlap as one."""
    begin = end = -1
    for first, last in spans:
        if first >= end:
            if end > begin:
                yield begin, end
            begin = first
        end = max(end, last)
    if end > begin:
        yield begin, end


def _regex(pattern: str) -> str:
    return "".join({"*": ".*", "?": "."}.get(character, re.escape(character)) for character in fold(pattern))
