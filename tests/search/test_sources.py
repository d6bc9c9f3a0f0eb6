"""Filters whose values come out of metadata, archives and relations (dataset-search 1.4, 1.6, 7.1), and how values are
read (1.1 to 1.3)."""

from typing import Any

import orjson
import pytest

from entities.models import Dataset, DatasetArchive, Endpoint
from entities.services import lifecycle, rendering
from search import changes
from tests import factories
from tests.search.conftest import SearchClient

ACTOR = factories.actor()
KEY = "1d3e3c7a-0d5b-4b0e-9f9a-6f0c2d5c3a11"
PARENT = "2d3e3c7a-0d5b-4b0e-9f9a-6f0c2d5c3a22"
METADATA: dict[str, Any] = {
    "geographicCoverages": [{"description": "Kenya"}],
    "temporalCoverages": [
        {"@type": "range", "start": "1988-05-01T00:00:00.000+00:00", "end": "1991-01-01T00:00:00.000+00:00"},
        {"@type": "verbatim", "period": "Late Jurassic", "type": "LIVING_TIME_PERIOD"},
    ],
    "keywordCollections": [{"thesaurus": "theme", "keywords": ["Fern", "moss"]}, {"keywords": ["fern"]}],
    "project": {"identifier": "GRIIS", "title": "Weeds"},
    "collections": [{"name": "Herbarium", "identifier": f"urn:uuid:{KEY}", "parentIdentifier": PARENT.upper()}],
}


def _described(**values: Any) -> Dataset:
    dataset = factories.dataset(**values)
    Dataset.objects.filter(pk=dataset.pk).update(metadata=orjson.dumps(METADATA).decode())
    rendering.refresh({Dataset: [dataset.pk]})
    changes.note_keys(Dataset.slug, [dataset.pk])
    return dataset


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("country", "ke"), ("country", "KEN"), ("country", "KENYA"), ("continent", "africa"), ("projectId", "GRIIS"),
        ("year", "1990"), ("year", "1991,2020"), ("year", "*,1988"), ("decade", "1980"), ("decade", "1985,1995"),
        ("collectionKey", KEY), ("institutionKey", PARENT), ("keyword", "FERN"), ("keyword", "late jurassic"),
    ],
)  # fmt: skip
def test_it_filters_by_what_metadata_says(search: SearchClient, parameter: str, value: str) -> None:
    """1.4, 7.1."""
    factories.dataset()
    dataset = _described()
    assert search.keys(**{parameter: value}) == [str(dataset.key)]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("year", "1987"), ("year", "1992,*"), ("projectId", "griis"), ("country", "NO"), ("keyword", "jurassic")],
)
def test_it_does_not_find_by_what_metadata_does_not_say(search: SearchClient, parameter: str, value: str) -> None:
    """1.3, 1.4: texts are exact but for keywords, ranges hold both ends and nothing beyond."""
    _described()
    assert search.search(**{parameter: value})["count"] == 0


def test_results_tell_keywords_as_they_stand_and_no_periods(search: SearchClient) -> None:
    """2.1, 7.1: source order, duplicates kept; verbatim periods are for filter, facet and search only."""
    _described()
    (result,) = search.search("jurassic")["results"]
    assert result["keywords"] == ["Fern", "moss", "fern"]
    assert (result["decades"], result["countryCoverage"], result["continent"]) == ([1980, 1990], ["KE"], ["AFRICA"])
    assert result["projectIdentifier"] == "GRIIS"
    assert search.facet("keyword") == [("Fern", 1), ("Late Jurassic", 1), ("moss", 1)]
    assert search.facet("projectId") == [("GRIIS", 1)]


def test_it_filters_by_archive(search: SearchClient) -> None:
    """1.4: core type, extensions and number of records."""
    dataset = factories.dataset()
    core, extension = "http://rs.tdwg.org/dwc/terms/Event", "http://rs.tdwg.org/dwc/terms/Occurrence"
    lifecycle.change(dataset, {"dwca_core_type": core, "dwca_extensions": [extension]}, actor=ACTOR)
    DatasetArchive.objects.create(dataset=dataset, size=1, fetched=dataset.created, record_count=7)
    changes.note_keys(Dataset.slug, [dataset.pk])
    for parameters in (
        {"dwcaCoreType": core},
        {"dwcaExtension": extension},
        {"recordCount": "7"},
        {"recordCount": "5,9"},
    ):
        assert search.keys(**parameters) == [str(dataset.key)]
    assert search.facet("recordCount") == [("7", 1)]


def test_it_finds_duplicates_constituents_external_ones_and_those_without_endpoint(search: SearchClient) -> None:
    """1.6: everything that is not deleted."""
    parent = factories.dataset(title="Kelp parent")
    factories.dataset(title="Kelp part", parent_dataset=parent)
    factories.dataset(title="Kelp twice", duplicate_of_dataset=parent)
    factories.dataset(title="Kelp external", external=True)
    factories.component(parent, Endpoint)
    gone = factories.dataset(title="Kelp gone")
    lifecycle.delete(gone, actor=ACTOR)
    assert sorted(search.titles("kelp")) == ["Kelp external", "Kelp parent", "Kelp part", "Kelp twice"]


def test_it_trims_values_takes_empty_ones_for_absent_and_commas_for_text(search: SearchClient) -> None:
    """1.1, 1.2."""
    factories.dataset(title="Kelp, wrack", type="CHECKLIST")
    assert search.search(type=["", "  checklist "])["count"] == 1
    assert search.search(type="", facetLimit="", q=" ")["count"] == 1
    assert search.search(datasetTitle="wrack, kelp")["count"] == 1
    assert search._client.get("/v1/dataset/search?type=CHECKLIST,OCCURRENCE").status_code == 400
    assert search.facet("type", facetMincount=0) == [("CHECKLIST", 1)]


def test_no_match_answers_each_facet_without_values(search: SearchClient) -> None:
    """8."""
    answer = search.search("zzzzq", facet=["type", "keyword"])
    assert answer == {
        "offset": 0, "limit": 20, "endOfRecords": True, "count": 0, "results": [],
        "facets": [{"field": "TYPE", "counts": []}, {"field": "KEYWORD", "counts": []}],
    }  # fmt: skip


def test_a_page_beyond_the_end_is_empty(search: SearchClient) -> None:
    """1.2, 2."""
    factories.dataset()
    answer = search.search(offset=50)
    assert (answer["count"], answer["results"], answer["endOfRecords"]) == (1, [], True)
