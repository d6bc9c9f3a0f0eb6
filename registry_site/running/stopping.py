"""The wish to stop: noted by the signal handler, obeyed where the supervisor waits.

The handler raises nothing: an exception out of it may come up inside a library that swallows it, and the wish is lost.
"""

import signal
import threading
import time
from types import FrameType

from registry_site.running.exceptions import StopRequested

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_wish = threading.Event()


def listen() -> None:
    """From now on, note the signals by which people and systems ask a program to stop."""
    for number in SIGNALS:
        signal.signal(number, _note)


def _note(number: int, frame: FrameType | None) -> None:
    _wish.set()


def is_requested() -> bool:
    """Whether somebody asked to stop."""
    return _wish.is_set()


def pause(seconds: float) -> None:
    """Wait a moment between two looks at something; raises StopRequested if somebody asked to stop."""
    if is_requested():
        raise StopRequested
    time.sleep(seconds)
