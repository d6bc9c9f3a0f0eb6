"""What people changed in a harvested dataset stays; what its source says instead is kept, to accept or decline."""

from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from entities.exceptions import NotPermitted, WrongState
from entities.metadata.record import ContactRecord, EndpointRecord, MetadataRecord
from entities.models import Contact, Dataset, Endpoint, FieldProvenance, Identifier
from entities.services import components, differences, lifecycle, rendering
from entities.services.documents import IncomingDocument, Provenance, apply_all
from entities.services.history import begin
from tests import factories

pytestmark = pytest.mark.django_db

RUN = UUID("0b4b7c2e-5f67-4b4e-9a36-3f0d5a1f7c11")
BERG = ContactRecord(type="ORIGINATOR", primary=True, last_name="Berg", email=("b@example.org",))
RECORD = MetadataRecord(
    title="Nearshore sensor",
    description="<p>Temperature.</p>",
    contacts=(BERG,),
    identifiers=(("UUID", "urn:uuid:1"),),
    endpoints=(EndpointRecord(type="OTHER", url="https://data.example.org/a.nc", description="Download"),),
)
CURATOR = factories.actor("curator")


@pytest.fixture
def provenance() -> Provenance:
    """A run of a source of an organization."""
    installation = factories.installation()
    return Provenance(installation.organization_id, installation.pk, "source1", RUN)


def arrive(record: MetadataRecord, provenance: Provenance, dataset: UUID | None = None) -> Dataset:
    """The dataset after the document was applied."""
    incoming = IncomingDocument(
        b"<x/>", sha256(repr(record).encode()).hexdigest(), record, dataset, "https://s.example/a.xml"
    )
    (key,) = apply_all([incoming], provenance, actor=factories.actor("harvester"))
    assert list(rendering.differences(Dataset)) == []
    return Dataset.objects.get(pk=key)


def shown(dataset: Dataset) -> dict[str, tuple[Any, Any, bool]]:
    """The differences by field: ours, the source's, whether it waits."""
    return {found.field: (found.ours, found.said, found.waits) for found in differences.of_dataset(dataset)}


def test_it_remembers_which_document_of_which_run_set_which_fields(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)

    past = FieldProvenance.objects.get(dataset=dataset)
    assert (past.source, past.run, past.url) == ("source1", RUN, "https://s.example/a.xml")
    assert past.given["title"] == "Nearshore sensor"
    assert past.given["doi"] == dataset.doi
    assert {"description", "language", "license", "contacts", "endpoints"} <= set(past.given)
    assert shown(dataset) == {}


