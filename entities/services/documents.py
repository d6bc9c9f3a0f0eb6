"""Metadata documents become datasets, and update them: a whole batch in a fixed number of statements.

The same rules serve a harvest and an upload: the preferred document decides, a locked dataset keeps its fields, what
people added stays (metadata contract B).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from entities.metadata.record import MetadataRecord
from entities.models import (
    Contact,
    Dataset,
    Entity,
    FieldProvenance,
    MetadataDocument,
    Network,
    NetworkConstituent,
    Organization,
)
from entities.permissions import Actor
from entities.services import bulk, doi, history, preference, provenances, rendering, wording
from entities.services.application import Application, Provenance, Stamp, apply, new_dataset, sort_material
from entities.services.composition import Material, compose
from entities.services.preference import Deciding
from entities.services.wording import worded
from entities.signals import entities_changed
from entities.vocabulary import MetadataType

__all__ = ["IncomingDocument", "Provenance", "apply_all", "withdraw"]

_UNCHANGED = frozenset({"key", "created", "created_by"})


@dataclass(frozen=True, slots=True)
class IncomingDocument:
    """A document that could be read. `digest` is the SHA-256 of `content`, hexadecimal; without `dataset` a new
    dataset is made of it. `url` is where it came from. `adopts`: the dataset was registered before, and from now on
    follows this document, whose contacts take the place of its own. `kind` is the DatasetType of a new dataset."""

    content: bytes
    digest: str
    record: MetadataRecord
    dataset: UUID | None = None
    url: str = ""
    adopts: bool = False
    kind: str = ""

    @property
    def metadata_type(self) -> str:
        """Its MetadataType."""
        return self.record.metadata_type or MetadataType.ISO_19115.value


@transaction.atomic
def apply_all(incoming: Sequence[IncomingDocument], provenance: Provenance, *, actor: Actor) -> list[UUID]:
    """Store the documents and make or update their datasets; answers the datasets' keys in the order given.

    A dataset that was deleted comes back. Several documents of one dataset in a batch are not allowed.
    """
    if not incoming:
        return []
    known = [document.dataset for document in incoming if document.dataset is not None]
    rendering.lock({Organization: publishers_of(known) | {provenance.publishing_organization}, Dataset: known})
    stamp = Stamp(actor.name, history.begin(actor))
    applications = applications_of(incoming, known, provenance, stamp)
    revived = [found.dataset.pk for found in applications if found.dataset.deleted is not None]
    deciding = preference.deciding_types(known)
    pasts = provenances.of_datasets(known) if provenance.run else {}
    applied = []
    for document, application in zip(incoming, applications, strict=True):
        application.dataset.deleted = None
        if _fills(document, application.dataset, deciding.get(application.dataset.pk)):
            _fill(application, document, pasts.get(application.dataset.pk), provenance, stamp)
            applied.append((document, application))
    store(applications)
    store_documents(incoming, applications, stamp, deciding)
    if provenance.run:
        provenances.store(
            [
                provenances.after(application, pasts.get(application.dataset.pk), provenance, stamp, document)
                for document, application in applied
            ],
            set(known),
        )
    announce(applications, revived)
    return [application.dataset.pk for application in applications]


def _fills(document: IncomingDocument, dataset: Dataset, present: Deciding | None) -> bool:
    """Whether the fields become those of the document: the dataset is open, and the present one gives way to it."""
    return not dataset.locked_for_auto_update and (present is None or present.gives_way_to(document.metadata_type))


def _fill(
    application: Application,
    document: IncomingDocument,
    past: FieldProvenance | None,
    provenance: Provenance,
    stamp: Stamp,
) -> None:
    provenances.prepare(application, past)
    if document.adopts:
        application.owned = frozenset(row.pk for row in application.material.rows.get(Contact, ()))
    apply(document.record, application, provenance, stamp)


@transaction.atomic
def withdraw(datasets: Sequence[UUID], *, actor: Actor) -> int:
    """Mark the datasets as deleted, as their documents are gone from the source; answers how many were live."""
    affected = publishers_of(datasets)
    rendering.lock({Organization: affected, Dataset: datasets})
    now = history.begin(actor)
    live = list(Dataset.objects.live().filter(pk__in=datasets).values_list("pk", flat=True))  # type: ignore[attr-defined]
    Dataset.objects.filter(pk__in=live).update(deleted=now, modified=now, modified_by=actor.name)
    neighbours = neighbours_of(live)
    neighbours[Dataset] |= set(live)
    rendering.refresh(neighbours)
    entities_changed.send(sender=Dataset, model=Dataset, keys=live, kind="deleted")
    return len(live)


def applications_of(
    incoming: Sequence[IncomingDocument], known: Sequence[UUID], provenance: Provenance, stamp: Stamp
) -> list[Application]:
    """Each document with its dataset, as it is stored or new."""
    stored = {dataset.pk: dataset for dataset in Dataset.objects.filter(pk__in=known)}
    materials = rendering.gather(Dataset, known) if known else {}
    publisher = Organization.objects.values_list("title", flat=True).get(pk=provenance.publishing_organization)
    applications = []
    for document in incoming:
        if document.dataset is None:
            dataset, material = new_dataset(provenance, stamp, document.kind), Material(publisher=publisher)
        else:
            dataset, material = stored[document.dataset], materials[document.dataset]
        applications.append(Application(dataset, material, is_new=document.dataset is None))
    return applications


def store(applications: Sequence[Application]) -> None:
    """Write what documents made of the datasets and their components, with the stored JSON."""
    removed: dict[type[models.Model], list[int]] = defaultdict(list)
    added: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for application in applications:
        for row in application.removed:
            removed[type(row)].append(row.pk)
        for row in application.added:
            added[type(row)].append(row)
    for model, keys in removed.items():
        model._default_manager.filter(pk__in=keys).delete()
    for rows in added.values():
        bulk.give_keys(rows)
    tags = [tag for application in applications for tag in _connected_tags(application)]
    bulk.give_keys(tags)
    nameless = [found.dataset for found in applications if found.dataset.doi is None]
    for dataset, minted in zip(nameless, doi.mint(len(nameless)), strict=True):
        dataset.doi = minted
    for application in applications:
        sort_material(application)
        application.dataset.rendered, application.dataset.rendered_item = compose(
            application.dataset, application.material
        )
        application.dataset.rendered_at = timezone.now()
    _write_datasets(applications)
    _write_words(applications)
    for rows in (*added.values(), tags):
        bulk.copy_rows(rows)


def _connected_tags(application: Application) -> list[models.Model]:
    for endpoint, tag in application.endpoint_tags:
        tag.entity_id = endpoint.pk  # type: ignore[attr-defined]
    return [tag for _, tag in application.endpoint_tags]


def _write_words(applications: Sequence[Application]) -> None:
    wording.store_new(Dataset, [worded(found.dataset, found.material) for found in applications if found.is_new])
    wording.store(Dataset, [worded(found.dataset, found.material) for found in applications if not found.is_new])


def _write_datasets(applications: Sequence[Application]) -> None:
    bulk.copy_rows([found.dataset for found in applications if found.is_new])
    changed = [found.dataset for found in applications if not found.is_new]
    columns = [field.name for field in Dataset._meta.concrete_fields if field.name not in _UNCHANGED]
    if changed:
        Dataset.objects.bulk_create(changed, update_conflicts=True, unique_fields=["key"], update_fields=columns)


def store_documents(
    incoming: Sequence[IncomingDocument],
    applications: Sequence[Application],
    stamp: Stamp,
    deciding: Mapping[UUID, Deciding],
) -> None:
    """A document of the same format is replaced physically, and gets a new key (A.3); a choice stays with the format.

    `deciding` is what decided about the datasets before.
    """
    replaced: dict[str, list[UUID]] = defaultdict(list)
    for document, application in zip(incoming, applications, strict=True):
        if not application.is_new:
            replaced[document.metadata_type].append(application.dataset.pk)
    for metadata_type, datasets in replaced.items():
        MetadataDocument.objects.filter(dataset__in=datasets, type=metadata_type).delete()
    rows = [
        MetadataDocument(
            dataset=application.dataset,
            type=document.metadata_type,
            content=document.content,
            digest=document.digest,
            is_chosen=deciding.get(application.dataset.pk) == Deciding(document.metadata_type, is_chosen=True),
            created=stamp.now,
            modified=stamp.now,
            created_by=stamp.name,
            modified_by=stamp.name,
        )
        for document, application in zip(incoming, applications, strict=True)
    ]
    bulk.give_keys(rows)
    bulk.copy_rows(rows)


def announce(applications: Sequence[Application], revived: Sequence[UUID]) -> None:
    """Rewrite the JSON of those that count the datasets, and tell who listens."""
    new = [found.dataset.pk for found in applications if found.is_new]
    changed = [found.dataset.pk for found in applications if not found.is_new]
    rendering.refresh(neighbours_of([*new, *revived]))
    for kind, keys in (("created", new), ("changed", changed)):
        if keys:
            entities_changed.send(sender=Dataset, model=Dataset, keys=keys, kind=kind)


def neighbours_of(datasets: Sequence[UUID]) -> dict[type[Entity], set[UUID]]:
    """Publishers, parents and networks, which count the datasets."""
    parents = Dataset.objects.filter(pk__in=datasets).exclude(parent_dataset=None)
    networks = NetworkConstituent.objects.filter(dataset__in=datasets)
    return {
        Organization: publishers_of(datasets),
        Dataset: {key for key in parents.values_list("parent_dataset", flat=True) if key},
        Network: set(networks.values_list("network", flat=True)),
    }


def publishers_of(datasets: Sequence[UUID]) -> set[UUID]:
    """The keys of the organizations that publish the datasets."""
    return set(Dataset.objects.filter(pk__in=datasets).values_list("publishing_organization", flat=True))
