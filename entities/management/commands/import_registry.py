"""Import files of entities, as the API serves them."""

import functools
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from entities.models import ENTITIES, Entity
from entities.permissions import Actor, Channel
from entities.services.exchange import Report, count_anew, import_entities, kind_of

MANY = 100
"""Entities that change a registry so much that the database should look at it anew."""


class Command(BaseCommand):
    """Nodes come before organizations, these before installations, and so on, whatever the order of the files."""

    help = (
        "Import JSON arrays of entities in the form that the API serves; keys and stamps are kept. "
        "Each file is one transaction; importing it again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, and what to do about references that do not resolve."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--create-missing", action="store_true", help="make placeholders for references that do not resolve"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import each file; exit code 1 where any entity was refused."""
        loaded = [_load(path) for path in options["files"]]
        refused, grown = 0, set()
        columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(file=sys.stderr)) as progress:
            for path, model, bodies in sorted(loaded, key=lambda entry: _RANK[entry[1]]):
                task = progress.add_task(path.name, total=len(bodies))
                report = import_entities(
                    model,
                    bodies,
                    actor=Actor("import", Channel.IMPORT, reason=f"import of {path.name}"),
                    create_missing=options["create_missing"],
                    on_progress=functools.partial(progress.advance, task),
                )
                self._tell(path, model, report)
                refused += len(report.refused)
                if report.created + report.updated >= MANY:
                    grown.add(model)
        count_anew(grown)
        if refused:
            raise CommandError(f"{refused} entities were refused, the others are in the registry", returncode=1)

    def _tell(self, path: Path, model: type[Entity], report: Report) -> None:
        self.stdout.write(
            f"{path.name}: {model.slug}: {report.created} created, {report.updated} updated, "
            f"{report.unchanged} unchanged, {report.placeholders} placeholders, {len(report.refused)} refused"
        )
        for position, reason in report.refused:
            self.stderr.write(f"{path.name}, entity {position + 1}: {reason}")


_RANK = {model: rank for rank, model in enumerate(sorted(ENTITIES, key=lambda model: model.slug == "dataset"))}


def _load(path: Path) -> tuple[Path, type[Entity], list[Any]]:
    """The file's entities and their kind; CommandError names the file and what is wrong."""
    try:
        bodies = orjson.loads(path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    except orjson.JSONDecodeError as error:
        raise CommandError(f"{path}: no JSON: {error}") from error
    if not isinstance(bodies, list):
        raise CommandError(f"{path}: expected a JSON array of entities")
    try:
        return path, kind_of(bodies), bodies
    except ValueError as error:
        raise CommandError(f"{path}: {error}") from error
