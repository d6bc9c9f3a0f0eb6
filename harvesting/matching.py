"""Which record a fetched document belongs to: pure, no database (harvest contract 3.4; RELIABILITY I10).

A document is found again by its file identifier within the source, else by its URL. A file identifier that another
document of the same listing holds is contested: the one that held it before keeps it, else the first one gets it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from harvesting.known import Known, identity_of
from harvesting.reading import Reading


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a document goes: to a record (None makes a new one), as a duplicate of a URL, or to the second round.

    `dataset` is a registered one that it was found to be, `adopts` whether it was registered before; `refusal` says why
    it becomes no dataset at all.
    """

    reading: Reading
    known: Known | None = None
    identity: str = ""
    duplicate_of: str = ""
    deferred: bool = False
    superseded: Known | None = None
    dataset: UUID | None = None
    adopts: bool = False
    refusal: str = ""

    @property
    def becomes_dataset(self) -> bool:
        """Whether nothing speaks against a dataset of it."""
        return not (self.duplicate_of or self.refusal)


class Matcher:
    """Places the documents of one batch.

    by_identity, by_url: known records, the latter live ones only; run: the present one; listed: of the URLs of known
    records, those that are still to be processed by others.
    """

    def __init__(
        self,
        by_identity: Mapping[str, Known],
        by_url: Mapping[str, Known],
        run: UUID,
        listed: Collection[str],
    ) -> None:
        self._by_identity, self._by_url = by_identity, by_url
        self._run, self._listed = run, listed
        self._held: dict[str, str] = {}
        self._here: dict[str, Reading] = {}

    def place(self, readings: Sequence[Reading]) -> list[Placement]:
        """One placement for each document, in order."""
        self._here = {reading.url: reading for reading in readings}
        return [self._place(reading) for reading in readings]

    def _place(self, reading: Reading) -> Placement:
        present = self._by_url.get(reading.url)
        if not reading.file_id:
            return self._by_address(reading, present)
        identity = identity_of(reading.file_id, reading.url)
        known = self._by_identity.get(identity)
        holder = self._held.get(identity) or self._holder(identity, known, reading.url)
        if holder is None:
            return Placement(reading, identity=identity, deferred=True)
        if holder != reading.url:
            own = identity_of("", reading.url)
            return Placement(reading, self._by_identity.get(own), own, duplicate_of=holder)
        self._held[identity] = reading.url
        if known is None and present is not None and present.goes_by_url:
            return Placement(reading, present, identity)  # it got a file identifier, or can be read at last
        superseded = present if present and present.goes_by_url and present.pk != getattr(known, "pk", None) else None
        return Placement(reading, known, identity, superseded=superseded)

    def _by_address(self, reading: Reading, present: Known | None) -> Placement:
        """A document without file identifier, or one that cannot be read: the record at its URL."""
        if present is not None:
            return Placement(reading, present, present.identity)
        identity = identity_of("", reading.url)
        return Placement(reading, self._by_identity.get(identity), identity)

    def _holder(self, identity: str, known: Known | None, url: str) -> str | None:
        """The URL whose document has the identifier in this listing; None where that is not known yet."""
        if known is None or known.removed is not None or known.url == url:
            return url
        if known.last_run_id == self._run:
            return known.url
        rival = self._here.get(known.url)
        if rival is not None:
            gave_up = bool(rival.file_id) and identity_of(rival.file_id, rival.url) != identity
            return url if gave_up else known.url
        return None if known.url in self._listed else url
