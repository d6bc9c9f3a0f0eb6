"""The admin of harvesting; Django finds it by this package's name."""

from harvesting.admin import documents, panels, runs, sources

__all__ = ["documents", "panels", "runs", "sources"]
