"""Whether the worker was asked to stop (SIGTERM): its processes hand back what they have (RELIABILITY 2, row 14).

The worker's parent is told, its children do the work. They share one byte of memory, which was there before they were.
"""

import mmap

from celery import signals

_asked = mmap.mmap(-1, 1)


class AskedToStop(Exception):
    """The worker stops: leave the rest to others."""


def is_asked() -> bool:
    """Whether the worker that this process belongs to is to stop."""
    return _asked[0] == 1


def ask(**_: object) -> None:
    """Let all processes of this worker know."""
    _asked[0] = 1


signals.worker_shutting_down.connect(ask)
