"""States and outcomes as coloured labels."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from entities.admin import markup
from harvesting.vocabulary import Outcome, RunState

_STATES: dict[str, str] = {
    RunState.QUEUED: "info",
    RunState.RUNNING: "info",
    RunState.OK: "success",
    RunState.FAILED: "danger",
    RunState.CANCELLED: "warning",
}
_OUTCOMES: dict[str, str] = {
    Outcome.CREATED: "success",
    Outcome.UPDATED: "info",
    Outcome.UNCHANGED: "",
    Outcome.BAD: "danger",
    Outcome.MISSING: "warning",
    Outcome.REMOVED: "warning",
}


def state(value: str | None) -> SafeString | str:
    """The state of a run."""
    return markup.chip(RunState(value).label, _STATES[value]) if value else markup.NOTHING


def outcome(value: str) -> SafeString:
    """What a run did with a document."""
    return markup.chip(Outcome(value).label, _OUTCOMES[value])


def good_and_bad(good: int | None, bad: int | None) -> SafeString | str:
    """How many records have no error, and how many have."""
    if good is None or bad is None:
        return markup.NOTHING
    if not good and not bad:
        return "none"
    clean = markup.chip(f"{good} good", "success")
    return format_html("{} {}", clean, markup.chip(f"{bad} bad", "danger")) if bad else clean
