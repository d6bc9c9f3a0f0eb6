"""The server under test: one granian process, as the portal runs it."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
_STARTS_WITHIN = 30.0


@contextlib.contextmanager
def serving(application: str, threads: int = 4) -> Iterator[int]:
    """Run a WSGI application, and give its port."""
    port = free_port()
    arguments = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1")
    quiet = ("--blocking-threads", str(threads), "--http", "1", "--no-ws", "--log-level", "warning")
    command = [sys.executable, "-m", "granian", *arguments, *quiet, application]
    process = subprocess.Popen(command, cwd=PROJECT, env=os.environ | {"PYTHONPATH": str(PROJECT)})  # noqa: S603
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes of a process: its own (`anonymous`: what it has allocated), its share of everything mapped (`share`,
    the kernel's PSS), and all pages it can see (`resident`, RSS). Pages of the index's files are mapped: they are the
    kernel's cache, shared by all processes, and given back whenever memory is wanted.
    """

    anonymous: float = 0.0
    share: float = 0.0
    resident: float = 0.0


def memory_of_server() -> Memory:
    """Of the process with most memory of its own among this one's children and theirs."""
    found = [_memory(child) for each in _children(os.getpid()) for child in (each, *_children(each))]
    return max(found, key=lambda memory: memory.anonymous, default=Memory())


def _children(pid: int) -> list[int]:
    try:
        tasks = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:  # it has ended
        return []
    return [int(child) for task in tasks for child in task.split()]


def _memory(pid: int) -> Memory:
    fields = dict.fromkeys(("Anonymous", "Pss", "Rss"), 0.0)
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            name, _, rest = line.partition(":")
            if name in fields:
                fields[name] = int(rest.split()[0]) / 1024
    return Memory(fields["Anonymous"], fields["Pss"], fields["Rss"])


def free_port() -> int:
    """A port of the loopback interface that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    end = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on port {port}")
