"""Make harvest sources out of a file of export_sources."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from entities.permissions import Actor, Channel
from harvesting import exchange

ACTOR = Actor("import-sources", Channel.IMPORT)


class Command(BaseCommand):
    """Sources that are here already, by URL, are changed where they differ; exit code 1 where any is refused."""

    help = "Import harvest sources from JSON; importing twice is importing once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and sum up."""
        try:
            entries = json.loads(options["file"].read_text())
        except (OSError, ValueError) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from error
        if not isinstance(entries, list):
            raise CommandError(f"{options['file']} holds no list of sources.")
        counts, reasons = exchange.import_all(entries, actor=ACTOR, dry_run=options["dry_run"])
        told = ", ".join(f"{counts[name]} {name}" for name in ("created", "changed", "unchanged", "refused"))
        self.stdout.write(f"{told}.{' Nothing was written.' if options['dry_run'] else ''}")
        if reasons:
            raise CommandError("\n".join(reasons))
