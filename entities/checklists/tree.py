"""Resolves the references of a checklist: what is a synonym of what, and what stands below what (A.4, 3 to 6).

1. Accepted usages: by id, else by name, else one placeholder for all; chains are followed to their end, rings cut.
2. Parents: by id, else by name, else by the columns of higher names; rings are cut at their highest rank.
3. Original names: only those that are missing are added.
"""

from array import array
from collections.abc import Iterator

from entities.checklists.names import read_name
from entities.checklists.source import CLASSIFICATION, References, Source, split_ids
from entities.checklists.usages import ACCEPTED, BASIONYM, DENORMED, MISSING, NOTHING, PARENT, PROPARTE, Usages
from entities.checklists.words import RANK_NUMBERS, UNORDERED, Status, kingdom_of

_AMBIGUOUS = -2
_COLUMN_RANKS = tuple(RANK_NUMBERS[rank.upper()] for rank in CLASSIFICATION)
_BELOW_ALL = len(RANK_NUMBERS)


class Tree:
    """Builds the tree of a source; afterwards `source.usages` is complete."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._usages: Usages = source.usages
        self._count = len(source.usages)
        self._by_name: dict[str, int] = {}
        self._added: dict[tuple[str, int], int] = {}
        self._placeholder = NOTHING

    def build(self) -> Usages:
        """The usages with all references resolved, and those that had to be added."""
        if self._source.accepted.names or self._source.parents.names or self._source.originals.names:
            self._index_names()
        for usage in range(self._count):
            self._accept(usage)
        self._follow_chains()
        for usage in range(self._count):
            self._place(usage)
        self._place_by_columns()
        self._cut_rings()
        self._check_ranks()
        for usage in {**self._source.originals.ids, **self._source.originals.names}:
            self._check_original(usage)
        return self._usages

    # --- Accepted usages ---------------------------------------------------------------------------------------------

    def _accept(self, usage: int) -> None:
        usages = self._usages
        targets = list(self._accepted_of(usage))
        if targets:
            if self._source.stated[usage] and not usages.is_synonym(usage):
                usages.note(usage, "TAXONOMIC_STATUS_MISMATCH")
            usages.set_status(usage, Status.SYNONYM)
            usages.accepted[usage] = targets[0]
            for further in targets[1:]:
                self._add_pro_parte(usage, further)
        elif usages.is_synonym(usage):
            usages.note(usage, "ACCEPTED_NAME_MISSING")
            usages.accepted[usage] = self._missing()

    def _accepted_of(self, usage: int) -> Iterator[int]:
        text = self._source.accepted.ids.get(usage, "")
        if text and text != self._source.ids[usage]:
            numbers = self._source.numbers
            found = [numbers[text]] if text in numbers else [numbers[key] for key in split_ids(text) if key in numbers]
            if not found:
                self._usages.note(usage, "ACCEPTED_NAME_USAGE_ID_INVALID")
            yield from (target for target in dict.fromkeys(found) if target != usage)
        elif not text:
            target = self._named(usage, self._source.accepted, ACCEPTED, "ACCEPTED_NAME_NOT_UNIQUE")
            if target != NOTHING:
                yield target

    def _add_pro_parte(self, usage: int, accepted: int) -> None:
        usages, rank = self._usages, self._usages.ranks[usage]
        added = usages.add(
            usages.names[usage], usages.canonical[usage], None if rank == NOTHING else rank, PROPARTE, Status.SYNONYM
        )
        usages.accepted[added] = accepted

    def _missing(self) -> int:
        if self._placeholder == NOTHING:
            self._placeholder = self._usages.add("Incertae sedis", "Incertae sedis", None, MISSING)
        return self._placeholder

    def _follow_chains(self) -> None:
        usages = self._usages
        for usage in range(len(usages)):
            path: dict[int, None] = {}
            end = usage
            while usages.is_synonym(end) and end not in path:
                path[end] = None
                end = usages.accepted[end]
            if end in path:
                end = self._cut_ring_of_synonyms(list(path), end)
            for member in path:
                if member != end and usages.accepted[member] != end:
                    usages.note(member, "CHAINED_SYNOYM")
                    usages.accepted[member] = end

    def _cut_ring_of_synonyms(self, path: list[int], start: int) -> int:
        first = min(path[path.index(start) :])
        self._usages.set_status(first, Status.DOUBTFUL)
        self._usages.accepted[first] = NOTHING
        self._usages.note(first, "CHAINED_SYNOYM")
        return first

    # --- Parents -----------------------------------------------------------------------------------------------------

    def _place(self, usage: int) -> None:
        usages = self._usages
        text = self._source.parents.ids.get(usage, "")
        parent = self._source.numbers.get(text, NOTHING) if text else NOTHING
        if text and parent == NOTHING:
            usages.note(usage, "PARENT_NAME_USAGE_ID_INVALID")
        # A synonym stands where its accepted usage stands, so nothing is added for it.
        if parent == NOTHING and not usages.is_synonym(usage):
            parent = self._named(usage, self._source.parents, PARENT, "PARENT_NAME_NOT_UNIQUE")
        if parent != NOTHING and usages.is_synonym(parent):
            parent = usages.accepted[parent]
        usages.parents[usage] = parent

    def _place_by_columns(self) -> None:
        """Below the higher names of their own rows, the highest ranks first: what is placed may be a parent."""
        usages, classifications = self._usages, self._source.classifications
        placed: dict[tuple[int, int, str], int] = {}
        waiting = []
        for usage in range(self._count):
            if usages.is_synonym(usage):
                continue
            if usages.parents[usage] == NOTHING and classifications[usage] != NOTHING:
                waiting.append(usage)
            elif usages.ranks[usage] in _COLUMN_RANKS:
                placed.setdefault((usages.parents[usage], usages.ranks[usage], usages.canonical[usage]), usage)
        for usage in sorted(waiting, key=self._order):
            parent = self._parent_by_columns(usage, placed)
            usages.parents[usage] = parent
            if usages.ranks[usage] in _COLUMN_RANKS:
                placed.setdefault((parent, usages.ranks[usage], usages.canonical[usage]), usage)

    def _parent_by_columns(self, usage: int, placed: dict[tuple[int, int, str], int]) -> int:
        usages, limit, own = self._usages, self._order(usage), self._usages.canonical[usage]
        parent = NOTHING
        names = self._source.higher_names[self._source.classifications[usage]]
        for rank, name in zip(_COLUMN_RANKS, names, strict=True):
            if not name or rank >= limit or name == own:
                continue
            canonical = read_name(name).canonical
            found = placed.get((parent, rank, canonical))
            if found is None:
                found = placed[parent, rank, canonical] = usages.add(name, canonical, rank, DENORMED)
                usages.parents[found] = parent
            parent = found
        return parent

    def _cut_rings(self) -> None:
        usages = self._usages
        done = bytearray(len(usages))
        for usage in range(len(usages)):
            path: dict[int, None] = {}
            node = usage
            while node != NOTHING and not done[node] and node not in path:
                path[node] = None
                node = usages.parents[node]
            if node in path:
                members = list(path)
                highest = min(members[members.index(node) :], key=lambda member: (self._order(member), member))
                usages.note(highest, "PARENT_CYCLE")
                usages.parents[highest] = NOTHING
            for member in path:
                done[member] = 1

    def _check_ranks(self) -> None:
        usages = self._usages
        for usage in range(len(usages)):
            parent = usages.parents[usage]
            if parent == NOTHING or usages.is_synonym(usage):
                continue
            above, below = usages.ranks[parent], usages.ranks[usage]
            if NOTHING not in (above, below) and above > below and not {above, below} & UNORDERED:
                usages.note(usage, "CLASSIFICATION_RANK_ORDER_INVALID")

    def _order(self, usage: int) -> int:
        """A usage's rank as a number that grows downwards; without rank it is below all."""
        rank = self._usages.ranks[usage]
        return _BELOW_ALL if rank == NOTHING else rank

    # --- Names -------------------------------------------------------------------------------------------------------

    def _check_original(self, usage: int) -> None:
        text = self._source.originals.ids.get(usage, "")
        if text and text not in self._source.numbers:
            self._usages.note(usage, "ORIGINAL_NAME_USAGE_ID_INVALID")
        elif not text:
            self._named(usage, self._source.originals, BASIONYM, "ORIGINAL_NAME_NOT_UNIQUE")

    def _named(self, usage: int, references: References, origin: int, issue: str) -> int:
        """The usage that is meant by name, added where there is none; NOTHING where no other one is meant."""
        name = references.names.get(usage, "")
        if not name or name in (self._usages.names[usage], self._usages.canonical[usage]):
            return NOTHING
        found = self._by_name.get(name)
        if found == _AMBIGUOUS:
            self._usages.note(usage, issue)
            return NOTHING
        if found is None:
            found = self._added.get((name, origin))
        if found is None:
            read = read_name(name)
            found = self._added[name, origin] = self._usages.add(name, read.canonical, read.rank, origin)
        return found

    def _index_names(self) -> None:
        """Full names, and names without author where they mean one usage only."""
        for names in (self._usages.names, self._usages.canonical):
            known: dict[str, int] = {}
            for usage, name in enumerate(names):
                known[name] = _AMBIGUOUS if known.get(name, usage) != usage else usage
            self._by_name = known | self._by_name


