"""Which document decides about a dataset: the best format, unless a curator chose another (metadata contract B.1)."""

import hashlib
from uuid import UUID

import pytest

from entities.exceptions import MalformedValue, NotFound, NotPermitted, WrongState
from entities.metadata import MetadataRecord
from entities.metadata.record import EndpointRecord
from entities.models import Dataset, Endpoint, MetadataDocument
from entities.models.provenance import FieldProvenance
from entities.permissions import Actor
from entities.services import documents, preference, rendering, rereading, uploads
from entities.services.documents import IncomingDocument, Provenance
from tests import factories

pytestmark = pytest.mark.django_db

EML = """<eml><dataset><title>{}</title><purpose><para>Read by EML</para></purpose></dataset></eml>"""
DC = """<dc xmlns="http://purl.org/dc/terms/"><title>{}</title></dc>"""


@pytest.fixture
def dataset(db: None) -> Dataset:
    """A dataset with EML, which decides, and Dublin Core."""
    found: Dataset = factories.dataset()
    for content in (EML.format("By EML"), DC.format("By Dublin Core")):
        send(found, content)
    return found


def send(dataset: Dataset, content: str) -> MetadataDocument:
    """Upload a document."""
    return uploads.upload(dataset, content.encode(), actor=factories.actor())


def choose(dataset: Dataset, metadata_type: str, actor: Actor | None = None) -> None:
    """Let the document of a format decide."""
    uploads.choose(dataset.documents.get(type=metadata_type), actor=actor or factories.actor())


def title(dataset: Dataset) -> str:
    """The title that the dataset has now; its stored JSON must be true."""
    assert list(rendering.differences(Dataset)) == []
    return Dataset.objects.get(pk=dataset.pk).title


def deciding(dataset: Dataset) -> str:
    """The format of the document that decides."""
    return preference.deciding_types([dataset.pk])[dataset.pk].metadata_type


def test_a_chosen_document_fills_the_dataset_at_once(dataset: Dataset) -> None:
    choose(dataset, "DC")

    assert (title(dataset), deciding(dataset)) == ("By Dublin Core", "DC")
    assert '"purpose"' not in Dataset.objects.get(pk=dataset.pk).rendered


def test_a_better_format_does_not_decide_against_a_choice(dataset: Dataset) -> None:
    choose(dataset, "DC")

    send(dataset, EML.format("By newer EML"))

    assert title(dataset) == "By Dublin Core"


def test_a_choice_stays_with_the_format_when_a_new_version_comes(dataset: Dataset) -> None:
    choose(dataset, "DC")

    send(dataset, DC.format("By newer Dublin Core"))

    assert (title(dataset), deciding(dataset)) == ("By newer Dublin Core", "DC")


def test_a_harvest_respects_the_choice(dataset: Dataset) -> None:
    choose(dataset, "DC")
    provenance = Provenance(dataset.publishing_organization_id, dataset.installation_id, "source1")

    for metadata_type in ("EML", "DC"):
        record = MetadataRecord(metadata_type=metadata_type, title=f"Harvested {metadata_type}")
        incoming = IncomingDocument(b"<x/>", hashlib.sha256(b"<x/>").hexdigest(), record, dataset.pk)
        documents.apply_all([incoming], provenance, actor=factories.actor("harvester"))

    assert (title(dataset), deciding(dataset)) == ("Harvested DC", "DC")


def test_choosing_the_best_takes_a_choice_back(dataset: Dataset) -> None:
    choose(dataset, "DC")

    choose(dataset, "EML")

    assert (title(dataset), deciding(dataset)) == ("By EML", "EML")
    assert not dataset.documents.filter(is_chosen=True).exists()


def test_without_the_chosen_document_the_best_decides_again(dataset: Dataset) -> None:
    choose(dataset, "DC")

    uploads.remove(dataset.documents.get(type="DC"), actor=factories.actor())

    assert deciding(dataset) == "EML"
    assert '"purpose":"<p>Read by EML</p>"' in Dataset.objects.get(pk=dataset.pk).rendered


def test_a_locked_dataset_keeps_its_fields_and_the_choice(dataset: Dataset) -> None:
    Dataset.objects.filter(pk=dataset.pk).update(locked_for_auto_update=True)

    choose(dataset, "DC")

    assert (Dataset.objects.get(pk=dataset.pk).title, deciding(dataset)) == ("By EML", "DC")


def test_the_list_of_entries_stays_in_the_order_of_formats(dataset: Dataset) -> None:
    choose(dataset, "DC")

    assert [entry.type for entry in uploads.entries(dataset.pk)] == ["EML", "DC"]


