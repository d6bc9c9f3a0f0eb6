"""Documents that somebody sends for a dataset, and the entries by which they are listed (metadata contract A and B)."""

from hashlib import sha256
from uuid import UUID

from django.db import transaction

from entities import permissions
from entities.exceptions import MalformedValue, NotFound, WrongState
from entities.models import Contact, Dataset, FieldProvenance, MetadataDocument, Organization
from entities.permissions import Actor
from entities.services import documents, history, lifecycle, preference, provenances, rendering, rereading
from entities.services.application import Application, Provenance, Stamp, apply
from entities.services.detection import Described, describe
from entities.services.preference import DATA_PACKAGES
from entities.services.validation import validate

UPLOAD_SOURCE = "document"
"""What the machine tag of endpoints says that an uploaded document brought."""


def upload(dataset: Dataset, content: bytes, *, actor: Actor, metadata_type: str | None = None) -> MetadataDocument:
    """Keep a document of the dataset, and fill the dataset from it where it is the preferred one.

    `metadata_type` wins over what the document looks like. The same bytes again change nothing, and answer the
    document that is there. MalformedValue where nothing can be read, RuleViolation where the dataset would break
    rules: nothing is kept then.
    """
    permissions.require_change(actor, dataset)
    if dataset.is_deleted:
        raise NotFound(f"Dataset {dataset.pk} is deleted")
    if not content.strip():
        raise MalformedValue("The body is empty")
    described = describe(content, metadata_type, dataset)
    return _stored(dataset, content, described, actor)


@transaction.atomic
def _stored(dataset: Dataset, content: bytes, described: Described, actor: Actor) -> MetadataDocument:
    """One after the other for one dataset: the lock is taken first, and everything is looked up behind it."""
    _lock(dataset)
    digest = sha256(content).hexdigest()
    kept = MetadataDocument.objects.filter(dataset=dataset, type=described.metadata_type).first()
    if kept is not None and kept.digest == digest:
        return kept
    stamp = Stamp(actor.name, history.begin(actor))
    incoming = documents.IncomingDocument(content, digest, described.record, dataset.pk)
    application, provenance = _application(dataset, incoming, UPLOAD_SOURCE, stamp)
    deciding = preference.deciding_types([dataset.pk])
    present = deciding.get(dataset.pk)
    if present is None or present.gives_way_to(described.metadata_type):
        _fill(application, incoming, provenance, stamp)
    documents.store_documents([incoming], [application], stamp, deciding)
    return MetadataDocument.objects.get(dataset=dataset, type=described.metadata_type)


@transaction.atomic
def choose(document: MetadataDocument, *, actor: Actor) -> None:
    """Let the document decide about its dataset, from now on and whatever its format; the dataset is filled from it.

    Choosing the one that is best by its format takes an earlier choice back. A document that decides already is
    applied again. A locked dataset keeps its fields. WrongState where the document tells of no fields, RuleViolation
    where the dataset would break rules: nothing is chosen then.
    """
    dataset = lifecycle.find(Dataset, document.dataset_id)
    permissions.require_change(actor, dataset)
    if document.type in DATA_PACKAGES:
        raise WrongState("No field is read from a data package, so it cannot decide about the dataset")
    _lock(dataset)
    content = bytes(document.content)
    described = describe(content, document.type)
    is_new_choice = _mark_chosen(document)
    stamp = Stamp(actor.name, history.begin(actor))
    incoming = documents.IncomingDocument(content, document.digest, described.record, dataset.pk)
    application, provenance = _application(dataset, incoming, _source_of(document), stamp)
    _fill(application, incoming, provenance, stamp)
    if application.dataset.locked_for_auto_update and is_new_choice:
        rereading.mark_changed(application.dataset, stamp)


def _mark_chosen(document: MetadataDocument) -> bool:
    """Whether another document decided before; the best by its format decides without being chosen."""
    siblings = _siblings(document)
    decided = preference.deciding(siblings)
    MetadataDocument.objects.filter(dataset=document.dataset_id, is_chosen=True).update(is_chosen=False)
    if siblings[0].pk != document.pk:
        MetadataDocument.objects.filter(pk=document.pk).update(is_chosen=True)
    return decided != document


def _siblings(document: MetadataDocument) -> list[MetadataDocument]:
    """The documents of its dataset, the best first; NotFound where the document is none of them any more."""
    found = entries(document.dataset_id)
    if document not in found:
        raise NotFound(f"There is no document {document.pk}")
    return found


def _source_of(document: MetadataDocument) -> str:
    """Whose endpoints give way to those of the document: the source's that it was harvested from, if it was."""
    harvested = FieldProvenance.objects.filter(dataset=document.dataset_id, digest=document.digest).first()
    return harvested.source if harvested else UPLOAD_SOURCE


def _lock(dataset: Dataset) -> None:
    rendering.lock({Organization: documents.publishers_of([dataset.pk]), Dataset: [dataset.pk]})


def _application(
    dataset: Dataset, incoming: documents.IncomingDocument, source: str, stamp: Stamp
) -> tuple[Application, Provenance]:
    """The dataset as it is stored now, which a document may fill; NotFound where it is deleted."""
    provenance = Provenance(dataset.publishing_organization_id, dataset.installation_id, source)
    (application,) = documents.applications_of([incoming], [dataset.pk], provenance, stamp)
    if application.dataset.is_deleted:
        raise NotFound(f"Dataset {dataset.pk} is deleted")
    return application, provenance


def _fill(application: Application, incoming: documents.IncomingDocument, provenance: Provenance, stamp: Stamp) -> None:
    """All contacts give way to those of the document, whoever brought them (B.2); a locked dataset stays as it is.

    In a dataset that is harvested, fields that people changed stay, as against its source.
    """
    if application.dataset.locked_for_auto_update or incoming.metadata_type in DATA_PACKAGES:
        return
    past = provenances.of_datasets([application.dataset.pk]).get(application.dataset.pk)
    provenances.prepare(application, past)
    application.owned = frozenset(row.pk for row in application.material.rows.get(Contact, ()))
    apply(incoming.record, application, provenance, stamp)
    validate(application.dataset, {})
    documents.store([application])
    if past is not None:
        row = provenances.after(application, past, provenance, stamp, incoming)
        row.source, row.run, row.url = past.source, past.run, past.url  # it stays the dataset of its source
        provenances.store([row], {row.dataset_id})
    documents.announce([application], [])


def entries(dataset: UUID, metadata_type: str | None = None) -> list[MetadataDocument]:
    """The documents of a dataset without their bytes, best type first, then the newest (A.2)."""
    rows = MetadataDocument.objects.filter(dataset=dataset).defer("content")
    return preference.by_preference(row for row in rows if metadata_type in (None, row.type))


def find(key: int) -> MetadataDocument | None:
    """The document of a number, with its bytes."""
    return MetadataDocument.objects.filter(pk=key).first()


@transaction.atomic
def remove(document: MetadataDocument, *, actor: Actor) -> None:
    """Delete a document for good; what only documents tell then comes from the next that decides (A.5)."""
    dataset = lifecycle.find(Dataset, document.dataset_id)
    permissions.require_change(actor, dataset)
    rendering.lock({Dataset: [dataset.pk]})
    stamp = Stamp(actor.name, history.begin(actor))
    did_decide = preference.deciding(entries(dataset.pk)) == document
    document.delete()
    if did_decide:
        rereading.show(dataset.pk, stamp)
