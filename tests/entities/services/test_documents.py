"""Documents become datasets, and update exactly what is theirs (metadata contract B, F)."""

import hashlib
from dataclasses import replace
from uuid import UUID

import orjson
import pytest
from django.db import DataError

from entities.metadata.record import ContactRecord, EndpointRecord, MetadataRecord
from entities.models import Contact, Dataset, Endpoint, Identifier, Installation, MetadataDocument, Tag
from entities.services import documents, lifecycle, rendering
from entities.services.documents import IncomingDocument, Provenance
from tests import factories

pytestmark = pytest.mark.django_db

RECORD = MetadataRecord(
    title="Nearshore sensor",
    description="<p>Temperature.</p>",
    contacts=(ContactRecord(type="ORIGINATOR", primary=True, last_name="Berg", email=("b@example.org",)),),
    identifiers=(("UUID", "urn:uuid:1"), ("UNKNOWN", "sensor")),
    endpoints=(EndpointRecord(type="OTHER", url="https://data.example.org/a.nc", description="Download"),),
    purpose="Monitoring",
)


@pytest.fixture
def provenance() -> Provenance:
    """An installation that stands for a source."""
    installation: Installation = factories.installation()
    return Provenance(installation.organization_id, installation.pk, "source1")


def arrive(record: MetadataRecord, provenance: Provenance, dataset: UUID | None = None) -> Dataset:
    """The dataset after the document was applied."""
    content = repr(record).encode()
    incoming = IncomingDocument(content, hashlib.sha256(content).hexdigest(), record, dataset)
    (key,) = documents.apply_all([incoming], provenance, actor=factories.actor("harvester"))
    assert list(rendering.differences(Dataset)) == []
    return Dataset.objects.get(pk=key)


def test_it_makes_a_dataset_of_type_metadata_with_all_that_the_document_says(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)

    shown = orjson.loads(rendering.served(dataset.rendered))
    assert (dataset.type, dataset.title, shown["purpose"]) == ("METADATA", "Nearshore sensor", "Monitoring")
    assert dataset.license == "UNSPECIFIED"
    assert dataset.doi is not None
    assert [(contact["lastName"], contact["createdBy"]) for contact in shown["contacts"]] == [("Berg", "harvester")]
    assert [identifier["identifier"] for identifier in shown["identifiers"]] == ["urn:uuid:1"]
    (endpoint,) = shown["endpoints"]
    assert [(tag["name"], tag["value"]) for tag in endpoint["machineTags"]] == [("source", "source1")]
    assert '"numPublishedDatasets":1' in dataset.publishing_organization.rendered


def test_it_keeps_the_bytes_and_replaces_those_of_the_former_version(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    first = MetadataDocument.objects.get(dataset=dataset)

    arrive(replace(RECORD, purpose="Other"), provenance, dataset.pk)

    second = MetadataDocument.objects.get(dataset=dataset)
    assert second.key != first.key
    assert hashlib.sha256(second.content).hexdigest() == second.digest != first.digest


def test_it_empties_what_a_new_version_lacks_and_keeps_what_people_added(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    factories.component(dataset, Endpoint, url="https://people.example.org/feed")
    factories.component(dataset, Tag, value="curated")
    factories.component(dataset, Identifier, type="URL", identifier="https://people.example.org")

    changed = arrive(replace(RECORD, description=None, purpose=None, contacts=(), endpoints=()), provenance, dataset.pk)

    assert (changed.description, changed.metadata, changed.contacts.count()) == (None, "", 0)
    assert [endpoint.url for endpoint in changed.endpoints.all()] == ["https://people.example.org/feed"]
    assert changed.identifiers.count() == 2
    assert changed.tags.get().value == "curated"


def test_it_keeps_the_keys_of_components_that_did_not_change(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    keys = [*dataset.contacts.values_list("pk"), *dataset.endpoints.values_list("pk")]

    arrive(replace(RECORD, purpose="Other"), provenance, dataset.pk)

    assert [*dataset.contacts.values_list("pk"), *dataset.endpoints.values_list("pk")] == keys


def test_it_stores_the_document_of_a_locked_dataset_and_changes_no_field(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    lifecycle.change(dataset, {"locked_for_auto_update": True, "title": "Curated"}, actor=factories.actor())

    locked = arrive(replace(RECORD, title="Harvested"), provenance, dataset.pk)

    assert locked.title == "Curated"
    assert b"Harvested" in bytes(MetadataDocument.objects.get(dataset=dataset).content)


def test_it_lets_a_document_of_a_better_format_decide(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    MetadataDocument.objects.filter(dataset=dataset).update(type="EML")

    overruled = arrive(replace(RECORD, title="Harvested"), provenance, dataset.pk)

    assert overruled.title == "Nearshore sensor"
    assert set(overruled.documents.values_list("type", flat=True)) == {"EML", "ISO_19115"}


def test_it_takes_the_documents_doi_and_keeps_the_former_one_as_an_identifier(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    own = dataset.doi

    changed = arrive(replace(RECORD, doi="10.1234/theirs"), provenance, dataset.pk)

    assert changed.doi == "10.1234/theirs"
    assert changed.identifiers.get(type="DOI").identifier == own


def test_it_replaces_the_licence_by_a_concrete_one_only(provenance: Provenance) -> None:
    dataset = arrive(replace(RECORD, license="CC0_1_0"), provenance)

    assert arrive(replace(RECORD, license="UNSUPPORTED"), provenance, dataset.pk).license == "CC0_1_0"
    assert arrive(replace(RECORD, license="CC_BY_4_0"), provenance, dataset.pk).license == "CC_BY_4_0"


def test_it_brings_a_withdrawn_dataset_back_with_its_key_and_components(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)
    factories.component(dataset, Tag, value="curated")

    assert documents.withdraw([dataset.pk], actor=factories.actor("harvester")) == 1
    assert documents.withdraw([dataset.pk], actor=factories.actor("harvester")) == 0
    dataset.refresh_from_db()
    assert dataset.is_deleted
    assert '"numPublishedDatasets":0' in dataset.publishing_organization.rendered
    back = arrive(RECORD, provenance, dataset.pk)

    assert (back.is_deleted, back.tags.count()) == (False, 1)
    assert '"numPublishedDatasets":1' in back.publishing_organization.rendered


def test_it_records_who_brought_the_change_through_which_entrance(provenance: Provenance) -> None:
    dataset = arrive(RECORD, provenance)

    event = Dataset.components[Contact].events.rel.related_model.objects.filter(entity=dataset).get()
    assert event.pgh_context.metadata["actor"] == "harvester"


def test_it_needs_a_number_of_statements_that_does_not_depend_on_the_batch(
    provenance: Provenance, django_assert_max_num_queries: object
) -> None:
    incoming = [
        IncomingDocument(b"<x/>", f"{number:064}", replace(RECORD, title=f"Sensor {number}")) for number in range(30)
    ]

    with django_assert_max_num_queries(32):  # type: ignore[operator]
        keys = documents.apply_all(incoming, provenance, actor=factories.actor())

    titles = dict(Dataset.objects.values_list("pk", "title"))
    assert [titles[key] for key in keys] == [f"Sensor {number}" for number in range(30)]


def test_it_raises_the_frameworks_error_where_the_database_refuses_a_row(provenance: Provenance) -> None:
    incoming = IncomingDocument(b"<x/>", "0" * 65, RECORD)

    with pytest.raises(DataError):
        documents.apply_all([incoming], provenance, actor=factories.actor())
