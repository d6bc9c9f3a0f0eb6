"""`/v1/harvest`: what providers do in pages, for programs, in the envelope and with the errors of `/v1`."""

import base64
import csv
import io
from typing import Any

import pytest
from django.test import Client

from entities.models import Dataset, User
from entities.services import lifecycle
from harvesting.models import HarvestSource
from tests import factories
from tests.harvesting.conftest import MakeSource, harvest, record
from tests.harvesting.documents import document, folder, service
from tests.servers import WafServer

pytestmark = pytest.mark.django_db

JSON = "application/json"


class Caller:
    """Calls as a user with Basic credentials, or as nobody."""

    def __init__(self, user: User | None = None) -> None:
        self._client = Client()
        self._user = user

    def __call__(self, method: str, path: str, body: Any = None) -> Any:
        """The answer."""
        known = {}
        if self._user is not None:
            pair = f"{self._user.user_name}:{factories.PASSWORD}".encode()
            known = {"Authorization": "Basic " + base64.b64encode(pair).decode()}
        values = {} if body is None else {"data": body, "content_type": JSON}
        return getattr(self._client, method)(f"/v1/harvest{path}", headers=known, **values)


@pytest.fixture
def editor(source: HarvestSource) -> Caller:
    """An editor of the source's organization."""
    return Caller(factories.editor_user(source.organization))


def test_a_source_is_made_read_changed_and_deleted(waf: WafServer) -> None:
    organization = factories.organization()
    call = Caller(factories.editor_user(organization, email="e@example.org"))
    body = {"url": waf.url, "organizationKey": str(organization.pk), "publish": True, "interval": 3}

    made = call("post", "", body)
    assert made.status_code == 201
    key = made.json()
    assert made.headers["Location"] == f"/v1/harvest/{key}"

    shown = call("get", f"/{key}").json()
    assert (shown["name"], shown["type"], shown["contact"]) == (waf.url, "WAF", "e@example.org")
    assert (shown["organizationKey"], shown["interval"], shown["publish"]) == (str(organization.pk), 3, True)

    assert call("put", f"/{key}", shown | {"name": "Tides", "delay": 0.5}).status_code == 204
    assert call("get", f"/{key}").json()["name"] == "Tides"
    assert call("delete", f"/{key}").status_code == 204
    assert call("get", f"/{key}").json()["deleted"]
    assert call("get", "").json()["count"] == 0


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"url": "http://127.0.0.1:9/"}, 422, "refused"),
        ({"url": None}, 422, "url"),
        ({"type": "FTP"}, 400, "type"),
        ({"interval": "often"}, 400, "interval"),
        ({"interval": 0}, 422, "interval"),
        ({"publish": "perhaps"}, 400, "publish"),
        ({"allowedHosts": "x.example"}, 400, "allowedHosts"),
        ({"organizationKey": "x"}, 400, "organizationKey"),
        ({"organizationKey": "0b4b7c2e-5f67-4b4e-9a36-3f0d5a1f7c11"}, 422, "organizationKey"),
        ({"organizationKey": None}, 422, "[organizationKey]"),
        ({"documentLimit": 0}, 422, "[documentLimit]"),
        ({"allowedHosts": ["https://a.example/x"]}, 422, "[allowedHosts]"),
        ({"contact": "nobody"}, 422, "contact"),
    ],
)
def test_bad_values_are_refused_in_words(waf: WafServer, change: dict[str, Any], status: int, said: str) -> None:
    body = {"url": waf.url, "organizationKey": str(factories.organization().pk)} | change

    answer = Caller(factories.admin_user())("post", "", body)

    assert (answer.status_code, HarvestSource.objects.count()) == (status, 0)
    assert said in answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_rights_decide_about_writes_and_reading_is_public(source: HarvestSource) -> None:
    nobody, stranger = Caller(), Caller(factories.editor_user(factories.organization()))

    for path in (
        "",
        f"/{source.pk}",
        f"/{source.pk}/run",
        f"/{source.pk}/record",
        f"/{source.pk}/errors",
        "/difference",
    ):
        assert nobody("get", path).status_code == 200
    writes = [
        ("put", f"/{source.pk}", {"url": source.url, "organizationKey": str(source.organization_id)}),
        ("delete", f"/{source.pk}", None),
        ("post", f"/{source.pk}/run", None),
        ("post", f"/{source.pk}/stop", None),
        ("post", f"/{source.pk}/pause", None),
        ("delete", f"/{source.pk}/pause", None),
    ]
    for method, path, body in writes:
        assert nobody(method, path, body).status_code == 403
        assert stranger(method, path, body).status_code == 403
    assert not source.runs.exists()
    assert nobody("post", "/check", {"url": source.url}).status_code == 403


