"""What the person at the terminal sees while the portal starts and stops."""

import contextlib
import sys
import time
from collections.abc import Iterator


def say(line: str = "") -> None:
    """One line, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """One line on the error output."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


@contextlib.contextmanager
def step(what: str) -> Iterator[None]:
    """Announces a step, and how long it took once it is done."""
    begin = time.monotonic()
    sys.stdout.write(f"  {what} … ")
    sys.stdout.flush()
    try:
        yield
    except BaseException:
        say()
        raise
    say(f"{time.monotonic() - begin:.1f} s")
