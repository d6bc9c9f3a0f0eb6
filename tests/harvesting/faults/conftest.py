"""The rig of the fault matrix: one folder and one worker for a module, retries without long pauses."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from django.conf import LazySettings
from django.db import connections
from pytest_django import DjangoDbBlocker

from harvesting import queueing
from tests.harvesting import rig
from tests.servers import WafServer


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever is here is a row of the matrix; modules share a worker, hence a process of the tests."""
    for item in items:
        if "harvesting/faults" in str(item.path):
            item.add_marker(pytest.mark.faults)
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(autouse=True)
def _short_waits(settings: LazySettings) -> None:
    settings.HARVEST_RETRY_PAUSES = (0.01, 0.01)
    settings.HARVEST_REQUEST_SECONDS = 2
    settings.HARVEST_LEASE = 3
    settings.HARVEST_BEAT = 0.5


@pytest.fixture(scope="module")
def folder_of_worker() -> Iterator[WafServer]:
    """The folder that the module's worker may harvest."""
    with WafServer() as server:
        yield server


@pytest.fixture(scope="module")
def worker_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the module's worker says."""
    return tmp_path_factory.mktemp("worker") / "worker.log"


@pytest.fixture(scope="module")
def worker(
    folder_of_worker: WafServer, django_db_setup: None, django_db_blocker: DjangoDbBlocker, worker_log: Path
) -> Iterator[rig.Worker]:
    """A worker with two processes, which may be killed: the worker makes new ones."""
    with django_db_blocker.unblock():
        started = rig.start_worker(folder_of_worker.allowed, worker_log, 2)
    # Celery gives up where a process dies before its loop began; whoever runs workers starts them again then.
    rig.until(lambda: b" ready." in worker_log.read_bytes())
    yield started
    rig.kill(started)


@pytest.fixture
def watched(waf: WafServer, folder_of_worker: WafServer, worker: rig.Worker, settings: LazySettings) -> WafServer:
    """The module's folder, empty again, with a worker at hand and nothing in the queue."""
    settings.HARVEST_ALLOWED_PRIVATE = [waf.allowed, folder_of_worker.allowed]
    redis.Redis.from_url(settings.REDIS_URL).delete(queueing.QUEUE)
    folder_of_worker.files.clear()
    folder_of_worker.forget()
    return folder_of_worker


def at_once(count: int, work: Callable[[int], None]) -> list[BaseException]:
    """Do the work in so many threads that begin together; what was raised."""
    barrier, raised = threading.Barrier(count), []

    def run(number: int) -> None:
        barrier.wait()
        try:
            work(number)
        except BaseException as error:  # noqa: BLE001 - looked at by the test
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised
