"""Export entities into files, as the API serves them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from entities.models import ENTITIES
from entities.services.exchange import export_entities


class Command(BaseCommand):
    """One file for each of the five kinds."""

    help = "Write node.json, organization.json, installation.json, network.json and dataset.json into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to write, and which kinds."""
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--entity", choices=[model.slug for model in ENTITIES], action="append", default=[])

    def handle(self, *args: Any, **options: Any) -> None:
        """Write each file beside its name first, so that an interrupted export leaves the former one whole."""
        folder: Path = options["folder"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for model in ENTITIES:
                if options["entity"] and model.slug not in options["entity"]:
                    continue
                unfinished = folder / f"{model.slug}.json.unfinished"
                with unfinished.open("w", encoding="utf-8") as file:
                    count = export_entities(model, file)
                unfinished.replace(folder / f"{model.slug}.json")
                self.stdout.write(f"{model.slug}.json: {count} entities")
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
