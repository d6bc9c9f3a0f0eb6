"""When a process counts as ready, and as alive: asked by the supervisor and by the containers' health checks alike."""

import http.client
import socket
import time
from collections.abc import Callable
from pathlib import Path

from registry_site import environment
from registry_site.running import commands, stopping
from registry_site.running.exceptions import StartFailed
from registry_site.running.processes import Process
from registry_site.running.state import StateFolder

LONGEST_SILENCE = 120.0  # seconds without a sign of life


def web_answers(path: str = "/health/ready") -> bool:
    """Whether the web server answers the path with 200, asked by a host name that it accepts."""
    own_host = environment.items("ALLOWED_HOSTS", ["localhost"])[0].lstrip("*.") or "localhost"
    return page_answers(reachable(commands.host()), commands.port(), path, own_host)


def page_answers(address: str, port: int, path: str = "/", host: str = "localhost") -> bool:
    """Whether a page answers 200 within five seconds."""
    connection = http.client.HTTPConnection(address, port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": host, "Connection": "close"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def reachable(host: str) -> str:
    """The address by which a server that listens on all addresses is reached from here."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound


def shows_life(state: StateFolder, name: str, since: float | None = None) -> bool:
    """Whether a process has given a sign of life since then, by default within the longest silence."""
    earliest = time.time() - LONGEST_SILENCE if since is None else since
    try:
        return state.life_sign(name).stat().st_mtime >= earliest
    except FileNotFoundError:
        return False


def probe(name: str, state: StateFolder) -> bool:
    """Whether the named process of this state folder is alive."""
    return web_answers("/health/live") if name == "web" else shows_life(state, name)


def wait_for(process: Process, condition: Callable[[], bool], seconds: float) -> None:
    """Wait until the condition holds; refuses once the process has ended or the time is up."""
    deadline = time.monotonic() + seconds
    while not condition():
        if not process.is_running:
            raise StartFailed(f"{process.name} ended before it was ready:\n{process.last_words()}")
        if time.monotonic() > deadline:
            raise StartFailed(f"{process.name} was not ready within {seconds:.0f} s; see {process.log}.")
        stopping.pause(0.05)


def check_port(host: str, port: int) -> None:
    """Refuse where another program listens already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as own:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            own.bind((host, port))
        except OSError as error:
            raise StartFailed(
                f"Port {port} on {host} cannot be used ({error.strerror}): stop the other program, or choose another"
                f" port, for instance PORT={port + 1}."
            ) from error


def free_port(host: str = "127.0.0.1") -> int:
    """A port on which nothing listens now."""
    with socket.socket() as own:
        own.bind((host, 0))
        number: int = own.getsockname()[1]
        return number


def remembered_port(state: StateFolder, name: str) -> int:
    """The port kept under the name if it is still free, else a new one, which is kept."""
    kept = state.kept(name)
    try:
        number = int(kept or "")
        check_port("127.0.0.1", number)
    except (ValueError, StartFailed):
        number = free_port()
        state.keep(name, str(number))
    return number


def has_documents(folder: Path) -> bool:
    """Whether there is a folder to serve."""
    return folder.is_dir() and any(folder.iterdir())
