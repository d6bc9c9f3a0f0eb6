"""Matches the usages of a checklist with the names of another one: pure; the names are asked for in bundles (A.3).

A usage matches where the other checklist has its canonical name and, if both say one, the same rank and kingdom.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from entities.checklists.tree import kingdoms_of_all
from entities.checklists.usages import NOTHING, Usages
from entities.vocabulary.taxonomy import KINGDOMS, RANKS

AT_ONCE = 5_000
"""Names in one bundle."""


class Name(NamedTuple):
    """A name of a checklist, without author; rank and kingdom as constants, "" for none."""

    name: str
    rank: str = ""
    kingdom: str = ""


Lookup = Callable[[Sequence[str]], Iterable[Name]]
"""Answers all names of the other checklist that are among those given."""


class Matches(NamedTuple):
    """Which usages match (1), and the number of the kingdom of the name that each was matched to."""

    found: bytearray
    kingdoms: array

    @property
    def total(self) -> int:
        """How many match."""
        return sum(self.found)


def match(usages: Usages, lookup: Lookup) -> Matches:
    """Look up every usage."""
    matches = Matches(bytearray(len(usages)), array("b", [NOTHING]) * len(usages))
    own = kingdoms_of_all(usages)
    for start in range(0, len(usages), AT_ONCE):
        bundle = range(start, min(start + AT_ONCE, len(usages)))
        names: dict[str, list[Name]] = defaultdict(list)
        for name in lookup(list({usages.canonical[usage] for usage in bundle})):
            names[name.name].append(name)
        for usage in bundle:
            rank = "" if usages.ranks[usage] == NOTHING else RANKS[usages.ranks[usage]]
            kingdom = "" if own[usage] == NOTHING else KINGDOMS[own[usage]]
            fitting = _fitting(names.get(usages.canonical[usage], ()), rank, kingdom)
            if fitting is not None:
                matches.found[usage] = 1
                matches.kingdoms[usage] = KINGDOMS.index(fitting.kingdom) if fitting.kingdom in KINGDOMS else NOTHING
    return matches


def names_of(usages: Usages) -> Iterator[Name]:
    """Each name of a checklist once, for others to be matched with."""
    seen: set[Name] = set()
    for usage, kingdom in enumerate(kingdoms_of_all(usages)):
        name = Name(
            usages.canonical[usage],
            "" if usages.ranks[usage] == NOTHING else RANKS[usages.ranks[usage]],
            "" if kingdom == NOTHING else KINGDOMS[kingdom],
        )
        if name not in seen:
            seen.add(name)
            yield name


def _fitting(candidates: Sequence[Name], rank: str, kingdom: str) -> Name | None:
    """The first that says nothing else about rank and kingdom."""
    for each in candidates:
        if not (rank and each.rank and rank != each.rank) and not (
            kingdom and each.kingdom and kingdom != each.kingdom
        ):
            return each
    return None
