"""Look at a URL before it becomes a source."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from harvesting import checking
from harvesting.checking import Check, CheckedDocument
from harvesting.vocabulary import HarvestType


class Command(BaseCommand):
    """Finds the kind of source, lists it, reads the first documents; exit code 1 where a source would bring nothing."""

    help = "Check a URL: what kind of source it is, what its first documents are and what is wrong with them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The address, and the kind of source where it is known."""
        parser.add_argument("url", metavar="URL")
        parser.add_argument("--type", choices=HarvestType.values, default="", help="found out where it is not given")
        parser.add_argument("--allow-host", action="append", default=[], help="another host that documents come from")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check and tell; nothing is written."""
        found = checking.check(options["url"], harvest_type=options["type"], allowed_hosts=options["allow_host"])
        for document in found.documents:
            self._tell(document)
        self.stdout.write(_summary(found))
        if not found.is_usable:
            raise CommandError(found.failure or "None of the documents can be used.")

    def _tell(self, document: CheckedDocument) -> None:
        kind = "service" if document.is_service else "dataset" if document.dataset else "unusable"
        self.stdout.write(f"{kind:<9} {document.title}\n          {document.url}")
        for error in document.errors:
            self.stdout.write(f"          line {error['line_number']}: {error['error']}")


def _summary(found: Check) -> str:
    number = f"{found.listed}" if found.is_complete else f"at least {found.listed}"
    skipped = ", ".join(f"{count} {reason}" for reason, count in found.skipped.items())
    judged = f"Of the first {len(found.documents)}, {found.good} have no errors and {found.bad} have."
    sentences = [
        f"{found.harvest_type or 'Unknown kind of source'}: {number} documents listed.",
        judged if found.documents else "",
        f"Skipped links: {skipped}." if skipped else "",
        found.failure,
        "Nothing was written.",
    ]
    return " ".join(sentence for sentence in sentences if sentence)
