"""Recorded searches and suggestions, asked over the recorded entities: shapes, orders and values are theirs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from search import building, index
from search.index import reader
from search.parameters import find
from tests.conftest import CORPUS
from tests.corpus.registry import load

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("recorded searches"),  # one process imports and indexes the corpus, not each of them
]

RECORDED = sorted((CORPUS / "gbif" / "dataset_search").glob("*.json"))
SUGGESTED = sorted((CORPUS / "gbif" / "suggest").glob("*.json"))
_ORDER = [
    "key", "title", "doi", "description", "type", "subtype", "hostingOrganizationKey", "hostingOrganizationTitle",
    "hostingCountry", "countryCoverage", "continent", "publishingCountry", "publishingOrganizationKey",
    "publishingOrganizationTitle", "publicationDate", "modified", "endorsingNodeKey", "networkKeys", "license",
    "decades", "keywords", "projectIdentifier", "recordCount", "nameUsagesCount", "category",
]  # fmt: skip
_VALUE_OF = {
    "type": "type", "subtype": "subtype", "publishingOrg": "publishingOrganizationKey",
    "hostingOrg": "hostingOrganizationKey", "publishingCountry": "publishingCountry",
    "hostingCountry": "hostingCountry",
    "endorsingNodeKey": "endorsingNodeKey", "networkKey": "networkKeys", "projectId": "projectIdentifier",
    "continent": "continent", "doi": "doi", "category": "category",
}  # fmt: skip


@pytest.fixture(scope="module")
def recorded(kept: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The recorded entities, imported and indexed."""
    home = tmp_path_factory.mktemp("search")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "folder", lambda: home)
        load()
        building.rebuild()
        yield
        reader.forget()


def _read(path: Path) -> tuple[list[tuple[str, str]], Any]:
    recording = json.loads(path.read_text())
    return [(name, value) for name, value in recording["request"]["params"]], recording["response"]


def _ask(path: str, parameters: list[tuple[str, str]]) -> Any:
    given: dict[str, list[str]] = {}
    for name, value in parameters:
        given.setdefault(name, []).append(value)
    answer = Client().get(f"/v1/dataset/{path}", given)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_it_answers_recorded_searches_in_their_shape(recorded: None, path: Path) -> None:
    parameters, response = _read(path)
    answer = _ask("search", parameters)
    assert list(answer) == [name for name in response if name in answer] == list(response)
    assert (answer["offset"], answer["limit"]) == (response["offset"], response["limit"])
    assert answer["endOfRecords"] is (answer["offset"] + answer["limit"] >= answer["count"])
    assert [facet["field"] for facet in answer["facets"]] == [facet["field"] for facet in response["facets"]]
    for facet in answer["facets"]:
        counts = [(-row["count"], row["name"]) for row in facet["counts"]]
        assert counts == sorted(counts)
    kinds = {name: type(value) for result in response["results"] for name, value in result.items() if value is not None}
    for result in answer["results"]:
        assert list(result) == [name for name in _ORDER if name in result]
        same = {name for name in result if name in kinds}
        assert {name: type(result[name]) for name in same} == {name: kinds[name] for name in same}
    _assert_filtered(parameters, answer["results"])


def _assert_filtered(parameters: list[tuple[str, str]], results: list[dict[str, Any]]) -> None:
    for name in {name for name, _ in parameters if name in _VALUE_OF}:
        wanted = {value for given, value in parameters if given == name}
        for result in results:
            held = result[_VALUE_OF[name]]
            assert wanted & set(held if isinstance(held, list) else [held])


@pytest.mark.parametrize("path", SUGGESTED, ids=lambda path: path.stem)
def test_it_answers_recorded_suggestions_in_their_shape(recorded: None, path: Path) -> None:
    parameters, response = _read(path)
    answer = _ask("suggest", parameters)
    names = ["key", "title", "description", "type", "subtype"]
    for result in answer:
        assert list(result) == [name for name in names if name in result]
    assert len(answer) <= int(dict(parameters).get("limit", 20))
    for result in response:
        assert set(result) <= {*names}


def test_it_knows_every_recorded_parameter(corpus: Path) -> None:
    names = {name for path in (*RECORDED, *SUGGESTED) for name, _ in _read(path)[0]}
    controls = {"q", "limit", "offset", "facet", "facetLimit", "hl"}
    assert {name for name in names - controls if find(name) is None} == set()


def test_it_holds_what_the_registry_holds(recorded: None) -> None:
    from search import checking

    assert list(checking.differences()) == []
