"""What the clock has done for search."""

import structlog
from celery import shared_task

from search import checking
from search.exceptions import SearchUnavailable

log = structlog.get_logger(__name__)


@shared_task
def repair() -> None:
    """Once a night: mend what differs between index and registry, and say how much that was."""
    try:
        log.info("search index compared with the registry", differences=checking.repair())
    except SearchUnavailable as error:
        log.warning("search index not compared", reason=str(error))
