"""Check the stored JSON of all entities, or compute it anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from entities.models import ENTITIES
from entities.services import rendering


class Command(BaseCommand):
    """Stored JSON is derived: it can be computed anew at any time, and a check must find no difference."""

    help = "Compute the stored JSON of all entities anew; with --check only say where it differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to write."""
        parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 where anything differs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the differences of each kind, then mend them or fail."""
        total = 0
        for model in ENTITIES:
            differing = list(rendering.differences(model))
            self.stdout.write(f"{model.slug}: {model.objects.count()} entities, {len(differing)} differences")
            for key in differing[:20]:
                self.stdout.write(f"  {key}")
            total += len(differing)
            if not options["check"]:
                _mend(model, differing)
        if options["check"] and total:
            raise CommandError(f"{total} differences: run manage.py render to compute them anew", returncode=1)


@transaction.atomic
def _mend(model: Any, keys: list[Any]) -> None:
    rendering.lock({model: keys})
    rendering.refresh({model: keys})
