"""The registry as a Django app."""

from typing import Any

from django.apps import AppConfig
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


def _fill_vocabulary(sender: EntitiesConfig, apps: Any, using: str, **_: Any) -> None:
    try:
        category = apps.get_model("entities", "DatasetCategory")
    except LookupError:
        return
    table = category._default_manager.using(using)
    if not table.exists():
        table.bulk_create([category(name=name) for name in FIRST_CATEGORIES])
