"""Every address of `/v1` that can be read: few statements, however many rows there are."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver

from entities.api.urls import urlpatterns
from entities.models import ENTITIES, Contact, Entity, Identifier, MachineTag
from entities.services import constituents
from tests.entities.api.client import Api
from tests.factories import actor, component, dataset, network, organization

pytestmark = pytest.mark.django_db
BUDGET = 4
_VALUES = {"code": "NO", "kind": "IPT_INSTALLATION", "doi": "10.1234/abc", "name": "DatasetType", "user": "anna"}


def readable(patterns: Any = urlpatterns, prefix: str = "") -> Iterator[str]:
    """The addresses that answer GET, as texts with names in braces."""
    for pattern in patterns:
        text = prefix + re.sub(r"^\^|\$$", "", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from readable(pattern.url_patterns, text)
        elif isinstance(pattern, URLPattern) and "get" in getattr(pattern.callback, "actions", ()):
            plain = text.replace("(?:/|$)", "/").replace("/?", "").replace("machine[Tt]ag", "machineTag")
            yield "/" + re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", plain).rstrip("/")


PATHS = sorted(
    {path for path in readable() if path.split("/")[1] in {model.slug for model in ENTITIES} | {"enumeration"}}
)


def crowd() -> dict[str, Any]:
    """An entity of each kind, connected, with components."""
    alliance = network()
    publisher = organization(endorsement_status="ENDORSED", latitude="1", longitude="2")
    data = dataset(publishing_organization=publisher, doi="10.1234/abc", parent_dataset=dataset())
    constituents.join(alliance, data, actor=actor())
    chain: list[Entity] = [data, publisher, data.installation, publisher.endorsing_node, alliance]
    for entity in chain:
        component(entity, Identifier)
        component(entity, MachineTag)
        if Contact in entity.components:
            component(entity, Contact)
    return {entity.slug: entity.pk for entity in chain}


def statements(api: Api, path: str) -> int:
    """How many a read takes; it may be refused, but never fail."""
    with CaptureQueriesContext(connection) as queries:
        assert api("GET", path).status_code < 500 or path.endswith("/contact")
    return len(queries)


def test_it_knows_the_addresses() -> None:
    """So that the promise below is about all of them."""
    assert {"/dataset", "/dataset/{key}/constituents", "/node/country/{code}", "/enumeration/basic/{name}"} <= set(
        PATHS
    )
    assert len(PATHS) > 60


def test_it_reads_every_address_with_few_statements(api: Api) -> None:
    """At most four, and as many for a hundred rows as for one."""
    keys = crowd()
    paths = {path: path.format_map(_VALUES | {"key": keys.get(path.split("/")[1]), "id": 1, "attempt": 1,
                                              "number": 1, "user_name": "anna"}) for path in PATHS}  # fmt: skip
    before = {path: statements(api, called) for path, called in paths.items()}
    for _ in range(3):
        crowd()
    after = {path: statements(api, called) for path, called in paths.items()}

    assert {path: count for path, count in after.items() if count > BUDGET} == {}
    assert after == before


@pytest.mark.parametrize(
    "query",
    ["q=dataset", "country=NO&type=OCCURRENCE", "machineTagNamespace=crawler.example.org&identifierType=DOI",
     "contactEmail=a@b.c&created=2000,*", "limit=1000&offset=1"],
)  # fmt: skip
def test_it_filters_with_two_statements(api: Api, query: str) -> None:
    """One that counts, one that reads the page."""
    crowd()

    assert statements(api, f"/dataset?{query}") <= 2
    assert statements(api, "/organization?canModify=anna") <= 3
