"""What all tests share: servers of their own, no connection beyond this machine, the corpus if it is there."""

import ipaddress
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from hypothesis import HealthCheck
from hypothesis import settings as trials
from pytest_django import DjangoDbBlocker

from registry_site import environment
from registry_site.celery import application

PROJECT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("REGISTRY_CORPUS", PROJECT.parent / "shared" / "fixtures"))

pytest_plugins = ["tests.browser"]

# Tests on real documents of others, which lie outside the project.
collect_ignore = [] if CORPUS.is_dir() else ["corpus"]


def pytest_configure(config: pytest.Config) -> None:
    """Refuse early, and in one sentence, where there are no servers to test with."""
    if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        raise pytest.UsageError("Set DATABASE_URL and REDIS_URL, or run `make test`, which starts servers of its own.")
    _refuse_outside_connections()
    _take_own_broker()
    # How long an example takes says something about the machine, not about the code.
    trials.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    trials.load_profile("patient")


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


@pytest.fixture(scope="session", autouse=True)
def end_sessions(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """End what threads of tests left open in the database, or it cannot be dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Lets what a module's fixtures write after this be there for all its tests, and takes it back in the end.

    Each test writes behind a savepoint, so none sees what another one did.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def _take_own_broker() -> None:
    """Give each process of the tests a database of its own in the broker, or one's workers take the other's tasks."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    url = _shifted(os.environ["REDIS_URL"], number)
    os.environ["REDIS_URL"] = settings.REDIS_URL = settings.CACHES["default"]["LOCATION"] = url
    application.conf.broker_url = settings.CELERY_BROKER_URL = environment.celery_broker(url)


def _shifted(url: str, number: int) -> str:
    """The address of a database so many numbers further on: the last number of redis://host/0 or unix:///path?db=0."""
    match = re.fullmatch(r"(unix:.*[?&]db=|rediss?://[^/]+/)(\d+)(.*)", url)
    if match is None:
        return (
            url if number == 0 else _shifted(f"{url.rstrip('/')}{'?db=' if url.startswith('unix:') else '/'}0", number)
        )
    return f"{match[1]}{int(match[2]) + number}{match[3]}"


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
