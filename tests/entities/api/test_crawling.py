"""Crawl requests, attempts, synchronisations, archives, grids (contract 5.4, 5.5; synchronisation contract F, G)."""

import uuid
from typing import Any

import pytest

from entities.models import CrawlRequest, Dataset, Endpoint, GriddedDataset, SynchronizationRequest, User
from tests.entities.api.client import Api, path_of, text_of
from tests.factories import component, dataset, editor_user, installation

pytestmark = pytest.mark.django_db

ATTEMPT = {
    "crawlJob": {"endpointType": "DWC_ARCHIVE", "targetUrl": "https://data.example.org/a.zip", "attempt": 12,
                 "properties": {"x": 1}},
    "startedCrawling": "2025-11-13T08:00:00.000+00:00",
    "crawlContext": "",
    "processStateChecklist": "RUNNING",
    "declaredCount": 1200,
    "pagesCrawled": 1,
}  # fmt: skip
EMPTY = [
    "pagesFragmentedSuccessful", "pagesFragmentedError", "fragmentsEmitted", "fragmentsReceived",
    "rawOccurrencesPersistedNew", "rawOccurrencesPersistedUpdated", "rawOccurrencesPersistedUnchanged",
    "rawOccurrencesPersistedError", "fragmentsProcessed", "verbatimOccurrencesPersistedSuccessful",
    "verbatimOccurrencesPersistedError", "interpretedOccurrencesPersistedSuccessful",
    "interpretedOccurrencesPersistedError",
]  # fmt: skip


def crawlable(**values: Any) -> Dataset:
    """A dataset with an archive."""
    found = dataset(**values)
    component(found, Endpoint, type="DWC_ARCHIVE", url="https://data.example.org/archive.do")
    return found


def test_it_queues_a_crawl_once(api: Api) -> None:
    found = crawlable()
    user = editor_user(found, user_name="berg")

    assert api("POST", f"{path_of(found)}/crawl?platform=ALL", user=user).status_code == 204
    assert api("POST", f"{path_of(found)}/crawl", user=user).status_code == 204
    assert list(CrawlRequest.objects.values_list("dataset", "requested_by", "taken")) == [(found.pk, "berg", None)]


def test_it_refuses_crawls_that_cannot_be(api: Api, admin: User) -> None:
    gone, unreachable = crawlable(), dataset()
    component(unreachable, Endpoint, type="OTHER", url="https://data.example.org/x")
    api("DELETE", path_of(gone), user=admin)

    for found in (gone, unreachable):
        answer = api("POST", f"{path_of(found)}/crawl", user=admin)
        assert answer.status_code == 400
        assert text_of(answer).startswith("Can't start a new crawl")
    assert api("POST", f"/dataset/{uuid.uuid4()}/crawl", user=admin).status_code == 404
    assert api("POST", f"{path_of(crawlable())}/crawl", user=editor_user(unreachable)).status_code == 403
    assert api("POST", f"{path_of(crawlable())}/crawl").status_code == 403


def test_it_queues_all_that_schedules_would_take(api: Api, admin: User) -> None:
    wanted, excluded, external = crawlable(), crawlable(), crawlable(external=True)
    crawlable(parent_dataset=wanted)
    crawlable(duplicate_of_dataset=wanted)
    dataset()

    sent = {"datasetsToExclude": [str(excluded.pk)]}
    assert api("POST", "/dataset/crawlall", sent, user=editor_user(external)).status_code == 403
    assert api("POST", "/dataset/crawlall", {"datasetsToExclude": "x"}, user=admin).status_code == 400
    assert api("POST", "/dataset/crawlall", sent, user=admin).status_code == 204
    assert set(CrawlRequest.objects.values_list("dataset", flat=True)) == {wanted.pk}
    assert api("POST", "/dataset/crawlall", user=admin).status_code == 204
    assert set(CrawlRequest.objects.values_list("dataset", flat=True)) == {wanted.pk, excluded.pk}


def test_it_queues_the_datasets_of_an_installation(api: Api) -> None:
    served = installation()
    found = crawlable(installation=served)
    crawlable()

    assert api("POST", f"{path_of(served)}/crawl", user=editor_user(found)).status_code == 403
    assert api("POST", f"{path_of(served)}/crawl", user=editor_user(served)).status_code == 204
    assert set(CrawlRequest.objects.values_list("dataset", flat=True)) == {found.pk}


