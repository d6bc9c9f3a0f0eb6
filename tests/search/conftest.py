"""A search index of its own for each test, in a real folder, followed when the test says so."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from search import building
from search.index import reader
from search.indexer import Indexer

Answer = dict[str, Any]


class SearchClient:
    """Asks the API, after the index has followed what the test changed."""

    def __init__(self, client: Client, indexer: Indexer) -> None:
        self._client, self._indexer = client, indexer

    def follow(self) -> None:
        """Bring the index up to date, as the indexer's process does."""
        while self._indexer.step():
            pass

    def get(self, path: str = "search", **parameters: Any) -> Any:
        """The answer of `/v1/dataset/{path}`; lists repeat a parameter."""
        self.follow()
        return self._client.get(f"/v1/dataset/{path}", parameters)

    def search(self, q: str | None = None, **parameters: Any) -> Answer:
        """The envelope of a search that must succeed."""
        answer = self.get(**({"q": q} if q is not None else {}), **parameters)
        assert answer.status_code == 200, answer.content
        envelope: Answer = answer.json()
        return envelope

    def titles(self, q: str | None = None, **parameters: Any) -> list[str]:
        """Titles in the order of the answer."""
        return [result["title"] for result in self.search(q, **parameters)["results"]]

    def keys(self, q: str | None = None, **parameters: Any) -> list[str]:
        """Keys in the order of the answer."""
        return [result["key"] for result in self.search(q, **parameters)["results"]]

    def suggest(self, **parameters: Any) -> list[Answer]:
        """The array of a suggest that must succeed."""
        answer = self.get("suggest", **parameters)
        assert answer.status_code == 200, answer.content
        found: list[Answer] = answer.json()
        return found

    def facet(self, name: str, **parameters: Any) -> list[tuple[str, int]]:
        """Values and counts of one facet."""
        facets = self.search(facet=name, **{"limit": 0, **parameters})["facets"]
        return [(row["name"], row["count"]) for row in facets[0]["counts"]]


@pytest.fixture
def search_folder(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """An empty folder for indexes."""
    settings.SEARCH_DIR = tmp_path / "search"
    yield settings.SEARCH_DIR
    reader.forget()


@pytest.fixture
def search(db: None, client: Client, search_folder: Path) -> SearchClient:
    """Asks an index that begins empty."""
    building.rebuild()
    return SearchClient(client, Indexer())


Build = Callable[..., Any]
