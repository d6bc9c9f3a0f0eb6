"""What each process of the portal executes. `manage.py up` and the containers take it from here, so both are alike."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from registry_site import environment
from registry_site.running.processes import Command
from registry_site.running.state import StateFolder

PROJECT = Path(__file__).resolve().parent.parent.parent
CELERY = (sys.executable, "-m", "celery", "--app", "registry_site.celery:application")
# One after the other: finish what you do; stop now (tasks go back to their queue).
CELERY_FAREWELL = ((signal.SIGTERM, 10.0), (signal.SIGQUIT, 5.0))


def state_path() -> Path:
    """The state folder's path, from the environment."""
    return Path(environment.text("STATE_DIR", str(PROJECT / "var"))).absolute()


def host() -> str:
    """The address on which the web server listens."""
    return environment.text("HOST", "127.0.0.1")


def port() -> int:
    """The port on which the web server listens."""
    return environment.integer("PORT", 8000, minimum=1, maximum=65535)


def web(state: StateFolder) -> Command:
    """The web server. A thread holds a database connection, so there are few of them."""
    processes = environment.integer("WEB_PROCESSES", 1, minimum=1, maximum=64)
    threads = environment.integer("WEB_THREADS", 4, minimum=1, maximum=64)
    return Command(
        name="web",
        arguments=(
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host(), "--port", str(port())),
            *("--workers", str(processes), "--blocking-threads", str(threads), "--http", "1", "--no-ws"),
            *("--respawn-failed-workers", "--workers-kill-timeout", "30", "registry_site.wsgi:application"),
        ),
        folder=PROJECT,
        farewell=((signal.SIGTERM, 35.0),),
    )


def worker(state: StateFolder) -> Command:
    """The processes that harvest and do whatever else takes long."""
    return Command(
        name="worker",
        arguments=(
            *(*CELERY, "worker", "--hostname", "worker@%h", "--loglevel", "INFO"),
            *("--concurrency", str(environment.integer("WORKER_PROCESSES", 2, minimum=1, maximum=64))),
            *("--queues", "registry,harvest", "--without-gossip", "--without-mingle"),
        ),
        environment={"LIFE_SIGN": str(state.life_sign("worker"))},
        folder=PROJECT,
        farewell=CELERY_FAREWELL,
    )


def beat(state: StateFolder) -> Command:
    """The clock that sends what is due."""
    return Command(
        name="beat",
        arguments=(
            *CELERY,
            "beat",
            "--schedule",
            str(state.run / "beat-schedule"),
            "--pidfile",
            "",
            "--loglevel",
            "INFO",
        ),
        environment={"LIFE_SIGN": str(state.life_sign("beat"))},
        folder=PROJECT,
        farewell=CELERY_FAREWELL,
    )


def indexer(state: StateFolder) -> Command:
    """What keeps this host's search index true: one for each host."""
    return Command(
        name="indexer",
        arguments=(sys.executable, str(PROJECT / "manage.py"), "run_indexer"),
        environment={"LIFE_SIGN": str(state.life_sign("indexer"))},
        folder=PROJECT,
        farewell=((signal.SIGTERM, 10.0),),
    )


PROCESSES: dict[str, Callable[[StateFolder], Command]] = {
    "web": web,
    "worker": worker,
    "beat": beat,
    "indexer": indexer,
}


def demo_source(folder: Path, number: int) -> Command:
    """The loopback server of the documents that come with the portal."""
    return Command(
        name="demo source",
        arguments=(
            sys.executable,
            "-m",
            "registry_site.running.folder_server",
            str(folder),
            str(number),
        ),
        folder=PROJECT,
        farewell=((signal.SIGTERM, 5.0),),
    )


def manage(*arguments: str) -> Command:
    """A Django command."""
    return Command(
        name=arguments[0],
        arguments=(sys.executable, str(PROJECT / "manage.py"), *arguments),
        folder=PROJECT,
    )


def become(name: str) -> None:
    """Turn the running process into the named one; does not return."""
    command = PROCESSES[name](StateFolder.open(state_path()))
    os.chdir(command.folder or PROJECT)
    os.execve(command.arguments[0], command.arguments, {**os.environ, **command.environment})
