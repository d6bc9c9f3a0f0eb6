"""Whether the rows of an archive can be used, and how many there are (checklist contract C.2)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from entities.archives.archive import Archive
from entities.archives.descriptor import DataFile, simple_name
from entities.archives.rows import Row, Rows, UnreadableRow, core_id_reader, reader_of

MOST_CHECKED = 2_000_000
"""Core rows whose ids are compared: more would not fit into a worker's memory."""

MOST_EXAMPLES = 100
_TRIPLET = ("institutionCode", "collectionCode", "catalogNumber")


@dataclass(slots=True)
class Report:
    """What was found in an archive's tables: of the core's rows how many, and of each extension by its row type.

    checked: core rows whose id was compared; examples: what is wrong, with file and line.
    """

    rows: int = 0
    checked: int = 0
    duplicate_ids: int = 0
    empty_ids: int = 0
    unreadable_rows: int = 0
    extension_rows: dict[str, int] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)

    @property
    def is_valid(self) -> bool:
        """Whether the data can be used; unreadable rows are left out, they do not spoil the others."""
        return not (self.duplicate_ids or self.empty_ids)

    def note(self, example: str) -> None:
        """One more thing that is wrong; the first hundred are kept."""
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(example)


def validate(archive: Archive) -> Report:
    """Read all tables once; ArchiveInvalid where a file of theirs is damaged."""
    report = Report()
    if archive.core is not None:
        _check_core(archive.rows(archive.core), _identity_reader(archive.core), report)
    for table in archive.extensions:
        rows = sum(1 for row in archive.rows(table) if not isinstance(row, UnreadableRow))
        report.extension_rows[table.row_type] = report.extension_rows.get(table.row_type, 0) + rows
    return report


def _check_core(rows: Rows, identity: Callable[[Row], str], report: Report) -> None:
    seen: set[str] = set()
    for row in rows:
        if isinstance(row, UnreadableRow):
            report.unreadable_rows += 1
            report.note(f"{rows.place}: cannot be read, {row}")
            continue
        report.rows += 1
        if report.checked < MOST_CHECKED:
            report.checked += 1
            _check(identity(row), seen, rows, report)


def _check(identity: str, seen: set[str], rows: Rows, report: Report) -> None:
    if not identity:
        report.empty_ids += 1
        report.note(f"{rows.place}: no id")
    elif identity in seen:
        report.duplicate_ids += 1
        report.note(f"{rows.place}: the id {identity[:200]!r} stands above already")
    else:
        seen.add(identity)


def _identity_reader(core: DataFile) -> Callable[[Row], str]:
    """What must be there and unique: an occurrence without id is known by institution, collection and number."""
    if simple_name(core.row_type) == "Occurrence":
        if _has_column(core, "occurrenceID"):
            return reader_of(core, "occurrenceID")
        readers = [reader_of(core, term) for term in _TRIPLET]
        if all(_has_column(core, term) for term in _TRIPLET):
            return lambda row: "\t".join(parts) if all(parts := [read(row) for read in readers]) else ""
    return core_id_reader(core)


def _has_column(core: DataFile, term: str) -> bool:
    field = core.field(term)
    return field is not None and field.index is not None