def kingdoms_of_all(usages: Usages) -> array:
    """The kingdom of each usage, NOTHING for none; of a synonym its own column's, else that of its accepted usage."""
    found = array("b", [NOTHING]) * len(usages)
    accepted = (usage for usage in range(len(usages)) if not usages.is_synonym(usage))
    for usage, kingdom in zip(accepted, kingdoms(usages), strict=True):
        found[usage] = NOTHING if kingdom is None else kingdom
    for usage in range(len(usages)):
        if usages.is_synonym(usage):
            own, of = usages.kingdoms[usage], usages.accepted[usage]
            found[usage] = own if own != NOTHING or of == NOTHING else found[of]
    return found


def kingdoms(usages: Usages) -> Iterator[int | None]:
    """The kingdom of each accepted usage: its topmost ancestor's name, else its column, else the ancestor's (A.5)."""
    tops: dict[int, int] = {}
    for usage in range(len(usages)):
        if usages.is_synonym(usage):
            continue
        path, node = [], usage
        while node not in tops and usages.parents[node] != NOTHING:
            path.append(node)
            node = usages.parents[node]
        top = tops.get(node, node)
        tops.update(dict.fromkeys(path, top))
        by_name = kingdom_of(usages.canonical[top])
        columns = (number for number in (usages.kingdoms[usage], usages.kingdoms[top]) if number != NOTHING)
        yield by_name if by_name is not None else next(columns, None)
