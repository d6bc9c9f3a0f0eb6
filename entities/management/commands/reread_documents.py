"""Read all stored metadata documents anew, after the parsers were improved."""

from typing import Any

from django.core.management.base import BaseCommand

from entities.permissions import Actor, Channel
from entities.services import rereading


class Command(BaseCommand):
    """What lives in documents only is derived: it can be read anew at any time (metadata contract B.3)."""

    help = "Read the metadata documents of all datasets anew; datasets that are locked stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        """Name each dataset that shows something else now, and count them."""
        changed = 0
        for key in rereading.reread(actor=Actor("reread_documents", Channel.COMMAND)):
            self.stdout.write(str(key))
            changed += 1
        self.stdout.write(f"{changed} datasets changed")
