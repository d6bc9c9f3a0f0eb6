"""Crawls of datasets, from the request to what came of it (checklist contract C and F)."""

from pathlib import Path
from typing import Any

import pytest

from entities.models import (
    ChecklistMetrics,
    CrawlAttempt,
    CrawlRequest,
    Dataset,
    Endpoint,
    MachineTag,
    MetadataDocument,
)
from entities.services import archive_contents, crawling, lifecycle
from harvesting import crawls, tasks
from tests import factories
from tests.archives.building import DWC, checklist, packed, table, text
from tests.behaviours import answer, status
from tests.servers import WafServer

pytestmark = pytest.mark.django_db
TAXA = ("id", "scientificName", "taxonRank")
EML = """<eml:eml xmlns:eml="eml://ecoinformatics.org/eml-2.1.1" packageId="x/1" system="x" xml:lang="en"><dataset>
<title xml:lang="en">Pumas of the coast</title>
<creator><individualName><surName>Berg</surName></individualName></creator>
<metadataProvider><organizationName>Fjordlab</organizationName></metadataProvider>
<abstract><para>All pumas that were seen.</para></abstract></dataset></eml:eml>"""


def crawl(dataset: Dataset) -> CrawlAttempt:
    """Ask for a crawl, do it, and answer its attempt."""
    crawling.request(dataset, actor=factories.actor())
    assert crawls.work() == 1
    return CrawlAttempt.objects.filter(dataset=dataset).order_by("-attempt")[0]


def dataset_at(waf: WafServer, path: str, kind: str = "DWC_ARCHIVE", **values: Any) -> Dataset:
    """A checklist whose endpoint is a file of the folder."""
    dataset = factories.dataset(**{"type": "CHECKLIST"} | values)
    factories.component(dataset, Endpoint, type=kind, url=f"{waf.url}{path}")
    return dataset


def archive(tmp_path: Path, *names: str, **files: str) -> bytes:
    """A checklist of species, with its metadata document."""
    path = checklist(tmp_path / "a.zip", TAXA, [(str(i), name, "species") for i, name in enumerate(names)], {})
    meta = f'<archive metadata="eml.xml">{table("core", f"{DWC}Taxon", "taxa.txt", TAXA)}</archive>'
    rows = text(TAXA, [(str(number), name, "species") for number, name in enumerate(names)])
    packed(path, {"meta.xml": meta, "taxa.txt": rows, "eml.xml": EML, **files})
    return path.read_bytes()


def test_an_archive_gives_its_dataset_everything(waf: WafServer, tmp_path: Path) -> None:
    waf.files["a.zip"] = archive(tmp_path, "Puma concolor", "Puma yagouaroundi")
    dataset = dataset_at(waf, "a.zip")

    attempt = crawl(dataset)

    dataset.refresh_from_db()
    assert (attempt.attempt, attempt.finish_reason, attempt.crawl_context) == (1, "NORMAL", "")
    assert (attempt.process_state_checklist, attempt.process_state_occurrence) == ("FINISHED", "EMPTY")
    assert dataset.title == "Pumas of the coast"
    assert dataset.dwca_core_type == f"{DWC}Taxon"
    assert ChecklistMetrics.objects.get(dataset=dataset).usages == 2
    assert not CrawlRequest.objects.exists()


def test_a_document_that_the_archive_names_by_an_address_is_fetched(waf: WafServer, tmp_path: Path) -> None:
    waf.files["far.xml"] = EML.replace("Pumas of the coast", "Told elsewhere").encode()
    meta = f'<archive metadata="{waf.url}%s">{table("core", f"{DWC}Taxon", "taxa.txt", TAXA)}</archive>'
    waf.files["a.zip"] = archive(tmp_path, "Puma concolor", **{"meta.xml": meta % "far.xml"})
    waf.files["b.zip"] = archive(tmp_path, "Puma concolor", **{"meta.xml": meta % "gone.xml"})
    far, own = dataset_at(waf, "a.zip"), dataset_at(waf, "b.zip")

    assert [crawl(each).finish_reason for each in (far, own)] == ["NORMAL", "NORMAL"]

    titles = [Dataset.objects.get(pk=each.pk).title for each in (far, own)]
    assert titles == ["Told elsewhere", "Pumas of the coast"]


