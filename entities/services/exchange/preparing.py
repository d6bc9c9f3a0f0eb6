"""Makes rows, words and JSON of what stands in a file, ahead of the batch that the database is at work on."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from typing import Any
from uuid import UUID

from entities.exceptions import RegistryError
from entities.models import Dataset, Entity, Organization
from entities.services.exchange.arrivals import Arrival, read_arrival
from entities.services.exchange.references import Refused

Titles = Mapping[UUID, str]

BATCH = 500
"""Entities stored at once, while as many are prepared."""
_FIRST_BATCH = 100
"""While these are prepared, the database has nothing to do."""


def batches(
    model: type[Entity], entries: list[tuple[int, Any]], titles: Titles, refused: Refused
) -> Iterator[tuple[int, list[Arrival]]]:
    """So many entities, and what was made of them; the next ones are prepared while the caller stores these.

    `titles` are those of publishers. What is wrong with an entity by itself goes to `refused`, with its position.
    """
    seen: set[UUID] = set()
    waiting: Future[list[Arrival]] | None = None
    bounds = [0, *range(_FIRST_BATCH, len(entries), BATCH), len(entries)]
    pieces = [entries[start:end] for start, end in pairwise(bounds) if start < end]
    with ThreadPoolExecutor(1) as preparation:
        for number, piece in enumerate(pieces):
            ready = waiting or preparation.submit(_prepared, model, piece, titles, seen, refused)
            arrivals = ready.result()
            following = pieces[number + 1 : number + 2]
            waiting = preparation.submit(_prepared, model, following[0], titles, seen, refused) if following else None
            yield len(piece), arrivals


def publishers(keys: Iterable[UUID] | None = None) -> dict[UUID, str]:
    """The titles of these organizations, or of all."""
    found = Organization.objects.all() if keys is None else Organization.objects.filter(pk__in=keys)
    return dict(found.values_list("pk", "title"))


def _prepared(
    model: type[Entity],
    entries: list[tuple[int, Any]],
    titles: Titles,
    seen: set[UUID],
    refused: Refused,
) -> list[Arrival]:
    arrivals = []
    for position, body in entries:
        try:
            arrival = read_arrival(model, position, body)
        except RegistryError as error:
            refused.append((position, str(error)))
            continue
        if arrival.entity.pk in seen:
            refused.append((position, f"key: {arrival.entity.pk} stands in the file twice"))
            continue
        seen.add(arrival.entity.pk)
        _complete_early(arrival, titles)
        arrivals.append(arrival)
    return arrivals


def _complete_early(arrival: Arrival, titles: Titles) -> None:
    """Most arrive with all that their JSON needs; keys, DOIs and titles that lack are for the database to say."""
    if not arrival.is_named:
        return
    if not isinstance(arrival.entity, Dataset):
        arrival.complete("")
    elif arrival.entity.publishing_organization_id in titles:
        arrival.complete(titles[arrival.entity.publishing_organization_id])
