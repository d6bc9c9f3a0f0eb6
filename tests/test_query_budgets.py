"""Every address of `/v1` that can be read: few statements, however many rows there are."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver
from django.utils import timezone

from entities.models import (
    ENTITIES,
    Comment,
    Contact,
    CrawlAttempt,
    Endpoint,
    Entity,
    GriddedDataset,
    Identifier,
    MachineTag,
    MetadataDocument,
    Synchronization,
    Tag,
    User,
)
from entities.services import constituents
from harvesting.models import HarvestedDocument, HarvestRun
from registry_site.urls import urlpatterns
from tests.entities.api.client import Api
from tests.factories import actor, admin_user, component, dataset, installation, network, organization
from tests.harvesting.conftest import harvest, make_source, source, waf  # noqa: F401 - fixtures
from tests.harvesting.documents import folder
from tests.search.conftest import search, search_folder  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
BUDGET = 4
ACCOUNT = 1
"""Statements more for whoever calls with credentials."""
_VALUES = {"code": "NO", "kind": "IPT_INSTALLATION", "doi": "10.1234/abc", "user_name": "anna", "user": "anna",
           "attempt": "1"}  # fmt: skip
_NAMES = {"/enumeration/basic/{name}": "DatasetType", "/enumeration/{name}": "country",
          "/organization/{key}/endorsement/user/{name}": "anna"}  # fmt: skip
_QUERIES = {"/oai-pmh/registry": "?verb=Identify"}
OTHERS = {
    404: {"/dataset/process/detail/{key}", "/dataset/{key}/process/{attempt}", "/dataset/{key}/metrics"},
    501: {"/node/{key}/contact"},
    403: {"/admin/user/confirmationKeyValid"},
    401: {"/user/auth/app", "/user/auth/jwt"},
    400: {"/admin/user/find"},
}  # fmt: skip
"""What is answered by another status than 200 or 204: of what there is nothing here, and what is never given."""


def readable(patterns: Any, prefix: str = "") -> Iterator[str]:
    """The addresses of `/v1` that answer GET, as texts with names in braces."""
    for pattern in patterns:
        text = prefix + re.sub(r"^\^|\$$", "", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from readable(pattern.url_patterns, text)
        elif isinstance(pattern, URLPattern) and text.startswith("v1/") and _answers_get(pattern):
            plain = text.replace("(?:/|$)", "/").replace("/?", "").replace("machine[Tt]ag", "machineTag")
            named = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"{\1}", plain.replace("\\.", "."))
            yield named.removeprefix("v1").rstrip("/")


def _answers_get(pattern: URLPattern) -> bool:
    """Plain functions decide by themselves, and all of them here answer GET."""
    return "get" in getattr(pattern.callback, "actions", {"get": ""})


PATHS = sorted(set(readable(urlpatterns)))


def crowd() -> dict[str, Any]:
    """The keys of an entity of each kind, connected, with components."""
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


def more_below(keys: dict[str, Any]) -> None:
    """Another of everything that may hang on these entities."""
    found = {model.slug: model.objects.get(pk=keys[model.slug]) for model in ENTITIES}
    data, publisher, server = found["dataset"], found["organization"], found["installation"]
    for status in ("ENDORSED", "WAITING_FOR_ENDORSEMENT"):
        organization(endorsing_node=found["node"], endorsement_status=status, latitude="1", longitude="2")
    below = {"publishing_organization": publisher, "parent_dataset": data, "doi": "10.1234/abc"}
    constituents.join(found["network"], dataset(installation=server, **below), actor=actor())
    constituents.join(network(), data, actor=actor())
    dataset(installation=installation(organization=publisher))
    for entity in found.values():
        for kind in entity.embedded():
            if kind in (Contact, Endpoint, Identifier, MachineTag, Tag, Comment):
                component(entity, kind)
    now = timezone.now()
    Synchronization.objects.create(installation=server, sync_date=now, result="OK")
    number = data.crawl_attempts.count() + 2
    CrawlAttempt.objects.create(dataset=data, attempt=number, started_crawling=now, finish_reason="ABORT")
    GriddedDataset.objects.create(dataset=data, total_count=1, min_dist=1, min_dist_count=1, percent=1, max_percent=1)


@pytest.fixture
def keys() -> dict[str, Any]:
    """The keys of what the addresses are about."""
    return crowd()


@pytest.fixture
def everything(request: pytest.FixtureRequest, keys: dict[str, Any]) -> dict[str, str]:
    """The addresses of what there is, by their patterns."""
    folder_server, harvested, index = (request.getfixturevalue(name) for name in ("waf", "source", "search"))
    folder_server.files |= folder(1)
    harvest(harvested)
    index.follow()
    found = {
        "harvest": harvested.pk,
        "run": HarvestRun.objects.get().pk,
        "record": HarvestedDocument.objects.get().pk,
        "number": MetadataDocument.objects.get().pk,
    }
    return {
        path: path.format_map(
            found | _VALUES | {"key": keys.get(path.split("/")[1], keys["dataset"]), "name": _NAMES.get(path)}
        )
        + _QUERIES.get(path, "")
        for path in PATHS
    }


def statements(api: Api, path: str, user: User) -> tuple[int, int]:
    """Status of a read and how many statements it takes, beside that for the account, for whom it may concern."""
    connection.ensure_connection()
    for caller in (None, user):
        with CaptureQueriesContext(connection) as queries:
            answer = api("GET", path, user=caller)
            if getattr(answer, "streaming", False):
                list(answer)
        if answer.status_code not in (401, 403):
            break
    return answer.status_code, len(queries) - ACCOUNT * (caller is not None)


def test_it_reads_every_address_with_few_statements(everything: dict[str, str], keys: dict[str, Any]) -> None:
    """At most four, and as many for some rows as for one; whoever adds an address says here how it is read."""
    api, user = Api(), admin_user("anna")
    more_below(keys)  # an empty list is counted only
    before = {path: statements(api, called, user) for path, called in everything.items()}
    for _ in range(3):
        crowd()
        more_below(keys)
    after = {path: statements(api, called, user) for path, called in everything.items()}

    others = {path: status for status, paths in OTHERS.items() for path in paths}
    assert {path: found[0] for path, found in after.items() if found[0] not in (200, 204)} == others
    assert {path: found for path, found in after.items() if found[1] > BUDGET} == {}
    assert after == before


def test_it_knows_the_addresses() -> None:
    """So that the promise is about all of them."""
    assert {"/dataset", "/dataset/{key}/constituents", "/harvest/{harvest}/run/{run}/record", "/dataset/search",
            "/enumeration/basic/{name}", "/oai-pmh/registry", "/admin/user/search"} <= set(PATHS)  # fmt: skip
    assert len(PATHS) > 100


@pytest.mark.parametrize(
    "query",
    ["q=dataset", "country=NO&type=OCCURRENCE", "machineTagNamespace=crawler.example.org&identifierType=DOI",
     "q=dataset&country=NO", "contactEmail=a@b.c&created=2000,*", "limit=1000&offset=1"],
)  # fmt: skip
def test_it_filters_with_two_statements(query: str) -> None:
    """One that counts, one that reads the page."""
    crowd()
    api, user = Api(), admin_user("anna")

    assert statements(api, f"/dataset?{query}", user)[1] <= 2
    assert statements(api, "/organization?canModify=anna", user)[1] <= 3
