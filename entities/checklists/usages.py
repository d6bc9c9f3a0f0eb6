"""The usages of a checklist, in columns: a million of them fit into a few hundred megabytes."""

from array import array

from entities.checklists.words import Status
from entities.vocabulary.taxonomy import NAME_USAGE_ISSUES, ORIGINS

NOTHING = -1
"""What stands in a column of numbers where there is no value."""

SOURCE, DENORMED, PARENT, ACCEPTED, BASIONYM, PROPARTE, MISSING = (
    ORIGINS.index(origin)
    for origin in (
        "SOURCE", "DENORMED_CLASSIFICATION", "VERBATIM_PARENT", "VERBATIM_ACCEPTED", "VERBATIM_BASIONYM", "PROPARTE",
        "MISSING_ACCEPTED",
    )
)  # fmt: skip
_BITS = {issue: 1 << number for number, issue in enumerate(NAME_USAGE_ISSUES)}


class Usages:
    """All usages by number. `accepted` and `parents` are numbers of other usages, `kingdoms` what a column says."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.canonical: list[str] = []
        self.ranks = array("b")
        self.origins = array("b")
        self.accepted = array("l")
        self.parents = array("l")
        self.kingdoms = array("b")
        self.constituents = array("l")
        self._statuses = bytearray()
        self._issues = array("Q")

    def __len__(self) -> int:
        return len(self.names)

    def add(self, name: str, canonical: str, rank: int | None, origin: int, status: Status = Status.ACCEPTED) -> int:
        """A new usage; its number."""
        self.names.append(name)
        self.canonical.append(canonical)
        self.ranks.append(NOTHING if rank is None else rank)
        self.origins.append(origin)
        self.accepted.append(NOTHING)
        self.parents.append(NOTHING)
        self.kingdoms.append(NOTHING)
        self.constituents.append(NOTHING)
        self._statuses.append(status.value)
        self._issues.append(0)
        return len(self.names) - 1

    def status(self, usage: int) -> Status:
        """Whether the usage is accepted, doubtful or a synonym."""
        return Status(self._statuses[usage])

    def set_status(self, usage: int, status: Status) -> None:
        """Change what the usage is."""
        self._statuses[usage] = status.value

    def is_synonym(self, usage: int) -> bool:
        """Whether the usage is a synonym."""
        return self._statuses[usage] == Status.SYNONYM.value

    def note(self, usage: int, issue: str) -> None:
        """Something is wrong with the usage."""
        self._issues[usage] |= _BITS[issue]

    def count_issues(self) -> dict[str, int]:
        """How many usages have each issue; those that none has are left out."""
        counts = {
            issue: sum(1 for found in self._issues if found & bit) for issue, bit in _BITS.items() if self._any(bit)
        }
        return {issue: count for issue, count in counts.items() if count}

    def _any(self, bit: int) -> bool:
        return any(found & bit for found in self._issues)
