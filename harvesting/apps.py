"""Django's entry into the app."""

from django.apps import AppConfig

from entities.signals import entities_merged, hanging_counted


class HarvestingConfig(AppConfig):
    """Name of the app and kind of its automatic keys."""

    name = "harvesting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Sources follow the organization that takes the place of theirs, and count among what hangs on it."""
        from harvesting import succession  # earlier, models are not ready

        entities_merged.connect(succession.follow, dispatch_uid="harvesting")
        hanging_counted.connect(succession.count, dispatch_uid="harvesting")
