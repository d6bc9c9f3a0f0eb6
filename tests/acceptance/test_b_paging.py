"""B: paging."""

import pytest

from entities.models import Entity
from tests.acceptance.calls import each_entity
from tests.entities.api.client import Api
from tests.factories import FACTORIES, network

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(db: None) -> list[str]:
    """The keys of five networks, the newest first."""
    return [str(network().pk) for _ in range(5)][::-1]


def test_B01_it_says_where_the_records_end(api: Api, five: list[str]) -> None:
    pages = [api.get(f"/network?limit={limit}") for limit in range(1, 7)]

    assert [len(page["results"]) for page in pages] == [1, 2, 3, 4, 5, 5]
    assert {page["count"] for page in pages} == {5}
    assert [page["endOfRecords"] for page in pages] == [False, False, False, False, True, True]


def test_B02_it_answers_the_last_part(api: Api, five: list[str]) -> None:
    page = api.get("/network?limit=2&offset=4")

    assert ([row["key"] for row in page["results"]], page["endOfRecords"]) == (five[4:], True)


def test_B03_it_answers_nothing_beyond_the_end(api: Api, five: list[str]) -> None:
    page = api.get("/network?offset=5")

    assert (page["results"], page["count"], page["endOfRecords"]) == ([], 5, True)


@each_entity
def test_B04_it_lists_the_newest_first_and_each_once(api: Api, model: type[Entity]) -> None:
    for _ in range(5):
        FACTORIES[model]()
    total = api.get(f"/{model.slug}")["count"]
    found = [
        row for offset in range(0, total, 2) for row in api.get(f"/{model.slug}?limit=2&offset={offset}")["results"]
    ]

    assert len({row["key"] for row in found}) == len(found) == total
    assert [row["created"] for row in found] == sorted((row["created"] for row in found), reverse=True)


def test_B05_it_has_defaults(api: Api) -> None:
    page = api.get("/network")

    assert (page["offset"], page["limit"]) == (0, 20)


def test_B06_it_cuts_the_limit(api: Api) -> None:
    assert api.get("/network?limit=2000")["limit"] == 1000


def test_B07_it_takes_no_numbers_for_defaults(api: Api, five: list[str]) -> None:
    assert api.get("/network?limit=-1")["limit"] == 20
    assert api.get("/network?limit=abc")["limit"] == 20
    assert api.get("/network?offset=-5")["offset"] == 0


def test_B08_it_counts_only_where_the_limit_is_nought(api: Api, five: list[str]) -> None:
    page = api.get("/network?limit=0")

    assert (page["results"], page["count"], page["endOfRecords"]) == ([], 5, False)


def test_B09_it_orders_the_envelope(api: Api) -> None:
    assert list(api.get("/network")) == ["offset", "limit", "endOfRecords", "count", "results"]


def test_B10_it_pages_through_search_hits(api: Api) -> None:
    found = [str(network(title=f"Kelp {number}").pk) for number in range(3)]
    network(title="Seals")
    pages = [api.get(f"/network?q=kelp&limit=2&offset={offset}") for offset in (0, 2)]

    assert [page["count"] for page in pages] == [3, 3]
    assert [page["endOfRecords"] for page in pages] == [False, True]
    assert sorted(row["key"] for page in pages for row in page["results"]) == sorted(found)
