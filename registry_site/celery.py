"""The Celery application: its settings are the CELERY_ names of `registry_site.settings`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")

application = Celery("registry_site")
application.config_from_object("django.conf:settings", namespace="CELERY")
application.autodiscover_tasks()
