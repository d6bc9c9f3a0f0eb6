"""Reads a Taxon core into usages and the references between them, still as the source wrote them (A.4, 1 to 3)."""

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from entities.archives import Archive
from entities.archives.descriptor import DataFile
from entities.archives.rows import Row, UnreadableRow, core_id_reader, reader_of
from entities.checklists import words
from entities.checklists.names import ReadName, assemble, assemble_from_parts, read_name
from entities.checklists.usages import NOTHING, SOURCE, Usages
from entities.checklists.words import Status

CLASSIFICATION = ("kingdom", "phylum", "class", "order", "family", "genus", "subgenus")
_TERMS = (
    "scientificName", "scientificNameAuthorship", "genericName", "genus", "subgenus", "specificEpithet",
    "infraspecificEpithet", "taxonRank", "verbatimTaxonRank", "taxonomicStatus", "nomenclaturalStatus",
    "acceptedNameUsageID", "acceptedNameUsage", "parentNameUsageID", "parentNameUsage", "originalNameUsageID",
    "originalNameUsage", "datasetID", *CLASSIFICATION,
)  # fmt: skip
_EMPTY = ("", "null", "NULL", "\\N")


@dataclass(slots=True)
class References:
    """What usages refer to: by id (`ids`: the text by usage) or by name (`names`)."""

    ids: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Source:
    """A Taxon core as it was read.

    numbers: the usage of each core id; stated: 1 for each usage whose status the source states; classifications: of
    each usage the number of its row of higher names in `higher_names`; skipped: records without any name.
    """

    usages: Usages = field(default_factory=Usages)
    numbers: dict[str, int] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    stated: bytearray = field(default_factory=bytearray)
    accepted: References = field(default_factory=References)
    parents: References = field(default_factory=References)
    originals: References = field(default_factory=References)
    classifications: array = field(default_factory=lambda: array("l"))
    higher_names: list[tuple[str, ...]] = field(default_factory=list)
    skipped: int = 0


class SourceReader:
    """Reads one Taxon core; `constituents` gives the number of each constituent's `datasetID`."""

    def __init__(self, archive: Archive, core: DataFile, constituents: Mapping[str, int]) -> None:
        self._rows = archive.rows(core)
        self._core_id = core_id_reader(core)
        self._values: dict[str, Callable[[Row], str]] = {term: _cleaned(reader_of(core, term)) for term in _TERMS}
        self._has = {term: core.field(term) is not None for term in _TERMS}
        self._constituents = constituents
        self._higher_numbers: dict[tuple[str, ...], int] = {}
        self._source = Source()

    def read(self) -> Source:
        """The whole core."""
        for row in self._rows:
            if not isinstance(row, UnreadableRow):
                self._add(row)
        return self._source

    def _add(self, row: Row) -> None:
        source, values = self._source, self._values
        name, is_assembled = self._name(row)
        if not name:
            source.skipped += 1
            return
        read = read_name(name)
        usage = source.usages.add(name, read.canonical, self._rank(row, read), SOURCE)
        core_id = self._core_id(row)
        source.ids.append(core_id)
        source.numbers.setdefault(core_id, usage)
        self._note(usage, row, read, is_assembled=is_assembled)
        self._set_status(usage, row)
        self._refer(usage, row)
        kingdom = words.kingdom_of(values["kingdom"](row)) if self._has["kingdom"] else None
        if kingdom is not None:
            source.usages.kingdoms[usage] = kingdom
        if self._constituents:
            source.usages.constituents[usage] = self._constituents.get(values["datasetID"](row), NOTHING)

    def _name(self, row: Row) -> tuple[str, bool]:
        """The full name, and whether it was put together here (A.4.1)."""
        values = self._values
        name, author = values["scientificName"](row), values["scientificNameAuthorship"](row)
        if name:
            return (assemble(name, author), True) if author and author not in name else (name, False)
        genus = values["genericName"](row) or values["genus"](row)
        name = assemble_from_parts(
            genus, values["subgenus"](row), values["specificEpithet"](row), values["infraspecificEpithet"](row),
            values["taxonRank"](row) if values["taxonRank"](row).endswith(".") else "", author,
        )  # fmt: skip
        return (name or next(filter(None, (values[term](row) for term in reversed(CLASSIFICATION))), ""), True)

    def _rank(self, row: Row, read: ReadName) -> int | None:
        given = self._given_rank(row)
        rank = words.rank_of(given) if given else None
        return read.rank if rank is None else rank

    def _given_rank(self, row: Row) -> str:
        return self._values["taxonRank"](row) or self._values["verbatimTaxonRank"](row)

    def _note(self, usage: int, row: Row, read: ReadName, *, is_assembled: bool) -> None:
        usages, nomenclatural = self._source.usages, self._values["nomenclaturalStatus"](row)
        given = self._given_rank(row)
        if is_assembled:
            usages.note(usage, "SCIENTIFIC_NAME_ASSEMBLED")
        if given and words.rank_of(given) is None:
            usages.note(usage, "RANK_INVALID")
        if nomenclatural and not words.is_nomenclatural_status(nomenclatural):
            usages.note(usage, "NOMENCLATURAL_STATUS_INVALID")
        if not read.is_parsable:
            usages.note(usage, "UNPARSABLE")
        elif not read.is_whole:
            usages.note(usage, "PARTIALLY_PARSABLE")

    def _set_status(self, usage: int, row: Row) -> None:
        text = self._values["taxonomicStatus"](row)
        status = words.status_of(text) if text else None
        if text and status is None:
            self._source.usages.note(usage, "TAXONOMIC_STATUS_INVALID")
        self._source.stated.append(status is not None)
        if status is not None and status is not Status.ACCEPTED:
            self._source.usages.set_status(usage, status)

    def _refer(self, usage: int, row: Row) -> None:
        source = self._source
        for references, term in (
            (source.accepted, "acceptedNameUsage"),
            (source.parents, "parentNameUsage"),
            (source.originals, "originalNameUsage"),
        ):
            if text := self._values[f"{term}ID"](row):
                references.ids[usage] = text
            if self._has[term] and (text := self._values[term](row)):
                references.names[usage] = text
        source.classifications.append(self._classification(row))

    def _classification(self, row: Row) -> int:
        names = tuple(self._values[term](row) for term in CLASSIFICATION if self._has[term])
        if not any(names):
            return NOTHING
        number = self._higher_numbers.get(names)
        if number is None:
            number = self._higher_numbers[names] = len(self._source.higher_names)
            by_term = dict(zip((term for term in CLASSIFICATION if self._has[term]), names, strict=True))
            self._source.higher_names.append(tuple(by_term.get(term, "") for term in CLASSIFICATION))
        return number


def split_ids(text: str) -> Iterator[str]:
    """The ids of a text that names several."""
    separator = next((mark for mark in "|;," if mark in text), None)
    yield from filter(None, (part.strip() for part in text.split(separator))) if separator else (text,)


def _cleaned(read: Callable[[Row], str]) -> Callable[[Row], str]:
    """A reader that takes a database's word for nothing as nothing."""

    def value(row: Row) -> str:
        text = read(row)
        return "" if text in _EMPTY else text

    return value
