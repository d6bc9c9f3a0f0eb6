"""The figures of a checklist in the admin: the newest in full, with what changed, and the archive of them."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from django.test import Client
from django.urls import reverse

from entities.models import ChecklistMetrics, Dataset, DatasetArchive
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def checklist(db: None) -> Dataset:
    """A checklist that was measured twice."""
    found: Dataset = factories.dataset(type="CHECKLIST")
    for day, usages, species in ((1, 100, 80), (2, 130, 75)):
        figures = {
            "usagesCount": usages, "synonymsCount": 10, "distinctNamesCount": usages, "nubCoveragePct": 95,
            "countByRank": {"SPECIES": species, "GENUS": 15, "FORM": 0}, "countByKingdom": {},
        }  # fmt: skip
        ChecklistMetrics.objects.create(
            dataset=found,
            figures=orjson.dumps(figures).decode(),
            usages=usages,
            downloaded=datetime(2026, 1, day, tzinfo=UTC),
        )
    return found


def page(client: Client, dataset: Dataset) -> Any:
    """The page of the figures."""
    return client.get(reverse("admin:entities_dataset_figures", args=[dataset.pk]))


def test_it_shows_each_measurement_with_what_changed(administrator: Client, checklist: Dataset) -> None:
    history = page(administrator, checklist).context["history"]

    assert [row.downloaded.day for row in history] == [2, 1]
    assert [row.totals[0] for row in history] == [("Names in use", 130, 30), ("Names in use", 100, None)]


def test_it_shows_the_newest_figures_by_group(administrator: Client, checklist: Dataset) -> None:
    ((title, counts),) = page(administrator, checklist).context["groups"]

    assert title == "Accepted names by rank"
    assert [(row.name, row.count, row.percent, row.change) for row in counts] == [
        ("SPECIES", 75, 100.0, -5),
        ("GENUS", 15, 20.0, 0),
    ]


def test_it_shows_the_archive_and_why_its_data_was_not_taken(administrator: Client, checklist: Dataset) -> None:
    DatasetArchive.objects.create(
        dataset=checklist, digest="0" * 64, size=2048, fetched=checklist.created, problem="Ids are repeated",
        extension_rows={"http://rs.gbif.org/terms/1.0/VernacularName": 12},
    )  # fmt: skip

    text = page(administrator, checklist).content.decode()

    assert "Its data was not taken: Ids are repeated" in text
    assert "12 rows" in text


def test_a_dataset_without_figures_says_so(administrator: Client) -> None:
    assert "Nothing was counted yet" in page(administrator, factories.dataset()).content.decode()


def test_the_page_of_a_checklist_leads_to_its_figures(administrator: Client, checklist: Dataset) -> None:
    response = administrator.get(reverse("admin:entities_dataset_change", args=[checklist.pk]))

    assert reverse("admin:entities_dataset_figures", args=[checklist.pk]) in response.content.decode()
