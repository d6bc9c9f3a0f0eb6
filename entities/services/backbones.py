"""The checklists to which others are matched: which they are, and their names (checklist contract A.3).

Two settings may name checklists of this registry, CHECKLIST_BACKBONE and CHECKLIST_CATALOGUE_OF_LIFE. Their names are
kept when their archives are read, so these have to be crawled before others are matched with them.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.conf import settings
from django.db import connection

from entities.checklists import Lookup, Name
from entities.models import BackboneName

_NAMES = "SELECT name, rank, kingdom FROM entities_backbonename WHERE dataset_id = %s AND name = ANY(%s)"
_COPY = "COPY entities_backbonename (dataset_id, name, rank, kingdom) FROM STDIN"


def lookups(dataset: UUID | None = None) -> tuple[Lookup | None, Lookup | None]:
    """How names are looked up in the backbone and in the Catalogue of Life; None where a setting names none.

    No checklist is matched with itself.
    """
    backbone, catalogue = (_key(text) for text in (settings.CHECKLIST_BACKBONE, settings.CHECKLIST_CATALOGUE_OF_LIFE))
    wanted = (key if key != dataset else None for key in (backbone, catalogue))
    nub, col = (lookup(key) if key else None for key in wanted)
    return nub, col


def is_one(dataset: UUID) -> bool:
    """Whether a setting names the dataset."""
    return dataset in (_key(settings.CHECKLIST_BACKBONE), _key(settings.CHECKLIST_CATALOGUE_OF_LIFE))


def lacks_names(dataset: UUID) -> bool:
    """Whether a setting names the dataset, and its names are not kept yet."""
    return is_one(dataset) and not BackboneName.objects.filter(dataset=dataset).exists()


def keep(dataset: UUID, names: Iterable[Name]) -> None:
    """These are the names of the dataset from now on; in the caller's transaction."""
    BackboneName.objects.filter(dataset=dataset).delete()
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for name in names:
            copy.write_row((dataset, *name))


def lookup(backbone: UUID) -> Lookup:
    """How names are looked up among those that are kept of a dataset; so many at a time as are asked for."""

    def look_up(names: Sequence[str]) -> Iterable[Name]:
        with connection.cursor() as cursor:
            cursor.execute(_NAMES, [backbone, list(names)])
            return [Name(*row) for row in cursor.fetchall()]

    return look_up


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
