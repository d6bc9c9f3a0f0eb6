"""What an archive does to its dataset: facts, counts and, of a checklist, figures (checklist contract C.2, C.3).

Reading takes long and changes nothing; applying is one transaction. A refused archive leaves a note why, and changes
nothing else.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

import orjson
from django.db import transaction

from entities import permissions
from entities.archives import Archive, Report, open_archive, validate
from entities.archives.descriptor import DWC
from entities.checklists import Figures, Name, measure
from entities.exceptions import RegistryError
from entities.models import ChecklistMetrics, Dataset, DatasetArchive
from entities.permissions import Actor
from entities.services import archive_constituents, backbones, history, lifecycle, uploads
from entities.vocabulary import DatasetType

OCCURRENCES = f"{DWC}Occurrence"


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read out of an archive: its kind (None for one that no dataset has), rows, figures, and its document.

    `metadata_url` is where its document is, if it names one outside itself. `constituents` are documents of constituent
    datasets by their id; `names` those of a checklist to match others with.
    """

    kind: DatasetType | None
    core_type: str
    report: Report
    figures: Figures | None
    metadata: bytes | None
    constituents: Mapping[str, bytes] = field(default_factory=dict)
    names: Sequence[Name] = ()
    metadata_url: str = ""

    @property
    def record_count(self) -> int:
        """Records of occurrences: of the core, else of an extension."""
        in_extension = self.report.extension_rows.get(OCCURRENCES, 0)
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


def read(path: Path, dataset: UUID | None = None) -> Contents:
    """All that is wanted of an archive; ArchiveInvalid where it cannot be read.

    A checklist is matched with the backbones, unless it is itself one of them: `dataset` tells.
    """
    with open_archive(path) as archive:
        report = validate(archive)
        documents, names = archive.constituents(), list[Name]()
        keep = names.extend if dataset is not None and backbones.is_one(dataset) else None
        figures = _figures(archive, documents, dataset, keep) if report.is_valid else None
        return Contents(
            archive.dataset_type,
            archive.core.row_type if archive.core else "",
            report,
            figures,
            archive.metadata(),
            documents,
            names,
            archive.metadata_url,
        )


def _figures(
    archive: Archive, ids: Iterable[str], dataset: UUID | None, keep: Callable[[Iterable[Name]], None] | None
) -> Figures | None:
    if archive.core is None or archive.dataset_type is not DatasetType.CHECKLIST:
        return None
    backbone, catalogue = backbones.lookups(dataset)
    constituents = {identifier: identifier for identifier in ids}
    return measure(archive, archive.core, constituents, backbone=backbone, catalogue=catalogue, keep_names=keep)


@dataclass(frozen=True, slots=True)
class Taken:
    """The archive as it was kept, and sentences about what of it was not."""

    archive: DatasetArchive
    notes: Sequence[str]


def take(
    dataset: Dataset,
    contents: Contents,
    download: Download,
    *,
    actor: Actor,
    with_document: bool = True,
    sets_type: bool = False,
) -> Taken:
    """All that an archive does, in the contract's order (C.3): document, facts, counts, figures, constituents.

    The document is applied although the data may be refused. `with_document` false: somebody else applies it.
    """
    notes = _take_document(dataset, contents, actor) if with_document else []
    if sets_type and contents.kind is not None:
        dataset.type = contents.kind.value
    keys: Mapping[str, UUID] = {}
    is_taken = not contents.problem_for(dataset)
    if is_taken:
        keys = archive_constituents.settle(dataset, contents.constituents, actor=actor)
    archive = apply(dataset, contents, download, keys, actor=actor, sets_type=sets_type)
    if is_taken:
        notes += archive_constituents.describe(keys, contents.constituents, actor=actor)
    return Taken(archive, notes)


def _take_document(dataset: Dataset, contents: Contents, actor: Actor) -> list[str]:
    if contents.metadata is None:
        return []
    try:
        uploads.upload(dataset, contents.metadata, actor=actor)
    except RegistryError as error:
        return [f"The metadata document was not taken: {error}"]
    return []


@transaction.atomic
def apply(
    dataset: Dataset,
    contents: Contents,
    download: Download,
    constituents: Mapping[str, UUID] = MappingProxyType({}),
    *,
    actor: Actor,
    sets_type: bool = False,
) -> DatasetArchive:
    """Keep what the archive says; of one whose data cannot be taken only why (`problem`).

    `constituents` are the keys of the constituents by id. `sets_type`: the dataset gets the type of what the archive
    holds, as nothing else told it (C.3).
    """
    permissions.require_change(actor, dataset)
    dataset = lifecycle.find(Dataset, dataset.pk, for_update=True)
    history.begin(actor)
    if sets_type and contents.kind is not None:
        dataset.type = contents.kind.value
    problem = contents.problem_for(dataset)
    archive = _note(dataset, contents, download, problem)
    if problem:
        return archive
    dataset.dwca_core_type = contents.core_type or None
    dataset.dwca_extensions = sorted(kind for kind, rows in contents.report.extension_rows.items() if rows)
    dataset.dwca_modified = download.fetched
    dataset.save(update_fields=["type", "dwca_core_type", "dwca_extensions", "dwca_modified"])
    _keep_checklist(dataset, contents, download, constituents)
    lifecycle.announce(dataset, "changed", {})
    return archive


def _keep_checklist(dataset: Dataset, contents: Contents, download: Download, constituents: Mapping[str, UUID]) -> None:
    """The figures of a checklist, and of a backbone its names."""
    if contents.figures is not None:
        ChecklistMetrics.objects.create(
            dataset=dataset,
            figures=orjson.dumps(_keyed(contents.figures, constituents).as_json()).decode(),
            usages=contents.figures.usages,
            downloaded=download.fetched,
        )
    if contents.names:
        backbones.keep(dataset.pk, contents.names)


def _keyed(figures: Figures, constituents: Mapping[str, UUID]) -> Figures:
    """The figures with the keys of constituents in place of their ids."""
    counts = {str(constituents[name]): count for name, count in figures.by_constituent.items() if name in constituents}
    return replace(figures, by_constituent=counts)


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
