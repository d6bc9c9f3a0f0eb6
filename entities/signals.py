"""The only signal of the registry: which entities a committed change touches."""

from django.dispatch import Signal

entities_changed = Signal()
"""Sent inside the transaction of a change, once for each kind of entity.

Arguments: `model` (entity class), `keys` (list of UUIDs), `kind` (created, changed, deleted, restored).
"""
