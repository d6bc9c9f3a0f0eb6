"""Callers of the matrix."""

from tests.entities.api.conftest import api, applications

__all__ = ["api", "applications"]
