"""Real archives: each is read or refused with its reason, and the figures of checklists add up (A.3)."""

import json
from pathlib import Path

import pytest

from entities.archives import ArchiveInvalid, open_archive, validate
from entities.checklists import measure
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


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.name[:60])
def test_the_figures_of_a_checklist_add_up(path: Path) -> None:
    if EXPECTED[path.name].get("type") != DatasetType.CHECKLIST:
        return
    with open_archive(path) as archive:
        assert archive.core is not None
        figures = measure(archive, archive.core)

    assert sum(figures.by_origin.values()) == figures.usages
    assert sum(figures.by_rank.values()) <= figures.accepted
    assert sum(figures.names_by_language.values()) <= figures.records_by_extension["VERNACULAR_NAME"]
    assert figures.by_origin["SOURCE"] + figures.skipped == EXPECTED[path.name]["rows"]


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem[:60])
def test_recorded_figures_have_our_keys_in_our_order(path: Path) -> None:
    recorded = json.loads(path.read_text())
    if recorded["status"] == 200:
        assert [name for name in recorded["response"] if name != "created"] == KEYS
