"""The Celery application: its settings are the CELERY_ names of `registry_site.settings`, its schedule only ticks."""

import os
from pathlib import Path
from typing import Any

from celery import Celery, signals
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")
os.environ.setdefault("DATABASE_IDLE_TIMEOUT", "30")  # a process that is paused within a change holds no locks for long

application = Celery("registry_site")
application.config_from_object("django.conf:settings", namespace="CELERY")
application.autodiscover_tasks()


def keep_our_logs(**_: Any) -> None:
    """Being connected is enough: Celery then leaves the logging of `registry_site.logs` alone."""


def show_life(**_: Any) -> None:
    """Touch the process's sign of life (`registry_site.running.readiness`); only worker and beat are given one."""
    if name := settings.LIFE_SIGN:
        Path(name).touch()


signals.setup_logging.connect(keep_our_logs)
for sign in (
    signals.worker_ready,
    signals.heartbeat_sent,
    signals.beat_init,
    signals.before_task_publish,
):
    sign.connect(show_life)
