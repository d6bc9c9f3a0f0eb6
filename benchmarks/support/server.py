"""The server under test: one granian process, as the portal runs it."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
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


def largest_child() -> float:
    """Megabytes in memory of the largest process among this one's children and theirs."""
    sizes: dict[int, tuple[int, float]] = {}
    for path in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            fields = dict(line.split(":", 1) for line in path.read_text().splitlines() if ":" in line)
            if "VmRSS" in fields:
                sizes[int(fields["Pid"])] = (int(fields["PPid"]), int(fields["VmRSS"].split()[0]) / 1024)
    children = {pid for pid, (parent, _) in sizes.items() if parent == os.getpid()}
    return max((size for pid, (parent, size) in sizes.items() if pid in children or parent in children), default=0.0)


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
