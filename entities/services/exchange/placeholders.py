"""Entities that stand for references which did not resolve, until the real ones are imported over them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from entities.models import Dataset, DatasetCategory, Entity, Installation, Network, Node, Organization, Tag
from entities.permissions import Actor
from entities.services import bulk, doi, rendering
from entities.services.exchange.arrivals import Arrival
from entities.services.exchange.references import References, missing
from entities.signals import entities_changed
from entities.vocabulary import UNKNOWN_COUNTRY, InstallationType, License, NodeType, ParticipationStatus

PLACEHOLDER_TAG = "placeholder"
"""The tag by which curators find them."""

_NODE_OF_PLACEHOLDERS = uuid5(NAMESPACE_URL, "registry:node-of-placeholders")


def make_placeholders(arrivals: Sequence[Arrival], actor: Actor, now: datetime) -> int:
    """Make what the arrivals refer to and nobody has, and categories that nobody knows; answers how many entities."""
    absent = missing(arrivals)
    made = 0
    for model in (Node, Organization, Installation, Network, Dataset):
        keys = absent[model] | _needed(model, absent, arrivals)
        entities = [_placeholder(model, key, actor, now, _owner(key, arrivals)) for key in sorted(keys)]
        _store(entities, actor, now)
        made += len(entities)
    names = {name for arrival in arrivals for name in getattr(arrival.entity, "category", None) or ()}
    DatasetCategory.objects.bulk_create([DatasetCategory(name=name) for name in names], ignore_conflicts=True)
    return made


def _needed(model: type[Entity], absent: References, arrivals: Sequence[Arrival]) -> set[UUID]:
    """The node above placeholder organizations, where there is none yet."""
    if model is Node and absent[Organization]:
        return {_NODE_OF_PLACEHOLDERS} - set(Node.objects.filter(pk=_NODE_OF_PLACEHOLDERS).values_list("pk", flat=True))
    return set()


def _owner(key: UUID, arrivals: Sequence[Arrival]) -> Any:
    """A dataset that refers to the key: its publisher hosts a missing installation, its homes suit a missing parent."""
    for arrival in arrivals:
        dataset = arrival.entity
        if isinstance(dataset, Dataset) and key in (
            dataset.installation_id, dataset.parent_dataset_id, dataset.duplicate_of_dataset_id,
        ):  # fmt: skip
            return dataset
    return None


def _placeholder(model: type[Entity], key: UUID, actor: Actor, now: datetime, owner: Any) -> Entity:
    stamps = {"created": now, "modified": now, "created_by": actor.name, "modified_by": actor.name}
    entity = model(key=key, title=f"Unknown {model.slug} {key}", **stamps, **_REQUIRED[model])
    if isinstance(entity, Organization):
        entity.endorsing_node_id = _NODE_OF_PLACEHOLDERS
    elif isinstance(entity, Installation):
        entity.organization_id = owner.publishing_organization_id
    elif isinstance(entity, Dataset):
        entity.publishing_organization_id = owner.publishing_organization_id
        entity.installation_id = owner.installation_id
        entity.doi = doi.mint()[0]
    return entity


def _store(entities: list[Entity], actor: Actor, now: datetime) -> None:
    if not entities:
        return
    tag = type(entities[0]).components[Tag]
    tags = [tag(entity=entity, value=PLACEHOLDER_TAG, created=now, created_by=actor.name) for entity in entities]
    bulk.give_keys(tags)
    bulk.copy_rows(entities)
    bulk.copy_rows(tags)
    model, keys = type(entities[0]), [entity.pk for entity in entities]
    rendering.refresh({model: keys})
    entities_changed.send(sender=model, model=model, keys=keys, kind="created")


_REQUIRED: dict[type[Entity], dict[str, Any]] = {
    Node: {"type": NodeType.OTHER.value, "participation_status": ParticipationStatus.OBSERVER.value},
    Organization: {"language": "eng", "country": UNKNOWN_COUNTRY},
    Installation: {"type": InstallationType.HTTP_INSTALLATION.value},
    Network: {"language": "eng"},
    Dataset: {"license": License.UNSPECIFIED.value},
}
