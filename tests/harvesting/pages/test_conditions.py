"""How a source and a run are, in words and in the tone of a chip."""

from typing import Any

import pytest
from django.utils import timezone

from harvesting.models import HarvestRun, HarvestSource
from harvesting.templatetags.harvests import condition, result
from harvesting.vocabulary import RunState


def source(active_state: str | None = None, **values: Any) -> HarvestSource:
    """A source that is not stored, as a list shows it."""
    row = HarvestSource(**values)
    row.active_state = active_state  # type: ignore[attr-defined]
    return row


@pytest.mark.parametrize(
    ("shown", "words", "tone", "is_busy"),
    [
        (source(), "never run", "", False),
        (source(last_outcome=RunState.OK), "ok", "success", False),
        (source(last_outcome=RunState.OK, last_bad_count=2), "ok, with bad records", "warning", False),
        (source(last_outcome=RunState.FAILED, last_bad_count=2), "failed", "danger", False),
        (source(last_outcome=RunState.CANCELLED), "stopped", "warning", False),
        (source(last_outcome=RunState.OK, paused=timezone.now()), "paused", "warning", False),
        (source(RunState.RUNNING, paused=timezone.now()), "harvesting", "info", True),
        (source(RunState.QUEUED, last_outcome=RunState.FAILED), "queued", "info", True),
        (source(RunState.QUEUED, deleted=timezone.now()), "deleted", "warning", False),
    ],
)
def test_a_source_is_what_matters_most_now(shown: HarvestSource, words: str, tone: str, is_busy: bool) -> None:
    now = condition(shown)

    assert (now.words, now.tone, now.is_busy) == (words, tone, is_busy)


@pytest.mark.parametrize(
    ("run", "words", "tone"),
    [
        (HarvestRun(state=RunState.QUEUED), "queued", "info"),
        (HarvestRun(state=RunState.RUNNING), "harvesting", "info"),
        (HarvestRun(state=RunState.OK), "ok", "success"),
        (HarvestRun(state=RunState.OK, bad_count=1), "ok, with bad records", "warning"),
        (HarvestRun(state=RunState.FAILED), "failed", "danger"),
        (HarvestRun(state=RunState.CANCELLED), "stopped", "warning"),
    ],
)
def test_a_run_is_at_work_or_as_it_ended(run: HarvestRun, words: str, tone: str) -> None:
    assert (result(run).words, result(run).tone) == (words, tone)
