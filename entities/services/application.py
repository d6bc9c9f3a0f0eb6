"""Applies a metadata record to a dataset and its components: one place that rules what a document may change.

Pure: rows in, rows out; `entities.services.documents` loads and stores them (metadata contract B.2, F).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.db import models

from entities.metadata.record import MetadataRecord
from entities.metadata.shapes import derived_fields
from entities.models import Contact, Dataset, Endpoint, Identifier, MachineTag
from entities.models.components import Changeable, Component, ContactDetails
from entities.services.bulk import new_row
from entities.services.composition import Material, sort_as_listed
from entities.services.curation import Curation
from entities.vocabulary import DatasetType, IdentifierType, License, MetadataType

SOURCE_TAG = "source"
"""Name of the machine tag by which an endpoint tells which source's document brought it (F.8)."""
PARENT_TAG = "parentIdentifier"

_CONTACT_FIELDS = tuple(column.name for column in ContactDetails._meta.get_fields())
_REPLACED = (
    "title", "alias", "version", "description", "homepage", "logo_url", "rights", "citation_text",
    "citation_identifier", "maintenance_update_frequency", "maintenance_description", "short_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where documents come from: the publisher and installation of new datasets, the source's identifier, its run."""

    publishing_organization: UUID
    installation: UUID
    source: str
    run: UUID | None = None


@dataclass(slots=True)
class Application:
    """A dataset with what a document makes of it: rows to insert, and rows to delete.

    `curation` says what people changed; `owned` are the keys of contacts that earlier documents brought, None where
    that is not known; `contacts` are those of documents once it is applied.
    """

    dataset: Dataset
    material: Material
    is_new: bool
    curation: Curation = field(default_factory=Curation)
    owned: frozenset[int] | None = None
    contacts: list[Any] = field(default_factory=list)
    added: list[models.Model] = field(default_factory=list)
    endpoint_tags: list[tuple[models.Model, models.Model]] = field(default_factory=list)
    removed: list[models.Model] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who and when."""

    name: str
    now: datetime

    def on(self, row: Any) -> Any:
        """The row, stamped as new."""
        row.created, row.created_by = self.now, self.name
        if isinstance(row, Changeable):
            row.modified, row.modified_by = self.now, self.name
        return row


def new_dataset(provenance: Provenance, stamp: Stamp, kind: str = "") -> Dataset:
    """An empty dataset, of type METADATA unless the source says more; a later document never changes it (F.3)."""
    dataset = Dataset(
        publishing_organization_id=provenance.publishing_organization,
        installation_id=provenance.installation,
        type=kind or DatasetType.METADATA.value,
        license=License.UNSPECIFIED.value,
    )
    return stamp.on(dataset)  # type: ignore[no-any-return]


def apply(record: MetadataRecord, application: Application, provenance: Provenance, stamp: Stamp) -> None:
    """Overwrite the dataset's fields and its document's components; what people added or changed stays."""
    dataset = application.dataset
    for name, value in _wanted(record, is_new=application.is_new).items():
        if application.curation.yields(name, getattr(dataset, name), value):
            setattr(dataset, name, value)
    derived = derived_fields(record)
    dataset.metadata = orjson.dumps(derived).decode() if derived else ""
    _apply_doi(record, application, stamp)
    _replace_contacts(record, application, stamp)
    _add_identifiers(record, application, stamp)
    _replace_endpoints(record, application, provenance, stamp)
    _tag_parent(record, application, stamp)
    dataset.modified, dataset.modified_by = stamp.now, stamp.name


def _wanted(record: MetadataRecord, *, is_new: bool) -> dict[str, Any]:
    """What the document says about the dataset's columns; a vague license says nothing about a known dataset."""
    wanted = {name: getattr(record, name) for name in _REPLACED}
    wanted["version"] = (record.version or "")[:10] or None
    wanted["alias"] = (record.alias or "")[:50] or None
    wanted["citation_identifier"] = (record.citation_identifier or "")[:100] or None
    wanted["language"] = record.language or "eng"
    wanted["abbreviation"] = None  # no format has one
    named = record.license or License.UNSPECIFIED.value
    if is_new or License(named).is_concrete:
        wanted["license"] = str(named)
    return wanted


def _apply_doi(record: MetadataRecord, application: Application, stamp: Stamp) -> None:
    """Another DOI than the dataset's becomes its DOI, the former one an identifier (B.2)."""
    dataset = application.dataset
    if record.doi is None or not application.curation.yields("doi", dataset.doi, record.doi):
        return
    if record.doi == dataset.doi:
        return
    former, dataset.doi = dataset.doi, record.doi
    known = list(application.material.rows.get(Identifier, ()))
    superfluous = [row for row in known if row.type == IdentifierType.DOI and row.identifier == record.doi]  # type: ignore[attr-defined]
    _remove(application, Identifier, superfluous)
    if former is not None:
        _add(application, Identifier, {"type": IdentifierType.DOI.value, "identifier": former}, stamp)


def _replace_contacts(record: MetadataRecord, application: Application, stamp: Stamp) -> None:
    """Those that earlier documents brought, as long as nobody changed them; those that people added stay."""
    stored = contacts_of_documents(application, stamp.name)
    wanted = [contact_values(contact) for contact in record.contacts]
    _make_way(application, stored, wanted)
    present, application.contacts = [contact_values(row) for row in stored], stored
    if not application.curation.yields("contacts", present, wanted) or present == wanted:
        return
    _remove(application, Contact, stored)
    application.contacts = [_add(application, Contact, values, stamp) for values in wanted]


def contacts_of_documents(application: Application, author: str) -> list[Any]:
    """The contacts that documents brought, in their order; of datasets without a past, those of the author."""
    rows: Any = application.material.rows.get(Contact, ())
    if application.owned is None:
        owned = [row for row in rows if row.created_by == author]
    else:
        owned = [row for row in rows if row.pk in application.owned]
    return sorted(owned, key=lambda row: row.pk)


def contact_values(contact: Any) -> dict[str, Any]:
    """What a contact says, of a record or of a row."""
    values = {name: getattr(contact, name) for name in _CONTACT_FIELDS}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _make_way(application: Application, stored: Sequence[Any], wanted: Sequence[dict[str, Any]]) -> None:
    """Of each type at most one contact is primary: that of a person before that of a document (4.2)."""
    theirs = {row.pk for row in stored}
    rows: Any = application.material.rows.get(Contact, ())
    taken = {row.type for row in rows if row.primary and row.pk not in theirs}
    for values in wanted:
        values["primary"] = values["primary"] and values["type"] not in taken


def _add_identifiers(record: MetadataRecord, application: Application, stamp: Stamp) -> None:
    """Missing ones are added; one that an earlier document brought and a person removed stays away."""
    known = {(row.type, row.identifier) for row in application.material.rows.get(Identifier, ())}  # type: ignore[attr-defined]
    said = [[str(kind), identifier] for kind, identifier in record.identifiers if kind != IdentifierType.UNKNOWN]
    removed = application.curation.removed_by_people("identifiers", [list(pair) for pair in known])
    application.curation.settled["identifiers"] = said
    for kind, identifier in said:
        if (kind, identifier) not in known and [kind, identifier] not in removed:
            known.add((kind, identifier))
            if identifier != application.dataset.doi:
                _add(application, Identifier, {"type": kind, "identifier": identifier}, stamp)


def _replace_endpoints(record: MetadataRecord, application: Application, provenance: Provenance, stamp: Stamp) -> None:
    """Exactly those that an earlier version of the document brought are replaced (F.8), if nobody changed them.

    EML and Dublin Core say nothing of endpoints, and leave them alone (B.2).
    """
    if not record.endpoints and record.metadata_type not in (None, MetadataType.ISO_19115):
        return
    mark = source_mark(provenance.source)
    stored = endpoints_of_documents(application, mark)
    wanted = list(
        dict.fromkeys((str(endpoint.type), endpoint.url, endpoint.description) for endpoint in record.endpoints)
    )
    said = sorted(([*values] for values in wanted), key=str)
    if not application.curation.yields("endpoints", endpoint_values(stored), said):
        return
    kept = [row for row in stored if (row.type, row.url, row.description) in wanted]
    _remove(application, Endpoint, [row for row in stored if row not in kept])
    present = {(row.type, row.url, row.description) for row in kept}
    tag_model = Dataset.components[Endpoint].components[MachineTag]
    for kind, url, description in wanted:
        if (kind, url, description) not in present:
            endpoint = _add(application, Endpoint, {"type": kind, "url": url, "description": description}, stamp)
            tag = stamp.on(new_row(tag_model, dict(zip(("namespace", "name", "value"), mark, strict=True))))
            application.endpoint_tags.append((endpoint, tag))


def source_mark(source: str) -> tuple[str, str, str]:
    """Namespace, name and value of the machine tag on endpoints that a source's documents brought."""
    return settings.HARVEST_MACHINE_TAG_NAMESPACE, SOURCE_TAG, source


def endpoints_of_documents(application: Application, mark: tuple[str, str, str]) -> list[Any]:
    """The endpoints that bear the mark."""
    return [row for row in application.material.rows.get(Endpoint, ()) if mark in _marks(application, row)]


def endpoint_values(rows: Sequence[Any]) -> list[list[Any]]:
    """What endpoints say, in an order of its own."""
    return sorted(([row.type, row.url, row.description] for row in rows), key=str)


def _marks(application: Application, endpoint: models.Model) -> set[tuple[str, str, str]]:
    tags: Any = application.material.endpoint_tags.get(endpoint.pk, ())
    return {(tag.namespace, tag.name, tag.value) for tag in tags}


def _tag_parent(record: MetadataRecord, application: Application, stamp: Stamp) -> None:
    """The parent's identifier is kept as a machine tag of the harvest's namespace (F.3)."""
    namespace = settings.HARVEST_MACHINE_TAG_NAMESPACE
    rows: Any = application.material.rows.get(MachineTag, ())
    stored = [row for row in rows if (row.namespace, row.name) == (namespace, PARENT_TAG)]
    value = (record.parent_identifier or "")[:700]
    if [row.value for row in stored] == ([value] if value else []):
        return
    _remove(application, MachineTag, stored)
    if value:
        _add(application, MachineTag, {"namespace": namespace, "name": PARENT_TAG, "value": value}, stamp)


def _add(application: Application, kind: type[Component], values: dict[str, Any], stamp: Stamp) -> models.Model:
    row = stamp.on(new_row(Dataset.components[kind], {"entity_id": application.dataset.pk, **values}))
    application.added.append(row)
    application.material.rows[kind] = [*application.material.rows.get(kind, ()), row]
    return row  # type: ignore[no-any-return]


def _remove(application: Application, kind: type[Component], rows: Sequence[models.Model]) -> None:
    gone = {row.pk for row in rows}
    application.removed.extend(rows)
    kept = application.material.rows.get(kind, ())
    application.material.rows[kind] = [row for row in kept if row.pk is None or row.pk not in gone]


def sort_material(application: Application) -> None:
    """Put the components into the order of lists, once their keys are known."""
    material = application.material
    tags = dict(material.endpoint_tags)
    for endpoint, tag in application.endpoint_tags:
        tags[endpoint.pk] = [*tags.get(endpoint.pk, ()), tag]
    material.endpoint_tags = tags
    for kind, rows in material.rows.items():
        ordered = list(rows)
        sort_as_listed(kind, ordered)
        material.rows[kind] = ordered
