"""The admin of harvesting; Django finds it by this package's name."""

from harvesting.admin import crawls, differences, documents, panels, runs, sources, synchronizations, waiting

__all__ = ["crawls", "differences", "documents", "panels", "runs", "sources", "synchronizations", "waiting"]
