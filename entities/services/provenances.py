"""What is remembered of a harvested document when it is applied, so that the next one respects what people changed."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol
from uuid import UUID

from entities.models.provenance import FieldProvenance
from entities.services import bulk
from entities.services.application import Application, Provenance, Stamp
from entities.services.curation import Curation, is_waiting

_OPINION_IS_OPTIONAL = ("license", "doi")
"""Columns about which a document may say nothing; what the dataset then holds is nobody's decision."""
_WRITTEN = tuple(column.name for column in FieldProvenance._meta.concrete_fields if not column.primary_key)


class Document(Protocol):
    """What is remembered of a document."""

    @property
    def url(self) -> str:
        """Where it came from."""

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""


def of_datasets(keys: Sequence[UUID]) -> Mapping[UUID, FieldProvenance]:
    """What is known of the datasets' earlier documents; locked until the transaction ends."""
    rows = FieldProvenance.objects.filter(dataset__in=keys).select_for_update(no_key=True) if keys else ()
    return {row.dataset_id: row for row in rows}


def prepare(application: Application, past: FieldProvenance | None) -> None:
    """Tell the application what people changed since the last document."""
    if past is not None:
        application.curation = Curation(past.given)
        application.owned = frozenset(past.contacts)


def after(
    application: Application,
    past: FieldProvenance | None,
    provenance: Provenance,
    stamp: Stamp,
    document: Document,
) -> FieldProvenance:
    """The row to store once the application is stored, as only then all keys and the DOI are known."""
    curation, dataset = application.curation, application.dataset
    given = {**curation.given, **curation.settled}
    for name in _OPINION_IS_OPTIONAL:
        given.setdefault(name, getattr(dataset, name))
    said = curation.differences
    former = past.decisions if past else {}
    decisions = {name: made for name, made in former.items() if name in said and made["said"] == said[name]}
    return FieldProvenance(
        dataset=dataset,
        source=provenance.source,
        run=provenance.run,
        url=document.url,
        digest=document.digest,
        applied=stamp.now,
        given=given,
        contacts=[contact.pk for contact in application.contacts],
        differences=said,
        decisions=decisions,
        waiting=sum(is_waiting(name, value, given, decisions) for name, value in said.items()),
    )


def store(rows: Sequence[FieldProvenance], known: Collection[UUID]) -> None:
    """Insert those of datasets that are new, insert or overwrite those of the `known` ones: two statements."""
    bulk.copy_rows([row for row in rows if row.dataset_id not in known])
    FieldProvenance.objects.bulk_create(
        [row for row in rows if row.dataset_id in known],
        update_conflicts=True,
        unique_fields=["dataset"],
        update_fields=_WRITTEN,
    )
