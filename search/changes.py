"""The outbox: noting what changed, and reading it in a way that loses nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from entities.models import Dataset, Entity, Installation, Network, NetworkConstituent, Organization

CHANNEL = "search_changed"
_AT_ONCE = 20_000

_DATASETS_OF = {
    Organization.slug: lambda key: Dataset.objects.filter(
        Q(publishing_organization=key) | Q(installation__organization=key)
    ).values_list("pk", flat=True),
    Installation.slug: lambda key: Dataset.objects.filter(installation=key).values_list("pk", flat=True),
    Network.slug: lambda key: NetworkConstituent.objects.filter(network=key).values_list("dataset", flat=True),
}
"""Datasets whose index document tells something of the entity; of nodes it tells the key alone."""


def note(model: type[Entity], keys: Iterable[UUID], **_: Any) -> None:
    """Receiver of `entities_changed`: writes the entities into the outbox, in the transaction of the change.

    One row an entity, however many datasets it touches, so that no request waits for them.
    """
    if model is not Dataset and model.slug not in _DATASETS_OF:
        return
    note_keys(model.slug, keys)


def note_keys(slug: str, keys: Iterable[UUID]) -> None:
    """Write entities into the outbox and wake the indexers when the transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH noted AS (INSERT INTO search_searchchange (entity, key, transaction)"
            " SELECT %s, unnest(%s::uuid[]), pg_current_xact_id()::text::bigint RETURNING 1)"
            " SELECT pg_notify(%s, '') FROM noted LIMIT 1",
            [slug, list(keys), CHANNEL],
        )


def datasets_of(entities: Iterable[tuple[str, UUID]]) -> dict[UUID, None]:
    """Keys of the datasets whose index documents changes of the entities (kind and key) touch, each once, in order."""
    found: dict[UUID, None] = {}
    for slug, key in dict.fromkeys(entities):
        found.update(dict.fromkeys([key] if slug == Dataset.slug else _DATASETS_OF[slug](key).iterator()))
    return found


def horizon() -> int:
    """The oldest transaction that may still write; all below have committed or never will."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


Change = tuple[int, str, UUID]
"""An entity that changed: the transaction that changed it, the entity's kind (its slug) and key."""


@dataclass(slots=True)
class Follower:
    """Reads the outbox from a transaction on, each row once, whenever its transaction commits.

    `transaction` may be kept, once all that was read is done, and handed to another follower: from there on nothing is
    missed, and what comes twice does no harm.
    """

    transaction: int
    _seen: dict[int, int] = field(default_factory=dict)

    def read(self) -> list[Change]:
        """What changed since the last call, in its order; empty when nothing did. Call again until it is."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, changed.* FROM (VALUES (1)) AS one"
                " LEFT JOIN LATERAL (SELECT id, transaction, entity, key FROM search_searchchange"
                " WHERE transaction >= %s AND NOT (id = ANY (%s)) ORDER BY id LIMIT %s) AS changed ON true",
                [self.transaction, list(self._seen), _AT_ONCE],
            )
            rows = cursor.fetchall()
        changed = [row for row in rows if row[1] is not None]
        self._seen |= {row[1]: row[2] for row in changed}
        if len(changed) < _AT_ONCE:
            self._advance(rows[0][0])
        return list(dict.fromkeys((transaction, slug, key) for _, _, transaction, slug, key in changed))

    def _advance(self, horizon: int) -> None:
        """All that could be seen was read: what lies below the oldest transaction that was open is done."""
        self.transaction = max(self.transaction, horizon)
        self._seen = {row: transaction for row, transaction in self._seen.items() if transaction >= self.transaction}


def is_from_elsewhere(transaction: int) -> bool:
    """Whether a kept place lies beyond all transactions of this database, which then is not the one it was kept for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        return transaction > int(cursor.fetchone()[0])
