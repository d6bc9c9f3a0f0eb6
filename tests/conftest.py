"""What all tests share: servers of their own, no connection beyond this machine, the corpus if it is there."""

import ipaddress
import os
import socket
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("REGISTRY_CORPUS", PROJECT.parent / "shared" / "fixtures"))

# Tests on real documents of others, which lie outside the project.
collect_ignore = [] if CORPUS.is_dir() else ["corpus"]


def pytest_configure(config: pytest.Config) -> None:
    """Refuse early, and in one sentence, where there are no servers to test with."""
    if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        raise pytest.UsageError("Set DATABASE_URL and REDIS_URL, or run `make test`, which starts servers of its own.")
    _refuse_outside_connections()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say in one line whether the corpus was there."""
    found = "run" if CORPUS.is_dir() else "do not run: set REGISTRY_CORPUS"
    terminalreporter.write_line(f"Tests on the corpus of real documents ({CORPUS}) {found}.")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real documents and entities."""
    if not CORPUS.is_dir():
        pytest.skip("no corpus")
    return CORPUS


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return PROJECT


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment without the variables that tests are run with."""
    for name in ("DATABASE_URL", "REDIS_URL", "STATE_DIR", "PORT", "HOST", "SECRET_KEY", "DEPLOYMENT", "ALLOWED_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def _refuse_outside_connections() -> None:
    """Replace the one door of this process to the network by one that opens to this machine only."""
    connect = socket.socket.connect

    def connect_to_this_machine(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise PermissionError(f"A test must not connect to {address[0]}.")
        connect(self, address)

    socket.socket.connect = connect_to_this_machine  # type: ignore[method-assign]


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