def test_endpoints_of_a_harvested_document_are_not_doubled_when_it_is_applied_again() -> None:
    source: Dataset = factories.dataset()
    content = (
        b'<MD_Metadata xmlns="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco">'
        b"<identificationInfo><MD_DataIdentification><citation><CI_Citation><title><gco:CharacterString>Harvested"
        b"</gco:CharacterString></title></CI_Citation></citation></MD_DataIdentification></identificationInfo>"
        b"<distributionInfo><MD_Distribution><transferOptions><MD_DigitalTransferOptions><onLine><CI_OnlineResource>"
        b"<linkage><URL>https://data.example.org/a.nc</URL></linkage></CI_OnlineResource></onLine>"
        b"</MD_DigitalTransferOptions></transferOptions></MD_Distribution></distributionInfo></MD_Metadata>"
    )
    harvested(source, content)
    before = endpoints(source)

    choose(source, "ISO_19115")

    assert before == endpoints(source) == ["https://data.example.org/a.nc"]


def test_a_document_that_says_nothing_of_endpoints_leaves_them_alone(dataset: Dataset) -> None:
    record = MetadataRecord(
        metadata_type="ISO_19115", title="By ISO", endpoints=(EndpointRecord("OTHER", "https://data.example.org/a.nc"),)
    )
    provenance = Provenance(dataset.publishing_organization_id, dataset.installation_id, uploads.UPLOAD_SOURCE)
    uploads.remove(dataset.documents.get(type="EML"), actor=factories.actor())
    incoming = IncomingDocument(b"<x/>", hashlib.sha256(b"<x/>").hexdigest(), record, dataset.pk)
    documents.apply_all([incoming], provenance, actor=factories.actor())

    send(dataset, EML.format("By EML"))

    assert title(dataset) == "By EML"
    assert endpoints(dataset) == ["https://data.example.org/a.nc"]


def harvested(dataset: Dataset, content: bytes) -> None:
    """The document as a run of a source brings it."""
    record = uploads.describe(content).record
    incoming = IncomingDocument(content, hashlib.sha256(content).hexdigest(), record, dataset.pk)
    provenance = Provenance(dataset.publishing_organization_id, dataset.installation_id, "source1", run=UUID(int=1))
    documents.apply_all([incoming], provenance, actor=factories.actor("harvester"))
    assert FieldProvenance.objects.get(dataset=dataset).digest == incoming.digest


def endpoints(dataset: Dataset) -> list[str]:
    """The addresses of the dataset's endpoints."""
    rows = Dataset.components[Endpoint]._default_manager.filter(entity=dataset)
    return list(rows.order_by("pk").values_list("url", flat=True))


@pytest.mark.parametrize(
    ("content", "kept", "refusal"),
    [
        (b'{"resources": []}', None, WrongState),
        (EML.format("Unreadable").encode(), b"<eml", MalformedValue),
    ],
)
def test_what_tells_of_no_fields_is_not_chosen(content: bytes, kept: bytes | None, refusal: type[Exception]) -> None:
    dataset = factories.dataset()
    document = uploads.upload(dataset, content, actor=factories.actor())
    if kept is not None:
        document.content = kept

    with pytest.raises(refusal):
        uploads.choose(document, actor=factories.actor())


def test_a_document_that_went_meanwhile_is_not_chosen(dataset: Dataset) -> None:
    document = dataset.documents.get(type="DC")
    uploads.remove(MetadataDocument.objects.get(pk=document.pk), actor=factories.actor())

    with pytest.raises(NotFound):
        uploads.choose(document, actor=factories.actor())


def test_who_may_not_change_the_dataset_does_not_choose(dataset: Dataset) -> None:
    with pytest.raises(NotPermitted):
        choose(dataset, "DC", factories.actor(user=factories.editor_user()))


def test_a_choice_on_a_locked_dataset_stands_in_its_history(dataset: Dataset) -> None:
    Dataset.objects.filter(pk=dataset.pk).update(locked_for_auto_update=True)
    before = Dataset.objects.get(pk=dataset.pk)

    choose(dataset, "DC", factories.actor("curator"))

    found = Dataset.objects.get(pk=dataset.pk)
    assert (title(dataset), deciding(dataset)) == (before.title, "DC")
    assert (found.modified_by, found.modified > before.modified) == ("curator", True)
    snapshot = found.events.order_by("-pgh_id").first()
    assert (snapshot.modified_by, snapshot.pgh_context.metadata["actor"]) == ("curator", "curator")

    choose(dataset, "DC", factories.actor("somebody"))
    assert Dataset.objects.get(pk=dataset.pk).modified == found.modified


def test_documents_are_read_anew_where_the_dataset_shows_something_else(dataset: Dataset) -> None:
    other, locked = factories.dataset(), factories.dataset(locked_for_auto_update=True)
    for each in (other, locked):
        send(each, EML.format("By EML"))
    shown = Dataset.objects.get(pk=other.pk).metadata
    Dataset.objects.filter(pk=dataset.pk).update(metadata='{"purpose":"An older parser"}')

    assert list(rereading.reread(actor=factories.actor("parser"))) == [dataset.pk]

    found = Dataset.objects.get(pk=dataset.pk)
    assert (found.metadata, found.modified_by) == (shown, "parser")
    assert list(rendering.differences(Dataset)) == []
    assert Dataset.objects.get(pk=locked.pk).metadata == ""
    assert list(rereading.reread(actor=factories.actor("parser"))) == []
