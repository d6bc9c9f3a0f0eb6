"""Errors of records as people work on them: grouped by kind, with how often and where each occurs."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from harvesting.models import HarvestedDocument

MOST_KINDS = 30
MOST_EXAMPLES = 5
_VARIABLE = (
    (re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”"), "“…”"),
    (re.compile(r"https?://\S+"), "…"),
    (re.compile(r"\d+"), "…"),
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of a kind of error."""

    document: HarvestedDocument
    line: int | str
    error: str


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """Errors that differ in names and numbers only: the sentence of the first one, how many, in how many records."""

    sentence: str
    count: int
    documents: int
    examples: tuple[Occurrence, ...]


def kinds(documents: Iterable[HarvestedDocument]) -> list[ErrorKind]:
    """The kinds of the documents' errors, the most frequent first, with the first few places of each."""
    count: Counter[str] = Counter()
    where: dict[str, set[int]] = defaultdict(set)
    examples: dict[str, list[Occurrence]] = defaultdict(list)
    for document in documents:
        for error in document.errors:
            kind = _kind(str(error["error"]))
            count[kind] += 1
            if document.pk not in where[kind] and len(examples[kind]) < MOST_EXAMPLES:
                examples[kind].append(Occurrence(document, error["line_number"], str(error["error"])))
            where[kind].add(document.pk)
    return [
        ErrorKind(examples[kind][0].error, number, len(where[kind]), tuple(examples[kind]))
        for kind, number in count.most_common(MOST_KINDS)
    ]


def _kind(sentence: str) -> str:
    for pattern, mark in _VARIABLE:
        sentence = pattern.sub(mark, sentence)
    return sentence
