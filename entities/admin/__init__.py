"""The registry's admin; Django finds it by this package's name."""

from entities.admin import (
    accounts,
    changes,
    credentials,
    datasets,
    installations,
    networks,
    nodes,
    organizations,
    panels,
)

__all__ = [
    "accounts",
    "changes",
    "credentials",
    "datasets",
    "installations",
    "networks",
    "nodes",
    "organizations",
    "panels",
]
