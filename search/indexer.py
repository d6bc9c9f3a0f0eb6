"""The process that keeps a host's index true: follows the outbox, one for each host.

1. take the host's lock; another indexer waits;
2. open the served index; build one where there is none, where it cannot be read, or where it belongs to another
   database;
3. read the outbox, build the documents of what changed, commit, remember the place; then wait for the next change.

It may be killed at any moment: the place is remembered after the commit, and applying a change twice does no harm.
What touches many datasets (an organization that was renamed, an import) is worked off in parts, and single changes go
first (`search.waiting`).
"""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from search import building, changes, facts, index
from search.changes import Follower
from search.facts import Totals
from search.waiting import Waiting

LONGEST_WAIT = 2.0
"""Seconds between two looks, where no notification came."""
_PAUSE_AFTER_FAILURE = 2.0
_PLACE_KEPT_EVERY = 60.0
_DRIFT = 0.01
"""By which share the totals may change until all data volumes are measured anew."""
_DRIFT_LOOKED_AT_EVERY = 60.0
_CHANGES_COMMITTED_EVERY = 0.25
"""Seconds, while one change follows another: a commit of ten costs what one of a single change costs, and each lets
all who search open the index anew."""
_PARTS_COMMITTED_EVERY = 2.0
"""Seconds; each commit makes a part of the index that has to be merged with others, and takes the longer the more it
has to write, for which a single change would wait."""

log = structlog.get_logger(__name__)


class Indexer:
    """Follows the outbox into one index.

    `builds_aside`: an index whose totals are out of date is built anew by a thread of its own, so that changes are
    found meanwhile; the new one is followed once it is served.
    """

    def __init__(self, should_stop: Callable[[], bool] = lambda: False, *, builds_aside: bool = False) -> None:
        self._should_stop, self._builds_aside = should_stop, builds_aside
        self._aside: threading.Thread | None = None
        self._writer: index.Writer | None = None
        self._follower = Follower(0)
        self._totals = Totals()
        self._waiting = Waiting()
        self._kept = self._measured = self._committed = 0.0

    def run(self) -> None:
        """Follow until asked to stop; whatever fails is tried again."""
        while not self._should_stop():
            try:
                self._follow()
            except (DatabaseError, InterfaceError, psycopg.Error, OSError, ValueError, SystemError) as error:
                is_replaced = self._writer is not None and self._writer.name != index.current()
                self.abandon()
                if is_replaced:  # its files went while they were written; the new index is followed at once
                    continue
                log.warning("indexing failed, trying again", error=str(error))
                connection.close()
                self._rest(_PAUSE_AFTER_FAILURE)

    def step(self) -> bool:
        """Apply a part of what waits; answers whether more does."""
        self._ensure()
        rows = self._follower.read()
        self._waiting.add(rows)
        has_more = bool(self._waiting)
        self._work_off(self._waiting.first(), is_urgent=True)
        self._work_off(self._waiting.part())
        if not self._waiting:
            self._keep_place(is_due=has_more and not rows)
        return bool(rows or self._waiting)

    def _work_off(self, keys: Sequence[UUID], *, is_urgent: bool = False) -> None:
        """Build the documents of these datasets anew; what is urgent, and the end of the rest, can be found at once."""
        if not keys or self._writer is None:
            return
        begin = time.monotonic()
        building.replace(self._writer, keys, self._totals)
        self._waiting.done(keys, None if is_urgent else time.monotonic() - begin)
        self._commit(is_due=is_urgent or not self._waiting)

    def abandon(self) -> None:
        """Give the index back as it was committed; the next step opens it anew, and reads the outbox from its place."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.abandon()

    def _follow(self) -> None:
        with closing(_listening()) as listener:
            while not self._should_stop():
                show_life()
                has_more = self.step()
                if not self._waiting:
                    self._rest(self._committed + _CHANGES_COMMITTED_EVERY - time.monotonic())
                if not has_more:
                    _wait(listener)

    def _ensure(self) -> None:
        """Have the served index open for writing; build it where it is missing, unreadable or foreign."""
        name = index.current()
        if self._writer is not None and self._writer.name == name and not index.is_broken(name):
            return
        self._close()
        known = building.totals_of(name) if name and not index.is_broken(name) else None
        if name is None or known is None or changes.is_from_elsewhere(known[0]) or not self._opens(name):
            if index.current() not in (None, name):  # another process replaced it meanwhile
                self._ensure()
                return
            log.info("building the search index")
            name = building.rebuild(lambda count: show_life())
            known = building.totals_of(name)
            self._opens(name)
        if known:
            self._follower, self._totals, self._waiting = Follower(known[0]), known[1], Waiting()

    def _opens(self, name: str) -> bool:
        try:
            self._writer = index.Writer(name)
        except (ValueError, OSError, SystemError) as error:
            log.warning("the search index cannot be read", index=name, error=str(error))
            return False
        return True

    def _commit(self, *, is_due: bool) -> None:
        """Make visible what was replaced: single changes and the end of a backlog at once, its parts now and then."""
        if self._writer and (is_due or time.monotonic() - self._committed > _PARTS_COMMITTED_EVERY):
            self._writer.commit()
            self._committed = time.monotonic()

    def _keep_place(self, *, is_due: bool) -> None:
        if self._writer is None or not (is_due or time.monotonic() - self._kept > _PLACE_KEPT_EVERY):
            return
        building.keep_place(self._writer.name, self._follower.transaction)
        self._kept = time.monotonic()
        if self._kept - self._measured < _DRIFT_LOOKED_AT_EVERY:
            return
        self._measured = self._kept
        if _has_drifted(self._totals, facts.totals()):
            self._build_anew()

    def _build_anew(self) -> None:
        if not self._builds_aside:
            self._close()
            building.rebuild(lambda count: show_life())
        elif self._aside is None or not self._aside.is_alive():
            self._aside = threading.Thread(target=_build_aside, daemon=True)
            self._aside.start()

    def _close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self._should_stop():
            time.sleep(min(left, 0.1))


def _has_drifted(old: Totals, new: Totals) -> bool:
    pairs = ((old.records, new.records), (old.names, new.names))
    return any(abs(after - before) > _DRIFT * before for before, after in pairs)


def _build_aside() -> None:
    """Build and serve a new index; where that fails, the old one is served on, and it is tried again later."""
    try:
        building.rebuild()
    except (DatabaseError, InterfaceError, OSError, ValueError, SystemError) as error:
        log.warning("the search index was not built anew", error=str(error))
    finally:
        connection.close()


def _listening() -> psycopg.Connection[Any]:
    """A connection of its own that hears of changes."""
    parameters: dict[str, Any] = connection.get_connection_params()
    for unused in ("cursor_factory", "context"):
        parameters.pop(unused, None)
    listener = psycopg.connect(**parameters, autocommit=True)
    listener.execute(f"LISTEN {changes.CHANNEL}")
    return listener


def _wait(listener: psycopg.Connection[Any]) -> None:
    for _ in listener.notifies(timeout=LONGEST_WAIT, stop_after=1):
        return


def show_life() -> None:
    """Touch the process's sign of life, by which it is watched."""
    if settings.LIFE_SIGN:
        Path(settings.LIFE_SIGN).touch()
