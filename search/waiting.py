"""The order in which the indexer works off what changed (dataset-search 7.1): whoever changed little does not wait for
those who changed much."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from search import changes
from search.changes import Change

FEW = 50
"""Datasets that one transaction may touch for its changes to go first."""
_LARGEST, _SMALLEST = 500, 50
_PART_LASTS = 0.2
"""Seconds that a part of much may keep a single change waiting."""


class Waiting:
    """Keys of datasets whose documents have to be built anew: those of small transactions first, the rest in parts.

    A part is as large as can be worked off in a fifth of a second, as the last one tells: small where the machine is
    busy.
    """

    def __init__(self, part: int = 100) -> None:
        self._few: dict[UUID, None] = {}
        self._many: dict[UUID, None] = {}
        self._part = part

    def __bool__(self) -> bool:
        return bool(self._few or self._many)

    def add(self, rows: Iterable[Change]) -> None:
        """Take in what the outbox says."""
        transactions: dict[int, list[tuple[str, UUID]]] = defaultdict(list)
        for transaction, slug, key in rows:
            transactions[transaction].append((slug, key))
        for entities in transactions.values():
            keys = changes.datasets_of(entities)
            (self._few if len(keys) <= FEW else self._many).update(keys)

    def first(self) -> list[UUID]:
        """Those of small transactions."""
        return list(itertools.islice(self._few, _LARGEST))

    def part(self) -> list[UUID]:
        """The next part of the rest."""
        return list(itertools.islice(self._many, self._part))

    def done(self, keys: Sequence[UUID], seconds: float | None = None) -> None:
        """These have been worked off, whatever made them wait; a part in so many seconds."""
        for key in keys:
            self._few.pop(key, None)
            self._many.pop(key, None)
        if seconds:
            self._part = min(max(int(len(keys) * _PART_LASTS / seconds), _SMALLEST), _LARGEST)
