"""Write all harvest sources to one file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from harvesting import exchange


class Command(BaseCommand):
    """To the given file, or to the standard output."""

    help = "Export all harvest sources as JSON, for import_sources of another registry."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("file", nargs="?", type=Path, help="the standard output where it is not given")

    def handle(self, *args: Any, **options: Any) -> None:
        """Export."""
        found = list(exchange.exported())
        text = json.dumps(found, indent=2, ensure_ascii=False)
        if options["file"] is None:
            self.stdout.write(text)
            return
        options["file"].write_text(f"{text}\n")
        self.stderr.write(f"{len(found)} sources.")
