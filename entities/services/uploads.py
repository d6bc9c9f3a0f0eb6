"""Documents that somebody sends for a dataset, and the entries by which they are listed (metadata contract A and B)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

import orjson
from django.db import transaction
from lxml import etree

from entities import metadata, permissions
from entities.exceptions import MalformedValue, NotFound, RuleViolation
from entities.metadata import Format, MetadataRecord, RefusedDocument, UnknownFormat
from entities.metadata.shapes import derived_fields
from entities.models import Contact, Dataset, Endpoint, MetadataDocument, Organization
from entities.models.document import PREFERENCE
from entities.permissions import Actor
from entities.services import documents, history, lifecycle, provenances, rendering
from entities.services.application import Application, Provenance, Stamp, apply
from entities.services.validation import validate
from entities.vocabulary import EndpointType, MetadataType

UPLOAD_SOURCE = "document"
"""What the machine tag of endpoints says that an uploaded document brought."""
DATA_PACKAGES = (MetadataType.COL_DP.value, MetadataType.DWC_DP.value)
"""Types that are JSON: they are kept, and no field is derived from them."""
DEEPEST = 200
"""Nesting of elements beyond which a document is refused (A.3)."""

_UNDETECTED = "Unable to detect metadata type"
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (DEEPEST + 1)})")
_PACKAGE_OF_ENDPOINT = {EndpointType.COLDP.value: MetadataType.COL_DP.value, "DWC_DP": MetadataType.DWC_DP.value}


@dataclass(frozen=True, slots=True)
class Described:
    """A document's type, and what it says; `record` is empty for data packages."""

    metadata_type: str
    record: MetadataRecord


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


def describe(content: bytes, metadata_type: str | None = None, dataset: Dataset | None = None) -> Described:
    """Type and record of a document (A.4); MalformedValue where it is none, RuleViolation where it has no title."""
    is_json = metadata_type in DATA_PACKAGES or (metadata_type is None and content.lstrip()[:1] in (b"{", b"["))
    if is_json:
        found = metadata_type or _package_type(content, dataset)
        _check_json(content)
        return Described(found, MetadataRecord(metadata_type=found))
    try:
        record = _read(content, metadata_type)
    except UnknownFormat as refusal:
        raise MalformedValue(f"{_UNDETECTED}: {refusal}") from refusal
    except RefusedDocument as refusal:
        raise MalformedValue(str(refusal)) from refusal
    if record.title is None:
        raise RuleViolation({"title": "must not be null"})
    return Described(record.metadata_type or "", record)


def _read(content: bytes, metadata_type: str | None) -> MetadataRecord:
    root = metadata.read_xml(content)
    if _TOO_DEEP(root):
        raise RefusedDocument(f"The document is nested deeper than {DEEPEST} elements")
    if metadata_type is None:
        return metadata.parse_root(root)
    wanted = [known for known in metadata.FORMATS if known.metadata_type == metadata_type]
    fitting: Format = next((known for known in wanted if known.matches(root)), wanted[0])
    return replace(fitting.parse(root), metadata_type=metadata_type)


def _package_type(content: bytes, dataset: Dataset | None) -> str:
    value = _check_json(content)
    if isinstance(value, dict):
        is_dwc = isinstance(value.get("resources"), list)
        return MetadataType.DWC_DP.value if is_dwc else MetadataType.COL_DP.value
    rows = Dataset.components[Endpoint]._default_manager.filter(entity=dataset)
    kinds = set(rows.values_list("type", flat=True)) if dataset is not None else set()
    for kind, package in _PACKAGE_OF_ENDPOINT.items():
        if kind in kinds:
            return package
    raise MalformedValue(_UNDETECTED)


def _check_json(content: bytes) -> object:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise MalformedValue(f"The document is neither XML nor JSON: {error}") from error


