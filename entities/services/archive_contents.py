"""What an archive does to its dataset: facts, counts and, of a checklist, figures (checklist contract C.2, C.3).

Reading takes long and needs no database; applying is one transaction. A refused archive leaves a note why, and changes
nothing else.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import orjson
from django.db import transaction

from entities import permissions
from entities.archives import Archive, Report, open_archive, validate
from entities.archives.descriptor import DWC
from entities.checklists import Figures, measure
from entities.models import ChecklistMetrics, Dataset, DatasetArchive
from entities.permissions import Actor
from entities.services import history, lifecycle
from entities.vocabulary import DatasetType

_OCCURRENCES = f"{DWC}Occurrence"


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read out of an archive: its kind (None for one that no dataset has), rows, figures, and its document."""

    kind: DatasetType | None
    core_type: str
    report: Report
    figures: Figures | None
    metadata: bytes | None

    @property
    def record_count(self) -> int:
        """Records of occurrences: of the core, else of an extension."""
        in_extension = self.report.extension_rows.get(_OCCURRENCES, 0)
        return self.report.rows if self.kind is DatasetType.OCCURRENCE else in_extension

    def problem_for(self, dataset: Dataset) -> str:
        """Why the data cannot be taken; "" where it can (C.2)."""
        if self.report.duplicate_ids or self.report.empty_ids:
            return f"{self.report.duplicate_ids:,} ids are repeated and {self.report.empty_ids:,} are missing"
        if self.kind is None:
            return f"the core has the row type {self.core_type}, of which there are no datasets"
        if dataset.type not in (None, self.kind):
            return f"the core holds a dataset of type {self.kind}, the registry has one of type {dataset.type}"
        return ""


@dataclass(frozen=True, slots=True)
class Download:
    """Where and when an archive was fetched; digest is the SHA-256 of its bytes, hexadecimal."""

    fetched: datetime
    digest: str
    size: int
    url: str = ""
    etag: str = ""
    last_modified: str = ""


def read(path: Path) -> Contents:
    """All that is wanted of an archive; ArchiveInvalid where it cannot be read."""
    with open_archive(path) as archive:
        report = validate(archive)
        figures = _figures(archive) if report.is_valid else None
        core_type = archive.core.row_type if archive.core else ""
        return Contents(archive.dataset_type, core_type, report, figures, archive.metadata())


def _figures(archive: Archive) -> Figures | None:
    if archive.core is None or archive.dataset_type is not DatasetType.CHECKLIST:
        return None
    return measure(archive, archive.core)


@transaction.atomic
def apply(dataset: Dataset, contents: Contents, download: Download, *, actor: Actor) -> DatasetArchive:
    """Keep what the archive says; of one whose data cannot be taken only why (`problem`)."""
    permissions.require_change(actor, dataset)
    dataset = lifecycle.find(Dataset, dataset.pk, for_update=True)
    history.begin(actor)
    problem = contents.problem_for(dataset)
    archive = _note(dataset, contents, download, problem)
    if problem:
        return archive
    dataset.dwca_core_type = contents.core_type or None
    dataset.dwca_extensions = sorted(kind for kind, rows in contents.report.extension_rows.items() if rows)
    dataset.dwca_modified = download.fetched
    dataset.save(update_fields=["dwca_core_type", "dwca_extensions", "dwca_modified"])
    if contents.figures is not None:
        ChecklistMetrics.objects.create(
            dataset=dataset,
            figures=orjson.dumps(contents.figures.as_json()).decode(),
            usages=contents.figures.usages,
            downloaded=download.fetched,
        )
    lifecycle.announce(dataset, "changed", {})
    return archive


def _note(dataset: Dataset, contents: Contents, download: Download, problem: str) -> DatasetArchive:
    """The archive's row; counts of the last good one stay where this one is refused."""
    values = {
        "url": download.url,
        "digest": download.digest,
        "size": download.size,
        "etag": download.etag,
        "last_modified": download.last_modified,
        "fetched": download.fetched,
        "problem": problem,
        "examples": contents.report.examples,
    }
    if not problem:
        values |= {
            "record_count": contents.record_count,
            "core_rows": contents.report.rows,
            "extension_rows": contents.report.extension_rows,
        }
    archive, _ = DatasetArchive.objects.update_or_create(dataset=dataset, defaults=values)
    return archive
