"""What only documents tell of a dataset, read from the stored document anew: after a deletion, or a better parser."""

from collections.abc import Collection, Iterator
from uuid import UUID

import orjson
from django.db import transaction

from entities.metadata import RefusedDocument
from entities.metadata.shapes import derived_fields
from entities.models import Dataset, MetadataDocument
from entities.permissions import Actor
from entities.services import history, lifecycle, preference, rendering
from entities.services.application import Stamp
from entities.services.detection import record_of
from entities.services.preference import DATA_PACKAGES


def reread(datasets: Collection[UUID] | None = None, *, actor: Actor) -> Iterator[UUID]:
    """Read the documents of these datasets anew, or of all; the keys of those that now show something else, as they
    change.

    Locked datasets stay as they are (metadata contract B.1), and nothing but the fields of B.3 changes.
    """
    documented = MetadataDocument.objects.filter(dataset__locked_for_auto_update=False).exclude(type__in=DATA_PACKAGES)
    if datasets is not None:
        documented = documented.filter(dataset__in=datasets)
    for key in sorted(set(documented.values_list("dataset", flat=True))):
        stored = Dataset.objects.values_list("metadata", flat=True).get(pk=key)
        if told(key) != stored and _reread(key, actor):
            yield key


@transaction.atomic
def _reread(key: UUID, actor: Actor) -> bool:
    """Show what the document says by now, unless somebody locked the dataset or sent another document meanwhile."""
    rendering.lock({Dataset: [key]})
    dataset = Dataset.objects.get(pk=key)
    if dataset.locked_for_auto_update or dataset.metadata == told(key):
        return False
    show(key, Stamp(actor.name, history.begin(actor)))
    return True


def show(dataset: UUID, stamp: Stamp) -> None:
    """Let the dataset show what the document that decides tells; the caller holds it locked."""
    stored = Dataset.objects.get(pk=dataset)
    stored.metadata = told(dataset)
    mark_changed(stored, stamp, "metadata")


def mark_changed(dataset: Dataset, stamp: Stamp, *columns: str) -> None:
    """Write the columns, and who changed the dataset when: its history then has the change."""
    dataset.modified, dataset.modified_by = stamp.now, stamp.name
    dataset.save(update_fields=[*columns, "modified", "modified_by"])
    lifecycle.announce(dataset, "changed", {})


def told(dataset: UUID) -> str:
    """The fields that only documents tell (B.3), by the best of its documents that can be read; "" if none."""
    rows = MetadataDocument.objects.filter(dataset=dataset).exclude(type__in=DATA_PACKAGES)
    for document in sorted(rows, key=lambda row: preference.rank(row.type, row.is_chosen)):
        try:
            fields = derived_fields(record_of(bytes(document.content), document.type))
        except RefusedDocument:
            continue
        return orjson.dumps(fields).decode() if fields else ""
    return ""
