"""Processes that an earlier supervisor of the same state folder left behind because it was killed."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from registry_site.running.processes import MARK

_PROC = Path("/proc")
PATIENCE = 5.0  # seconds between the request to stop and the end


def find(state_folder: Path) -> list[int]:
    """Numbers of the processes whose environment carries the mark of this state folder: by identity, never by name."""
    mark = f"{MARK}={state_folder}".encode()
    return [pid for pid, environment in _environments() if mark in environment and pid != os.getpid()]


def stop(state_folder: Path) -> int:
    """Stop them all, first politely; how many there were."""
    found = find(state_folder)
    _send(found, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while (left := find(state_folder)) and time.monotonic() < deadline:
        time.sleep(0.05)
    _send(left, signal.SIGKILL)
    while left and find(state_folder) and time.monotonic() < deadline + PATIENCE:
        time.sleep(0.05)
    return len(found)


def _send(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)


def _environments() -> Iterator[tuple[int, list[bytes]]]:
    """All processes that we may look into, each with its variables."""
    if not _PROC.joinpath("self", "environ").exists():
        yield from _environments_by_ps()
        return
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            # A process may end, or belong to somebody else, while we look.
            with contextlib.suppress(OSError):
                yield (
                    int(folder.name),
                    folder.joinpath("environ").read_bytes().split(b"\0"),
                )


def _environments_by_ps() -> Iterator[tuple[int, list[bytes]]]:
    """The same where there is no /proc: `ps -E` shows the variables after the command, divided by spaces."""
    listing = subprocess.run(["/bin/ps", "-axEww", "-o", "pid=,command="], capture_output=True, check=False)
    for line in listing.stdout.splitlines():
        pid, _, rest = line.strip().partition(b" ")
        yield int(pid), rest.split(b" ")
