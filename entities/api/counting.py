"""How many entities a list has: counted once, and brought up to date from then on.

A count of many rows costs more than the page of a list. PostgreSQL says with each statement which transactions it sees;
as long as it sees the same ones, it would count the same, and the former count is the answer. Where it sees others, the
database tells which entities have since got other words or marks, and what they looked like before: for a list that
words and marks can answer, only these are counted. So no answer is old, and none takes longer in a larger registry.
"""

import threading
from collections import OrderedDict
from datetime import datetime
from typing import Any, NamedTuple

from entities.api.reading import rows
from entities.models import ENTITIES

_LATEST = "greatest({})".format(
    ", ".join(f'(SELECT max(rendered_at) FROM "{model._meta.db_table}")' for model in ENTITIES)  # noqa: S608
)
"""When any entity last changed. Lists look through other entities, and may change when one leaves them; nothing
closer can be said without asking each of them."""


class Followed(NamedTuple):
    """What a list has, in words: the live or the deleted entities of a table of words that have all that is `wanted`, a
    `tsquery`; None: all of them."""

    words: str
    wanted: str | None
    is_live: bool


class Known(NamedTuple):
    """A count, and the state of the database for which it is right."""

    state: str = ""
    number: int = 0


_MOST_KNOWN = 2000
_NOTHING = Known()
_known: OrderedDict[tuple[str, str], Known] = OrderedDict()
_one_at_a_time = threading.Lock()


def count(
    statement: str, parameters: tuple[Any, ...], followed: Followed | None, *, keeps_plan: bool
) -> tuple[int, datetime | None]:
    """What a statement counts, and when any entity last changed. For `keeps_plan` see `entities.api.reading.rows`."""
    key = (statement, repr(parameters))
    known = _known.get(key, _NOTHING)
    found, latest, state = rows(*asking(statement, parameters, followed, known), keeps_plan=keeps_plan)[0]
    if found is None:
        return known.number, latest
    if state is not None:
        _remember(key, Known(state, found))
    return found, latest


def asking(
    statement: str, parameters: tuple[Any, ...], followed: Followed | None, known: Known
) -> tuple[str, tuple[Any, ...]]:
    """The statement that counts where it sees another state than the known one, else NULL; with the last change of any
    entity, and the state that it sees; and its parameters."""
    if followed is None:
        return _asking(f"({statement})"), (known.state, *parameters)
    since = f"entities_count_since('{followed.words}', %s, %s, %s, %s)"
    told = (followed.wanted, followed.is_live, known.state, known.number)
    return _asking(f"coalesce({since}, ({statement}))"), (known.state, *told, *parameters)


def forget() -> None:
    """Count anew from now on."""
    with _one_at_a_time:
        _known.clear()


def _asking(number: str) -> str:
    return f"SELECT CASE WHEN entities_state() = %s THEN NULL ELSE {number} END, {_LATEST}, entities_state()"


def _remember(key: tuple[str, str], known: Known) -> None:
    with _one_at_a_time:
        _known[key] = known
        _known.move_to_end(key)
        while len(_known) > _MOST_KNOWN:
            _known.popitem(last=False)
