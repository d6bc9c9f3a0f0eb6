"""Who calls, and with what."""

import pytest

from entities.models import User
from tests import factories
from tests.entities.api.client import Api
from tests.entities.api.scopes import Chain


@pytest.fixture
def api() -> Api:
    """A client without credentials of its own."""
    return Api()


@pytest.fixture
def admin(db: None) -> User:
    """An administrator."""
    return factories.admin_user("anna")


@pytest.fixture
def chain(db: None) -> Chain:
    """A dataset with all that is above it."""
    return Chain()