def test_it_keeps_an_attempt(api: Api, admin: User) -> None:
    found = dataset()
    path = f"{path_of(found)}/process"
    key = str(found.pk)

    assert api("POST", path, ATTEMPT, user=admin).status_code == 204
    assert api("POST", path, ATTEMPT, user=admin).status_code == 400

    stored = api.get(f"{path}/12")
    assert stored == {
        "datasetKey": key, **ATTEMPT, "crawlJob": {"datasetKey": key, **ATTEMPT["crawlJob"]},
        "processStateOccurrence": "EMPTY", "processStateSample": "EMPTY", **dict.fromkeys(EMPTY, 0),
    }  # fmt: skip
    assert list(stored)[:3] == ["datasetKey", "crawlJob", "startedCrawling"]
    assert api.get("/dataset/process/running") == [stored]
    assert api.get(f"/dataset/process/detail/{key}") == stored


def test_it_closes_an_attempt(api: Api, admin: User) -> None:
    found = dataset()
    path = f"{path_of(found)}/process"
    api("POST", path, ATTEMPT, user=admin)
    closed = ATTEMPT | {"finishedCrawling": "2025-11-13T08:01:00.000+00:00", "finishReason": "ABORT"}

    assert api("PUT", f"{path}/12", closed, user=admin).status_code == 204
    assert api.get(f"{path}/12")["finishReason"] == "ABORT"
    assert api.get("/dataset/process/aborted")["count"] == 1
    assert api.get("/dataset/process/running") == []
    assert api("GET", f"/dataset/process/detail/{found.pk}").status_code == 404

    api("POST", path, ATTEMPT | {"crawlJob": {"attempt": 13}}, user=admin)
    assert api.get("/dataset/process/aborted")["count"] == 0
    assert [row["crawlJob"]["attempt"] for row in api.get(path)["results"]] == [13, 12]
    assert api.get("/dataset/process?limit=1")["count"] == 2


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"crawlJob": None}, 422),
        ({"crawlJob": {"attempt": 0}}, 422),
        ({"crawlJob": {"attempt": 2**40}}, 422),
        ({"crawlJob": {"attempt": "x"}}, 400),
        ({"crawlJob": {"attempt": 1, "endpointType": "FOO"}}, 400),
        ({"crawlJob": {"attempt": 1, "properties": []}}, 400),
        ({"crawlJob": {"attempt": 1, "datasetKey": str(uuid.uuid4())}}, 400),
        ({"crawlJob": []}, 400),
        ({"datasetKey": str(uuid.uuid4())}, 400),
        ({"datasetKey": "x"}, 400),
        ({"finishReason": "FOO"}, 400),
        ({"processStateSample": "FOO"}, 400),
        ({"startedCrawling": "yesterday"}, 400),
        ({"pagesCrawled": 10**30}, 400),
    ],
)
def test_it_refuses_attempts_that_make_no_sense(api: Api, admin: User, change: Any, status: int) -> None:
    answer = api("POST", f"{path_of(dataset())}/process", ATTEMPT | change, user=admin)

    assert answer.status_code == status, answer.content


def test_it_matches_the_attempt_of_path_and_body(api: Api, admin: User) -> None:
    found = dataset()
    path = f"{path_of(found)}/process"
    api("POST", path, ATTEMPT, user=admin)

    assert api("PUT", f"{path}/13", ATTEMPT, user=admin).status_code == 400
    assert api("PUT", f"{path}/13", {}, user=admin).status_code == 404
    assert api("PUT", f"{path}/x", {}, user=admin).status_code == 400
    assert api("PUT", f"{path}/{10**9 * 9}", {}, user=admin).status_code == 404
    assert api("GET", f"{path}/13").status_code == 404
    assert api("GET", f"{path}/{'9' * 40}").status_code == 400
    for method, below in (("POST", ""), ("PUT", "/12")):
        assert api(method, path + below, ATTEMPT, user=editor_user(found)).status_code == 403


def test_it_lists_nothing_below_an_unknown_dataset(api: Api) -> None:
    for below in ("process", "gridded"):
        assert api("GET", f"/dataset/{uuid.uuid4()}/{below}").status_code == 404


def test_it_queues_a_synchronisation_once(api: Api, admin: User) -> None:
    found = installation()

    for _ in range(2):
        assert api("POST", f"{path_of(found)}/synchronize", user=admin).status_code == 204
    assert SynchronizationRequest.objects.count() == 1
    assert api("POST", f"{path_of(found)}/synchronize", user=editor_user(found)).status_code == 403
    assert api("POST", f"/installation/{uuid.uuid4()}/synchronize", user=admin).status_code == 404