def test_attempts_are_numbered_and_the_last_is_a_machine_tag(waf: WafServer, tmp_path: Path) -> None:
    waf.files["a.zip"] = archive(tmp_path, "Puma concolor")
    dataset = dataset_at(waf, "a.zip")

    numbers = [crawl(dataset).attempt for _ in range(2)]

    tags = Dataset.components[MachineTag]._default_manager.filter(entity=dataset, name="crawl_attempt")
    assert numbers == [1, 2]
    assert list(tags.values_list("namespace", "value")) == [("crawler.gbif.org", "2")]


def test_what_did_not_change_is_not_transferred_again(waf: WafServer, tmp_path: Path) -> None:
    waf.files["a.zip"] = archive(tmp_path, "Puma concolor")
    dataset = dataset_at(waf, "a.zip")
    crawl(dataset)

    attempt = crawl(dataset)

    assert attempt.finish_reason == "NOT_MODIFIED"
    assert waf.bodies["/a.zip"] == 1
    assert ChecklistMetrics.objects.count() == 1


def test_an_archive_that_is_not_read_leaves_its_parts_finished_at_once(waf: WafServer, tmp_path: Path) -> None:
    waf.files["a.zip"] = archive(tmp_path, "Puma concolor")
    dataset = dataset_at(waf, "a.zip")
    crawl(dataset)
    unchanged = crawl(dataset)
    del waf.files["a.zip"]
    aborted = crawl(dataset)
    document = crawl(dataset_at(waf, "eml.xml", kind="EML"))

    states = [(row.process_state_checklist, row.process_state_occurrence) for row in (unchanged, aborted, document)]
    assert [row.finish_reason for row in (unchanged, aborted, document)] == ["NOT_MODIFIED", "ABORT", "ABORT"]
    assert states == [("FINISHED", "EMPTY"), ("FINISHED", "EMPTY"), ("EMPTY", "EMPTY")]


def test_parts_are_running_while_an_archive_is_crawled(
    waf: WafServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waf.files["a.zip"] = archive(tmp_path, "Puma concolor")
    dataset = dataset_at(waf, "a.zip", dwca_extensions=[f"{DWC}Occurrence"])
    read, seen = archive_contents.read, list[tuple[str, str]]()

    def watched(*arguments: Any) -> Any:
        row = CrawlAttempt.objects.get(dataset=dataset)
        seen.append((row.process_state_checklist, row.process_state_occurrence))
        return read(*arguments)

    monkeypatch.setattr(archive_contents, "read", watched)
    attempt = crawl(dataset)

    assert seen == [("RUNNING", "RUNNING")]
    assert (attempt.process_state_checklist, attempt.process_state_occurrence) == ("FINISHED", "EMPTY")


def test_data_with_bad_ids_is_refused_but_its_document_is_taken(waf: WafServer, tmp_path: Path) -> None:
    waf.files["a.zip"] = archive(tmp_path, "Puma", **{"taxa.txt": text(TAXA, [("1", "A", ""), ("1", "B", "")])})
    dataset = dataset_at(waf, "a.zip")

    attempt = crawl(dataset)

    dataset.refresh_from_db()
    assert attempt.finish_reason == "ABORT"
    assert "1 ids are repeated" in attempt.crawl_context
    assert (dataset.title, dataset.dwca_core_type) == ("Pumas of the coast", None)
    assert crawl(dataset).finish_reason == "ABORT"


def test_an_archive_with_a_document_that_cannot_be_read_is_taken_all_the_same(waf: WafServer, tmp_path: Path) -> None:
    waf.files["a.zip"] = archive(tmp_path, "Puma concolor", **{"eml.xml": "<broken"})
    dataset = dataset_at(waf, "a.zip")

    attempt = crawl(dataset)

    assert attempt.finish_reason == "NORMAL"
    assert "The metadata document was not taken" in attempt.crawl_context
    assert ChecklistMetrics.objects.count() == 1


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (status(404), "answered 404"),
        (answer("<html>Log in</html>"), "HTML page"),
        (answer(b"PK\x03\x04 broken", "application/zip"), "damaged"),
        (answer(b"", "application/zip"), "empty"),
    ],
)
def test_what_is_no_archive_changes_nothing(waf: WafServer, behaviour: Any, reason: str) -> None:
    waf.script("/a.zip", behaviour)
    dataset = dataset_at(waf, "a.zip", title="As it was")

    attempt = crawl(dataset)

    dataset.refresh_from_db()
    assert attempt.finish_reason == "ABORT"
    assert reason in attempt.crawl_context
    assert dataset.title == "As it was"


