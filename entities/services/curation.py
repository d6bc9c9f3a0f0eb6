"""Whose a field is: a document's, as long as it holds what a document left there, else a person's. Pure.

What a person changed stays as it is; that the document says something else is noted, and waits for a decision.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

COMPONENTS = ("contacts", "endpoints")
"""Groups of components that are judged as one field each."""


@dataclass(slots=True)
class Curation:
    """What a dataset held after its last document (`given`), and where its next one says something else.

    A dataset of which nothing is known belongs to its document entirely.
    """

    given: Mapping[str, Any] = field(default_factory=dict)
    differences: dict[str, Any] = field(default_factory=dict)
    settled: dict[str, Any] = field(default_factory=dict)

    def yields(self, name: str, present: Any, wanted: Any) -> bool:
        """Whether the document may set the field, which holds `present` now; if not, `wanted` is noted."""
        if self.is_curated(name, judged(name, present)) and judged(name, present) != judged(name, wanted):
            self.differences[name] = wanted
            return False
        self.settled[name] = judged(name, wanted)
        return True

    def is_curated(self, name: str, present: Any) -> bool:
        """Whether a person changed the field since a document set it."""
        return name in self.given and self.given[name] != present

    def removed_by_people(self, name: str, present: list[Any]) -> list[Any]:
        """Members of a list that a document brought and that are not there any more."""
        return [member for member in self.given.get(name, ()) if member not in present]


def is_waiting(name: str, said: Any, given: Mapping[str, Any], decisions: Mapping[str, Any]) -> bool:
    """Whether somebody should decide: the source says something new, and nobody declined just that."""
    if name in given and given[name] == judged(name, said):
        return False
    return name not in decisions or judged(name, decisions[name]["said"]) != judged(name, said)


def judged(name: str, value: Any) -> Any:
    """The part of a value by which it is told whether somebody changed it."""
    return compared(value) if name == "contacts" else value


def compared(contacts: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Contacts without what a contact of somebody else may change about them: which is the primary one."""
    return [{name: value for name, value in contact.items() if name != "primary"} for contact in contacts]
