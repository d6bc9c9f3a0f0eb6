"""Who calls, and with what."""

import pytest

from entities.models import User
from tests import factories
from tests.entities.api.client import Api


@pytest.fixture
def api() -> Api:
    """A client without credentials of its own."""
    return Api()


@pytest.fixture
def admin(db: None) -> User:
    """An administrator."""
    return factories.admin_user("anna")
