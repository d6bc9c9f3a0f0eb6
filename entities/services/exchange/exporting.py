"""Exports entities in the form that the API serves, one entity a line."""

from collections.abc import Callable
from typing import TextIO

from entities.models import Entity
from entities.services.rendering import served

CHUNK = 500


def export_entities(
    model: type[Entity], file: TextIO, *, on_progress: Callable[[int], None] = lambda count: None
) -> int:
    """Write all entities of a kind, deleted ones too, oldest first, as a JSON array; answers how many."""
    count = 0
    rows = model.objects.order_by("created", "key").values_list("rendered", flat=True)
    for text in rows.iterator(chunk_size=CHUNK):
        file.write("[\n" if count == 0 else ",\n")
        file.write(served(text))
        count += 1
        on_progress(1)
    file.write("\n]\n" if count else "[]\n")
    return count
