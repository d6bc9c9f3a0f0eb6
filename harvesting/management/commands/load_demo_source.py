"""Register the source of documents that comes with the portal."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from entities.exceptions import RegistryError
from entities.models import Organization
from entities.permissions import Actor, Channel
from harvesting import scheduling, sources
from harvesting.models import HarvestSource
from harvesting.vocabulary import Trigger

DESCRIPTION = "samples/demo-source.json"


class Command(BaseCommand):
    """Harmless when called again; another URL moves the source, so that its datasets stay the same."""

    help = f"Register {DESCRIPTION}, served at URL, as a published source of its organization, and queue a run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the folder is served."""
        parser.add_argument("url", metavar="URL")

    def handle(self, *args: Any, **options: Any) -> None:
        """Create or move the source, and start a run of it."""
        described = json.loads((settings.BASE_DIR / DESCRIPTION).read_text())
        organization = Organization.objects.filter(pk=described["organizationKey"]).first()
        if organization is None:
            raise CommandError("The organization of the demo source is missing: import samples/registry first.")
        actor = Actor("demo", Channel.COMMAND, reason="demo source")
        try:
            source = _registered(described, organization, options["url"], actor)
            run, is_new = scheduling.start(source, Trigger.COMMAND, actor=actor)
        except RegistryError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Harvest {source.pk}: run {run.pk} is {'queued' if is_new else 'active already'}.")


def _registered(described: dict[str, Any], organization: Organization, url: str, actor: Actor) -> HarvestSource:
    present = HarvestSource.objects.live().filter(organization=organization, name=described["name"]).first()
    values = {
        "name": described["name"],
        "url": url,
        "harvest_type": described["harvestType"],
        "organization": organization,
        "publish": described["publish"],
        "interval": described["harvestInterval"],
        "contact": described["contact"],
    }
    if present is None:
        return sources.create(values, actor=actor)
    return present if present.url == url else sources.change(present, values, actor=actor)
