"""Who made the changes of a transaction: kept with each snapshot of the change history."""

import json
import uuid
from datetime import datetime

from django.db import connection

from entities.permissions import Actor


def begin(actor: Actor) -> datetime:
    """Name the author of all further changes of this transaction, and answer its moment.

    The moment comes from the database's clock, the only one that stamps (in milliseconds, as JSON shows it). The
    settings end with the transaction, so nothing leaks into the next one.
    """
    metadata = {"actor": actor.name, "channel": actor.channel.value, "reason": actor.reason}
    if actor.user is not None and actor.user.pk is not None:
        metadata["user"] = str(actor.user.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true),"
            " date_trunc('milliseconds', clock_timestamp())",
            [str(uuid.uuid4()), json.dumps(metadata)],
        )
        return cursor.fetchone()[2]  # type: ignore[no-any-return]


def moment() -> datetime:
    """Now, by the database's clock, in milliseconds; for what has no author."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT date_trunc('milliseconds', clock_timestamp())")
        return cursor.fetchone()[0]  # type: ignore[no-any-return]
