"""One portal for all tests here that need a running one: making its database takes longer than they do.

It is stopped after the last of them, so that it costs the tests of other folders nothing.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running.portal import Portal


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder that all tests of one portal share: making the database takes longer than all else."""
    return tmp_path_factory.mktemp("up") / "var"


@pytest.fixture(scope="package")
def first_start(folder: Path) -> Iterator[Portal]:
    """The first start in the folder."""
    portal = Portal(folder, ADMIN_EMAIL="first@example.org", LOAD_SAMPLE="yes")
    portal.start_and_wait()
    yield portal
    portal.remove()


@pytest.fixture
def portal(first_start: Portal) -> Portal:
    """The portal, running, whatever the test before did to it."""
    if first_start.process is None or first_start.process.poll() is not None:
        first_start.start_and_wait()
    return first_start
