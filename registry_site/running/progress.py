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
def step(what: str, *, speaks: bool = False) -> Iterator[None]:
    """Announces a step, and how long it took once it is done; one that speaks itself gets lines of its own."""
    begin = time.monotonic()
    sys.stdout.write(f"  {what} …{chr(10) if speaks else ' '}")
    sys.stdout.flush()
    try:
        yield
    except BaseException:
        say()
        raise
    say(f"{'  … ' if speaks else ''}{time.monotonic() - begin:.1f} s")
