"""Who calls, and with what."""

from typing import Any

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


@pytest.fixture
def applications(settings: Any) -> None:
    """Two applications, one of which may act as itself."""
    settings.APPLICATION_SECRETS = {"ipt.example.org": "kelp", "site.example.org": "laver"}
    settings.TRUSTED_APPLICATIONS = ["site.example.org"]
