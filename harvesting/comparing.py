"""An installation as its source shows it and as it stands here: what its last run found, beside the datasets (G).

Nothing is asked of the source for it: the records say what it showed last, and how old that is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from entities.models import Dataset, FieldProvenance, Installation, Synchronization
from harvesting import synchronizing
from harvesting.models import HarvestedDocument, HarvestRun, HarvestSource

MOST_ROWS = 500
LAST_ENTRIES = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs about one resource: its name, what is at the source, what is here ("" for nothing), and why.

    `fields` are the columns in which people's values stand against the source's.
    """

    name: str
    at_source: str
    here: str
    reason: str
    dataset: Dataset | None = None
    fields: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides: how many datasets are the same, where they differ, and what the last synchronisations said."""

    source: HarvestSource | None
    last_run: HarvestRun | None
    same: int
    differences: list[Difference]
    entries: list[Synchronization]


def compare(installation: Installation) -> Comparison:
    """What the source showed last against what is here; at most so many differences."""
    source = synchronizing.source_of(installation)
    records = _records(source) if source else []
    differences = [*(found for each in records if (found := _of_record(*each))), *_only_here(installation, source)]
    differing = {found.dataset.pk for found in differences if found.dataset is not None}
    same = Dataset.live().filter(installation=installation).exclude(pk__in=differing).count()
    last_run = source.runs.exclude(finished=None).order_by("-queued").first() if source else None
    entries = list(installation.synchronizations.all()[:LAST_ENTRIES])
    return Comparison(source, last_run, same, differences[:MOST_ROWS], entries)


def _records(source: HarvestSource) -> list[tuple[HarvestedDocument, Sequence[str]]]:
    """The live records, with the fields in which their datasets say something else."""
    wide = ("content", "dataset__rendered", "dataset__rendered_item", "dataset__metadata")
    rows = source.documents.filter(removed=None).select_related("dataset").defer(*wide).order_by("title", "pk")
    pasts = FieldProvenance.objects.filter(dataset__harvested_documents__source=source).exclude(differences={})
    fields = {key: sorted(said) for key, said in pasts.values_list("dataset", "differences")}
    return [(row, fields.get(row.dataset_id, ()) if row.dataset_id else ()) for row in rows]


def _of_record(record: HarvestedDocument, fields: Sequence[str]) -> Difference | None:
    """Why a record differs from its dataset; None where it does not."""
    dataset, name = record.dataset, record.file_id or record.url
    problem = next((str(error["error"]) for error in record.errors), "")
    if dataset is None:
        reason = problem or ("it waits for the next run" if record.source.publish else "the source is not published")
        return Difference(name, record.title, "", reason)
    if dataset.is_deleted:
        return Difference(name, record.title, "", problem or "the dataset here is deleted", dataset)
    if record.missing_since is not None:
        return Difference(name, "", dataset.title, "the source lists it no more; nothing was deleted", dataset)
    if record.failure:
        return Difference(name, record.title, dataset.title, record.failure, dataset)
    if fields:
        return Difference(name, record.title, dataset.title, "changed here by a person", dataset, fields)
    if dataset.locked_for_auto_update and dataset.title != record.title:
        return Difference(name, record.title, dataset.title, "locked: nothing is taken over", dataset)
    return None


def _only_here(installation: Installation, source: HarvestSource | None) -> Iterator[Difference]:
    """Datasets of the installation that its source does not list."""
    listed: Any = HarvestedDocument.objects.filter(dataset=OuterRef("pk"), removed=None)
    listed = listed.filter(source=source) if source else listed.none()
    rows = Dataset.live().filter(~Exists(listed), installation=installation).only("title", "key", "deleted")
    reason = "the source does not list it" if source else "nothing harvests the installation yet"
    for dataset in rows.order_by("title", "key")[:MOST_ROWS]:
        yield Difference("", "", dataset.title, reason, dataset)
