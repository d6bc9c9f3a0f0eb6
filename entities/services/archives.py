"""Facts about the archive of a dataset that was read last (contract 3.6, 5.5 `dwca`)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from entities import permissions
from entities.models import Dataset
from entities.permissions import Actor
from entities.services import history, lifecycle


@transaction.atomic
def describe(
    dataset: Dataset, core_type: str, extensions: Sequence[str] = (), modified: datetime | None = None, *, actor: Actor
) -> Dataset:
    """Keep core and extensions of the archive, as URIs of row types; the dataset's own stamp stays.

    Without `modified`, the archive counts as read now.
    """
    permissions.require_administrator(actor)
    dataset = lifecycle.find(Dataset, dataset.pk, for_update=True)
    now = history.begin(actor)
    dataset.dwca_core_type, dataset.dwca_extensions = core_type, list(extensions)
    dataset.dwca_modified = modified or now
    dataset.save(update_fields=["dwca_core_type", "dwca_extensions", "dwca_modified"])
    lifecycle.announce(dataset, "changed", {})
    return dataset
