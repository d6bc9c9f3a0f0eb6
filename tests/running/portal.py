"""A real portal for tests: `manage.py up` in a state folder of its own, with embedded servers."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from registry_site.running.readiness import free_port

PROJECT = Path(__file__).resolve().parent.parent.parent
SECONDS_TO_START = 180.0
OUTSIDE = {"DATABASE_URL", "REDIS_URL", "STATE_DIR", "PORT", "HOST", "SECRET_KEY", "PYTEST_CURRENT_TEST"}


class Portal:
    """One supervisor and what it starts."""

    def __init__(self, folder: Path, port: int | None = None, **environment: str) -> None:
        self.folder = folder
        self.port = port or free_port()
        self.environment = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
        self.environment |= {"STATE_DIR": str(folder), "PORT": str(self.port), "LOAD_SAMPLE": "no"} | environment
        self.output = folder.with_name(f"{folder.name}.out")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin to start it."""
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up"],
                cwd=PROJECT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def start_and_wait(self) -> float:
        """Start it; the seconds until it said that it is ready."""
        begin = time.monotonic()
        self.start()
        self.wait_for_word("Ready after")
        return time.monotonic() - begin

    def wait_for_word(self, word: str) -> None:
        """Until the output has it."""
        deadline = time.monotonic() + SECONDS_TO_START
        while word not in self.said():
            assert self.process is not None
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def wait_for_end(self) -> int:
        """Its exit code."""
        assert self.process is not None
        return self.process.wait(SECONDS_TO_START)

    def said(self) -> str:
        """All output so far."""
        return self.output.read_text() if self.output.exists() else ""

    def send(self, number: signal.Signals) -> None:
        """A signal to the supervisor alone."""
        assert self.process is not None
        self.process.send_signal(number)

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.send(signal.SIGINT)
        return self.wait_for_end()

    def remove(self) -> None:
        """Stop it, and take away the database's files where they lie outside its folder."""
        self.stop()
        home = self.folder / "postgres"
        if home.is_symlink():
            shutil.rmtree(home.resolve())

    def get(self, path: str) -> int:
        """The status of a page; 0 where nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def raw(self, request: bytes) -> bytes:
        """All that is answered to these bytes until the server closes the connection."""
        answer = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(request)
            with contextlib.suppress(ConnectionResetError):
                while received := connection.recv(65536):
                    answer += received
        return answer

    def data(self, path: str) -> Any:
        """The JSON of an answer."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return json.load(answer)

    def processes(self, word: str = "") -> list[int]:
        """Numbers of all processes of this state folder whose command line has the word."""
        found = []
        for folder in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if folder.name.isdigit() and self._owns(folder) and word in _command_line(folder):
                    found.append(int(folder.name))
        return found

    def _owns(self, folder: Path) -> bool:
        of_portal = f"STATE_DIR={self.folder}".encode() in (folder / "environ").read_bytes().split(b"\0")
        of_database = str(self.folder) in _command_line(folder)
        is_supervisor = self.process is not None and folder.name == str(self.process.pid)
        return (of_portal or of_database) and not is_supervisor


def _command_line(folder: Path) -> str:
    return (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")


def run_up(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`manage.py up` where it is expected to refuse."""
    portal = Portal(folder, **environment)
    return subprocess.run(
        [sys.executable, "manage.py", "up"],
        cwd=PROJECT,
        env=portal.environment | environment,
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_START,
        check=False,
    )
