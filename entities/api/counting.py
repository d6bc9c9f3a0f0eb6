"""How many entities a list has: counted once, and known until the next change of the database.

A count of many rows costs more than the page of a list. PostgreSQL says with each statement which transactions it sees;
as long as it sees the same ones, it would count the same, and the former count is the answer, never an older one.
Nothing is written for that, so that no change pays for it, and none waits for another.
"""

import threading
from collections import OrderedDict
from datetime import datetime
from typing import Any

from entities.api.reading import rows
from entities.models import ENTITIES

_LATEST = "greatest({})".format(
    ", ".join(f'(SELECT max(rendered_at) FROM "{model._meta.db_table}")' for model in ENTITIES)  # noqa: S608
)
"""When any entity last changed. Lists look through other entities, and may change when one leaves them; nothing
closer can be said without asking each of them."""
_STATE = (
    "CASE WHEN pg_current_xact_id_if_assigned() IS NULL"
    " THEN concat(pg_postmaster_start_time(), ' ', pg_current_snapshot()) END"
)
"""What the statement sees: which transactions are over, of which start of the server. Nothing in a transaction that
has written itself, as what it sees of its own changes is not told."""
_MOST_KNOWN = 2000
_known: OrderedDict[tuple[str, str], tuple[str, int]] = OrderedDict()
_one_at_a_time = threading.Lock()


def count(statement: str, parameters: tuple[Any, ...], *, keeps_plan: bool) -> tuple[int, datetime | None]:
    """What a statement counts, and when any entity last changed. For `keeps_plan` see `entities.api.reading.rows`."""
    key = (statement, repr(parameters))
    former, known = _known.get(key, ("", 0))
    found, latest, state = rows(asking(statement), (former, *parameters), keeps_plan=keeps_plan)[0]
    if found is None:
        return known, latest
    if state is not None:
        _remember(key, state, found)
    return found, latest


def asking(statement: str) -> str:
    """The statement that counts where it sees another state than the one of its first parameter, else NULL; with the
    last change of any entity, and the state that it sees."""
    return f"SELECT CASE WHEN {_STATE} = %s THEN NULL ELSE ({statement}) END, {_LATEST}, {_STATE}"


def forget() -> None:
    """Count anew from now on."""
    with _one_at_a_time:
        _known.clear()


def _remember(key: tuple[str, str], state: str, found: int) -> None:
    with _one_at_a_time:
        _known[key] = (state, found)
        _known.move_to_end(key)
        while len(_known) > _MOST_KNOWN:
            _known.popitem(last=False)
