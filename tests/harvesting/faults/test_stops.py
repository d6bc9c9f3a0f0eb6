"""Processes that are asked to stop (RELIABILITY 2, row 14): what they have goes back, what is under way is finished."""

import base64
import itertools
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from django.db import connections

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


def _hurry(waf: WafServer) -> None:
    """The source takes no time any more."""
    for name in waf.files:
        waf.script(f"/{name}", serve)


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
    _hurry(waf)
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
    _hurry(waf)
    start_worker()
    rig.until(lambda: rig.has_ended(run))
    assert (run.state, counts(run)) == (RunState.OK, (60, 0, 0, 0))


class Web:
    """A web server on the test's database, as `make up` executes it."""

    def __init__(self, command: list[str], environment: dict[str, str], address: str, log: Path) -> None:
        self._command, self._environment, self._log = command, environment, log
        self.address = address
        self.start()

    def start(self) -> None:
        """Begin; it answers a while later."""
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command, cwd=rig.PROJECT, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )

    def answers(self) -> bool:
        """Whether it is there for requests."""
        try:
            return _status(f"{self.address}/health/live") == 200
        except OSError:
            return False


@pytest.fixture
def webs(waf: WafServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Web]]:
    """Two web servers that answer."""
    started = []
    for _ in range(2):
        number = free_port()
        monkeypatch.setenv("PORT", str(number))
        command = [sys.executable, *commands.web(StateFolder.open(tmp_path)).arguments[1:]]
        environment = rig.environment_of(waf.allowed) | {"STATE_DIR": str(tmp_path)}
        started.append(Web(command, environment, f"http://127.0.0.1:{number}", tmp_path / f"web-{number}.log"))
    for web in started:
        rig.until(web.answers)
    yield started
    for web in started:
        if web.process.poll() is None:
            rig.kill(web.process)


class Load(threading.Thread):
    """Reads one thing after the other, each from the server whose turn it is, as a proxy does: from the other one
    where the first takes no connection. What came of it is in `results`."""

    def __init__(self, webs: list[Web]) -> None:
        super().__init__(daemon=True)
        self._addresses = itertools.cycle(web.address for web in webs)
        self._is_over = threading.Event()
        self.results: list[int | str] = []

    def run(self) -> None:
        """Until the end."""
        while not self._is_over.wait(0.01):
            self.results.append(self._read())

    def _read(self) -> int | str:
        failure = ""
        for _ in range(2):
            try:
                return _status(f"{next(self._addresses)}/v1/organization")
            except OSError as error:
                failure = str(error)
        return failure

    def go_on(self) -> None:
        """Wait for some more results."""
        enough = len(self.results) + 20
        rig.until(lambda: len(self.results) >= enough)

    def end(self) -> None:
        """Read no more."""
        self._is_over.set()
        self.join()


def _status(url: str, body: bytes | None = None, **headers: str) -> int:
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/json"} | headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_row_14_web_servers_that_are_replaced_under_load_fail_no_request(waf: WafServer, webs: list[Web]) -> None:
    first, second = webs
    waf.files |= folder(1)
    asked, may_answer = threading.Event(), threading.Event()

    def hold(request: Request) -> None:
        asked.set()
        may_answer.wait(rig.PATIENCE)
        serve(request)

    waf.script("/", hold)
    long = threading.Thread(target=_check, args=(first, waf.url, answers := []))
    load = Load(webs)
    long.start()
    load.start()
    assert asked.wait(rig.PATIENCE)

    first.process.send_signal(signal.SIGTERM)  # with a request under way, which it finishes
    rig.until(lambda: not first.answers())
    load.go_on()
    may_answer.set()
    assert first.process.wait(rig.PATIENCE) == 0
    first.start()
    rig.until(first.answers)
    second.process.send_signal(signal.SIGTERM)
    assert second.process.wait(rig.PATIENCE) == 0
    load.go_on()

    long.join()
    load.end()
    assert answers == [200]
    assert set(load.results) == {200}


def _check(web: Web, url: str, answers: list[int]) -> None:
    """Ask for what takes as long as the source does."""
    editor = factories.editor_user(factories.organization())
    pair = base64.b64encode(f"{editor.user_name}:{factories.PASSWORD}".encode()).decode()
    try:
        answers.append(
            _status(f"{web.address}/v1/harvest/check", orjson.dumps({"url": url}), Authorization=f"Basic {pair}")
        )
    finally:
        connections.close_all()
