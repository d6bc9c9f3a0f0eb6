"""Django's entry into the site: loads the task queues and the checks of the settings."""

from django.apps import AppConfig


class RegistrySiteConfig(AppConfig):
    """The site has no tables of its own; it brings commands, checks and the Celery application."""

    name = "registry_site"

    def ready(self) -> None:
        """Make the Celery application the one that tasks of all apps belong to; start with sound settings only."""
        from registry_site import celery, checks  # noqa: F401 - importing registers; earlier, settings are not ready

        checks.refuse_mistakes()
