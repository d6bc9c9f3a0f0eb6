"""The registry's admin; Django finds it by this package's name."""

from entities.admin import accounts, changes, datasets, installations, networks, nodes, organizations, panels

__all__ = ["accounts", "changes", "datasets", "installations", "networks", "nodes", "organizations", "panels"]
