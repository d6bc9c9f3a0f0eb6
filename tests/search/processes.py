"""Real processes of search on the test's database and folder: indexers, a web server, clients that look closely."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import orjson
from django.db import connection

from registry_site.running.readiness import free_port

PROJECT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 120.0
Process = subprocess.Popen[bytes]


class Processes:
    """Starts processes; `end` stops whatever still runs."""

    def __init__(self, search_folder: Path) -> None:
        parts = urlsplit(os.environ["DATABASE_URL"])
        address = urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))
        self._environment = os.environ | {"DATABASE_URL": address, "SEARCH_DIR": str(search_folder)}
        self._running: list[Process] = []

    def manage(self, *words: str) -> Process:
        """A command of the portal."""
        return self._start(str(PROJECT / "manage.py"), *words)

    def nursery(self) -> "Nursery":
        """A process that bears indexers."""
        return Nursery(self._start("-m", "tests.search.nursery", stdin=subprocess.PIPE, stdout=subprocess.PIPE))

    def web(self) -> int:
        """A web server with one process; its port."""
        port = free_port()
        options = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "4")
        self._start("-m", "granian", *options, "--log-level", "warning", "registry_site.wsgi:application")
        until(lambda: _listens(port))
        return port

    def end(self) -> None:
        """Stop them all."""
        for process in self._running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # and what it started
        for process in self._running:
            process.wait(30)
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()

    def _start(self, *arguments: str, **pipes: Any) -> Process:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=PROJECT, env=self._environment, start_new_session=True, **pipes
        )
        self._running.append(process)
        return process


class Nursery:
    """Bears indexers within milliseconds, as the portal's libraries are loaded once (`tests.search.nursery`)."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def bear(self) -> int:
        """A new indexer's process number; the one before it must have ended."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(b"bear\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def kill(self) -> None:
        """As a power loss ends the indexer: at once."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(b"kill\n")
        self._process.stdin.flush()
        assert int(self._process.stdout.readline()) == signal.SIGKILL


class Clients:
    """So many clients that search until they are told to stop; `faults` is what was wrong, `answers` how many came."""

    def __init__(self, port: int, count: int, check: Callable[[dict[str, Any]], None]) -> None:
        self.faults: list[str] = []
        self.answers = 0
        self._base, self._check, self._stop = f"http://127.0.0.1:{port}", check, threading.Event()
        self._threads = [threading.Thread(target=self._search, args=(number,)) for number in range(count)]

    def __enter__(self) -> "Clients":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _search(self, number: int) -> None:
        dice = random.Random(number)
        while not self._stop.is_set():
            query = dice.choice(("", "q=kelp", "q=kelp&facet=decade", "q=*elp*", "type=OCCURRENCE"))
            address = f"{self._base}/v1/dataset/search?facet=type&limit={dice.randrange(40)}&{query}"
            try:
                with urllib.request.urlopen(address, timeout=60) as answer:
                    self._check(orjson.loads(answer.read()))
                self.answers += 1
            except (OSError, ValueError, AssertionError) as error:
                self.faults.append(f"{address}: {error!r}")


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def until(happened: Callable[[], bool]) -> None:
    """Wait, and fail where it does not happen in time."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
