"""What templates ask about sources and runs: their state in words, and the tone that its chip has."""

from dataclasses import dataclass

from django import template

from harvesting.models import HarvestRun, HarvestSource
from harvesting.vocabulary import RunState

register = template.Library()


@dataclass(frozen=True, slots=True)
class Condition:
    """How something is now: in words, in the tone of a chip ("" for none), and whether it is at work."""

    words: str
    tone: str = ""
    is_busy: bool = False


_AT_WORK = {
    RunState.RUNNING: Condition("harvesting", "info", is_busy=True),
    RunState.QUEUED: Condition("queued", "info", is_busy=True),
}
_ENDED = {
    RunState.OK: Condition("ok", "success"),
    RunState.FAILED: Condition("failed", "danger"),
    RunState.CANCELLED: Condition("stopped", "warning"),
}
_WITH_ERRORS = Condition("ok, with bad records", "warning")


@register.filter
def condition(source: HarvestSource) -> Condition:
    """How a source is: deleted, at work, paused, or as its last run ended; `active_state` is of `with_active_state`."""
    if source.deleted:
        return Condition("deleted", "warning")
    if (at_work := _AT_WORK.get(source.active_state)) is not None:  # type: ignore[attr-defined]
        return at_work
    if source.paused:
        return Condition("paused", "warning")
    return _ended(source.last_outcome, source.last_bad_count) if source.last_outcome else Condition("never run")


@register.filter
def result(run: HarvestRun) -> Condition:
    """How a run ended, or that it is at work."""
    return _AT_WORK.get(RunState(run.state)) or _ended(run.state, run.bad_count)


def _ended(state: str, bad: int | None) -> Condition:
    return _WITH_ERRORS if state == RunState.OK and bad else _ENDED[RunState(state)]
