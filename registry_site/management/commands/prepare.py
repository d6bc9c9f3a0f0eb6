"""`manage.py prepare`: migrate, and fill a database that is new."""

from typing import Any

from django.core.management.base import BaseCommand

from registry_site.running import commands, first_start
from registry_site.running.state import StateFolder


class Command(BaseCommand):
    """Migrations, static files, first administrator, sample registry, demo source: each only where it is missing."""

    help = "Migrates the database and, where it is new, creates the administrator and loads the sample registry."

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Do what is needed and say so."""
        first_start.prepare(StateFolder.open(commands.state_path()))
