"""Django's entry into the app."""

from django.apps import AppConfig

from entities.signals import entities_changed


class SearchConfig(AppConfig):
    """Follows every change of the registry."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Note each change in the outbox."""
        from search import changes  # earlier, models are not ready

        entities_changed.connect(changes.note, dispatch_uid="search")
