"""Django's entry into the app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Name of the app and kind of its automatic keys."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"
