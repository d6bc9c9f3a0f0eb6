"""Which of a dataset's documents decides about its fields: the one that a curator chose, else that of the best format.

Documents of other formats are kept, and change nothing (metadata contract B.1).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from entities.models import MetadataDocument
from entities.models.document import PREFERENCE
from entities.vocabulary import MetadataType

DATA_PACKAGES = (MetadataType.COL_DP.value, MetadataType.DWC_DP.value)
"""Types that are JSON: they are kept, and no field is derived from them."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """The format of the document that decides at present, and whether somebody chose it."""

    metadata_type: str
    is_chosen: bool = False

    def gives_way_to(self, metadata_type: str) -> bool:
        """Whether a new document of the format decides in its place."""
        if self.is_chosen:
            return metadata_type == self.metadata_type
        return PREFERENCE.index(metadata_type) <= PREFERENCE.index(self.metadata_type)


def rank(metadata_type: str, is_chosen: bool) -> tuple[bool, int]:
    """The place of a document among those of its dataset; the first decides."""
    return not is_chosen, PREFERENCE.index(metadata_type)


def deciding_types(datasets: Sequence[UUID]) -> dict[UUID, Deciding]:
    """What decides at present about each dataset that has documents."""
    rows = MetadataDocument.objects.filter(dataset__in=datasets).values_list("dataset", "type", "is_chosen")
    worst_first = sorted(rows, key=lambda row: rank(*row[1:]), reverse=True)
    return {dataset: Deciding(kind, is_chosen) for dataset, kind, is_chosen in worst_first}


def deciding(documents: Iterable[Any]) -> MetadataDocument | None:
    """The document that decides among those of one dataset; None where there is none."""
    return min(documents, key=lambda row: rank(row.type, row.is_chosen), default=None)


def by_preference(documents: Iterable[MetadataDocument]) -> list[MetadataDocument]:
    """The order of the API's list: the best format first, then the newest (A.2)."""
    return sorted(documents, key=lambda row: (PREFERENCE.index(row.type), -row.created.timestamp(), row.key))
