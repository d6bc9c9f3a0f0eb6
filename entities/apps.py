"""Django's entry into the app."""

from django.apps import AppConfig


class EntitiesConfig(AppConfig):
    """Name of the app and kind of its automatic keys."""

    name = "entities"
    verbose_name = "Registry"
    default_auto_field = "django.db.models.BigAutoField"
