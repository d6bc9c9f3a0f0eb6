"""The decision to merge entities into another of their kind, and to take that back.

It is asked in two steps: which one survives, with those that look alike at hand; then what would move, to be confirmed.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from entities.admin.decisions import Decision, Preview, choosing
from entities.models import Entity
from entities.services import hanging, merging

_CONSEQUENCE = (
    "Another one, the survivor, takes its place: whatever refers to this one, harvest sources included, refers to the"
    " survivor from now on, which also gets its identifiers, tags and comments. This one is deleted; its key becomes an"
    " identifier of the survivor. Its contacts, endpoints, machine tags and rights are not passed on. The merge can be"
    f" undone for {merging.UNDOABLE_FOR.days} days."
)


def merge_of(kind: type[Entity]) -> Decision:
    """Merging entities of a kind."""
    reference = hanging.references(kind)[0]
    return Decision(
        name="merge",
        title="Merge into …",
        done="merged",
        consequence=_CONSEQUENCE,
        run=lambda entity, actor, values: merging.merge(entity, values["survivor"], actor=actor),
        icon="merge",
        form=choosing("survivor", reference.model._meta.get_field(reference.name)),
        tone="danger",
        preview=Preview("survivor", candidates=merging.similar, lines=_lines),
    )


UNDO = Decision(
    name="unmerge",
    title="Undo the merge",
    done="separated again",
    consequence="It comes back, with what was moved to the survivor and is still there. What the survivor got beside"
    " that, identifiers, tags and comments, is taken from it.",
    run=lambda entity, actor, _: merging.undo(entity, actor=actor),
    icon="undo",
    fits=lambda entity: merging.undoable(entity) is not None,
    tone="primary",
)


def _lines(entities: Sequence[Any], values: dict[str, Any]) -> Iterator[str]:
    """What would move, entity by entity."""
    for entity in entities:
        found = [f"{count:,} {what}" for count, what in hanging.counted(entity) if count]
        yield f"{entity} → {values['survivor']}: {', '.join(found) or 'nothing hangs on it'}"
