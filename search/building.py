"""Builds indexes: a new one from all datasets while the old one is served; changed datasets in one that exists."""

import platform
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from django.db.models import Min

from entities.models import Dataset
from entities.services import bulk
from search import changes, facts, index
from search.changes import Follower
from search.documents import IndexDocument, build
from search.facts import Facts, Totals
from search.models import SearchChange, SearchIndex

BATCH = 500
LONGEST_ABSENCE = timedelta(days=7)
"""After which an index that nobody follows any more is forgotten, and with it the changes that wait for it."""

log = structlog.get_logger(__name__)

Progress = Callable[[int], None]


def rebuild(on_progress: Progress = lambda count: None) -> str:
    """Build an index of all datasets and serve it; answers its name. BlockingIOError where another process does."""
    with index.alone("rebuild"):
        SearchIndex.objects.filter(name__in=index.unfinished()).delete()  # no change has to wait for them any more
        follower, totals = Follower(changes.horizon()), facts.totals()
        writer = index.Writer.new()
        _register(writer.name, follower.transaction, totals)
        for keys in all_keys():
            writer.add(documents(keys, totals))
            on_progress(len(keys))
        writer.commit()
        catch_up(writer, follower, totals)
        writer.close()
        keep_place(writer.name, follower.transaction)
        before = index.current()
        index.serve(writer.name)
        SearchIndex.objects.filter(name=before).delete()
    return writer.name


def _register(name: str, transaction: int, totals: Totals) -> None:
    SearchIndex.objects.create(
        name=name,
        host=platform.node(),
        transaction=transaction,
        records=totals.records,
        names=totals.names,
        followed=datetime.now(tz=UTC),
    )


def all_keys() -> Iterator[list[UUID]]:
    """Keys of all live datasets, in parts."""
    last = UUID(int=0)
    while keys := list(Dataset.live().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield keys
        last = keys[-1]


def documents(keys: Sequence[UUID], totals: Totals) -> list[IndexDocument]:
    """Index documents of the live ones among the datasets; one that cannot be built is left out, and said."""
    with bulk.without_looking_for_cycles():
        return [document for found in facts.gather(keys) if (document := _built(found, totals))]


def _built(found: Facts, totals: Totals) -> IndexDocument | None:
    try:
        return build(found, totals)
    except (ValueError, TypeError, KeyError, AttributeError) as error:  # one odd dataset must not stop all others
        log.exception("dataset cannot be searched", dataset=str(found.key), error=str(error))
        return None


def replace(writer: index.Writer, keys: Sequence[UUID], totals: Totals) -> None:
    """Bring the index up to date for these datasets; readers see it with the writer's next commit, all at once."""
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        writer.replace(map(str, part), documents(part, totals))


def catch_up(writer: index.Writer, follower: Follower, totals: Totals) -> None:
    """Apply what waits, until little is left: where changes never cease, whoever follows the index takes them on."""
    while rows := follower.read():
        replace(writer, list(changes.datasets_of(row[1:] for row in rows)), totals)
        writer.commit()
        if len(rows) < BATCH:
            break


def totals_of(name: str) -> tuple[int, Totals] | None:
    """Up to which transaction an index has followed, and its totals; None where this database does not know it."""
    row = SearchIndex.objects.filter(name=name).first()
    return None if row is None else (row.transaction, Totals(row.records, row.names))


def keep_place(name: str, transaction: int) -> None:
    """Remember how far an index has followed, and drop the changes that all have."""
    now = datetime.now(tz=UTC)
    SearchIndex.objects.filter(name=name).update(transaction=transaction, followed=now)
    SearchIndex.objects.filter(followed__lt=now - LONGEST_ABSENCE).delete()
    oldest = SearchIndex.objects.aggregate(oldest=Min("transaction"))["oldest"]
    SearchChange.objects.filter(transaction__lt=oldest or 0).delete()
