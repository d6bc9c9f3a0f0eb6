"""The description of the API names all that search takes and answers (dataset-search 1.1, 1.4, 2, 2.1, 6)."""

from typing import Any

import pytest

from entities.api.openapi.document import document
from entities.models import Tag
from search import description, parameters
from tests import factories
from tests.search.conftest import SearchClient

NAMES = {parameter.name for parameter in parameters.PARAMETERS}

FACETS = ("facetLimit", "facetOffset", "facetMincount", "facetMultiselect")


def _described(path: str) -> dict[str, Any]:
    """The schemas of an address's parameters, by name."""
    operation = document()["paths"][f"/dataset/{path}"]["get"]
    return {parameter["name"]: parameter["schema"] for parameter in operation["parameters"]}


@pytest.mark.parametrize(
    ("path", "others"),
    [
        ("search", {"q", "hl", "limit", "offset", "facet", *FACETS}),
        ("suggest", {"q", "limit"}),
        ("search/export", {"q", "format"}),
    ],
)  # fmt: skip
def test_it_describes_every_parameter_of_the_table(path: str, others: set[str]) -> None:
    assert set(_described(path)) == NAMES | others


def test_it_names_constants_facets_and_what_ranges_take() -> None:
    described = _described("search")
    assert described["type"]["items"]["enum"] == ["OCCURRENCE", "CHECKLIST", "METADATA", "SAMPLING_EVENT", "*"]
    assert set(described["facet"]["items"]["enum"]) == NAMES
    assert "range" in described["decade"]["description"]
    assert "range" not in described["keyword"]["description"]


def test_results_have_the_described_keys_in_their_order(search: SearchClient) -> None:
    dataset = factories.dataset(type="CHECKLIST", subtype="OBSERVATION", category=["eDNA"], doi="10.1234/x")
    factories.component(dataset, Tag, value="marine")
    (result,) = search.search(facet="type")["results"]
    assert list(result) == [name for name in description.RESULT if name in result]
    assert list(document()["paths"]["/dataset/search"]["get"]["responses"]["200"]["content"]) == ["application/json"]
