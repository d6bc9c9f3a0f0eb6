"""Bears indexers on request: `bear` forks one and says its number, `kill` ends it by SIGKILL and says what ended it."""

import os
import signal
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")
django.setup()

from search import index
from search.indexer import Indexer


def _be_indexer() -> None:
    """Follow until killed; the host's lock is let go by the one that was killed before."""
    with index.alone("indexer"):
        Indexer().run()


def main() -> None:
    """One request a line."""
    number = 0
    for line in sys.stdin:
        if line.strip() == "bear":
            number = os.fork()
            if number == 0:
                _be_indexer()
                os._exit(0)
            print(number, flush=True)
        else:
            os.kill(number, signal.SIGKILL)
            print(os.WTERMSIG(os.waitpid(number, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