def test_a_field_that_a_person_changed_is_kept_and_the_other_fields_follow_the_source(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    lifecycle.change(dataset, {"title": "Sensor at the pier"}, actor=CURATOR)

    dataset = arrive(replace(RECORD, title="Sensor 7", description="<p>Salinity.</p>"), provenance, dataset.pk)

    assert (dataset.title, dataset.description) == ("Sensor at the pier", "<p>Salinity.</p>")
    assert shown(dataset) == {"title": ("Sensor at the pier", "Sensor 7", True)}
    assert FieldProvenance.objects.get(dataset=dataset).waiting == 1


def test_it_asks_nobody_as_long_as_the_source_says_what_it_said_before(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    lifecycle.change(dataset, {"title": "Sensor at the pier"}, actor=CURATOR)

    dataset = arrive(replace(RECORD, purpose="Monitoring"), provenance, dataset.pk)

    assert shown(dataset) == {"title": ("Sensor at the pier", "Nearshore sensor", False)}
    assert FieldProvenance.objects.get(dataset=dataset).waiting == 0


def test_a_field_that_was_changed_back_belongs_to_the_source_again(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    lifecycle.change(dataset, {"title": "Sensor at the pier"}, actor=CURATOR)
    lifecycle.change(dataset, {"title": "Nearshore sensor"}, actor=CURATOR)

    assert arrive(replace(RECORD, title="Sensor 7"), provenance, dataset.pk).title == "Sensor 7"


def test_accepting_takes_the_value_over_and_gives_the_field_back(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    lifecycle.change(dataset, {"title": "Sensor at the pier"}, actor=CURATOR)
    dataset = arrive(replace(RECORD, title="Sensor 7"), provenance, dataset.pk)

    differences.accept(dataset, "title", actor=CURATOR)

    dataset.refresh_from_db()
    assert (dataset.title, dataset.modified_by, shown(dataset)) == ("Sensor 7", "curator", {})
    assert arrive(replace(RECORD, title="Sensor 8"), provenance, dataset.pk).title == "Sensor 8"


def test_keeping_is_decided_once_for_each_value(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    lifecycle.change(dataset, {"title": "Sensor at the pier"}, actor=CURATOR)
    arrive(replace(RECORD, title="Sensor 7"), provenance, dataset.pk)

    differences.keep(dataset, "title", actor=CURATOR)
    (found,) = differences.of_dataset(dataset)
    assert (found.waits, found.declined_by) == (False, "curator")

    dataset = arrive(replace(RECORD, title="Sensor 7", purpose="x"), provenance, dataset.pk)
    assert FieldProvenance.objects.get(dataset=dataset).waiting == 0

    dataset = arrive(replace(RECORD, title="Sensor 8"), provenance, dataset.pk)
    assert shown(dataset) == {"title": ("Sensor at the pier", "Sensor 8", True)}
    assert dataset.title == "Sensor at the pier"


def test_contacts_that_people_added_stay_beside_those_of_the_document(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    values = {"type": "ORIGINATOR", "primary": True, "last_name": "Moe", "organization": "Kelp Institute"}
    components.add(dataset, Contact, values, actor=CURATOR)

    ny = ContactRecord(type="ORIGINATOR", primary=True, last_name="Ny")
    dataset = arrive(replace(RECORD, contacts=(ny,)), provenance, dataset.pk)

    assert set(dataset.contacts.values_list("last_name", "primary")) == {("Moe", True), ("Ny", False)}
    assert shown(dataset) == {}


def test_contacts_of_the_document_that_a_person_changed_are_kept_until_the_sources_are_accepted(
    provenance: Provenance,
) -> None:
    dataset = arrive(RECORD, provenance)
    contact = dataset.contacts.get()
    components.replace(dataset, Contact, contact.pk, {"type": "ORIGINATOR", "last_name": "Bergh"}, actor=CURATOR)

    dataset = arrive(replace(RECORD, contacts=(BERG, replace(BERG, last_name="Ny"))), provenance, dataset.pk)

    assert [row.last_name for row in dataset.contacts.all()] == ["Bergh"]
    assert shown(dataset)["contacts"][2]
    differences.accept(dataset, "contacts", actor=CURATOR)
    assert {row.last_name for row in dataset.contacts.all()} == {"Berg", "Ny"}
    assert shown(dataset) == {}
    dataset = arrive(RECORD, provenance, dataset.pk)
    assert [row.last_name for row in dataset.contacts.all()] == ["Berg"]


def test_an_endpoint_or_identifier_that_a_person_removed_does_not_come_back(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    components.remove(dataset, Endpoint, actor=CURATOR)
    components.remove(dataset, Identifier, actor=CURATOR)

    dataset = arrive(replace(RECORD, purpose="Monitoring"), provenance, dataset.pk)

    assert not dataset.endpoints.exists()
    assert not dataset.identifiers.exists()
    assert set(shown(dataset)) == {"endpoints"}
    differences.accept(dataset, "endpoints", actor=CURATOR)
    assert [row.url for row in dataset.endpoints.all()] == ["https://data.example.org/a.nc"]
    assert shown(dataset) == {}


def test_a_locked_dataset_is_left_alone_and_waits_for_nobody(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    lifecycle.change(dataset, {"title": "Mine", "locked_for_auto_update": True}, actor=CURATOR)

    dataset = arrive(replace(RECORD, title="Sensor 7"), provenance, dataset.pk)

    assert dataset.title == "Mine"
    assert FieldProvenance.objects.get(dataset=dataset).waiting == 0


def test_plain_sql_counts_as_a_persons_change_too(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    begin(CURATOR)
    Dataset.objects.filter(pk=dataset.pk).update(homepage="https://people.example.org")
    rendering.refresh({Dataset: [dataset.pk]})

    dataset = arrive(replace(RECORD, homepage="https://s.example"), provenance, dataset.pk)

    assert dataset.homepage == "https://people.example.org"


def test_only_who_may_change_the_dataset_decides(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    lifecycle.change(dataset, {"title": "Mine"}, actor=CURATOR)
    stranger = factories.actor(user=factories.editor_user())

    with pytest.raises(NotPermitted):
        differences.accept(dataset, "title", actor=stranger)
    with pytest.raises(WrongState):
        differences.accept(dataset, "homepage", actor=CURATOR)
