"""Callers of the matrix."""

import pytest

from tests.entities.api.conftest import api, applications
from tests.entities.authorization.people import Cast

__all__ = ["api", "applications"]


@pytest.fixture(scope="module")
def people(kept: None) -> Cast:
    """The same callers for all tests of a module: each test takes back what it did."""
    return Cast()
