"""Who calls, and with what; the same as in the tests of the API."""

import pytest

from entities.models import User
from entities.models.account import APPLICATION
from tests import factories
from tests.entities.api.conftest import admin, api, chain

__all__ = ["admin", "api", "application", "chain"]


@pytest.fixture
def application(db: None) -> User:
    """A trusted application."""
    return factories.account("portal", (APPLICATION,))
