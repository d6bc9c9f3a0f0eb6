"""Constituents of archives, and checklists that are matched with others (checklist contract C.4, A.3)."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from django.conf import LazySettings

from entities.models import BackboneName, ChecklistMetrics, CrawlAttempt, Dataset, Endpoint, MachineTag
from entities.services import crawling
from harvesting import crawls
from tests import factories
from tests.archives.building import DWC, packed, table, text
from tests.servers import WafServer

pytestmark = pytest.mark.django_db
TAXA = ("id", "scientificName", "taxonRank", "kingdom", "datasetID")


def document(title: str) -> str:
    """A metadata document."""
    return (
        f'<eml:eml xmlns:eml="eml://ecoinformatics.org/eml-2.1.1"><dataset><title>{title}</title></dataset></eml:eml>'
    )


def archive(tmp_path: Path, rows: list[tuple[str, ...]], **constituents: str) -> bytes:
    """A checklist with these rows, and with constituents by their id."""
    meta = f"<archive>{table('core', f'{DWC}Taxon', 'taxa.txt', TAXA)}</archive>"
    documents = {f"dataset/{name}.xml": content for name, content in constituents.items()}
    return packed(tmp_path / "a.zip", {"meta.xml": meta, "taxa.txt": text(TAXA, rows), **documents}).read_bytes()


def crawl(waf: WafServer, dataset: Dataset, content: bytes) -> CrawlAttempt:
    """Crawl the dataset, whose archive is this now."""
    path = f"{dataset.key}.zip"
    waf.files[path] = content
    if crawling.best_endpoint(dataset) is None:
        factories.component(dataset, Endpoint, type="DWC_ARCHIVE", url=f"{waf.url}{path}")
    crawling.request(dataset, actor=factories.actor())
    crawls.work()
    return CrawlAttempt.objects.filter(dataset=dataset).order_by("-attempt")[0]


def figures(dataset: Dataset) -> dict[str, Any]:
    """The newest figures of the dataset."""
    found: dict[str, Any] = orjson.loads(ChecklistMetrics.objects.filter(dataset=dataset)[0].figures)
    return found


def ids(parent: Dataset) -> dict[str, Dataset]:
    """Live constituents by their id."""
    rows: Any = Dataset.components[MachineTag]._default_manager.filter(
        entity__parent_dataset=parent, entity__deleted=None, namespace="hit.gbif.org", name="dataset_id"
    )
    return {row.value: row.entity for row in rows.select_related("entity")}


def test_constituents_appear_change_and_vanish_with_the_archive(waf: WafServer, tmp_path: Path) -> None:
    parent = factories.dataset(type="CHECKLIST", license="CC0_1_0")
    rows = [("1", "Puma concolor", "", "", "a"), ("2", "Puma yagouaroundi", "", "", "a"), ("3", "Lynx", "", "", "b")]

    crawl(waf, parent, archive(tmp_path, rows, a=document("Cats"), b=document("Lynxes")))
    first = ids(parent)
    counts = figures(parent)["countByConstituent"]
    crawl(waf, parent, archive(tmp_path, rows[:2], a=document("Cats, revised")))
    second = ids(parent)
    crawl(waf, parent, archive(tmp_path, rows, a=document("Cats, revised"), b=document("Lynxes")))

    assert {name: each.title for name, each in first.items()} == {"a": "Cats", "b": "Lynxes"}
    assert counts == {str(first["a"].key): 2, str(first["b"].key): 1}
    assert {name: each.title for name, each in second.items()} == {"a": "Cats, revised"}
    assert {name: each.key for name, each in ids(parent).items()} == {name: each.key for name, each in first.items()}
    assert (first["a"].type, first["a"].license) == ("CHECKLIST", "CC0_1_0")
    assert first["a"].publishing_organization == parent.publishing_organization


def test_a_document_that_cannot_be_read_leaves_the_constituent_its_first_title(waf: WafServer, tmp_path: Path) -> None:
    parent = factories.dataset(type="CHECKLIST")

    attempt = crawl(waf, parent, archive(tmp_path, [("1", "Puma", "", "", "")], a="<broken"))

    assert (attempt.finish_reason, ids(parent)["a"].title) == ("NORMAL", f"Constituent a of {parent.key}")
    assert "The document of the constituent 'a' was not taken" in attempt.crawl_context


def test_an_archive_whose_data_is_refused_leaves_the_constituents_alone(waf: WafServer, tmp_path: Path) -> None:
    parent = factories.dataset(type="CHECKLIST")
    crawl(waf, parent, archive(tmp_path, [("1", "Puma", "", "", "")], a=document("Cats")))

    attempt = crawl(waf, parent, archive(tmp_path, [("1", "Puma", "", "", ""), ("1", "Lynx", "", "", "")]))

    assert (attempt.finish_reason, list(ids(parent))) == ("ABORT", ["a"])


def test_a_checklist_is_matched_with_the_one_that_a_setting_names(
    waf: WafServer, tmp_path: Path, settings: LazySettings
) -> None:
    backbone, other = (factories.dataset(type="CHECKLIST") for _ in range(2))
    settings.CHECKLIST_BACKBONE = str(backbone.key)
    names = [
        ("1", "Puma concolor (Linnaeus, 1771)", "species", "Animalia", ""),
        ("2", "Poa", "genus", "Plantae", ""),
        ("3", "Morus", "genus", "", ""),
    ]
    crawl(waf, backbone, archive(tmp_path, names))

    rows = [
        ("1", "Puma concolor", "species", "", ""),  # by its name without author
        ("2", "Poa", "genus", "Animalia", ""),  # of another kingdom
        ("3", "Poa", "family", "", ""),  # of another rank
        ("4", "Morus", "", "Animalia", ""),  # where one says nothing, nothing is compared
        ("5", "Nowhere", "", "", ""),
    ]
    crawl(waf, other, archive(tmp_path, rows))

    found = figures(other)
    assert (found["usagesCount"], found["nubMatchingCount"], found["colMatchingCount"]) == (6, 3, 0)
    assert found["nubCoveragePct"] == 50
    assert found["countByIssue"]["BACKBONE_MATCH_NONE"] == 3
    assert found["countByKingdom"] == {"ANIMALIA": 2}  # of the puma, and of its kingdom, which the columns added
    assert figures(backbone)["nubMatchingCount"] == 0


def test_a_backbone_that_was_named_late_is_read_again(waf: WafServer, tmp_path: Path, settings: LazySettings) -> None:
    dataset = factories.dataset(type="CHECKLIST")
    content = archive(tmp_path, [("1", "Puma", "", "", "")])
    crawl(waf, dataset, content)
    assert not BackboneName.objects.exists()

    settings.CHECKLIST_CATALOGUE_OF_LIFE = str(dataset.key)
    crawl(waf, dataset, content)

    assert list(BackboneName.objects.values_list("name", flat=True)) == ["Puma"]


def test_without_settings_nothing_is_matched(waf: WafServer, tmp_path: Path) -> None:
    dataset = factories.dataset(type="CHECKLIST")

    crawl(waf, dataset, archive(tmp_path, [("1", "Puma", "", "", "")]))

    assert (figures(dataset)["nubMatchingCount"], figures(dataset)["nubCoveragePct"]) == (0, 0)
    assert "BACKBONE_MATCH_NONE" not in figures(dataset)["countByIssue"]
