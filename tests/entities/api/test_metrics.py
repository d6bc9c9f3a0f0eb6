"""`/dataset/{key}/metrics` and its history (checklist contract A.1, A.2)."""

from pathlib import Path

import pytest

from entities.models import Dataset
from tests import factories
from tests.entities.api.client import Api, text_of
from tests.entities.services.test_archive_contents import names, take

pytestmark = pytest.mark.django_db
KEYS = [
    "key", "datasetKey", "usagesCount", "synonymsCount", "distinctNamesCount", "nubMatchingCount", "colMatchingCount",
    "nubCoveragePct", "colCoveragePct", "countByConstituent", "countByKingdom", "countByRank", "countNamesByLanguage",
    "countExtRecordsByExtension", "countByOrigin", "countByIssue", "otherCount", "downloaded",
]  # fmt: skip


@pytest.fixture
def measured(tmp_path: Path) -> Dataset:
    """A checklist that was measured twice."""
    dataset = factories.dataset(type="CHECKLIST")
    take(dataset, names(tmp_path, "1"))
    take(dataset, names(tmp_path, "1", "2"))
    return dataset


def test_it_answers_the_newest_figures_with_all_keys_in_order(api: Api, measured: Dataset) -> None:
    figures = api.get(f"/dataset/{measured.key}/metrics")

    assert list(figures) == KEYS
    assert figures["usagesCount"] == 2
    assert figures["countByRank"] == {"SPECIES": 2}
    assert figures["countByConstituent"] == figures["otherCount"] == {}
    assert figures["downloaded"] == "2026-03-01T00:00:00.000+00:00"


def test_it_answers_all_figures_newest_first(api: Api, measured: Dataset) -> None:
    history = api.get(f"/dataset/{measured.key}/metrics/history")

    assert [figures["usagesCount"] for figures in history] == [2, 1]


def test_a_dataset_without_figures_has_none(api: Api) -> None:
    dataset = factories.dataset(type="CHECKLIST")

    answer = api("GET", f"/dataset/{dataset.key}/metrics")

    assert answer.status_code == 404
    assert text_of(answer) == f"Entity not found for uri: /dataset/{dataset.key}/metrics"
    assert api.get(f"/dataset/{dataset.key}/metrics/history") == []


@pytest.mark.parametrize("path", ["metrics", "metrics/history"])
def test_an_unknown_dataset_has_none_either(api: Api, db: None, path: str) -> None:
    assert api("GET", f"/dataset/00000000-0000-4000-8000-000000000000/{path}").status_code == 404
    assert api("GET", f"/dataset/mine/{path}").status_code == 400
    assert api("POST", f"/dataset/00000000-0000-4000-8000-000000000000/{path}").status_code == 405
