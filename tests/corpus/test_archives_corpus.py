"""Real archives: each is read or refused with its reason, and the figures of checklists add up (A.3)."""

import json
from pathlib import Path
from typing import Any

import pytest

from entities.archives import ArchiveInvalid, open_archive, validate
from entities.checklists import measure
from entities.checklists.source import SourceReader
from entities.checklists.tree import Tree
from entities.checklists.usages import NOTHING
from entities.vocabulary import DatasetType
from tests.conftest import CORPUS
from tests.entities.api.test_metrics import KEYS

ARCHIVES = [path for path in sorted((CORPUS / "dwca").glob("*")) if path.suffix != ".tsv"]
RECORDED = sorted((CORPUS / "gbif" / "metrics").glob("*.json"))
EXPECTED = json.loads((Path(__file__).parent / "archives.json").read_text())


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.name[:60])
def test_an_archive_is_read_or_refused_as_expected(path: Path) -> None:
    try:
        with open_archive(path) as archive:
            report = validate(archive)
            found = {
                "type": archive.dataset_type,
                "rows": report.rows,
                "extensions": report.extension_rows,
                "valid": report.is_valid,
                "metadata": archive.metadata_name,
                "constituents": len(archive.constituents()),
            }
    except ArchiveInvalid as refusal:
        found = {"refused": str(refusal)}

    assert found == EXPECTED[path.name]


CHECKLISTS = [path for path in ARCHIVES if EXPECTED[path.name].get("type") == DatasetType.CHECKLIST]


@pytest.mark.parametrize("path", CHECKLISTS, ids=lambda path: path.name[:60])
def test_the_figures_of_a_checklist_add_up(path: Path) -> None:
    """The identities of A.3, with the usages counted here once more."""
    with open_archive(path) as archive:
        assert archive.core is not None
        figures = measure(archive, archive.core)
        usages = Tree(SourceReader(archive, archive.core, {}).read()).build()
    accepted = [usage for usage in range(len(usages)) if not usages.is_synonym(usage)]
    without_rank = sum(usages.ranks[usage] == NOTHING for usage in accepted)

    assert (figures.usages, figures.accepted) == (len(usages), len(accepted))
    assert sum(figures.by_rank.values()) + without_rank == figures.usages - figures.synonyms
    assert sum(figures.by_origin.values()) == figures.usages
    assert figures.by_origin["SOURCE"] + figures.skipped == EXPECTED[path.name]["rows"]
    assert sum(figures.names_by_language.values()) <= figures.records_by_extension["VERNACULAR_NAME"]
    assert sum(figures.by_kingdom.values()) <= figures.accepted
    assert figures.distinct_names == len(set(usages.names)) <= figures.usages
    assert list(figures.as_json()) == [name for name in KEYS if name not in ("key", "datasetKey", "downloaded")]


def test_there_are_checklists_among_the_archives() -> None:
    assert len(CHECKLISTS) == 15


def _recorded(path: Path) -> dict[str, Any] | None:
    recorded = json.loads(path.read_text())
    return recorded["response"] if recorded["status"] == 200 else None


FIGURES = [(path.stem[:70], found) for path in RECORDED if (found := _recorded(path))]


@pytest.mark.parametrize("figures", [found for _, found in FIGURES], ids=[name for name, _ in FIGURES])
def test_recorded_figures_have_our_keys_in_our_order_and_obey_the_same_identities(figures: dict[str, Any]) -> None:
    usages, accepted = figures["usagesCount"], figures["usagesCount"] - figures["synonymsCount"]

    assert [name for name in figures if name != "created"] == KEYS
    assert sum(figures["countByRank"].values()) <= accepted
    assert sum(figures["countByOrigin"].values()) == usages
    assert figures["countByIssue"].get("BACKBONE_MATCH_NONE", 0) == usages - figures["nubMatchingCount"]
    assert sum(figures["countNamesByLanguage"].values()) <= figures["countExtRecordsByExtension"]["VERNACULAR_NAME"]
    assert figures["nubCoveragePct"] == 100 * figures["nubMatchingCount"] // usages
    for name, counts in figures.items():
        if name.startswith("count"):
            assert list(counts.values()) == sorted(counts.values(), reverse=True), name
