"""`manage.py rebuild_search`: builds a new search index while the old one is served, then swaps them."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import building


class Command(BaseCommand):
    """Builds the search index anew."""

    help = "Builds a new search index from the database and serves it once it is complete."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how many datasets were read, and how long it took."""
        begin, counts = time.monotonic(), [0]

        def count(more: int) -> None:
            counts[0] += more

        try:
            name = building.rebuild(count)
        except BlockingIOError as error:
            raise CommandError("The index is being rebuilt already.") from error
        self.stdout.write(f"{counts[0]} datasets in {time.monotonic() - begin:.1f} s: {name} is served.")
