"""The central WAF: indexes that harvesters read, last good copies, originals beside them (harvest contract 3)."""

import hashlib
import subprocess
from pathlib import Path

import orjson
import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from entities.models import Dataset, MetadataDocument
from entities.services import lifecycle, rendering
from harvesting import central_waf, sources
from harvesting.models import HarvestSource
from harvesting.protocols import Reference
from harvesting.vocabulary import HarvestType
from tests import factories
from tests.harvesting.conftest import MakeSource, harvest, record
from tests.harvesting.documents import document, service
from tests.harvesting.test_republishing import box
from tests.servers import WafServer

pytestmark = pytest.mark.django_db


def folder(source: HarvestSource) -> str:
    """The path of the source's organization."""
    return f"/waf/{source.organization_id}/"


def file_of(waf: WafServer, name: str) -> str:
    """What the copy of a file is called."""
    return hashlib.sha1((waf.url + name).encode(), usedforsecurity=False).hexdigest() + ".xml"


def test_it_lists_organizations_and_their_documents(client: Client, source: HarvestSource, waf: WafServer) -> None:
    waf.files |= {"a.xml": document("a", "Tide &lt;b&gt;gauge&lt;/b&gt;"), "b.xml": b"<b"}
    harvest(source)

    assert f'<a href="{source.organization_id}/">' in client.get("/waf/").content.decode()
    page = client.get(folder(source)).content.decode()
    assert f'<a href="{file_of(waf, "a.xml")}">' in page
    assert file_of(waf, "b.xml") not in page
    assert "<b>" not in page


def test_it_serves_the_widened_copy_and_the_original_beside_it(
    client: Client, source: HarvestSource, waf: WafServer
) -> None:
    waf.files["a.xml"] = box("5.1", "5.1", "60.2", "60.2")
    harvest(source)

    copy = client.get(folder(source) + file_of(waf, "a.xml"))
    original = client.get(folder(source) + "original/" + file_of(waf, "a.xml"))

    assert b"5.09999" in copy.content
    assert original.content == waf.files["a.xml"]
    assert copy.headers["Link"].startswith(f"<{folder(source)}original/")
    for answer in (copy, original):
        assert answer.headers["Content-Type"] == "application/xml"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_who_has_the_copy_is_sent_nothing(client: Client, source: HarvestSource, waf: WafServer) -> None:
    waf.files["a.xml"] = document("a")
    harvest(source)
    path = folder(source) + file_of(waf, "a.xml")
    first = client.get(path)

    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    by_date = client.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (again.status_code, by_date.status_code, again.content) == (304, 304, b"")

    waf.files["a.xml"] = document("a", "Another title")
    harvest(source)
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_what_cannot_be_read_any_more_keeps_its_last_good_copy(
    client: Client, source: HarvestSource, waf: WafServer
) -> None:
    waf.files |= {"a.xml": document("a"), "s.xml": service("s")}
    harvest(source)
    good = {name: client.get(folder(source) + file_of(waf, name)).content for name in waf.files}

    waf.files |= {"a.xml": b"<a", "s.xml": b"<s"}
    harvest(source)

    for name, content in good.items():
        assert client.get(folder(source) + file_of(waf, name)).content == content


def test_removed_documents_vanish_and_come_back(client: Client, source: HarvestSource, waf: WafServer) -> None:
    waf.files |= {"a.xml": document("a"), "b.xml": document("b"), "c.xml": document("c")}
    harvest(source)
    dataset = record(source, "a.xml").dataset_id
    kept = waf.files.pop("a.xml")
    harvest(source)

    path = folder(source) + file_of(waf, "a.xml")
    assert client.get(path).status_code == 404
    assert file_of(waf, "a.xml") not in client.get(folder(source)).content.decode()

    waf.files["a.xml"] = kept
    harvest(source)
    assert client.get(path).content == kept
    assert record(source, "a.xml").dataset_id == dataset
    assert Dataset.objects.get(pk=dataset).deleted is None


@pytest.mark.parametrize("state", ["unpublished", "deleted", "dataset deleted"])
def test_only_what_is_public_is_served(client: Client, source: HarvestSource, waf: WafServer, state: str) -> None:
    waf.files["a.xml"] = document("a")
    harvest(source)
    shown = record(source, "a.xml")
    assert central_waf.record_url(shown) is not None

    if state == "unpublished":
        sources.change(source, {"publish": False}, actor=factories.actor())
    elif state == "deleted":
        sources.delete(source, actor=factories.actor())
    else:
        lifecycle.delete(shown.dataset, actor=factories.actor())

    shown = type(shown).objects.get(pk=shown.pk)
    assert client.get(folder(source) + file_of(waf, "a.xml")).status_code == 404
    assert central_waf.record_url(shown) is None


