"""`manage.py check_search`: proves that the search index is true, or mends it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import checking
from search.exceptions import SearchUnavailable


class Command(BaseCommand):
    """Compares the search index with the registry."""

    help = "Says which datasets the search index holds in another form than the registry; exit code 1 if any."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--repair` hands what differs to the indexers."""
        parser.add_argument("--repair", action="store_true", help="have the indexers mend what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        """One key a line, then the count."""
        try:
            if options["repair"]:
                self.stdout.write(f"differences handed to the indexers: {checking.repair()}")
                return
            found = list(checking.differences())
        except SearchUnavailable as error:
            raise CommandError(str(error)) from error
        for key in found:
            self.stdout.write(str(key))
        self.stdout.write(f"differences: {len(found)}")
        if found:
            raise CommandError("The search index differs from the registry.")
