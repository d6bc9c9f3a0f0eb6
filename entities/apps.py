"""The registry as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as current_apps
from django.db.models.signals import post_migrate

FIRST_CATEGORIES = ("Biodiversity", "CitizenScience", "Conservation", "Ecology", "eDNA")
"""Concepts that a new registry's vocabulary of categories starts with; curators add theirs in the admin."""


class EntitiesConfig(AppConfig):
    """Nodes, organizations, installations, datasets and networks."""

    name = "entities"
    verbose_name = "Registry"

    def ready(self) -> None:
        """Fill the managed vocabulary when its table has just been made."""
        post_migrate.connect(_fill_vocabulary, sender=self)


def _fill_vocabulary(sender: EntitiesConfig, using: str, apps: Any = current_apps, **_: Any) -> None:
    try:
        # Emptying a database sends the signal too, without the state of a migration.
        category = apps.get_model("entities", "DatasetCategory")
    except LookupError:
        return
    table = category._default_manager.using(using)
    if not table.exists():
        table.bulk_create([category(name=name) for name in FIRST_CATEGORIES])
