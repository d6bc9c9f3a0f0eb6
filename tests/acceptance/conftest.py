"""Who calls, and with what; the same as in the tests of the API and of search."""

import pytest

from entities.models import User
from entities.models.account import APPLICATION
from tests import factories
from tests.entities.api.conftest import admin, api, chain
from tests.search.conftest import search, search_folder

__all__ = ["admin", "api", "application", "chain", "search", "search_folder"]


@pytest.fixture
def application(db: None) -> User:
    """A trusted application."""
    return factories.account("portal", (APPLICATION,))
