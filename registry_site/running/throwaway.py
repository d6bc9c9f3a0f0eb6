"""Runs a command with a database and a broker of its own, which are gone afterwards: `python -m … COMMAND ARGUMENT…`.

The tests run in it. DATABASE_URL and REDIS_URL, where set, are used instead.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from registry_site.running import accounts, stopping
from registry_site.running.embedded_postgres import EmbeddedPostgres
from registry_site.running.embedded_valkey import EmbeddedValkey
from registry_site.running.exceptions import StartFailed, StopRequested
from registry_site.running.processes import Process
from registry_site.running.progress import complain
from registry_site.running.state import StateFolder

# Nothing here survives the command, so nothing waits for the disk.
FAST_DATABASE = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
)
FAST_BROKER = ("--appendonly", "no", "--save", "")


@contextlib.contextmanager
def servers(environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """The environment with the addresses of what it lacks, and with a state folder of its own."""
    # Below /tmp by name: the temporary folder of some systems is too long for a socket.
    folder = Path(tempfile.mkdtemp(prefix="registry-", dir="/tmp"))
    processes: list[Process] = []
    try:
        state = StateFolder.open(folder)
        given = {**environment, "STATE_DIR": str(folder)}
        if not environment.get("DATABASE_URL"):
            given["DATABASE_URL"] = _start_database(state, processes, environment)
        if not environment.get("REDIS_URL"):
            given["REDIS_URL"] = _start_broker(state, processes, environment)
        yield given
    finally:
        for process in reversed(processes):
            process.stop()
        _remove(folder)


def _start_database(state: StateFolder, processes: list[Process], environment: dict[str, str]) -> str:
    account = accounts.unprivileged()
    database = EmbeddedPostgres(accounts.database_home(state, account), account, "throwaway", FAST_DATABASE)
    database.prepare()
    processes.append(Process(database.command(), state.logs / "postgresql.log"))
    database.start(processes[-1], environment)
    return database.url


def _start_broker(state: StateFolder, processes: list[Process], environment: dict[str, str]) -> str:
    broker = EmbeddedValkey(state, FAST_BROKER)
    broker.prepare()
    processes.append(Process(broker.command(), state.logs / "valkey.log"))
    broker.start(processes[-1], environment)
    return broker.url


def _remove(folder: Path) -> None:
    """The folder, and the database's files where a link leads to them."""
    home = folder / "postgres"
    if home.is_symlink():
        shutil.rmtree(home.resolve(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def run(arguments: list[str], environment: dict[str, str]) -> int:
    """The command's exit code; a wish to stop is handed on to it, and its end awaited."""
    with subprocess.Popen(arguments, env=environment) as command:
        while command.poll() is None:
            if stopping.is_requested():
                command.terminate()
                return command.wait()
            time.sleep(0.05)
        return command.returncode


def main() -> int:
    """Run the command line's command; its exit code."""
    stopping.listen()
    try:
        with servers(dict(os.environ)) as environment:
            return run(sys.argv[1:], environment)
    except StopRequested:
        return 130
    except StartFailed as failure:
        complain(str(failure))
        return 1


if __name__ == "__main__":
    sys.exit(main())
