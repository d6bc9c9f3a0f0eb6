"""`manage.py read_archive KEY FILE`: takes a dataset's archive from a file instead of from its endpoint."""

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
    """Counts the records of an archive, and the figures of a checklist."""

    help = "Read a Darwin Core Archive and keep its facts and figures with the dataset."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which dataset, which file."""
        parser.add_argument("key", help="key of the dataset")
        parser.add_argument("file", type=Path, help="the archive: zip, tar.gz, or a table")

    def handle(self, *args: Any, key: str, file: Path, **options: Any) -> None:
        """Read, apply, say what came of it; exit code 1 where the archive or its data is refused."""
        try:
            dataset = lifecycle.find(Dataset, read_uuid(key))
            with file.open("rb") as content:
                digest = file_digest(content, "sha256").hexdigest()
            download = archive_contents.Download(timezone.now(), digest, file.stat().st_size)
            contents = archive_contents.read(file)
            archive = archive_contents.apply(dataset, contents, download, actor=ACTOR)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        except (ArchiveInvalid, RegistryError) as error:
            raise CommandError(str(error)) from error
        if archive.problem:
            raise CommandError("\n".join([f"The data was not taken: {archive.problem}", *archive.examples]))
        self.stdout.write(f"{archive.core_rows:,} rows of {contents.core_type or 'no core'}")
        for kind, rows in archive.extension_rows.items():
            self.stdout.write(f"{rows:,} rows of {kind}")
        if contents.figures:
            self.stdout.write(f"{contents.figures.usages:,} usages, {contents.figures.synonyms:,} of them synonyms")
