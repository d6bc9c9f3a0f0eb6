"""The boxes about a dataset's archive: figures of a checklist as bars, and why data was not taken."""

from typing import Any

import orjson
import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from entities.models import ChecklistMetrics, Dataset, DatasetArchive
from entities.pages.figures import chart
from tests import factories


def measured(dataset: Dataset, **figures: Any) -> None:
    """Figures of the dataset."""
    given_figures = {"usagesCount": 33312, "synonymsCount": 22536, "distinctNamesCount": 33282} | figures
    ChecklistMetrics.objects.create(
        dataset=dataset, figures=orjson.dumps(given_figures).decode(), usages=33312, downloaded=timezone.now()
    )


@pytest.mark.django_db
def test_a_checklist_shows_its_newest_figures(client: Client) -> None:
    dataset = factories.dataset(type="CHECKLIST")
    measured(dataset, countByRank={"GENUS": 7})
    measured(dataset, countByRank={"SPECIES": 6327, "GENUS": 1284}, countByKingdom={"PLANTAE": 9369})

    text = client.get(f"/dataset/{dataset.pk}").content.decode()

    assert "The checklist in figures" in text
    assert "33\N{THIN SPACE}312" in text
    assert "6\N{THIN SPACE}327" in text
    assert "Plantae" in text
    assert "Vernacular names by language" not in text
    assert f'href="/v1/dataset/{dataset.pk}/metrics"' in text


@pytest.mark.django_db
def test_other_datasets_have_no_such_box(client: Client) -> None:
    dataset = factories.dataset(type="OCCURRENCE")
    measured(dataset)

    assert "in figures" not in client.get(f"/dataset/{dataset.pk}").content.decode()


@pytest.mark.django_db
def test_an_archive_that_was_refused_says_why(client: Client) -> None:
    dataset = factories.dataset()
    DatasetArchive.objects.create(
        dataset=dataset,
        digest="a" * 64,
        size=2048,
        fetched=timezone.now(),
        problem="3 ids are <b>repeated",
        core_rows=9,
    )

    text = client.get(f"/dataset/{dataset.pk}").content.decode()

    assert "3 ids are &lt;b&gt;repeated" in text
    assert "2.0\xa0KB" in text


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.integers(0, 10**12), max_size=40))
def test_bars_are_the_greatest_first_and_none_is_wider_than_the_chart(counts: dict[str, int]) -> None:
    drawn = chart("Ranks", counts)

    if drawn is None:
        assert not any(counts.values())
        return
    heights = [bar.count for bar in drawn.bars]
    assert heights == sorted(heights, reverse=True)
    assert all(0 < bar.percent <= 100 for bar in drawn.bars)
    assert len(drawn.bars) + drawn.others == sum(count > 0 for count in counts.values())
