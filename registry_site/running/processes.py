"""One supervised process: started in a group of its own, logged to a file, stopped politely and then for certain."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from registry_site.running.accounts import Account
from registry_site.running.exceptions import StartFailed

# The variable by which a later start recognizes what an earlier one left behind (see leftovers.py).
MARK = "REGISTRY_SUPERVISED"
LARGEST_LOG = 10 * 1024 * 1024
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Command:
    """What a process executes, and how it wants to be asked to stop: signals with the seconds to wait after each."""

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    farewell: tuple[tuple[signal.Signals, float], ...] = ((signal.SIGTERM, 15),)
    account: Account | None = None
    folder: Path | None = None


class Process:
    """A command in execution; without a log it writes to our own output."""

    def __init__(self, command: Command, log: Path | None) -> None:
        self.command = command
        self.log = log
        self.is_ready = False
        self._popen: subprocess.Popen[bytes] | None = None

    @property
    def name(self) -> str:
        """What people call it."""
        return self.command.name

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._popen is not None and self._popen.poll() is None

    @property
    def pid(self) -> int:
        """Its number; that of its group, too."""
        if self._popen is None:
            raise RuntimeError(f"{self.name} was never started")
        return self._popen.pid

    def start(self, environment: Mapping[str, str]) -> None:
        """Start it, with the given environment and its own on top.

        Call it from the main thread: the system ends the child together with the thread that made it.
        """
        account = self.command.account
        with self._open_log() as log:
            try:
                self._popen = subprocess.Popen(
                    self.command.arguments,
                    env={**environment, **self.command.environment},
                    cwd=self.command.folder,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                    preexec_fn=_ending_with_parent(self.command.farewell[0][0]),
                    user=account.uid if account else None,
                    group=account.gid if account else None,
                    extra_groups=[] if account else None,
                )
            except OSError as error:
                raise StartFailed(f"{self.name} cannot be executed: {error}.") from error

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code."""
        if self._popen is None:
            raise RuntimeError(f"{self.name} was never started")
        return self._popen.wait(timeout)

    def stop(self) -> None:
        """Ask it to stop by each signal of its farewell; then end whatever of its group is left."""
        for number, seconds in self.command.farewell:
            if not self.is_running:
                break
            self._send(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.wait(seconds)
        self.bury()

    def bury(self) -> None:
        """End at once what is left of its group: the process itself, and children that outlived it."""
        if self._popen is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._popen.pid, signal.SIGKILL)
        self._popen.wait()

    def last_words(self, lines: int = 15) -> str:
        """The end of its log."""
        if self.log is None or not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def _send(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def _open_log(self) -> contextlib.AbstractContextManager[IO[bytes] | None]:
        if self.log is None:
            return contextlib.nullcontext()
        try:
            if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
                self.log.replace(self.log.with_suffix(".old.log"))
            return self.log.open("ab")
        except OSError as error:
            raise StartFailed(f"The log {self.log} cannot be written: {error.strerror}.") from error


def _ending_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """Linux sends the number to the child when its parent dies, however it dies; other systems have no such thing.

    It runs after the change of account (which would reset it) and just before the program is executed.
    """
    if _libc is None:
        return None
    prctl = _libc.prctl
    return lambda: prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