def test_it_keeps_what_came_of_synchronisations(api: Api, admin: User) -> None:
    found, other = installation(), installation()
    key = str(found.pk)

    assert (
        api("POST", f"{path_of(found)}/metasync", {"result": "OK", "details": "Fine."}, user=admin).status_code == 204
    )
    sent = {"installationKey": key, "result": "HTTP_ERROR", "syncDate": "1999-01-01"}
    assert api("POST", "/installation/metasync", sent, user=admin).status_code == 204
    assert api("POST", f"{path_of(other)}/metasync", sent, user=admin).status_code == 400

    page = api.get(f"{path_of(found)}/metasync")
    assert [(row["installationKey"], row["result"]) for row in page["results"]] == [(key, "HTTP_ERROR"), (key, "OK")]
    assert list(page["results"][1]) == ["installationKey", "syncDate", "result", "details"]
    assert page["results"][0]["syncDate"] > "2020"
    assert api.get("/installation/metasync")["count"] == 2
    assert api.get(f"{path_of(other)}/metasync")["count"] == 0


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"result": "OK"}, 422),
        ({"result": "OK", "installationKey": str(uuid.uuid4())}, 422),
        ({"result": "OK", "installationKey": "x"}, 400),
        ({"result": "FINE"}, 400),
        ([], 400),
    ],
)
def test_it_refuses_results_that_make_no_sense(api: Api, admin: User, sent: Any, status: int) -> None:
    assert api("POST", "/installation/metasync", sent, user=admin).status_code == status


def test_it_demands_a_result(api: Api, admin: User) -> None:
    answer = api("POST", f"{path_of(installation())}/metasync", {}, user=admin)

    assert answer.status_code == 422
    assert "[result]" in text_of(answer)


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_it_describes_the_archive(api: Api, admin: User, method: str) -> None:
    found = dataset()
    modified = api.get(path_of(found))["modified"]
    sent = {
        "coreType": "http://rs.tdwg.org/dwc/terms/Event",
        "extensions": ["http://rs.tdwg.org/dwc/terms/Occurrence"],
        "modified": "2025-11-13T02:01:44.448+00:00",
    }

    assert api(method, f"{path_of(found)}/dwca", sent, user=admin).status_code == 204
    assert api.get(path_of(found))["dwca"] == sent
    assert api.get(path_of(found))["modified"] == modified
    assert api(method, f"{path_of(found)}/dwca", sent, user=editor_user(found)).status_code == 403
    assert api(method, f"{path_of(found)}/dwca", {}, user=admin).status_code == 422
    for bad in ({"coreType": "a b"}, {"extensions": {}}, {"extensions": [None]}, {"modified": "soon"}):
        assert api(method, f"{path_of(found)}/dwca", sent | bad, user=admin).status_code == 400


def test_it_shows_grids(api: Api) -> None:
    found = dataset()
    values = {"totalCount": 10, "minDist": 0.1, "minDistCount": 9, "percent": 0.9, "maxPercent": 0.5}
    row = GriddedDataset.objects.create(
        dataset=found, total_count=10, min_dist=0.1, min_dist_count=9, percent=0.9, max_percent=0.5
    )

    assert api.get(f"{path_of(found)}/gridded") == [{"key": row.pk, **values}]
    assert api.get(f"{path_of(dataset())}/gridded") == []


@pytest.mark.parametrize(
    ("method", "below"),
    [("POST", "/dataset/{d}/crawl"), ("POST", "/dataset/crawlall"), ("POST", "/dataset/{d}/process"),
     ("PUT", "/dataset/{d}/process/1"), ("PUT", "/dataset/{d}/dwca"), ("POST", "/installation/{i}/metasync"),
     ("POST", "/installation/{i}/synchronize"), ("POST", "/installation/{i}/crawl")],
)  # fmt: skip
def test_it_asks_only_for_permission_where_told_so(api: Api, admin: User, method: str, below: str) -> None:
    """Contract 1.7"""
    path = below.format(d=crawlable().pk, i=installation().pk) + "?checkPermissionsOnly=true"

    assert api(method, path, user=admin).status_code == 200
    assert api(method, path, user=editor_user()).status_code == 403
    assert not CrawlRequest.objects.exists()
    assert not SynchronizationRequest.objects.exists()
