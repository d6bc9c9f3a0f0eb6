"""Processes that are asked to stop (RELIABILITY 2, row 14): what they have goes back, what is under way is finished."""

import base64
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from harvesting.models import HarvestBatch, HarvestedDocument, HarvestLane, HarvestSource
from harvesting.vocabulary import BatchState, RunState
from registry_site.running import commands
from registry_site.running.readiness import free_port
from registry_site.running.state import StateFolder
from tests import factories
from tests.behaviours import served
from tests.harvesting import rig
from tests.harvesting.conftest import MakeSource, counts
from tests.harvesting.documents import folder
from tests.harvesting.rig import StartWorker
from tests.servers import Request, WafServer, serve

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS_TO_STOP = 10
"""What the supervisor grants a worker before it insists."""


@pytest.fixture
def source(waf: WafServer, make_source: MakeSource) -> HarvestSource:
    """A source that takes its time."""
    waf.files |= folder(60)
    for name in waf.files:
        waf.script(f"/{name}", served(delay=0.2))
    return make_source(connections=1)


def _stop(worker: rig.Worker) -> None:
    worker.send_signal(signal.SIGTERM)
    worker.wait(SECONDS_TO_STOP)


def test_row_14_a_worker_that_stops_hands_back_its_batch(
    waf: WafServer, source: HarvestSource, start_worker: StartWorker
) -> None:
    worker, run = start_worker(), rig.begin(source)
    rig.until(lambda: waf.requests["/gauge-013.xml"] == 1)

    _stop(worker)

    run.refresh_from_db()
    fetched = sum(waf.bodies.values()) - 1
    assert (run.state, run.interruptions, HarvestLane.objects.exists()) == (RunState.RUNNING, 0, False)
    assert set(HarvestBatch.objects.values_list("state", flat=True)) == {BatchState.OPEN, BatchState.DONE}
    assert fetched - 1 <= HarvestedDocument.objects.count() <= fetched < 60

    waf.forget()
    start_worker()
    rig.until(lambda: rig.has_ended(run))  # no reaper: the message that it left is enough

    assert (run.state, counts(run), run.interruptions) == (RunState.OK, (60, 0, 0, 0), 0)
    assert sum(waf.bodies.values()) <= 60 - fetched + 1


def test_row_14_a_worker_that_stops_while_it_lists_queues_the_run_again(
    waf: WafServer, source: HarvestSource, start_worker: StartWorker
) -> None:
    waf.files |= folder(3)
    waf.script("/", served(delay=rig.PATIENCE), serve)
    worker, run = start_worker(), rig.begin(source)
    rig.until(lambda: waf.requests["/"] == 1)

    _stop(worker)

    run.refresh_from_db()
    assert (run.state, run.token, run.interruptions) == (RunState.QUEUED, None, 0)
    waf.forget()
    start_worker()
    rig.until(lambda: rig.has_ended(run))
    assert (run.state, counts(run)) == (RunState.OK, (60, 0, 0, 0))


@pytest.fixture
def start_web(waf: WafServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Starts web servers on the test's database, as `make up` executes them; answers process and address."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> tuple[subprocess.Popen[bytes], str]:
        number = free_port()
        monkeypatch.setenv("PORT", str(number))
        command = commands.web(StateFolder.open(tmp_path))
        environment = rig.environment_of(waf.allowed) | {"STATE_DIR": str(tmp_path)}
        with (tmp_path / f"web-{number}.log").open("wb") as log:
            started.append(
                subprocess.Popen(
                    [sys.executable, *command.arguments[1:]], cwd=rig.PROJECT, env=environment, stdout=log, stderr=log,
                    start_new_session=True,
                )
            )  # fmt: skip
        address = f"http://127.0.0.1:{number}"
        rig.until(lambda: _answers(address))
        return started[-1], address

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()


def _answers(address: str) -> bool:
    try:
        return _status(f"{address}/health/live") == 200
    except OSError:
        return False


def _status(url: str, body: bytes | None = None, **headers: str) -> int:
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/json"} | headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_row_14_a_web_server_that_stops_finishes_what_it_was_asked(waf: WafServer, start_web: Any) -> None:
    waf.files |= folder(1)
    asked, may_answer = threading.Event(), threading.Event()

    def hold(request: Request) -> None:
        asked.set()
        may_answer.wait(rig.PATIENCE)
        serve(request)

    waf.script("/", hold)
    editor = factories.editor_user(factories.organization())
    pair = base64.b64encode(f"{editor.user_name}:{factories.PASSWORD}".encode()).decode()
    first, address = start_web()
    _, other = start_web()
    answers: list[int] = []

    def check() -> None:
        body = orjson.dumps({"url": waf.url})
        answers.append(_status(f"{address}/v1/harvest/check", body, Authorization=f"Basic {pair}"))

    under_way = threading.Thread(target=check)
    under_way.start()
    assert asked.wait(rig.PATIENCE)
    first.send_signal(signal.SIGTERM)
    rig.until(lambda: not _answers(address))
    during = [_status(f"{other}/v1/organization") for _ in range(20)]
    may_answer.set()
    under_way.join()

    assert (answers, set(during)) == ([200], {200})
    assert first.wait(rig.PATIENCE) == 0
