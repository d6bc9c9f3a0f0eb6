"""Archives as a source: one, a page of them, a document alone (checklist contract C)."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from entities.models import ChecklistMetrics, CrawlRequest, Dataset, DatasetArchive, Endpoint
from harvesting import crawls
from harvesting.models import HarvestSource
from harvesting.vocabulary import RunState
from tests import factories
from tests.archives.building import DWC, packed, table, text
from tests.behaviours import answer
from tests.harvesting.conftest import MakeSource, counts, harvest
from tests.servers import WafServer

pytestmark = pytest.mark.django_db
TAXA = ("id", "scientificName")


@pytest.fixture(autouse=True)
def impatient(settings: LazySettings) -> None:
    """What fails is not tried again."""
    settings.HARVEST_RETRY_PAUSES = ()


def archive(tmp_path: Path, title: str, *names: str, kind: str = "Taxon", eml: str | None = None) -> bytes:
    """An archive with its document."""
    columns = TAXA if kind == "Taxon" else ("id", "occurrenceID")
    meta = f'<archive metadata="eml.xml">{table("core", f"{DWC}{kind}", "core.txt", columns)}</archive>'
    document = (
        eml
        if eml is not None
        else (
            f'<eml:eml xmlns:eml="eml://ecoinformatics.org/eml-2.1.1"><dataset><title>{title}</title></dataset></eml:eml>'
        )
    )
    rows = [(str(number), name) for number, name in enumerate(names)]
    files = {"meta.xml": meta, "core.txt": text(columns, rows)} | ({"eml.xml": document} if document else {})
    return packed(tmp_path / "a.zip", files).read_bytes()


@pytest.fixture
def source(waf: WafServer, make_source: MakeSource) -> HarvestSource:
    return make_source(url=f"{waf.url}pumas.zip", harvest_type="DWC_ARCHIVE")


def test_an_archive_becomes_a_dataset_with_records_and_figures(
    waf: WafServer, source: HarvestSource, tmp_path: Path
) -> None:
    waf.files["pumas.zip"] = archive(tmp_path, "Pumas", "Puma concolor", "Puma yagouaroundi")

    run = harvest(source)
    crawls.work()

    dataset = Dataset.live().get()
    endpoints: Any = Dataset.components[Endpoint]._default_manager.filter(entity=dataset)
    assert (run.state, counts(run)) == (RunState.OK, (1, 0, 0, 0))
    assert (dataset.title, dataset.type, dataset.dwca_core_type) == ("Pumas", "CHECKLIST", f"{DWC}Taxon")
    assert ChecklistMetrics.objects.get(dataset=dataset).usages == 2
    assert list(endpoints.values_list("type", "url")) == [("DWC_ARCHIVE", source.url)]


def test_occurrences_are_counted(waf: WafServer, source: HarvestSource, tmp_path: Path) -> None:
    waf.files["pumas.zip"] = archive(tmp_path, "Pumas", "o1", "o2", "o3", kind="Occurrence")

    harvest(source)
    crawls.work()

    dataset = Dataset.live().get()
    assert (dataset.type, DatasetArchive.objects.get(dataset=dataset).record_count) == ("OCCURRENCE", 3)


def test_an_archive_that_did_not_change_is_left_alone(waf: WafServer, source: HarvestSource, tmp_path: Path) -> None:
    waf.files["pumas.zip"] = archive(tmp_path, "Pumas", "Puma concolor")
    harvest(source)
    crawls.work()

    assert counts(harvest(source)) == (0, 0, 1, 0)

    assert not CrawlRequest.objects.exists()
    assert waf.bodies["/pumas.zip"] == 2  # once for the document, once for the data


def test_new_data_below_the_same_document_is_read(waf: WafServer, source: HarvestSource, tmp_path: Path) -> None:
    waf.files["pumas.zip"] = archive(tmp_path, "Pumas", "Puma concolor")
    harvest(source)
    crawls.work()
    waf.files["pumas.zip"] = archive(tmp_path, "Pumas", "Puma concolor", "Puma yagouaroundi")

    assert counts(harvest(source)) == (0, 0, 1, 0)
    crawls.work()

    assert ChecklistMetrics.objects.filter(dataset=Dataset.live().get())[0].usages == 2


def test_what_a_person_changed_outlives_the_crawl_of_the_archive(
    waf: WafServer, source: HarvestSource, tmp_path: Path
) -> None:
    waf.files["pumas.zip"] = archive(tmp_path, "Pumas", "Puma concolor")
    harvest(source)
    Dataset.objects.update(title="By hand")
    waf.files["pumas.zip"] = archive(tmp_path, "Pumas, revised", "Puma concolor")

    harvest(source)
    crawls.work()

    assert Dataset.live().get().title == "By hand"


def test_a_page_of_archives_gives_a_dataset_for_each(waf: WafServer, make_source: MakeSource, tmp_path: Path) -> None:
    for name in ("lynx", "pumas"):
        waf.files[f"archives/{name}.zip"] = archive(tmp_path, name.title(), "Puma")
    waf.files["archives/readme.txt"] = b"-"
    source = make_source(url=f"{waf.url}archives/", harvest_type="DWC_ARCHIVE")

    first = harvest(source)
    del waf.files["archives/lynx.zip"]
    second = harvest(source)

    assert (counts(first), second.removed) == ((2, 0, 0, 0), 1)
    assert list(Dataset.live().values_list("title", flat=True)) == ["Pumas"]


def test_links_to_other_hosts_are_counted_and_not_followed(
    waf: WafServer, make_source: MakeSource, tmp_path: Path
) -> None:
    waf.files["pumas.zip"] = archive(tmp_path, "Pumas", "Puma")
    page = '<html><a href="/pumas.zip">ours</a><a href="https://other.example/x.zip">theirs</a><a href="/about">-</a>'
    waf.script("/page", answer(page))
    source = make_source(url=f"{waf.url}page", harvest_type="DWC_ARCHIVE")

    assert counts(harvest(source)) == (1, 0, 0, 0)


def test_an_address_that_tells_nothing_may_be_an_archive(
    waf: WafServer, make_source: MakeSource, tmp_path: Path
) -> None:
    waf.files["download"] = archive(tmp_path, "Pumas", "Puma")

    assert counts(harvest(make_source(url=f"{waf.url}download", harvest_type="DWC_ARCHIVE"))) == (1, 0, 0, 0)


def test_a_document_alone_is_a_dataset_of_metadata(waf: WafServer, make_source: MakeSource) -> None:
    waf.files["eml.xml"] = (
        b'<eml:eml xmlns:eml="eml://ecoinformatics.org/eml-2.1.1"><dataset><title>Pumas</title></dataset></eml:eml>'
    )

    harvest(make_source(url=f"{waf.url}eml.xml", harvest_type="DWC_ARCHIVE"))

    dataset = Dataset.live().get()
    endpoints: Any = Dataset.components[Endpoint]._default_manager.filter(entity=dataset)
    assert (dataset.type, list(endpoints.values_list("type", flat=True))) == ("METADATA", ["EML"])


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"PK\x03\x04 broken", "damaged"), (b"", "empty"), (b"<html>Log in</html>", "HTML page")],
)
def test_what_is_no_archive_is_a_bad_record(waf: WafServer, source: HarvestSource, content: bytes, reason: str) -> None:
    waf.files["pumas.zip"] = content

    run = harvest(source)

    assert counts(run) == (0, 0, 0, 1)
    assert reason in source.documents.get().failure


def test_an_archive_without_document_is_a_bad_record(waf: WafServer, source: HarvestSource, tmp_path: Path) -> None:
    waf.files["pumas.zip"] = archive(tmp_path, "", "Puma", eml="")

    harvest(source)

    assert "has no metadata document" in source.documents.get().failure


@pytest.mark.parametrize("page", ["<html><a href='/about'>About</a></html>", "<html></html>"])
def test_a_page_without_archives_fails_the_run(waf: WafServer, make_source: MakeSource, page: str) -> None:
    waf.script("/page", answer(page))

    assert harvest(make_source(url=f"{waf.url}page", harvest_type="DWC_ARCHIVE")).state == RunState.FAILED


def test_a_dataset_that_has_the_archive_as_endpoint_is_the_one(
    waf: WafServer, source: HarvestSource, tmp_path: Path
) -> None:
    dataset = factories.dataset(publishing_organization=source.organization, installation=source.installation)
    factories.component(dataset, Endpoint, type="DWC_ARCHIVE", url=source.url)
    waf.files["pumas.zip"] = archive(tmp_path, "Pumas", "Puma")

    assert counts(harvest(source)) == (0, 1, 0, 0)

    dataset.refresh_from_db()
    assert (dataset.title, Dataset.live().count()) == ("Pumas", 1)
