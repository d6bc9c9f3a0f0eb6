"""The same twice, many at once, queues that grow (RELIABILITY 2, rows 12, 15, 20, 25): one run of each, in order."""

from typing import Any

import pytest
from celery import current_app
from django.db import connection
from django.test import Client

from entities.exceptions import Conflict
from entities.models import Dataset
from entities.services import tokens
from harvesting import queueing, reaping, scheduling, sources, tasks
from harvesting.models import HarvestLane, HarvestRun, HarvestSource
from harvesting.vocabulary import RunState
from tests import factories
from tests.behaviours import served
from tests.harvesting import rig
from tests.harvesting.conftest import MakeSource, counts
from tests.harvesting.documents import document, folder
from tests.harvesting.faults.conftest import at_once
from tests.harvesting.rig import StartWorker
from tests.servers import WafServer

pytestmark = pytest.mark.django_db(transaction=True)
DUE = 10_000


def test_row_12_a_task_longer_than_the_visibility_timeout_runs_once(
    waf: WafServer, make_source: MakeSource, start_worker: StartWorker
) -> None:
    """The broker gives the task to another process while the first one is still at it."""
    waf.files |= folder(30)
    for name in waf.files:
        waf.script(f"/{name}", served(delay=0.2))
    start_worker(2)
    run = rig.begin(make_source(connections=1))
    rig.until(lambda: waf.requests["/gauge-003.xml"] == 1)
    assert HarvestLane.objects.filter(run=run).count() == 1

    _give_out_again()

    rig.until(lambda: HarvestLane.objects.filter(run=run).count() == 2)
    rig.until(lambda: rig.has_ended(run))
    assert (run.state, counts(run), Dataset.live().count()) == (RunState.OK, (30, 0, 0, 0), 30)
    assert (waf.requests["/"], set(waf.bodies.values())) == (1, {1})


def _give_out_again() -> None:
    """What a worker of the broker does with tasks that nobody acknowledged in time; here that is half a second."""
    with current_app.connection_for_write(transport_options={"visibility_timeout": 0.5}) as connection:
        connection.channel().qos.restore_visible(interval=1)


def test_row_15_twelve_triggers_and_two_clocks_at_once_make_one_run(
    waf: WafServer, source: HarvestSource, start_worker: StartWorker
) -> None:
    waf.files |= folder(5)
    user = factories.editor_user(source.organization)
    known = {"X-Auth-Token": tokens.issue(user), "X-User-Id": str(user.pk)}
    answers: list[Any] = []
    worker = start_worker()

    def trigger(number: int) -> None:
        if number < 12:
            answer = Client().post(f"/api/v2/harvests/{source.pk}/harvest", headers=known)
            answers.append((answer.status_code, answer.json()))
        else:
            tasks.tick()

    assert at_once(14, trigger) == []
    run = source.runs.get()
    rig.until(lambda: rig.has_ended(run))

    assert worker.poll() is None
    assert answers == [(200, {"status": "harvesting"})] * 12
    assert (run.state, source.runs.count()) == (RunState.OK, 1)
    assert (waf.requests["/"], set(waf.bodies.values())) == (1, {1})


def test_row_20_of_twelve_sources_with_one_url_at_once_there_is_one(waf: WafServer) -> None:
    organization = factories.organization()

    def create(number: int) -> None:
        values = {"name": f"Source {number}", "url": waf.url, "organization": organization}
        sources.create(values, actor=factories.actor())

    raised = at_once(12, create)

    assert HarvestSource.objects.count() == 1
    assert [type(error) for error in raised] == [Conflict] * 11


def _make_due(waf: WafServer, make_source: MakeSource) -> list[HarvestSource]:
    """Sources that have been due for hours, the longest overdue last in the table; answers them in their order."""
    model = make_source(url=f"{waf.url}model/", publish=False)
    own = {
        "identifier": "'s' || lpad(number::text, 16, '0')",
        "name": "number::text",
        "url": f"'{waf.url}' || number || '/'",
        "publish": "true",
        "next_run": "now() - number * interval '1 second'",
    }
    columns = [field.column for field in HarvestSource._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO harvesting_harvestsource ({', '.join(columns)})"  # noqa: S608 - names of columns
            f" SELECT {', '.join(own.get(column, column) for column in columns)}"
            " FROM harvesting_harvestsource, generate_series(1, %s) AS number WHERE identifier = %s",
            [DUE, model.pk],
        )
    return list(HarvestSource.objects.exclude(pk=model.pk).order_by("next_run"))


def test_row_25_a_day_without_workers_is_made_up_for_in_order(
    waf: WafServer, make_source: MakeSource, start_worker: StartWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduling, "MOST_STARTS", 5)
    monkeypatch.setattr(reaping, "MOST_MESSAGES", 15)
    due = _make_due(waf, make_source)
    for source in due[:10]:
        waf.files[f"{source.name}/a.xml"] = document("a")

    for _ in range(3):
        tasks.tick()
        HarvestRun.objects.update(sent=None)
        reaping.reap()

    oldest_first = list(HarvestRun.objects.order_by("queued").values_list("source", flat=True))
    assert oldest_first == [source.pk for source in due[:15]]
    assert set(HarvestRun.objects.values_list("state", flat=True)) == {RunState.QUEUED}
    assert 15 <= (queueing.backlog() or 0) <= 15 + 5
    assert Client().get("/v1/harvest?limit=1").status_code == 200
    assert Client().get("/health/ready").json()["harvesting"]["queuedRuns"] == 15

    start_worker()
    rig.until(lambda: not HarvestRun.objects.exclude(state__in=(RunState.OK, RunState.FAILED)).exists())

    listed = [path for path in waf.requests if path.count("/") == 2 and path.endswith("/")]
    assert listed == [f"/{source.name}/" for source in due[:15]]
    assert HarvestRun.objects.count() == 15
    assert HarvestRun.objects.filter(state=RunState.OK, created=1).count() == 10
