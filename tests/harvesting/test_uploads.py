"""Documents that somebody sends for a dataset that is harvested as well (metadata contract B)."""

import pytest

from entities.models import Dataset
from entities.services import differences, lifecycle, uploads
from harvesting.models import HarvestSource
from tests import factories
from tests.harvesting.conftest import counts, harvest, record
from tests.harvesting.documents import document
from tests.servers import WafServer

pytestmark = pytest.mark.django_db
CURATOR = factories.actor("curator")


@pytest.fixture
def dataset(source: HarvestSource, waf: WafServer) -> Dataset:
    """A harvested dataset whose title a curator changed."""
    waf.files["a.xml"] = document("a", "Tide gauge")
    harvest(source)
    found = record(source, "a.xml").dataset
    assert found is not None
    lifecycle.change(found, {"title": "Gauge at the pier"}, actor=CURATOR)
    return found


def _differences(dataset: Dataset) -> dict[str, tuple[object, object, bool]]:
    return {each.field: (each.ours, each.said, each.waits) for each in differences.of_dataset(dataset)}


def test_what_a_curator_changed_stays_and_the_difference_is_shown(dataset: Dataset) -> None:
    uploads.upload(dataset, document("a", "Tide gauge 7", abstract="Levels by the minute."), actor=CURATOR)

    dataset.refresh_from_db()
    assert dataset.title == "Gauge at the pier"
    assert "Levels by the minute." in dataset.description
    assert _differences(dataset) == {"title": ("Gauge at the pier", "Tide gauge 7", True)}


def test_what_was_sent_is_no_change_by_hand_to_the_next_harvest(
    dataset: Dataset, source: HarvestSource, waf: WafServer
) -> None:
    uploads.upload(dataset, document("a", "Tide gauge 7", abstract="Levels by the minute."), actor=CURATOR)
    waf.files["a.xml"] = document("a", "Tide gauge 8", abstract="Levels by the second.")

    assert counts(harvest(source)) == (0, 1, 0, 0)

    dataset.refresh_from_db()
    assert "Levels by the second." in dataset.description
    assert _differences(dataset) == {"title": ("Gauge at the pier", "Tide gauge 8", True)}
    assert dataset.contacts.count() == 1


def test_a_document_for_a_dataset_that_nobody_harvests_replaces_what_was_typed_in() -> None:
    typed = factories.dataset(title="Typed in")

    uploads.upload(typed, document("a", "Tide gauge"), actor=CURATOR)

    typed.refresh_from_db()
    assert (typed.title, _differences(typed)) == ("Tide gauge", {})
