"""Counts a checklist's extension records that say something; of others their usage gets an issue (A.6)."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from entities.archives import Archive
from entities.archives.descriptor import DataFile
from entities.archives.rows import Row, UnreadableRow, core_id_reader, reader_of
from entities.checklists.source import Source
from entities.checklists.words import language_of

_GBIF = "http://rs.gbif.org/terms/1.0/"
_URL = re.compile(r"(?:https?|ftp)://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """An extension that is counted: its constant, the terms of which one must hold a value (none named: any column),
    and the issue of the usage where none does ("" for no issue)."""

    constant: str
    essential: tuple[str, ...] = ()
    issue: str = ""
    is_url: bool = False


_MULTIMEDIA = Kind("MULTIMEDIA", ("identifier", "accessURI", "references"), "MULTIMEDIA_INVALID", is_url=True)
KINDS = {
    f"{_GBIF}Description": Kind("DESCRIPTION", ("description",), "DESCRIPTION_INVALID"),
    f"{_GBIF}Distribution": Kind(
        "DISTRIBUTION", ("locationID", "locality", "countryCode", "country"), "DISTRIBUTION_INVALID"
    ),
    f"{_GBIF}Identifier": Kind("IDENTIFIER", ("identifier",), "ALT_IDENTIFIER_INVALID"),
    f"{_GBIF}Multimedia": _MULTIMEDIA,
    f"{_GBIF}Image": _MULTIMEDIA,
    "http://eol.org/schema/media/Document": _MULTIMEDIA,
    f"{_GBIF}Reference": Kind("REFERENCE", ("bibliographicCitation", "title", "identifier"), "BIB_REFERENCE_INVALID"),
    f"{_GBIF}SpeciesProfile": Kind("SPECIES_PROFILE", issue="SPECIES_PROFILE_INVALID"),
    f"{_GBIF}TypesAndSpecimen": Kind("TYPES_AND_SPECIMEN"),
    f"{_GBIF}VernacularName": Kind("VERNACULAR_NAME", ("vernacularName",), "VERNACULAR_NAME_INVALID"),
}
CONSTANTS = tuple(sorted({kind.constant for kind in KINDS.values()}))
"""The eight that figures always show."""


@dataclass(slots=True)
class ExtensionCounts:
    """Records by extension, and vernacular names by language."""

    records: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)

    def read(self, archive: Archive, source: Source) -> None:
        """Count all extensions of the archive."""
        for table in archive.extensions:
            if (kind := KINDS.get(table.row_type)) is not None:
                self._read(archive, table, kind, source)

    def _read(self, archive: Archive, table: DataFile, kind: Kind, source: Source) -> None:
        core_id, says_something = core_id_reader(table), _judge_of(table, kind)
        language = reader_of(table, "language")
        for row in archive.rows(table):
            usage = None if isinstance(row, UnreadableRow) else source.numbers.get(core_id(row))
            if usage is None:
                continue
            if says_something(row):
                self.records[kind.constant] += 1
                if kind.constant == "VERNACULAR_NAME" and (name := language_of(language(row))):
                    self.languages[name] += 1
            elif kind.issue:
                source.usages.note(usage, kind.issue)


def _judge_of(table: DataFile, kind: Kind) -> Callable[[Row], bool]:
    readers: Sequence[Callable[[Row], str]] = [reader_of(table, term) for term in kind.essential]
    if kind.is_url:
        return lambda row: any(_URL.match(read(row)) for read in readers)
    if readers:
        return lambda row: any(read(row) for read in readers)
    return lambda row: any(value.strip() for index, value in enumerate(row) if index != table.id_index)
