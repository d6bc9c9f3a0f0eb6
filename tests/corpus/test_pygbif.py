"""A client of the real registry, unchanged, against ours."""

import ast
import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pygbif.gbifutils import NoResultException
from pygbif.registry import datasets, installations, networks, nodes, organizations
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer
from requests import HTTPError

from entities.models import Dataset, Entity, Installation, Network, Node, Organization
from entities.services.uploads import upload
from tests import factories
from tests.corpus.registry import FOLDER, load

CALLS: dict[type[Entity], Callable[..., Any]] = {
    Organization: organizations, Node: nodes, Network: networks, Installation: installations, Dataset: datasets,
}  # fmt: skip
WITHOUT_KEY = {"all", "deleted", "pending", "nonPublishing", "duplicate", "subDataset", "withNoEndpoint"}
"""Choices that the client asks of the whole registry; all others are asked of one entity."""
WITHOUT_ADDRESS = {("dataset", "organization"), ("node", "country")}
"""Choices whose address below an entity the registry has never had: `/dataset/{key}/organization` answers 404."""

pytestmark = [
    pytest.mark.django_db,  # else no database is made where these tests run alone
    pytest.mark.xdist_group("pygbif"),  # one process imports the corpus, not each of them
]


@pytest.fixture(scope="module")
def registry(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Dataset]:
    """A server that holds the corpus, which the client takes for the real one; a dataset of it that has a document.

    One for all tests here: the fixture `live_server` would empty the registry after each of them.
    """
    server = LiveServer("localhost")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        for call in CALLS.values():
            patch.setattr(sys.modules[call.__module__], "gbif_baseurl", f"{server.url}/v1/")
        try:
            load()
            found = Dataset.live().filter(locked_for_auto_update=False).newest_first()[0]
            document = sorted((FOLDER.parent / "metadata" / "eml").glob("*.xml"))[0]
            upload(found, document.read_bytes(), actor=factories.actor())
            yield found
        finally:
            server.stop()
            call_command("flush", interactive=False, verbosity=0)


def test_it_answers_every_choice_of_the_client(registry: Dataset) -> None:
    """Each `data=` of organizations, nodes, networks, installations and datasets, and the client's filters."""
    for model, call in CALLS.items():
        key = str(model.live().newest_first().first().pk)  # type: ignore[attr-defined]
        assert _rows(call(uuid=key))["key"] == key
        for choice in _choices(call):
            if choice in WITHOUT_KEY:
                assert len(_rows(call(data=choice, limit=3))) <= 3, (model, choice)
            elif (model.slug, choice) in WITHOUT_ADDRESS:
                with pytest.raises(HTTPError, match="404"):
                    call(data=choice, uuid=key)
            elif choice == "document":
                # The client asks for the document and takes nothing but JSON; the answer is XML, there as here.
                with pytest.raises(NoResultException):
                    call(data=choice, uuid=key)
            else:
                assert isinstance(_rows(call(data=choice, uuid=key)), list), (model, choice)
    assert _rows(organizations(q="museum", limit=5))
    assert _rows(datasets(query="plants", limit=5))
    assert {entity["type"] for entity in _rows(datasets(type="CHECKLIST", limit=5))} == {"CHECKLIST"}


def test_it_shows_documents_and_several_choices_at_once(registry: Dataset) -> None:
    (listed,) = datasets(data="metadata", uuid=str(registry.pk))
    several = datasets(data=["deleted", "duplicate"], limit=1)

    assert (listed["datasetKey"], listed["type"]) == (str(registry.pk), "EML")
    assert [set(page) for page in several] == [{"offset", "limit", "endOfRecords", "count", "results"}] * 2


def test_it_finds_the_node_of_a_country(registry: Dataset) -> None:
    node = Node.live().filter(type="COUNTRY", country__gt="").newest_first().first()
    assert node is not None

    assert nodes(data="all", q=node.title)["data"]
    assert _rows(nodes(uuid=str(node.pk)))["country"] == node.country


def _choices(call: Callable[..., Any]) -> list[str]:
    """What `data=` of a call of the client may be, as its own source lists it."""
    tree = ast.parse(Path(inspect.getfile(call)).read_text(encoding="utf-8"))
    function = next(part for part in tree.body if isinstance(part, ast.FunctionDef) and part.name == call.__name__)
    lists = [
        part.value
        for part in ast.walk(function)
        if isinstance(part, ast.Assign) and ast.unparse(part.targets[0]) == "data_choices"
    ]
    choices: list[str] = ast.literal_eval(lists[0])
    return choices


def _rows(answer: Any) -> Any:
    """The rows, wherever the client puts them."""
    found = answer.get("data", answer) if isinstance(answer, dict) else answer
    return found["results"] if isinstance(found, dict) and "results" in found else found
