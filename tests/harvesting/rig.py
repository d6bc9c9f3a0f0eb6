"""Worker processes of the tests: started on the test's database and broker, paused, killed, waited for."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

from harvesting import queueing, scheduling
from harvesting.models import HarvestRun, HarvestSource
from harvesting.vocabulary import Trigger
from tests import factories

PROJECT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 90.0
Worker = subprocess.Popen[bytes]
StartWorker = Callable[..., Worker]
_CELERY = (
    sys.executable, "-m", "celery", "--app", "registry_site.celery", "worker", "--queues", queueing.QUEUE,
    "--without-gossip", "--without-mingle", "--loglevel", "WARNING",
)  # fmt: skip


def environment_of(allowed: str) -> dict[str, str]:
    """What processes of a test are given: its database, and the address that they may harvest from."""
    return os.environ | {
        "DATABASE_URL": _test_database(),
        "HARVEST_ALLOWED_PRIVATE": allowed,
        "DATABASE_IDLE_TIMEOUT": "5",
    }


def start_worker(allowed: str, log: Path, processes: int = 1, **environment: str) -> Worker:
    """A Celery worker with so many processes; `allowed` is the address that it may harvest from."""
    everything = environment_of(allowed) | {"DJANGO_SETTINGS_MODULE": "tests.harvesting.worker_settings"}
    command = [*_CELERY, "--concurrency", str(processes), "--hostname", f"{log.stem}@localhost"]
    with log.open("wb") as output:
        return subprocess.Popen(
            command, cwd=PROJECT, env=everything | environment, stdout=output, stderr=output, start_new_session=True
        )


def kill(worker: Worker) -> None:
    """As a power loss: parent and children at once."""
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def children(worker: Worker) -> list[int]:
    """The processes that do the worker's work."""
    try:
        return [int(pid) for pid in Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def memory_from_now_on(process: int) -> int:
    """KiB that a process has now, and counts from: `most_memory` forgets what was before."""
    Path(f"/proc/{process}/clear_refs").write_text("5")
    return most_memory(process)


def most_memory(process: int) -> int:
    """KiB that a process had at most."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def begin(source: HarvestSource) -> HarvestRun:
    """A new run of the source, queued for workers."""
    return scheduling.start(source, Trigger.MANUAL, actor=factories.actor())[0]


def until(happened: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait, and fail where it does not happen in time."""
    end = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def has_ended(run: HarvestRun) -> bool:
    """Whether the run is over, by what the database says now."""
    run.refresh_from_db()
    return not run.is_active


def _test_database() -> str:
    """The address of the database that the tests use."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))
