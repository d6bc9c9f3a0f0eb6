"""`manage.py read_archive KEY FILE [--apply]`: reads an archive from a file, and takes it as a crawl would."""

from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from entities.archives import ArchiveInvalid
from entities.exceptions import RegistryError
from entities.models import Dataset
from entities.permissions import Actor, Channel
from entities.representation import read_uuid
from entities.services import archive_contents, lifecycle

ACTOR = Actor("archive-command", Channel.COMMAND)


class Command(BaseCommand):
    """Counts the records of an archive, and the figures of a checklist; keeps them only where it is told to."""

    help = "Read a Darwin Core Archive; with --apply the dataset gets its document, facts, figures and constituents."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which dataset, which file."""
        parser.add_argument("key", help="key of the dataset")
        parser.add_argument("file", type=Path, help="the archive: zip, tar.gz, or a table")
        parser.add_argument("--apply", action="store_true", help="take all of it, as a crawl of the dataset would")

    def handle(self, *args: Any, key: str, file: Path, apply: bool, **options: Any) -> None:
        """Read, apply if asked to, say what came of it; exit code 1 where the archive or its data is refused."""
        try:
            dataset = lifecycle.find(Dataset, read_uuid(key))
            contents = archive_contents.read(file, dataset.pk)
            problem = contents.problem_for(dataset)
            if apply:
                problem = self._take(dataset, contents, file)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        except (ArchiveInvalid, RegistryError) as error:
            raise CommandError(str(error)) from error
        if problem:
            raise CommandError("\n".join([f"The data was not taken: {problem}", *contents.report.examples]))
        self._tell(contents)
        if not apply:
            self.stdout.write("Nothing was kept: this was a look. --apply takes it.")

    def _take(self, dataset: Dataset, contents: archive_contents.Contents, file: Path) -> str:
        with file.open("rb") as content:
            digest = file_digest(content, "sha256").hexdigest()
        download = archive_contents.Download(timezone.now(), digest, file.stat().st_size)
        taken = archive_contents.take(dataset, contents, download, actor=ACTOR)
        for note in taken.notes:
            self.stderr.write(note)
        return taken.archive.problem

    def _tell(self, contents: archive_contents.Contents) -> None:
        report, figures = contents.report, contents.figures
        self.stdout.write(f"{report.rows:,} rows of {contents.core_type or 'no core'}")
        for kind, rows in report.extension_rows.items():
            self.stdout.write(f"{rows:,} rows of {kind}")
        if figures:
            self.stdout.write(f"{figures.usages:,} usages, {figures.synonyms:,} of them synonyms")
        if contents.constituents:
            self.stdout.write(f"{len(contents.constituents):,} constituents")
