"""The tables of harvesting."""

from harvesting.models.crawl import CrawledDocument
from harvesting.models.document import HarvestedDocument
from harvesting.models.history import DeliveredDocument, DocumentOutcome
from harvesting.models.life import LifeSign
from harvesting.models.notification import Notification, NotificationChoice
from harvesting.models.run import HarvestBatch, HarvestLane, HarvestRun
from harvesting.models.source import HarvestSource

__all__ = [
    "CrawledDocument",
    "DeliveredDocument",
    "DocumentOutcome",
    "HarvestBatch",
    "HarvestLane",
    "HarvestRun",
    "HarvestSource",
    "HarvestedDocument",
    "LifeSign",
    "Notification",
    "NotificationChoice",
]
