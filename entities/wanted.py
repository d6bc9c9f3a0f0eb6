"""What a list asks of the words and marks of entities, as the database's `tsquery`; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from entities import words


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words of a text, if any, and marks: all of them must hold."""

    text: str | None
    marks: Sequence[str] = ()

    @property
    def is_hopeless(self) -> bool:
        """Whether the text holds no word, and finds nothing (contract 6.7)."""
        return self.text is not None and words.query(self.text) is None

    def query(self) -> str:
        """All that is wanted."""
        asked = [] if self.text is None else [f"({words.query(self.text)})"]
        return _all(*asked, *self._marks())

    def ranks(self) -> list[str]:
        """What is wanted in parts that no entity shares, the most relevant first (contract 6.2).

        Of a text: the names hold all words; words of the names begin with them; they stand elsewhere.
        """
        if self.text is None:
            return [self.query()]
        exact = words.exactly(self.text, words.NAME_MARK)
        begun = words.query(self.text, words.NAME_MARK)
        rest = self._marks()
        return [_all(f"({exact})", *rest), _all(f"({begun}) & !({exact})", *rest), _all(f"!({begun})", self.query())]

    def _marks(self) -> list[str]:
        return [f"'{mark}'" for mark in self.marks]


def _all(*parts: str) -> str:
    return " & ".join(parts)
