"""Metadata documents in the admin: seen beside what is read in them, compared, sent, chosen, deleted."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from entities.metadata.xml import MAX_BYTES
from entities.models import Dataset, MetadataDocument
from entities.services import uploads
from tests import factories
from tests.entities.admin.pages import messages

pytestmark = pytest.mark.django_db

EML = """<eml:eml xmlns:eml="https://eml.ecoinformatics.org/eml-2.2.0"><dataset><title>{title}</title>
<creator><individualName><givenName>Kari</givenName><surName>Lund</surName></individualName></creator>
<abstract><para>Kelp &lt;b&gt;forests&lt;/b&gt;.</para></abstract>
<keywordSet><keyword>kelp</keyword><keyword>&lt;script&gt;alert(1)&lt;/script&gt;</keyword></keywordSet></dataset></eml:eml>"""
DC = """<dc xmlns="http://purl.org/dc/terms/"><title>Kelp in Dublin Core</title><creator>Berg</creator></dc>"""


@pytest.fixture
def dataset(db: None) -> Dataset:
    """A dataset with EML and Dublin Core; the EML decides."""
    found = factories.dataset()
    for content in (EML.format(title="Kelp by EML"), DC):
        uploads.upload(found, content.encode(), actor=factories.actor("sender"))
    return Dataset.objects.get(pk=found.pk)


def documents_page(dataset: Dataset) -> str:
    """The address of the list."""
    return reverse("admin:entities_dataset_documents", args=[dataset.pk])


def document_of(dataset: Dataset, metadata_type: str) -> MetadataDocument:
    """The dataset's document of a format."""
    return dataset.documents.get(type=metadata_type)


def send(client: Client, dataset: Dataset, content: bytes, **values: str) -> Any:
    """Upload a document by the form."""
    file = SimpleUploadedFile("eml.xml", content, content_type="application/xml")
    return client.post(documents_page(dataset), {"document": file, **values}, follow=True)


def act(client: Client, document: MetadataDocument, name: str, **values: str) -> Any:
    """Decide about a document, and follow to where it leads."""
    return client.post(reverse("admin:entities_document_decide", args=[document.pk, name]), values, follow=True)


def test_the_list_says_which_document_decides(administrator: Client, dataset: Dataset) -> None:
    response: Any = administrator.get(documents_page(dataset))

    rows = [(row.type, decides) for row, decides, _ in response.context["rows"]]
    assert rows == [("EML", True), ("DC", False)]


def test_the_page_of_the_dataset_leads_to_its_documents(administrator: Client, dataset: Dataset) -> None:
    response = administrator.get(reverse("admin:entities_dataset_change", args=[dataset.pk]))

    assert f'href="{documents_page(dataset)}"' in response.content.decode()


def test_a_document_is_shown_beside_what_is_read_in_it(administrator: Client, dataset: Dataset) -> None:
    document = document_of(dataset, "EML")

    response: Any = administrator.get(reverse("admin:entities_document", args=[document.pk]))

    read = dict(response.context["fields"])
    assert read["Title"] == ("Kelp by EML",)
    assert "last name: Lund" in read["Contacts"][0]
    assert "<dataset><title>Kelp by EML" in response.context["content"]
    page = response.content.decode()
    assert "&lt;title&gt;Kelp by EML&lt;/title&gt;" in page
    assert "<script>alert(1)" not in page


def test_a_document_that_cannot_be_read_any_more_says_why(administrator: Client, dataset: Dataset) -> None:
    document = document_of(dataset, "DC")
    MetadataDocument.objects.filter(pk=document.pk).update(content=b"<dc")

    response: Any = administrator.get(reverse("admin:entities_document", args=[document.pk]))

    assert response.context["problem"].startswith("XML Syntax Error")
    assert response.context["fields"] == []


def test_a_data_package_is_shown_as_it_came(administrator: Client, dataset: Dataset) -> None:
    document = uploads.upload(dataset, b'{"resources": []}', actor=factories.actor("sender"))

    response: Any = administrator.get(reverse("admin:entities_document", args=[document.pk]))

    assert "data package" in response.context["problem"]
    assert response.context["content"] == '{"resources": []}'
    assert [button["title"] for button in response.context["buttons"]] == ["Delete"]


def test_a_document_is_compared_with_the_dataset(administrator: Client, dataset: Dataset) -> None:
    response: Any = administrator.get(reverse("admin:entities_dataset_compare", args=[dataset.pk]))

    assert (response.context["left"].value, response.context["right"].value) == (
        str(document_of(dataset, "EML").pk),
        "dataset",
    )
    assert {name for name, _ in response.context["differing"]} == {"DOI", "License"}  # which the document does not name
    assert "Title" in {name for name, _ in response.context["same"]}


def test_two_documents_are_compared_field_by_field(administrator: Client, dataset: Dataset) -> None:
    sides = {"left": document_of(dataset, "EML").pk, "right": document_of(dataset, "DC").pk}

    response: Any = administrator.get(reverse("admin:entities_dataset_compare", args=[dataset.pk]), sides)

    pairs = dict(response.context["differing"])
    title = pairs["Title"]
    assert [(line.text, line.is_own) for line in (*title.left, *title.right)] == [
        ("Kelp by EML", True),
        ("Kelp in Dublin Core", True),
    ]
    assert pairs["Keyword collections"].right == ()


