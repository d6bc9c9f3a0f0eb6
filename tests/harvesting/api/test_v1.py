"""GET /api/v1/Harvests as existing clients know it (harvest contract 4)."""

import re

import pytest
from django.test import Client

from entities.services import lifecycle
from harvesting import scheduling
from harvesting.models import HarvestSource
from harvesting.vocabulary import RunState, Trigger
from tests import factories
from tests.harvesting.conftest import MakeSource, harvest
from tests.harvesting.documents import document
from tests.servers import WafServer

pytestmark = pytest.mark.django_db

NAMES = [
    "_id", "name", "url", "harvest_type", "organization", "publish", "harvest_interval", "harvest_contact",
    "last_harvest_dt", "last_harvest_status", "last_record_count", "last_good_count", "last_bad_count",
    "ckan_harvest_url",
]  # fmt: skip


def _one(client: Client, source: HarvestSource) -> dict[str, object]:
    answer = client.get(f"/api/v1/Harvests/{source.pk}")
    assert answer.status_code == 200
    return answer.json()["data"]  # type: ignore[no-any-return]


def test_a_harvest_that_never_ran(client: Client, make_source: MakeSource, waf: WafServer) -> None:
    source = make_source(publish=False, contact="gauges@example.org")

    shown = _one(client, source)

    assert list(shown) == NAMES
    assert shown == {
        "_id": source.pk, "name": "Tide gauges", "url": waf.url, "harvest_type": "WAF",
        "organization": source.organization.title, "publish": False, "harvest_interval": 1,
        "harvest_contact": "gauges@example.org", "last_harvest_dt": None, "last_harvest_status": None,
        "last_record_count": None, "last_good_count": None, "last_bad_count": None, "ckan_harvest_url": "",
    }  # fmt: skip


def test_a_harvest_that_ran_has_its_counts(client: Client, source: HarvestSource, waf: WafServer) -> None:
    waf.files |= {"a.xml": document("a"), "b.xml": b"<b", "c.xml": document("c", extra="<gmd:nonsense/>")}
    harvest(source)

    shown = _one(client, source)

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", str(shown["last_harvest_dt"]))
    assert [shown[name] for name in NAMES[9:13]] == ["ok", 3, 1, 2]


def test_a_failed_run_shows_as_fail(client: Client, source: HarvestSource) -> None:
    harvest(source)

    assert _one(client, source)["last_harvest_status"] == "fail"


def test_queued_and_running_are_words(client: Client, source: HarvestSource) -> None:
    run, _ = scheduling.start(source, Trigger.MANUAL, actor=factories.actor(), send=False)
    assert _one(client, source)["last_harvest_dt"] == "pending"

    type(run).objects.update(state=RunState.RUNNING)
    shown = _one(client, source)
    assert (shown["last_harvest_dt"], shown["last_harvest_status"]) == ("harvesting", None)


def test_a_renamed_organization_shows_at_once(client: Client, source: HarvestSource) -> None:
    lifecycle.change(source.organization, {"title": "Kelp Institute"}, actor=factories.actor())

    assert _one(client, source)["organization"] == "Kelp Institute"


def test_the_list_has_all_and_no_paging(client: Client, make_source: MakeSource, waf: WafServer) -> None:
    organization = factories.organization()
    for number in range(25):
        make_source(url=f"{waf.url}{number}/", organization=organization)

    answer = client.get("/api/v1/Harvests", {"limit": 1})

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["status"] == "success"
    assert len(answer.json()["data"]) == 25


def test_the_list_costs_the_same_however_long_it_is(
    client: Client, make_source: MakeSource, waf: WafServer, django_assert_max_num_queries: object
) -> None:
    source = make_source()
    copies = [
        HarvestSource(
            url=f"{waf.url}{number}/", name="Copy", organization=source.organization,
            installation=source.installation, created=source.created, modified=source.modified,
        )
        for number in range(2000)
    ]  # fmt: skip
    HarvestSource.objects.bulk_create(copies)

    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert len(client.get("/api/v1/Harvests").json()["data"]) == 2001


@pytest.mark.parametrize("identifier", ["nobody", "a%00b", "..", "ZT7DpStxMkapS9qtE", "é"])
def test_an_unknown_harvest_is_404(client: Client, identifier: str) -> None:
    answer = client.get(f"/api/v1/Harvests/{identifier}")

    assert answer.status_code == 404
    if identifier != "..":
        assert answer.json() == {"status": "fail", "message": "Item not found"}
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/api/v1/Harvests", "/api/v1/Harvests/ZT7DpStxMkapS9qtE"])
def test_it_only_reads(method: str, path: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)

    assert answer.status_code == 405
    assert answer.json() == {"status": "error", "message": f"{method.upper()} is not allowed here"}
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v2", "/api/v2/Harvests", "/api/v2/harvests/x/stop"])
def test_an_address_that_there_is_not_is_404_in_json(client: Client, path: str) -> None:
    for answer in (client.get(path), client.post(path)):
        assert (answer.status_code, answer.json()["status"]) == (404, "error")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_slash_at_the_end_of_the_list_makes_no_difference(client: Client, db: None) -> None:
    assert client.get("/api/v1/Harvests/").json() == {"status": "success", "data": []}


def test_options_tells_browsers_of_other_sites_what_they_may_send(client: Client) -> None:
    answer = client.options("/api/v1/Harvests")

    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Headers"] == (
        "Origin, X-Requested-With, Content-Type, Accept, X-User-Id, X-Auth-Token"
    )
