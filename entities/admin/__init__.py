"""The registry's admin; Django finds it by this package's name."""

from entities.admin import (
    account_panels,
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
    "account_panels",
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
