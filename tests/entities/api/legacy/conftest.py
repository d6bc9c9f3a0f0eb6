"""Publishing software."""

import pytest

from tests.entities.api.legacy.client import Software


@pytest.fixture
def software(db: None) -> Software:
    """A client of `/registry`."""
    return Software()
