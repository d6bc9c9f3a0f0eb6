"""People in front of the admin."""

from collections.abc import Callable

import pytest
from django.test import Client

from entities.models import User
from tests import factories


def login(user: User) -> Client:
    """A browser in which the person is logged in."""
    client = Client()
    client.force_login(user, backend="entities.permissions.RegistryBackend")
    return client


@pytest.fixture
def administrator(db: None) -> Client:
    """A browser of an administrator named `anna`."""
    return login(factories.admin_user("anna"))


@pytest.fixture
def browser_of(db: None) -> Callable[[User], Client]:
    """Browsers of other people."""
    return login
