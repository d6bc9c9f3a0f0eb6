"""Supervised processes: stopped politely, then for certain; leftovers known by their mark."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from registry_site.running import leftovers
from registry_site.running.exceptions import StartFailed
from registry_site.running.processes import MARK, Command, Process

SLEEP = "import time; time.sleep(60)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
)
PARENT = (
    f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', {SLEEP!r}]);"
    " print(child.pid, flush=True); child.wait()"
)


def python(code: str, seconds: float = 5) -> Command:
    """A Python process."""
    return Command("python", (sys.executable, "-c", code), farewell=((signal.SIGTERM, seconds),))


def wait(condition: Callable[[], object]) -> None:
    """Until the condition holds."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[Command], Process]]:
    """Starts processes that do not outlive the test."""
    started: list[Process] = []

    def begin(command: Command) -> Process:
        process = Process(command, tmp_path / "logs.log")
        process.start({"PATH": os.environ["PATH"], MARK: str(tmp_path)})
        started.append(process)
        return process

    yield begin
    for process in started:
        process.bury()


def exists(pid: int) -> bool:
    """Whether the process runs and is no corpse."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_it_stops_at_the_first_request(start: Callable[[Command], Process]) -> None:
    process = start(python(SLEEP))
    begin = time.monotonic()
    process.stop()
    assert not process.is_running
    assert time.monotonic() - begin < 4


def test_it_ends_who_does_not_listen(start: Callable[[Command], Process]) -> None:
    process = start(python(STUBBORN, seconds=0.2))
    wait(lambda: "ready" in process.last_words())
    process.stop()
    assert not process.is_running


def test_it_ends_children_with_their_parent(start: Callable[[Command], Process]) -> None:
    process = start(python(PARENT))
    wait(process.last_words)
    child = int(process.last_words())
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.bury()
    wait(lambda: not exists(child))


def test_it_says_what_cannot_be_executed(tmp_path: Path) -> None:
    process = Process(Command("nothing", (str(tmp_path / "missing"),)), tmp_path / "log")
    with pytest.raises(StartFailed, match="nothing cannot be executed"):
        process.start({})


def test_it_puts_a_large_log_aside(tmp_path: Path, start: Callable[[Command], Process]) -> None:
    log = tmp_path / "logs.log"
    log.write_bytes(b"x" * (10 * 1024 * 1024 + 1))
    start(python("print('new')")).wait()
    assert log.read_text() == "new\n"
    assert (tmp_path / "logs.old.log").exists()


def test_it_keeps_the_end_of_the_log(start: Callable[[Command], Process]) -> None:
    process = start(python("for number in range(100): print(number)"))
    process.wait()
    assert process.last_words(2) == "98\n99"


def test_it_finds_leftovers_by_their_mark_and_no_others(tmp_path: Path, start: Callable[[Command], Process]) -> None:
    process = start(python(SLEEP))
    stranger = subprocess.Popen([sys.executable, "-c", SLEEP], env={MARK: f"{tmp_path}-other"})
    try:
        wait(lambda: leftovers.find(tmp_path))
        assert leftovers.find(tmp_path) == [process.pid]
        assert leftovers.stop(tmp_path) == 1
        assert not process.is_running
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
