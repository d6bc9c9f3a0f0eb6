"""Proves that the index holds what would be built now; in a healthy registry it finds nothing (RELIABILITY I20)."""

from collections.abc import Iterator
from uuid import UUID

from tantivy import Query

from entities.models import Dataset
from search import building, changes
from search.exceptions import SearchUnavailable
from search.index import Snapshot, reader


def differences() -> Iterator[UUID]:
    """Datasets that the index lacks, holds in another form, or holds although they are deleted.

    SearchUnavailable where there is no index. A change that the indexer has not followed yet is a difference too.
    """
    snapshot = reader.snapshot()
    known = building.totals_of(snapshot.token[0])
    if known is None:
        raise SearchUnavailable("The search index belongs to another database")
    for keys in building.all_keys():
        stored = _digests(snapshot, keys)
        expected = {UUID(document.key): document.digest for document in building.documents(keys, known[1])}
        yield from (key for key in keys if stored.get(key) != expected.get(key))
    yield from _superfluous(snapshot)


def repair() -> int:
    """Note what differs in the outbox, so that the indexers mend it; answers how many datasets that are."""
    found = list(differences())
    if found:
        changes.note_keys(Dataset.slug, found)
    return len(found)


def _digests(snapshot: Snapshot, keys: list[UUID]) -> dict[UUID, bytes]:
    query = Query.term_set_query(snapshot.schema, "key", [str(key) for key in keys])
    hits = snapshot.searcher.search(query, limit=len(keys) * 2, count=False).hits
    documents = (snapshot.searcher.doc(address) for _, address in hits)
    return {_key(bytes(document["result"][0])): bytes(document["digest"][0]) for document in documents}


def _superfluous(snapshot: Snapshot) -> Iterator[UUID]:
    """Datasets of the index that are deleted or unknown."""
    total = snapshot.searcher.num_docs
    for start in range(0, total, building.BATCH):
        found = snapshot.searcher.search(
            Query.all_query(), limit=building.BATCH, offset=start, count=False, order_by_field="volume_order"
        )
        held = {_key(result) for result in snapshot.results([address for _, address in found.hits])}
        yield from sorted(held - set(Dataset.live().filter(pk__in=held).values_list("pk", flat=True)))


def _key(result: bytes) -> UUID:
    return UUID(result[8:44].decode())
