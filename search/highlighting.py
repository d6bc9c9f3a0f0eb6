"""Marks the words of `q` in the texts of an answer (dataset-search 5). Pure."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from search.spelling import is_near, tolerated
from search.text import Text
from search.words import STOP_WORDS, fold, words

HIGHLIGHTED = ("title", "description", "publishingOrganizationTitle", "hostingOrganizationTitle")
"""Fields of an answer that are marked; keywords stay as they are, since clients send them back as filters."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "/": "&#x2F;"})
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")

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
        self._runs = frozenset(pair for word in text.words if len(word) > 1 for pair in word)
        self._patterns = [re.compile(_regex(pattern)) for pattern in text.patterns]
        self._phrases = [*text.phrases]

    def fields(self, result: dict[str, Any]) -> dict[str, Any]:
        """A result with its texts marked; a text without a match stays exactly as it was."""
        return {name: self.marked(value) or value if name in HIGHLIGHTED else value for name, value in result.items()}

    def marked(self, text: str) -> str | None:
        """The text, escaped, with its matching words in `em`; None where nothing matches."""
        spans = sorted(set(self._spans(text)))
        if not spans:
            return None
        parts, end = [], 0
        for begin, stop in spans:
            parts += [text[end:begin].translate(_ESCAPES), self._open, text[begin:stop].translate(_ESCAPES), "</em>"]
            end = stop
        return "".join([*parts, text[end:].translate(_ESCAPES)])

    def _spans(self, text: str) -> Iterator[Span]:
        found = [(match.span(), words(match.group())) for match in _WORD.finditer(text)]
        for span, parts in found:
            if self._is_match(parts):
                yield span
        flat = [(span, part) for span, parts in found for part in parts]
        for phrase in self._phrases:
            for start in range(len(flat) - len(phrase) + 1):
                if all(flat[start + place][1] == part for place, part in enumerate(phrase)):
                    yield from (span for span, _ in flat[start : start + len(phrase)])

    def _is_match(self, parts: list[str]) -> bool:
        if len(parts) != 1:
            return any(part in self._runs or part in self._words for part in parts)
        word = parts[0]
        if word not in self._known:
            self._known[word] = self._is_meant(word)
        return self._known[word]

    def _is_meant(self, word: str) -> bool:
        is_word = word in self._words or word in self._runs or self._stem(word) in self._stems
        is_word = is_word or any(pattern.fullmatch(word) for pattern in self._patterns)
        return is_word or any(is_near(word, meant, edits) for meant, edits in self._misspelt if edits)


def _regex(pattern: str) -> str:
    return "".join({"*": ".*", "?": "."}.get(character, re.escape(character)) for character in fold(pattern))
