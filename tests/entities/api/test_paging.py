"""Pages of lists: acceptance cases B, and the order of lists (contract 6.1, 6.2)."""

from typing import Any
from urllib.parse import urlencode

import pytest

from entities.api import listings
from entities.models import ENTITIES, Entity, Network
from tests.entities.api.client import Api
from tests.factories import FACTORIES, network

pytestmark = pytest.mark.django_db
each_entity = pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)


@pytest.fixture
def keys(db: None) -> list[str]:
    """Keys of five networks, newest first."""
    return [str(network().pk) for _ in range(5)][::-1]


def keys_of(page: dict[str, Any]) -> list[str]:
    """The keys on a page."""
    return [found["key"] for found in page["results"]]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 6])
def test_it_cuts_a_page_and_says_whether_more_follows(api: Api, keys: list[str], limit: int) -> None:
    """B01"""
    page = api.get(f"/network?limit={limit}")

    assert keys_of(page) == keys[:limit]
    assert (page["count"], page["limit"], page["endOfRecords"]) == (5, limit, limit >= 5)


def test_it_answers_the_rest_on_the_last_page(api: Api, keys: list[str]) -> None:
    """B02"""
    page = api.get("/network?limit=2&offset=4")

    assert (keys_of(page), page["offset"], page["endOfRecords"]) == (keys[4:], 4, True)


@pytest.mark.parametrize("offset", [5, 6, 100_000, 2**31 - 1])
def test_it_answers_an_empty_page_beyond_the_end(api: Api, keys: list[str], offset: int) -> None:
    """B03"""
    page = api.get(f"/network?offset={offset}")

    assert page == {"offset": offset, "limit": 20, "endOfRecords": True, "count": 5, "results": []}


@each_entity
def test_it_lists_the_newest_first_and_each_once(api: Api, model: type[Entity]) -> None:
    """B04"""
    made = [str(FACTORIES[model]().pk) for _ in range(5)]
    count = api.get(f"/{model.slug}")["count"]
    pages = [api.get(f"/{model.slug}?limit=2&offset={offset}") for offset in range(0, count + 2, 2)]
    listed = [key for page in pages for key in keys_of(page)]

    assert [key for key in listed if key in made] == made[::-1]
    assert len(listed) == len(set(listed)) == count


def test_it_orders_entities_of_one_moment_by_key(api: Api, keys: list[str]) -> None:
    """Contract 6.2: a total order."""
    moment = Network.objects.first().created  # type: ignore[union-attr]
    Network.objects.update(created=moment)

    assert keys_of(api.get("/network")) == sorted(keys)


def test_it_skips_deeply_to_the_same_page(api: Api, keys: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Deep offsets are read in another way, from the nearer end, and answer alike."""
    moment = Network.objects.first().created  # type: ignore[union-attr]
    Network.objects.filter(key__in=keys[:3]).update(created=moment)
    pages = [f"/network?limit={limit}&offset={offset}" for limit in (1, 2, 1000) for offset in range(6)]
    shallow = [api.get(path) for path in pages]
    monkeypatch.setattr(listings, "DEEP", 0)

    assert [api.get(path) for path in pages] == shallow


def test_it_starts_at_the_first_twenty(api: Api, keys: list[str]) -> None:
    """B05"""
    page = api.get("/network")

    assert (page["offset"], page["limit"]) == (0, 20)


@pytest.mark.parametrize(("limit", "answered"), [("1000", 1000), ("1001", 1000), ("2000", 1000), ("9" * 30, 1000)])
def test_it_cuts_large_limits(api: Api, db: None, limit: str, answered: int) -> None:
    """B06"""
    assert api.get(f"/network?limit={limit}")["limit"] == answered


@pytest.mark.parametrize("text", ["-1", "abc", "", "1.5", "0x10", "²", "٣", "+5", "1e3", "9" * 4000])
def test_it_takes_the_default_for_what_is_no_number(api: Api, keys: list[str], text: str) -> None:
    """B07"""
    page = api.get("/network", QUERY_STRING=urlencode({"limit": text, "offset": text}))

    assert (page["offset"], page["limit"], len(page["results"])) == (0, 20, 5)


def test_it_clamps_large_offsets(api: Api, keys: list[str]) -> None:
    """Reliability 3.1"""
    assert api.get(f"/network?offset={'9' * 30}")["offset"] == 2**31 - 1


def test_it_only_counts_at_limit_zero(api: Api, keys: list[str]) -> None:
    """B08"""
    assert api.get("/network?limit=0") == {"offset": 0, "limit": 0, "endOfRecords": False, "count": 5, "results": []}


@each_entity
def test_it_orders_the_envelope(api: Api, model: type[Entity]) -> None:
    """B09"""
    assert list(api.get(f"/{model.slug}")) == ["offset", "limit", "endOfRecords", "count", "results"]


def test_it_takes_the_last_of_a_repeated_parameter(api: Api, keys: list[str]) -> None:
    """Reliability 3.2"""
    assert api.get("/network?limit=1&limit=2&callback=x&ordering=password")["limit"] == 2


def test_it_refuses_a_nul_in_a_parameter(api: Api, db: None) -> None:
    """Reliability 3.2"""
    assert api("GET", "/network?limit=2&x=%00").status_code == 400
