"""Constituents of an archive: datasets of their own, each with a document in the archive (checklist contract C.4)."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from entities.exceptions import RegistryError
from entities.models import Dataset, MachineTag
from entities.permissions import Actor
from entities.services import components, lifecycle, uploads

TAG = {"namespace": "hit.gbif.org", "name": "dataset_id"}
"""The machine tag that holds a constituent's id."""
_INHERITED = ("publishing_organization_id", "installation_id", "type", "subtype", "license")


@transaction.atomic
def settle(parent: Dataset, ids: Iterable[str], *, actor: Actor) -> dict[str, UUID]:
    """Make the constituents that are new, delete those that the archive has no more; answers their keys by id.

    One that was deleted because an earlier archive lacked it comes back.
    """
    known = _of(parent)
    wanted = list(dict.fromkeys(ids))
    for identifier, dataset in known.items():
        if identifier not in wanted and not dataset.is_deleted:
            lifecycle.delete(dataset, actor=actor)
    found = {}
    for identifier in wanted:
        dataset = known.get(identifier) or _make(parent, identifier, actor)
        if dataset.is_deleted:
            lifecycle.restore(dataset, actor=actor)
        found[identifier] = dataset.pk
    return found


def describe(keys: Mapping[str, UUID], documents: Mapping[str, bytes], *, actor: Actor) -> list[str]:
    """Apply the constituents' documents; answers why some were not taken."""
    problems = []
    for identifier, key in keys.items():
        try:
            uploads.upload(lifecycle.find(Dataset, key), documents[identifier], actor=actor)
        except RegistryError as error:
            problems.append(f"The document of the constituent {identifier!r} was not taken: {error}")
    return problems


def _of(parent: Dataset) -> dict[str, Dataset]:
    """The constituents by id, deleted ones too; of two with one id the live one."""
    rows: Any = components.table(Dataset, MachineTag).filter(entity__parent_dataset=parent, **TAG)
    rows = rows.select_related("entity").order_by("pk")
    return {row.value: row.entity for row in sorted(rows, key=lambda row: not row.entity.is_deleted)}


def _make(parent: Dataset, identifier: str, actor: Actor) -> Dataset:
    values = {name: getattr(parent, name) for name in _INHERITED}
    title = f"Constituent {identifier} of {parent.pk}"
    dataset = lifecycle.create(Dataset, values | {"title": title, "parent_dataset_id": parent.pk}, actor=actor)
    components.add(dataset, MachineTag, TAG | {"value": identifier}, actor=actor)
    return dataset