@transaction.atomic
def _stored(dataset: Dataset, content: bytes, described: Described, actor: Actor) -> MetadataDocument:
    """One after the other for one dataset: the lock is taken first, and everything is looked up behind it."""
    keys = [dataset.pk]
    rendering.lock({Organization: documents.publishers_of(keys), Dataset: keys})
    digest = sha256(content).hexdigest()
    kept = MetadataDocument.objects.filter(dataset=dataset, type=described.metadata_type).first()
    if kept is not None and kept.digest == digest:
        return kept
    stamp = Stamp(actor.name, history.begin(actor))
    incoming = documents.IncomingDocument(content, digest, described.record, dataset.pk)
    provenance = Provenance(dataset.publishing_organization_id, dataset.installation_id, UPLOAD_SOURCE)
    (application,) = documents.applications_of([incoming], keys, provenance, stamp)
    if application.dataset.is_deleted:
        raise NotFound(f"Dataset {dataset.pk} is deleted")
    if _may_fill(application.dataset, incoming):
        _fill(application, incoming, provenance, stamp)
    documents.store_documents([incoming], [application], stamp)
    return MetadataDocument.objects.get(dataset=dataset, type=described.metadata_type)


def _may_fill(dataset: Dataset, incoming: documents.IncomingDocument) -> bool:
    """Whether the document decides about the fields: the dataset is not locked, and no better document is there."""
    if dataset.locked_for_auto_update or incoming.metadata_type in DATA_PACKAGES:
        return False
    return documents.decides(incoming, documents.best_types([dataset.pk]).get(dataset.pk))


def _fill(application: Application, incoming: documents.IncomingDocument, provenance: Provenance, stamp: Stamp) -> None:
    """All contacts give way to those of the document, whoever brought them (B.2).

    In a dataset that is harvested, fields that people changed stay, as against its source.
    """
    past = provenances.of_datasets([application.dataset.pk]).get(application.dataset.pk)
    provenances.prepare(application, past)
    application.owned = frozenset(row.pk for row in application.material.rows.get(Contact, ()))
    apply(incoming.record, application, provenance, stamp)
    validate(application.dataset, {})
    documents.store([application])
    if past is not None:
        row = provenances.after(application, past, provenance, stamp, incoming)
        row.source, row.run, row.url = past.source, past.run, past.url  # it stays the dataset of its source
        provenances.store([row])
    documents.announce([application], [])


def entries(dataset: UUID, metadata_type: str | None = None) -> list[MetadataDocument]:
    """The documents of a dataset without their bytes, best type first, then the newest (A.2)."""
    rows = MetadataDocument.objects.filter(dataset=dataset).defer("content")
    found = [row for row in rows if metadata_type in (None, row.type)]
    return sorted(found, key=lambda row: (PREFERENCE.index(row.type), -row.created.timestamp(), row.key))


def find(key: int) -> MetadataDocument | None:
    """The document of a number, with its bytes."""
    return MetadataDocument.objects.filter(pk=key).first()


@transaction.atomic
def remove(document: MetadataDocument, *, actor: Actor) -> None:
    """Delete a document for good; what only documents tell then comes from the next preferred one (A.5)."""
    dataset = lifecycle.find(Dataset, document.dataset_id)
    permissions.require_change(actor, dataset)
    rendering.lock({Dataset: [dataset.pk]})
    stamp = Stamp(actor.name, history.begin(actor))
    was_preferred = entries(dataset.pk)[:1] == [document]
    document.delete()
    if was_preferred:
        _show_next(dataset.pk, stamp)


def _show_next(dataset: UUID, stamp: Stamp) -> None:
    stored = Dataset.objects.get(pk=dataset)
    stored.metadata = _derived(entries(dataset))
    stored.modified, stored.modified_by = stamp.now, stamp.name
    stored.save(update_fields=["metadata", "modified", "modified_by"])
    lifecycle.announce(stored, "changed", {})


def _derived(left: Sequence[MetadataDocument]) -> str:
    """The fields that only documents tell, out of the preferred one among those that are left."""
    for document in left:
        if document.type not in DATA_PACKAGES:
            content = bytes(MetadataDocument.objects.values_list("content", flat=True).get(pk=document.pk))
            try:
                fields = derived_fields(_read(content, document.type))
            except RefusedDocument:
                continue
            return orjson.dumps(fields).decode() if fields else ""
    return ""
