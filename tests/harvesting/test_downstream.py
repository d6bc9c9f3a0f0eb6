"""The downstream CKAN is told of successful runs; whatever it answers, the run stays what it was."""

from typing import Any

import orjson
import pytest
from django.conf import LazySettings

from entities.models import MachineTag
from harvesting import following
from harvesting.models import HarvestRun
from tests import factories
from tests.behaviours import Behaviour, answer, status
from tests.harvesting.conftest import MakeSource, harvest
from tests.harvesting.documents import document
from tests.servers import Request, WafServer

pytestmark = pytest.mark.django_db

SHOW, CREATE = "/api/3/action/harvest_source_show", "/api/3/action/harvest_job_create"


def catalogue(waf: WafServer) -> list[dict[str, Any]]:
    """Let the server be a CKAN that knows the source `kelp`; answers what it is sent to make jobs of."""
    jobs: list[dict[str, Any]] = []

    def show(request: Request) -> None:
        known = request.path.endswith("?id=kelp")
        body = {"success": known, "result": {"id": "5c1"}} if known else {"success": False}
        request.reply(orjson.dumps(body), 200 if known else 404)

    def create(request: Request) -> None:
        jobs.append(orjson.loads(request.body))
        jobs[-1]["authorization"] = request.headers["Authorization"]
        request.reply(orjson.dumps({"success": True, "result": {"id": "job-7"}}))

    waf.script(SHOW, show)
    waf.script(CREATE, create)
    return jobs


@pytest.mark.parametrize("page", ["harvest/kelp", "organization/kelp/", "en/harvest/about/kelp?x=1"])
def test_its_job_is_made_after_a_successful_run(
    make_source: MakeSource, waf: WafServer, settings: LazySettings, page: str
) -> None:
    settings.HARVEST_DOWNSTREAM_TOKEN = "token-of-the-catalogue"
    jobs = catalogue(waf)
    waf.files["folder/a.xml"] = document("a")
    run = harvest(make_source(url=f"{waf.url}folder/", downstream_url=waf.url + page))

    following.follow_up()
    following.follow_up()

    assert jobs == [{"source_id": "5c1", "run": True, "authorization": "token-of-the-catalogue"}]
    assert HarvestRun.objects.get(pk=run.pk).downstream == "Job job-7 was made."


def test_the_token_is_never_shown_to_a_source(make_source: MakeSource, waf: WafServer, settings: LazySettings) -> None:
    settings.HARVEST_DOWNSTREAM_TOKEN = "token-of-the-catalogue"
    waf.files["folder/a.xml"] = document("a")
    harvest(make_source(url=f"{waf.url}folder/"))

    assert waf.headers["/folder/a.xml"]["Authorization"] is None


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        (status(403), "403"),
        (answer(b"<html>", "text/html"), "no JSON"),
        (answer(b'{"success": false}', "application/json"), "did not succeed"),
        (answer(b'{"success": true, "result": []}', "application/json"), "did not succeed"),
    ],
)
def test_its_failure_is_noted_and_fails_nothing(
    make_source: MakeSource, waf: WafServer, behaviour: Behaviour, said: str
) -> None:
    waf.script(SHOW, behaviour)
    waf.files["folder/a.xml"] = document("a")
    run = harvest(make_source(url=f"{waf.url}folder/", downstream_url=f"{waf.url}harvest/kelp"))

    following.follow_up()

    run.refresh_from_db()
    assert run.state == "OK"
    assert run.downstream.startswith("Failed: ")
    assert said in run.downstream


def test_a_failed_run_tells_it_nothing(make_source: MakeSource, waf: WafServer) -> None:
    catalogue(waf)
    run = harvest(make_source(url=f"{waf.url}nowhere/", downstream_url=f"{waf.url}harvest/kelp"))

    following.follow_up()

    assert waf.requests[SHOW] == 0
    assert HarvestRun.objects.get(pk=run.pk).downstream == ""


def test_a_new_source_takes_its_organizations_catalogue(
    make_source: MakeSource, waf: WafServer, settings: LazySettings
) -> None:
    organization = factories.organization()
    tag = {"namespace": settings.HARVEST_MACHINE_TAG_NAMESPACE, "name": "ckan_harvest_url"}
    factories.component(organization, MachineTag, **tag, value="https://ckan.example.org/organization/kelp")

    made = make_source(organization=organization)
    own = make_source(organization=organization, url=f"{waf.url}own/", downstream_url="https://ckan.example.org/x/y")

    assert made.downstream_url == "https://ckan.example.org/organization/kelp"
    assert own.downstream_url == "https://ckan.example.org/x/y"