def test_two_sources_with_files_of_one_name_lose_none(client: Client, make_source: MakeSource, waf: WafServer) -> None:
    organization = factories.organization()
    for folder_name in ("one", "two"):
        waf.files[f"{folder_name}/a.xml"] = document(folder_name, folder_name)
        made = make_source(url=f"{waf.url}{folder_name}/", organization=organization)
        harvest(made)
        made.documents.update(file_name="same.xml")

    names = [listed.name for listed in central_waf.listing(organization.pk)]

    assert len(set(names)) == 2
    contents = {client.get(f"/waf/{organization.pk}/{name}").content for name in names}
    assert contents == {document("one", "one"), document("two", "two")}


@pytest.mark.parametrize(
    ("harvest_type", "url", "name", "file_id", "expected"),
    [
        ("WAF", "http://s.example/a.xml", "a.xml", "x", "4ab6854f916c66474f88dfbb46f028749b39e4d9.xml"),
        ("ERDDAP-WAF", "http://s.example/x/tides_iso19115.xml", "tides_iso19115.xml", "", "tides_iso19115.xml"),
        ("ERDDAP-WAF", "http://s.example/x/tides_iso19115.xml?v=1", "", "", "tides_iso19115.xml"),
        ("CSW", "http://s.example/csw?id=1", "urn:x/1", "urn:x/1", "urn_x_1.xml"),
        ("CSW", "http://s.example/csw?id=1", "", "a/b c", "a_b c.xml"),
        ("CSW", "u", "../..", "", "_.xml"),
        ("CSW", "u", "x" * 300, "", "51e69892ab49df85c6230ccc57f8e1d1606caccc.xml"),
    ],
)
def test_copies_are_called_after_link_file_or_identifier(
    harvest_type: str, url: str, name: str, file_id: str, expected: str
) -> None:
    assert central_waf.file_name(HarvestType(harvest_type), Reference(url, name), file_id) == expected


@pytest.mark.parametrize(
    "path",
    ["/waf/nobody/", "/waf/0b4b7c2e-5f67-4b4e-9a36-3f0d5a1f7c11/", "/waf/0b4b7c2e-5f67-4b4e-9a36-3f0d5a1f7c11/a.xml"],
)
def test_unknown_folders_and_files_are_404(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_it_only_reads(client: Client) -> None:
    assert client.post("/waf/").status_code == 405
    assert client.head("/waf/").status_code == 200


COMPARED = (
    "title", "alias", "description", "language", "license", "homepage", "rights", "version", "keywordCollections",
    "temporalCoverages", "purpose", "pubDate",
)  # fmt: skip


def test_another_registry_that_harvests_the_central_waf_has_the_same_datasets(
    make_source: MakeSource, waf: WafServer, transactional_db: None, live_server: LiveServer, settings: LazySettings
) -> None:
    waf.files |= {f"{name}.xml": document(name, f"Tide gauge {name}") for name in "bcd"}
    waf.files |= {"s.xml": service("s"), "p.xml": box("5.1", "5.1", "60.2", "60.2")}
    first = make_source()
    harvest(first)

    address = live_server.url.removeprefix("http://")
    settings.HARVEST_ALLOWED_PRIVATE = [waf.allowed, f"127.0.0.1:{address.rpartition(':')[2]}"]
    url = live_server.url.replace("localhost", "127.0.0.1")
    second = make_source(name="Copy", url=f"{url}/waf/")
    run = harvest(second)

    assert (run.state, run.found, run.created) == ("OK", 5, 5)
    assert _datasets(first) == _datasets(second)
    assert set(second.documents.values_list("file_id", "is_service")) == set(
        first.documents.values_list("file_id", "is_service")
    )
    assert harvest(second).unchanged == 5


def test_wget_mirrors_it(
    make_source: MakeSource, waf: WafServer, transactional_db: None, live_server: LiveServer, tmp_path: Path
) -> None:
    waf.files |= {"a.xml": document("a"), "b.xml": document("b")}
    made = make_source()
    harvest(made)
    start = f"{live_server.url}{folder(made)}"

    command = ["wget", "-q", "-r", "-np", "-nd", "-A", "xml", "-P", str(tmp_path), start]
    try:
        subprocess.run(command, check=False, timeout=30)
    except FileNotFoundError:
        pytest.skip("no wget")

    assert {path.read_bytes() for path in tmp_path.glob("*.xml")} == set(waf.files.values())


def _datasets(source: HarvestSource) -> list[dict[str, object]]:
    texts = Dataset.objects.filter(harvested_documents__source=source).values_list("rendered", flat=True)
    whole = [orjson.loads(rendering.served(text)) for text in texts]
    shown = [{name: dataset.get(name) for name in COMPARED} for dataset in whole]
    return sorted(shown, key=lambda dataset: str(dataset["title"]))


def test_a_document_that_a_person_uploaded_beside_it_is_not_served_for_it(
    client: Client, source: HarvestSource, waf: WafServer
) -> None:
    waf.files["a.xml"] = document("a")
    harvest(source)
    dataset = record(source, "a.xml").dataset
    assert dataset is not None
    now = timezone.now()
    MetadataDocument.objects.create(
        dataset=dataset, type="DC", content=b"<dc/>", digest="0" * 64, created=now, modified=now
    )

    assert client.get(folder(source) + file_of(waf, "a.xml")).content == waf.files["a.xml"]
