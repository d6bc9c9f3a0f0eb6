"""The tables of harvesting."""

from harvesting.models.document import HarvestedDocument
from harvesting.models.run import HarvestBatch, HarvestLane, HarvestRun
from harvesting.models.source import HarvestSource

__all__ = ["HarvestBatch", "HarvestLane", "HarvestRun", "HarvestSource", "HarvestedDocument"]
