"""Metadata documents by the API (registry contract 7.4, metadata contract A and B)."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from entities.metadata import parse
from entities.models import Contact, Dataset, Identifier, MetadataDocument, User
from entities.services import lifecycle, passwords
from tests import factories
from tests.entities.api.client import Api, basic, path_of

pytestmark = pytest.mark.django_db

_EML = """<eml:eml xmlns:eml="https://eml.ecoinformatics.org/eml-2.2.0" packageId="x" xml:lang="fr">
<dataset>{doi}<title>{title}</title>
<creator><individualName><surName>Vik</surName></individualName></creator>
<abstract><para>Counts.</para></abstract>
<keywordSet><keyword>birds</keyword></keywordSet>
<intellectualRights><para><ulink url="{license}"/></para></intellectualRights>
<coverage><temporalCoverage><singleDateTime><calendarDate>2013</calendarDate></singleDateTime></temporalCoverage></coverage>
</dataset></eml:eml>"""
_CC_BY = "https://creativecommons.org/licenses/by/4.0/"
_DC = '<dc xmlns:d="http://purl.org/dc/terms/"><d:title>Dublin title</d:title></dc>'


Send = Callable[..., Any]


def eml(title: str = "Seabirds", doi: str = "", license_url: str = _CC_BY) -> bytes:
    """A small EML document."""
    named = f"<alternateIdentifier>{doi}</alternateIdentifier>" if doi else ""
    return _EML.format(title=title, doi=named, license=license_url).encode()


@pytest.fixture
def dataset() -> Dataset:
    """A dataset that somebody typed in."""
    found = factories.dataset(title="Typed in", license="CC_BY_NC_4_0", homepage="https://example.org")
    factories.component(found, Contact, last_name="Old")
    return found  # type: ignore[no-any-return]


@pytest.fixture
def send(api: Api, admin: User) -> Send:
    """Sends a document for a dataset as an administrator."""

    def _send(dataset: Any, content: bytes, media_type: str = "application/xml") -> Any:
        return api("POST", f"{path_of(dataset)}/document", content, user=admin, content_type=media_type)

    return _send


def test_a_document_fills_the_dataset(send: Send, api: Api, dataset: Dataset) -> None:
    answer = send(dataset, eml(doi="10.1234/new"))

    entry = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/v1/dataset/metadata/{entry['key']}"
    assert list(entry) == ["key", "datasetKey", "type", "createdBy", "modifiedBy", "created", "modified"]
    assert (entry["datasetKey"], entry["type"]) == (str(dataset.pk), "EML")
    shown = api.get(f"{path_of(dataset)}")
    assert (shown["title"], shown["language"], shown["doi"]) == ("Seabirds", "fra", "10.1234/new")
    assert shown["license"].endswith("/by/4.0/legalcode")
    assert "homepage" not in shown
    assert [contact["lastName"] for contact in shown["contacts"]] == ["Vik"]
    assert [known["identifier"] for known in shown["identifiers"]] == [dataset.doi]
    assert shown["keywordCollections"] == [{"keywords": ["birds"]}]
    assert shown["temporalCoverages"] == [{"@type": "single", "date": "2013-01-01T00:00:00.001+00:00"}]
    assert shown["modifiedBy"] == entry["createdBy"]


def test_the_same_bytes_change_nothing_and_others_replace(send: Send, api: Api, dataset: Dataset) -> None:
    first = send(dataset, eml()).json()
    modified = api.get(f"{path_of(dataset)}")["modified"]

    assert send(dataset, eml()).json() == first
    assert api.get(f"{path_of(dataset)}")["modified"] == modified

    second = send(dataset, eml("Other title")).json()
    assert second["key"] > first["key"]
    assert [entry["key"] for entry in api.get(f"{path_of(dataset)}/metadata")] == [second["key"]]
    assert api("GET", f"/dataset/metadata/{first['key']}").status_code == 404
    assert api.get(f"{path_of(dataset)}")["title"] == "Other title"


def test_a_less_preferred_document_is_kept_and_changes_nothing(send: Send, api: Api, dataset: Dataset) -> None:
    send(dataset, eml())
    before = api.get(f"{path_of(dataset)}")

    assert send(dataset, _DC.encode()).json()["type"] == "DC"

    assert api.get(f"{path_of(dataset)}") == before
    path = f"{path_of(dataset)}/metadata"
    assert [entry["type"] for entry in api.get(path)] == ["EML", "DC"]
    assert [entry["type"] for entry in api.get(f"{path}?type=dc")] == ["DC"]
    assert api("GET", f"{path}?type=nonsense").status_code == 400


def test_a_locked_dataset_keeps_its_fields(send: Send, api: Api) -> None:
    dataset = factories.dataset(title="Locked", locked_for_auto_update=True)

    assert send(dataset, eml()).status_code == 201

    assert api.get(f"{path_of(dataset)}")["title"] == "Locked"
    assert len(api.get(f"{path_of(dataset)}/metadata")) == 1


def test_a_licence_that_is_not_supported_leaves_the_dataset_s(send: Send, api: Api, dataset: Dataset) -> None:
    send(dataset, eml(license_url="https://example.org/terms"))

    assert api.get(f"{path_of(dataset)}")["license"].endswith("/by-nc/4.0/legalcode")


def test_an_identifier_of_a_known_scheme_is_added_and_none_removed(send: Send, api: Api, dataset: Dataset) -> None:
    factories.component(dataset, Identifier, type="URL", identifier="https://example.org/old")
    named = "10.1234/a</alternateIdentifier><alternateIdentifier>10.1234/b</alternateIdentifier><alternateIdentifier>x"

    send(dataset, eml(doi=named))

    shown = {known["identifier"] for known in api.get(f"{path_of(dataset)}")["identifiers"]}
    assert shown == {"https://example.org/old", "10.1234/b", dataset.doi}


def test_the_bytes_come_back_as_they_were(send: Send, api: Api, dataset: Dataset) -> None:
    content = eml("Fjærder").decode().encode("utf-16")
    key = send(dataset, content, "text/xml").json()["key"]

    answer = api("GET", f"/dataset/metadata/{key}/document")

    assert (answer.content, answer.headers["Content-Type"]) == (content, "application/xml")
    assert api.get(f"{path_of(dataset)}")["title"] == "Fjærder"


def test_a_document_may_come_as_a_form(send: Send, api: Api, dataset: Dataset) -> None:
    part = SimpleUploadedFile("eml.xml", eml("By form"), "text/xml")

    form = encode_multipart(BOUNDARY, {"document": part, "metadataType": "eml"})
    answer = send(dataset, form, MULTIPART_CONTENT)

    assert (answer.status_code, answer.json()["type"]) == (201, "EML")
    assert api.get(f"{path_of(dataset)}")["title"] == "By form"


def test_a_data_package_is_kept_as_json(send: Send, api: Api, dataset: Dataset) -> None:
    for content, kind in ((b'{"resources": []}', "DWC_DP"), (b'{"title": "x"}', "COL_DP")):
        entry = send(dataset, content, "application/json").json()
        assert (entry["type"], entry["contentJson"]) == (kind, content.decode())
        answer = api("GET", f"/dataset/metadata/{entry['key']}/document")
        assert (answer.content, answer.headers["Content-Type"]) == (content, "application/json")
    assert api.get(f"{path_of(dataset)}")["title"] == "Typed in"


@pytest.mark.parametrize(
    ("content", "media_type", "status", "words"),
    [
        (b"", "application/xml", 400, "empty"),
        (b"  ", "application/xml", 400, "empty"),
        (b"no xml", "application/xml", 400, "XML Syntax Error"),
        (b"<a><b></a>", "application/xml", 400, "line 1"),
        (b"<kml/>", "application/xml", 400, "Unable to detect metadata type"),
        (b"<metadata><idinfo/></metadata>", "application/xml", 400, "FGDC"),
        (b"[1]", "application/json", 400, "Unable to detect metadata type"),
        (b'{"a', "application/json", 400, "JSON"),
        (b"<eml><dataset/></eml>", "application/xml", 422, "title"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "application/xml", 400, "DOCTYPE"),
        (b"<eml><dataset><title>" + b"<x>" * 210 + b"</x>" * 210 + b"</title></dataset></eml>", "application/xml",
         400, "nested deeper"),
        (eml(), "text/csv", 415, "must be"),
        (b"<a>" + b" " * 10 * 1024 * 1024 + b"</a>", "application/xml", 413, "larger"),
        (b"--x", "multipart/form-data; boundary=", 400, "form"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(
    send: Send, api: Api, dataset: Dataset, content: bytes, media_type: str, status: int, words: str
) -> None:
    answer = send(dataset, content, media_type)

    assert (answer.status_code, words in answer.content.decode()) == (status, True), answer.content
    assert not MetadataDocument.objects.exists()
    assert api.get(f"{path_of(dataset)}")["title"] == "Typed in"


def test_an_unknown_or_deleted_dataset_takes_no_document(send: Send, api: Api, admin: User, dataset: Dataset) -> None:
    lifecycle.delete(dataset, actor=factories.actor())

    assert send(dataset, eml()).status_code == 404
    unknown = f"/dataset/{uuid4()}"
    assert api("POST", f"{unknown}/document", eml(), user=admin).status_code == 404
    assert api("GET", f"{unknown}/document").status_code == api("GET", f"{unknown}/metadata").status_code == 404
    for number in ("12345", "abc", "9" * 30, "-1"):
        assert api("GET", f"/dataset/metadata/{number}").status_code == 404
        assert api("GET", f"/dataset/metadata/{number}/document").status_code == 404


def test_only_whoever_may_change_the_dataset_sends_and_removes_documents(
    send: Send, api: Api, dataset: Dataset
) -> None:
    key = send(dataset, eml()).json()["key"]
    paths = ("POST", f"{path_of(dataset)}/document"), ("DELETE", f"/dataset/metadata/{key}")

    for method, path in paths:
        for user, status in (
            (None, 403), (factories.account(), 403), (factories.editor_user(), 403),
            (factories.editor_user(dataset.publishing_organization), 200), (factories.admin_user(), 200),
        ):  # fmt: skip
            answer = api(method, f"{path}?checkPermissionsOnly=true", user=user)
            assert answer.status_code == status, (method, user)
    assert api("DELETE", "/dataset/metadata/999", user=factories.editor_user()).status_code == 403
    assert api("DELETE", "/dataset/metadata/999", user=factories.admin_user()).status_code == 404
    assert api("DELETE", "/dataset/metadata/abc", user=factories.admin_user()).status_code == 404


def test_a_removed_document_leaves_the_fields_but_takes_what_only_it_told(
    send: Send, api: Api, admin: User, dataset: Dataset
) -> None:
    first = send(dataset, eml()).json()["key"]
    send(dataset, _DC.replace("</dc>", "<d:subject>moss</d:subject></dc>").encode())

    assert api("DELETE", f"/dataset/metadata/{first}", user=admin).status_code == 204

    shown = api.get(f"{path_of(dataset)}")
    assert (shown["title"], shown["temporalCoverages"]) == ("Seabirds", [])
    assert shown["keywordCollections"] == [{"keywords": ["moss"]}]
    assert [entry["type"] for entry in api.get(f"{path_of(dataset)}/metadata")] == ["DC"]


def test_the_registry_writes_eml_of_what_it_knows(send: Send, api: Api, dataset: Dataset) -> None:
    send(dataset, eml(doi="10.1234/new"))
    factories.component(dataset, Contact, type="ADMINISTRATIVE_POINT_OF_CONTACT", last_name="Curator")
    path = f"{path_of(dataset)}/document"

    answer = api("GET", path)

    record = parse(answer.content)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/xml")
    assert (record.title, record.doi, record.license) == ("Seabirds", "10.1234/new", "CC_BY_4_0")
    assert "Curator" in [contact.last_name for contact in record.contacts]
    assert record.publishing_organization_name == dataset.publishing_organization.title
    assert api("GET", path).content == answer.content
    assert api("GET", path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    lifecycle.delete(dataset, actor=factories.actor())
    assert api("GET", path).status_code == 200


def test_publishing_software_deletes_the_documents_of_its_own_datasets(send: Send, api: Api, dataset: Dataset) -> None:
    other = factories.dataset()
    own, foreign = (send(each, eml()).json()["key"] for each in (dataset, other))
    password = passwords.renew(dataset.publishing_organization, actor=factories.actor())
    caller = (f"IPT__{dataset.publishing_organization_id}", password)

    statuses = [
        api("DELETE", f"/dataset/metadata/{key}", headers={"Authorization": basic(name, word)}).status_code
        for key, name, word in ((foreign, *caller), (999_999, *caller), (own, caller[0], "wrong"), (own, *caller))
    ]

    assert statuses == [403, 403, 401, 204]
    assert [entry["type"] for entry in api.get(f"{path_of(other)}/metadata")] == ["EML"]
    assert api.get(f"{path_of(dataset)}")["modifiedBy"] == str(dataset.publishing_organization_id)


def test_a_document_empties_what_no_document_tells_of(send: Send, api: Api) -> None:
    dataset = factories.dataset(abbreviation="KELP", alias="Kelp", homepage="https://example.org")

    send(dataset, eml())

    shown = api.get(path_of(dataset))
    assert {"abbreviation", "alias", "homepage"}.isdisjoint(shown)


def test_the_command_reads_those_of_the_keys_only(send: Send, dataset: Dataset, capsys: Any) -> None:
    other = factories.dataset()
    for each in (dataset, other):
        send(each, eml())
    Dataset.objects.update(metadata="")

    call_command("reread_documents", str(other.pk))

    assert capsys.readouterr().out == f"{other.pk}\n1 datasets changed\n"
    with pytest.raises(CommandError, match=str(dataset.installation_id)):
        call_command("reread_documents", str(dataset.installation_id))


def test_documents_are_read_anew_by_a_command(send: Send, api: Api, dataset: Dataset, capsys: Any) -> None:
    send(dataset, eml())
    Dataset.objects.filter(pk=dataset.pk).update(metadata="")

    call_command("reread_documents")

    assert capsys.readouterr().out == f"{dataset.pk}\n1 datasets changed\n"
    assert api.get(path_of(dataset))["keywordCollections"] == [{"keywords": ["birds"]}]