def test_unknown_harvests_and_runs_are_404(source: HarvestSource, editor: Caller) -> None:
    unknown = "0b4b7c2e-5f67-4b4e-9a36-3f0d5a1f7c11"
    for path in ("/nobody", "/nobody/run", f"/{source.pk}/run/{unknown}", f"/{source.pk}/record/999"):
        assert editor("get", path).status_code == 404
    assert editor("get", f"/{source.pk}/run/x").status_code == 400
    assert editor("post", f"/{source.pk}/stop").status_code == 404


def test_a_run_is_started_once_and_stopped(source: HarvestSource, editor: Caller) -> None:
    first, second = (editor("post", f"/{source.pk}/run") for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["key"] == second.json()["key"]
    assert editor("get", f"/{source.pk}").json()["state"] == "QUEUED"
    assert editor("get", "?state=QUEUED").json()["count"] == 1
    assert editor("post", f"/{source.pk}/stop").status_code == 204
    assert editor("get", f"/{source.pk}/run/{first.json()['key']}").json()["state"] == "CANCELLED"


def test_records_say_where_the_copy_is_and_what_is_wrong(source: HarvestSource, editor: Caller, waf: WafServer) -> None:
    waf.files |= {"a.xml": document("a", "Tide gauge"), "b.xml": b"<b", "s.xml": service("s")}
    run = harvest(source)

    page = editor("get", f"/{source.pk}/record?limit=10").json()
    assert (page["count"], page["endOfRecords"]) == (3, True)
    shown = {each["url"].removeprefix(waf.url): each for each in page["results"]}
    gauge, broken, maps = shown["a.xml"], shown["b.xml"], shown["s.xml"]
    copy = Client().get(gauge["recordUrl"].removeprefix("http://localhost:8000"))
    assert copy.content == waf.files["a.xml"]
    assert gauge["datasetKey"] == str(record(source, "a.xml").dataset_id)
    assert "recordUrl" not in broken
    assert broken["validationErrors"][0]["lineNumber"] == 1
    assert maps["isService"]
    assert maps["services"] == [{"serviceType": "OGC:WMS", "serviceUrl": "https://maps.example.org/wms"}]
    assert editor("get", f"/{source.pk}/record/{gauge['key']}").json() == gauge
    assert editor("get", f"/{source.pk}/record?errors=true").json()["count"] == 1
    assert editor("get", f"/{source.pk}/record?isService=true").json()["count"] == 1
    assert editor("get", f"/{source.pk}/record?errors=perhaps").status_code == 400
    runs = editor("get", f"/{source.pk}/run").json()["results"]
    assert [(each["key"], each["found"], each["goodCount"]) for each in runs] == [(str(run.pk), 3, 2)]
    assert editor("get", f"/{source.pk}/run/{run.pk}/record?outcome=BAD").json()["count"] == 1


def test_lists_of_records_cost_the_same_however_long_they_are(
    source: HarvestSource, waf: WafServer, django_assert_max_num_queries: Any
) -> None:
    waf.files |= folder(30)
    harvest(source)

    with django_assert_max_num_queries(3):
        assert len(Caller()("get", f"/{source.pk}/record?limit=30").json()["results"]) == 30


def test_errors_are_a_table_that_no_spreadsheet_runs(source: HarvestSource, waf: WafServer) -> None:
    waf.files |= {"a.xml": document("a", "=1+1", extra="<gmd:nonsense/>"), "b.xml": b"<b"}
    harvest(source)

    answer = Caller()("get", f"/{source.pk}/errors")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert rows[0] == ["url", "title", "file_id", "line", "error", "since"]
    assert {row[1] for row in rows[1:]} == {"'=1+1", waf.url + "b.xml"}
    assert any(row[4].startswith("XML Syntax Error:") for row in rows)


def test_a_suspicious_removal_is_confirmed(source: HarvestSource, editor: Caller, waf: WafServer) -> None:
    waf.files |= folder(10)
    harvest(source)
    for name in list(waf.files)[:9]:
        del waf.files[name]
    failed = harvest(source)

    assert editor("get", f"/{source.pk}/record?missing=true").json()["count"] == 9
    answer = editor("post", f"/{source.pk}/run/{failed.pk}/confirmation")
    assert answer.status_code == 201
    assert answer.json()["removalConfirmedBy"]
    assert editor("post", f"/{source.pk}/run/{failed.pk}/confirmation").status_code == 400


def test_check_tells_what_a_url_would_bring(waf: WafServer, source: HarvestSource, editor: Caller) -> None:
    waf.files |= {"a.xml": document("a", "Tide gauge"), "b.xml": b"<b"}

    shown = editor("post", "/check", {"url": waf.url}).json()

    assert (shown["type"], shown["listed"], shown["isComplete"], shown["isUsable"]) == ("WAF", 2, True, True)
    assert shown["documents"][0]["dataset"]["title"] == "Tide gauge"
    assert shown["documents"][1]["validationErrors"][0]["error"].startswith("XML Syntax Error:")
    refused = editor("post", "/check", {"url": "http://169.254.169.254/"}).json()
    assert (refused["isUsable"], "refused" in refused["failure"]) == (False, True)


def test_differences_are_listed_accepted_and_kept(source: HarvestSource, editor: Caller, waf: WafServer) -> None:
    waf.files["a.xml"] = document("a", "Tide gauge", "Levels.")
    harvest(source)
    dataset = record(source, "a.xml").dataset
    assert dataset is not None
    lifecycle.change(dataset, {"title": "Gauge 7", "description": "Mine."}, actor=factories.actor())
    waf.files["a.xml"] = document("a", "Tide gauge 7", "Hourly levels.")
    harvest(source)

    (waiting,) = editor("get", f"/difference?harvestKey={source.pk}").json()["results"]
    assert (waiting["datasetKey"], waiting["datasetTitle"]) == (str(dataset.pk), "Gauge 7")
    shown = {each["field"]: (each["ours"], each["said"]) for each in waiting["differences"]}
    assert shown["title"] == ("Gauge 7", "Tide gauge 7")

    assert Caller()("post", f"/difference/{dataset.pk}/title/accept").status_code == 403
    assert editor("post", f"/difference/{dataset.pk}/title/accept").status_code == 204
    assert editor("post", f"/difference/{dataset.pk}/description/keep").status_code == 204
    assert editor("post", f"/difference/{dataset.pk}/homepage/keep").status_code == 400
    assert Dataset.objects.get(pk=dataset.pk).title == "Tide gauge 7"
    (kept,) = editor("get", f"/difference/{dataset.pk}").json()
    assert (kept["field"], kept["waits"]) == ("description", False)
    assert editor("get", "/difference").json()["count"] == 0


def test_pausing_and_the_choice_of_news(source: HarvestSource, editor: Caller) -> None:
    assert editor("post", f"/{source.pk}/pause", {"reason": "Server moves"}).status_code == 204
    assert editor("get", f"/{source.pk}").json()["pauseReason"] == "Server moves"
    assert editor("get", "?state=PAUSED").json()["count"] == 1
    assert editor("delete", f"/{source.pk}/pause").status_code == 204
    assert editor("delete", f"/{source.pk}/pause").status_code == 400

    assert editor("get", f"/{source.pk}/notification").json() == {"choice": "CHANGES"}
    assert editor("put", f"/{source.pk}/notification", {"choice": "NEVER"}).status_code == 204
    assert editor("get", f"/{source.pk}/notification").json() == {"choice": "NEVER"}
    assert editor("put", f"/{source.pk}/notification", {"choice": "LOUD"}).status_code == 422
    assert Caller()("get", f"/{source.pk}/notification").status_code == 403


def test_asking_for_permission_changes_nothing(source: HarvestSource, editor: Caller) -> None:
    stranger = Caller(factories.editor_user(factories.organization()))

    assert editor("post", f"/{source.pk}/run?checkPermissionsOnly=true").status_code == 200
    assert stranger("post", f"/{source.pk}/run?checkPermissionsOnly=true").status_code == 403
    assert not source.runs.exists()


def test_lists_are_narrowed_and_pages_end(make_source: MakeSource, waf: WafServer) -> None:
    organization = factories.organization()
    for number in range(5):
        make_source(url=f"{waf.url}{number}/", name=f"Source {number}", organization=organization)

    page = Caller()("get", "?limit=2&offset=4").json()
    assert (page["count"], page["endOfRecords"], len(page["results"])) == (5, True, 1)
    assert Caller()("get", "?q=source+3").json()["count"] == 1
    assert Caller()("get", f"?organizationKey={organization.pk}&type=WAF&publish=true").json()["count"] == 5
    for bad in ("?type=FTP", "?publish=perhaps", "?organizationKey=x", "?state=odd", "?q=%00"):
        assert Caller()("get", bad).status_code == 400