def test_a_document_alone_is_applied(waf: WafServer) -> None:
    waf.files["eml.xml"] = EML.encode()
    dataset = dataset_at(waf, "eml.xml", kind="EML")

    first, second = crawl(dataset), crawl(dataset)

    dataset.refresh_from_db()
    assert (first.finish_reason, second.finish_reason) == ("NORMAL", "NOT_MODIFIED")
    assert dataset.title == "Pumas of the coast"
    assert MetadataDocument.objects.get(dataset=dataset).type == "EML"


def test_a_document_that_did_not_change_is_not_transferred_again(waf: WafServer) -> None:
    waf.files["eml.xml"] = EML.encode()
    dataset = dataset_at(waf, "eml.xml", kind="EML")

    reasons = [crawl(dataset).finish_reason for _ in range(3)]

    assert reasons == ["NORMAL", "NOT_MODIFIED", "NOT_MODIFIED"]
    assert (waf.requests["/eml.xml"], waf.bodies["/eml.xml"]) == (3, 1)
    waf.files["eml.xml"] = EML.replace("Pumas", "Lynxes").encode()
    assert crawl(dataset).finish_reason == "NORMAL"
    assert Dataset.objects.get(pk=dataset.pk).title == "Lynxes of the coast"


def test_a_document_that_somebody_removed_or_found_elsewhere_is_fetched_anew(waf: WafServer) -> None:
    waf.files["eml.xml"] = waf.files["copy.xml"] = EML.encode()
    dataset = dataset_at(waf, "eml.xml", kind="EML")
    crawl(dataset)

    MetadataDocument.objects.all().delete()
    removed = crawl(dataset)
    dataset.endpoints.update(url=f"{waf.url}copy.xml")
    moved = crawl(dataset)

    assert (removed.finish_reason, moved.finish_reason) == ("NORMAL", "NOT_MODIFIED")
    assert (waf.bodies["/eml.xml"], waf.bodies["/copy.xml"]) == (2, 1)


def test_the_requests_of_an_attempt_are_counted(waf: WafServer, tmp_path: Path, settings: Any) -> None:
    settings.HARVEST_RETRY_PAUSES = (0.0, 0.0)
    meta = f'<archive metadata="{waf.url}far.xml">{table("core", f"{DWC}Taxon", "taxa.txt", TAXA)}</archive>'
    waf.files["a.zip"] = archive(tmp_path, "Puma concolor", **{"meta.xml": meta})
    waf.files["far.xml"] = EML.encode()
    waf.script("/eml.xml", status(503), status(503), answer(EML.encode(), "application/xml"))

    archived = crawl(dataset_at(waf, "a.zip"))
    retried = crawl(dataset_at(waf, "eml.xml", kind="EML"))
    unsupported = crawl(dataset_at(waf, "x", kind="TAPIR"))

    assert (archived.pages_crawled, retried.pages_crawled, unsupported.pages_crawled) == (2, 3, 0)


def test_a_locked_dataset_keeps_its_fields(waf: WafServer, tmp_path: Path) -> None:
    waf.files["a.zip"] = archive(tmp_path, "Puma concolor")
    dataset = dataset_at(waf, "a.zip", title="As it was", locked_for_auto_update=True)

    crawl(dataset)

    dataset.refresh_from_db()
    assert dataset.title == "As it was"
    assert dataset.dwca_core_type == f"{DWC}Taxon"


def test_an_endpoint_of_another_kind_is_not_supported(waf: WafServer) -> None:
    attempt = crawl(dataset_at(waf, "x", kind="TAPIR"))

    assert (attempt.finish_reason, attempt.crawl_context) == ("ABORT", "Endpoints of type TAPIR are not supported")


def test_an_address_that_is_not_allowed_is_not_called(waf: WafServer, settings: Any) -> None:
    settings.HARVEST_ALLOWED_PRIVATE = []

    attempt = crawl(dataset_at(waf, "a.zip"))

    assert "refused" in attempt.crawl_context
    assert waf.connections == 0


def test_a_dataset_that_was_deleted_meanwhile_is_left_alone(waf: WafServer) -> None:
    dataset = dataset_at(waf, "a.zip")
    crawling.request(dataset, actor=factories.actor())
    lifecycle.delete(dataset, actor=factories.actor())

    tasks.crawl()

    assert not CrawlRequest.objects.exists()
    assert not CrawlAttempt.objects.exists()
