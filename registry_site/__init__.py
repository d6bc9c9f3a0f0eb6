"""Wires the rooms of the portal together: settings, addresses, task queues, health and the processes."""

from registry_site.celery import application as celery

__all__ = ["celery"]
