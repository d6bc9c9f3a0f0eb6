"""What rgbif, the client for R, asks of the registry, as its own functions spell it, and the fields that it reads.

The client cannot be installed here. Its functions paste addresses together, some with a slash at the end, and send the
parameters of paging to everything, lists or not. What it reads of lists are `offset`, `limit`, `endOfRecords`, `count`
and `results`; what it makes tables of must be objects in an array.
"""

from typing import Any

import pytest

from entities.models import (
    ENTITIES,
    Comment,
    Contact,
    Dataset,
    Endpoint,
    Entity,
    Identifier,
    Installation,
    MachineTag,
    Network,
    Node,
    Organization,
    Tag,
)
from tests.entities.api.client import Api
from tests.factories import FACTORIES, component

pytestmark = pytest.mark.django_db

ENVELOPE = {"offset", "limit", "endOfRecords", "count", "results"}
PAGES = ("", "?limit=100", "?limit=3&offset=0", "?q=a&limit=20", "?type=checklist&limit=100&q=a")
"""What it adds to an address: integers, and constants in lower case."""

# datasets(data=), organizations(data=), nodes(data=), networks(data=), installations(data=): without a key …
LISTS: dict[type[Entity], tuple[str, ...]] = {
    Dataset: ("", "deleted", "duplicate", "subDataset", "withNoEndpoint"),
    Organization: ("", "deleted", "pending", "nonPublishing"),
    Node: ("", "pendingEndorsement"),
    Network: ("",),
    Installation: ("", "deleted", "nonPublishing"),
}
# … with one, a list …
PARTS: dict[type[Entity], tuple[str, ...]] = {
    Dataset: ("constituents", "process"),
    Organization: ("hostedDataset", "ownedDataset", "publishedDataset", "installation"),
    Node: ("organization", "pendingEndorsement", "dataset", "installation"),
    Network: ("constituents", "organization"),
    Installation: ("dataset",),
}
# … and with one, an array of components or documents, dataset_contact(uuid) and the like as well.
ARRAYS: dict[type[Entity], tuple[str, ...]] = {
    Dataset: (
        "contact",
        "endpoint",
        "identifier",
        "tag",
        "machineTag",
        "machinetag",
        "comment",
        "metadata",
        "networks",
    ),
    Organization: ("contact", "endpoint", "identifier", "tag", "machineTag", "comment"),
    Node: ("endpoint", "identifier", "tag", "machineTag", "comment"),
    Network: ("contact", "endpoint", "identifier", "tag", "machineTag", "comment"),
    Installation: ("contact", "endpoint", "identifier", "tag", "machineTag", "machinetag", "comment"),
}

# dataset(), installation_search(): filters, each with a value that it may send.
FILTERS: dict[type[Entity], tuple[str, ...]] = {
    Dataset: (
        *("country=US", "type=CHECKLIST", "type=sampling_event", "identifierType=URL", "identifier=168", "q=dog"),
        *("machineTagNamespace=a.example", "machineTagName=datasetTitle", "machineTagValue=Borkhart"),
        *("modified=2023-04-01", "modified=2023-04-01,*", "country=US&country=DE", "limit=3&offset=1"),
    ),
    Installation: (
        *("type=IPT_INSTALLATION", "organizationKey={key}", "endorsedByNodeKey={key}", "q=a", "identifier=1"),
        *("identifierType=DOI", "machineTagNamespace=a", "machineTagName=b", "machineTagValue=c", "modified=2023"),
    ),
}

# The columns that it names itself; all others become columns as they come.
FIELDS: dict[type[Entity], set[str]] = {
    Dataset: {"key", "title", "type", "publishingOrganizationKey", "installationKey", "created", "modified"},
    Organization: {"key", "title", "endorsingNodeKey", "endorsementApproved", "numPublishedDatasets"},
    Node: {"key", "title", "type", "participationStatus"},
    Network: {"key", "title", "language"},
    Installation: {"key", "title", "type", "organizationKey"},
}