@pytest.mark.parametrize("value", ["", "x", "0", "999999999999999999999"])
def test_what_is_no_document_of_the_dataset_is_not_compared(
    administrator: Client, dataset: Dataset, value: str
) -> None:
    address = reverse("admin:entities_dataset_compare", args=[dataset.pk])

    assert administrator.get(address, {"left": value}).status_code == 404


def test_a_sent_document_fills_the_dataset(administrator: Client, dataset: Dataset) -> None:
    response = send(administrator, dataset, EML.format(title="Kelp anew").encode(), reason="By mail.")

    dataset.refresh_from_db()
    assert (dataset.title, dataset.modified_by) == ("Kelp anew", "anna")
    assert "It decides about the dataset." in messages(response)[0]
    assert response.context["document"] == document_of(dataset, "EML")


@pytest.mark.parametrize(
    ("content", "values", "said"),
    [
        (b"<eml><dataset>", {}, "XML Syntax Error"),
        (b"<nothing/>", {}, "Unable to detect metadata type"),
        (EML.replace("<title>{title}</title>", "").encode(), {}, "title: must not be null"),
        (b" ", {}, "The body is empty"),
        (b"<a>" + b" " * MAX_BYTES + b"</a>", {}, "at most 10,485,760"),
        (b"plain", {"metadata_type": "COL_DP"}, "neither XML nor JSON"),
    ],
)
def test_a_refused_document_says_why_and_changes_nothing(
    administrator: Client, dataset: Dataset, content: bytes, values: dict[str, str], said: str
) -> None:
    response = send(administrator, dataset, content, **values)

    assert said in response.context["form"].errors["document"][0]
    dataset.refresh_from_db()
    assert dataset.title == "Kelp by EML"
    assert dataset.documents.count() == 2


def test_another_document_is_chosen_and_the_choice_taken_back(administrator: Client, dataset: Dataset) -> None:
    response = act(administrator, document_of(dataset, "DC"), "choose", reason="The EML is old.")
    dataset.refresh_from_db()
    assert dataset.title == "Kelp in Dublin Core"
    assert messages(response)[0].endswith("decides about the dataset now.")
    assert [(row.type, decides) for row, decides, _ in response.context["rows"]] == [("EML", False), ("DC", True)]

    act(administrator, document_of(dataset, "EML"), "choose")
    dataset.refresh_from_db()
    assert dataset.title == "Kelp by EML"
    assert not dataset.documents.filter(is_chosen=True).exists()


def test_a_document_is_deleted_for_good(administrator: Client, dataset: Dataset) -> None:
    document = document_of(dataset, "EML")

    response = act(administrator, document, "delete")

    assert [row.type for row, _, _ in response.context["rows"]] == ["DC"]
    dataset.refresh_from_db()
    assert dataset.title == "Kelp by EML"
    assert '"keywordCollections":[]' in dataset.rendered


def test_it_asks_before_it_decides(administrator: Client, dataset: Dataset) -> None:
    address = reverse("admin:entities_document_decide", args=[document_of(dataset, "EML").pk, "delete"])

    response = administrator.get(address)

    assert "gone for good" in response.content.decode()
    assert dataset.documents.count() == 2


def test_an_editor_sees_all_documents_and_changes_those_in_reach(
    browser_of: Callable[..., Client], dataset: Dataset
) -> None:
    client = browser_of(factories.editor_user(user_name="ole"))

    response: Any = client.get(documents_page(dataset))
    assert response.context["form"] is None
    assert [buttons for _, _, buttons in response.context["rows"]] == [[], []]
    assert send(client, dataset, DC.encode()).status_code == 403
    assert act(client, document_of(dataset, "DC"), "delete").status_code == 403
    assert dataset.documents.count() == 2


def test_documents_of_deleted_datasets_are_read_only(administrator: Client, dataset: Dataset) -> None:
    Dataset.objects.filter(pk=dataset.pk).update(deleted=dataset.modified)

    response: Any = administrator.get(documents_page(dataset))

    assert response.context["form"] is None
    assert act(administrator, document_of(dataset, "DC"), "choose").status_code == 403


@pytest.mark.parametrize("name", ["documents", "compare", "figures"])
def test_there_is_no_page_of_an_unknown_dataset(administrator: Client, name: str) -> None:
    assert administrator.get(reverse(f"admin:entities_dataset_{name}", args=[uuid4()])).status_code == 404


def test_there_is_no_page_of_an_unknown_document(administrator: Client, dataset: Dataset) -> None:
    assert administrator.get(reverse("admin:entities_document", args=[999_999_999])).status_code == 404
    address = reverse("admin:entities_document_decide", args=[document_of(dataset, "DC").pk, "burn"])
    assert administrator.get(address).status_code == 404
