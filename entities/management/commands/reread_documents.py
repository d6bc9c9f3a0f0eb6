"""`manage.py reread_documents [KEY …]`: reads stored metadata documents anew, after the parsers were improved."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from entities.exceptions import RegistryError
from entities.models import Dataset
from entities.permissions import Actor, Channel
from entities.representation import read_uuid
from entities.services import lifecycle, rereading


class Command(BaseCommand):
    """What lives in documents only is derived: it can be read anew at any time (metadata contract B.3)."""

    help = "Read the metadata documents of datasets anew; datasets that are locked stay as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which datasets."""
        parser.add_argument("keys", nargs="*", metavar="KEY", help="keys of datasets; without any, all are read")

    def handle(self, *args: Any, keys: list[str], **options: Any) -> None:
        """Name each dataset that shows something else now, and count them; exit code 1 where a key is unknown."""
        try:
            wanted = [lifecycle.find(Dataset, read_uuid(key)).pk for key in keys]
        except RegistryError as error:
            raise CommandError(str(error)) from error
        changed = 0
        for key in rereading.reread(wanted or None, actor=Actor("reread_documents", Channel.COMMAND)):
            self.stdout.write(str(key))
            changed += 1
        self.stdout.write(f"{changed} datasets changed")