@pytest.fixture(scope="module")
def made(kept: None) -> dict[type[Entity], Entity]:
    """An entity of each kind with a component of each kind."""
    found: dict[type[Entity], Entity] = {model: FACTORIES[model]() for model in ENTITIES}
    for entity in found.values():
        for kind in (Contact, Endpoint, Identifier, MachineTag, Tag, Comment):
            if kind in entity.components:
                component(entity, kind)
    return found


def addresses(table: dict[type[Entity], tuple[str, ...]]) -> list[Any]:
    """A case for each entry of a table."""
    return [pytest.param(model, name, id=f"{model.slug} {name}") for model, names in table.items() for name in names]


def page(api: Api, path: str) -> dict[str, Any]:
    """An envelope whose results are objects, with the slash at the end and without."""
    answer = api.get(path)
    base, mark, query = path.partition("?")
    assert api.get(f"{base.rstrip('/')}/{mark}{query}") == answer
    assert set(answer) == ENVELOPE
    assert all(isinstance(row, dict) for row in answer["results"])
    assert (type(answer["offset"]), type(answer["limit"]), type(answer["count"])) == (int, int, int)
    assert isinstance(answer["endOfRecords"], bool)
    return answer  # type: ignore[no-any-return]


@pytest.mark.parametrize(("model", "name"), addresses(LISTS))
def test_it_answers_its_lists(api: Api, made: dict[type[Entity], Entity], model: type[Entity], name: str) -> None:
    for query in PAGES:
        if "type=" not in query or model is Dataset:
            page(api, f"/{model.slug}/{name}{query}")


@pytest.mark.parametrize(("model", "name"), addresses(PARTS))
def test_it_answers_what_hangs_on_one(
    api: Api, made: dict[type[Entity], Entity], model: type[Entity], name: str
) -> None:
    for query in PAGES[:3]:
        page(api, f"/{model.slug}/{made[model].pk}/{name}{query}")


@pytest.mark.parametrize(("model", "name"), addresses(ARRAYS))
def test_it_answers_components_as_arrays(
    api: Api, made: dict[type[Entity], Entity], model: type[Entity], name: str
) -> None:
    for query in PAGES[:3]:
        rows = api.get(f"/{model.slug}/{made[model].pk}/{name}{query}")
        assert isinstance(rows, list)
        assert all("key" in row for row in rows)
        if name not in ("metadata", "networks"):
            assert len(rows) == 1


@pytest.mark.parametrize(("model", "query"), addresses(FILTERS))
def test_it_takes_its_filters(api: Api, made: dict[type[Entity], Entity], model: type[Entity], query: str) -> None:
    page(api, f"/{model.slug}/?{query.format(key=made[Organization].pk)}")
    if model is Dataset:
        page(api, f"/dataset/deleted/?{query}")


@pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)
def test_it_shows_the_fields_that_become_columns(
    api: Api, made: dict[type[Entity], Entity], model: type[Entity]
) -> None:
    shown = api.get(f"/{model.slug}/{made[model].pk}?limit=100")

    assert set(shown) >= FIELDS[model]
    assert set(api.get(f"/{model.slug}?limit=1")["results"][0]) >= FIELDS[model]


def test_it_finds_datasets_by_doi(api: Api, made: dict[type[Entity], Entity]) -> None:
    doi = api.get(f"/dataset/{made[Dataset].pk}")["doi"]

    found = page(api, f"/dataset/doi/{doi}?limit=20")
    assert [row["key"] for row in found["results"]] == [str(made[Dataset].pk)]
    assert page(api, "/dataset/doi/10.9999/nothing?limit=20")["count"] == 0


def test_it_lists_countries_and_constants(api: Api) -> None:
    """enumeration(), enumeration("NodeType"), enumeration_country()"""
    names = api.get("/enumeration/basic")
    assert "NodeType" in names
    assert all(isinstance(api.get(f"/enumeration/basic/{name}"), list) for name in names)
    assert set(api.get("/enumeration/country")[0]) >= {
        "iso2",
        "iso3",
        "isoNumerical",
        "title",
        "gbifRegion",
        "enumName",
    }
