"""What both vocabularies of Dublin Core share: finding elements, and splitting subjects."""

import re
from collections.abc import Iterable, Iterator

from entities.metadata.elements import content
from entities.metadata.record import KeywordCollection
from entities.metadata.xml import Element

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_BETWEEN_KEYWORDS = re.compile(r"[,;]")


class Vocabulary:
    """The elements of one namespace at any depth below a root, by local name."""

    def __init__(self, root: Element, namespace: str) -> None:
        self._found: dict[str, list[Element]] = {}
        for element in root.iter(f"{{{namespace}}}*"):
            self._found.setdefault(str(element.tag).rpartition("}")[2], []).append(element)

    def texts(self, name: str) -> list[str]:
        """The texts of all elements of a name; of several languages English comes first."""
        elements = self._found.get(name, [])
        in_order = sorted(elements, key=lambda element: not (element.get(_LANGUAGE) or "").lower().startswith("en"))
        has_languages = any(element.get(_LANGUAGE) for element in elements)
        return list(filter(None, map(content, in_order if has_languages else elements)))

    def text(self, name: str) -> str | None:
        """The first text of a name."""
        return next(iter(self.texts(name)), None)


def keyword_collections(subjects: Iterable[str]) -> Iterator[KeywordCollection]:
    """One collection for each subject that holds any keyword."""
    for subject in subjects:
        words = tuple(filter(None, (word.strip() for word in _BETWEEN_KEYWORDS.split(subject))))
        if words:
            yield KeywordCollection(words)
