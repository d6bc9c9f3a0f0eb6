"""`manage.py run_indexer`: keeps the search index of this host true until it is stopped."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import index
from search.indexer import Indexer


class Command(BaseCommand):
    """Follows the changes of the registry into the search index."""

    help = "Keeps the search index of this host true: builds it where it is missing, and follows every change."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Until SIGTERM or SIGINT; another indexer of the host makes it refuse."""
        stopped: list[int] = []
        try:
            with index.alone("indexer"):
                for number in (signal.SIGTERM, signal.SIGINT):
                    signal.signal(number, lambda received, frame: stopped.append(received))
                Indexer(lambda: bool(stopped), builds_aside=True).run()
        except BlockingIOError as error:
            raise CommandError("Another indexer follows already on this host.") from error
