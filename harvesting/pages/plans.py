"""What comes next, and how far a run is, in words."""

from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone

from harvesting.models import HarvestRun, HarvestSource
from harvesting.models.run import COUNTS
from harvesting.vocabulary import RunState


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: documents done of those that the listing found; 0 of 0 while it lists."""

    done: int
    found: int
    sentence: str

    @property
    def percent(self) -> int:
        """Of the listed documents."""
        return min(100, 100 * self.done // self.found) if self.found else 0


def progress_of(run: HarvestRun) -> Progress:
    """The progress of an active run, from its batches; one statement."""
    if run.state == RunState.QUEUED:
        return Progress(0, 0, "Queued: it begins as soon as a worker is free.")
    if run.listed is None:
        return Progress(0, 0, "Listing the documents of the source.")
    sums = run.batches.aggregate(**{name: Sum(name, default=0) for name in COUNTS})
    done = sum(sums[name] for name in ("created", "updated", "unchanged", "bad"))
    return Progress(done, run.found, f"{done} of {run.found} documents done.")


def next_run_in_words(source: HarvestSource) -> list[str]:
    """What the next run will do, and when, in sentences."""
    if source.is_deleted:
        return ["This source was deleted. It runs no more; its records stay readable."]
    sentences = [_when(source)]
    if not source.last_started:
        sentences.append("It will read every document that the source lists.")
    else:
        sentences.append(
            "It asks for each listed document whether it changed, and reads only those that did. "
            "A document that a complete listing lacks is removed, with its dataset; "
            "where many are missing at once nothing is removed until a person has confirmed it."
        )
    if not source.publish:
        sentences.append("Its records can be looked at here, but become no datasets until the source is published.")
    return sentences


def _when(source: HarvestSource) -> str:
    if source.is_paused:
        return "It is paused: the schedule leaves it alone until somebody resumes it. By hand it can be run."
    every = "every day" if source.interval == 1 else f"every {source.interval} days"
    if not source.publish or source.next_run is None:
        return "It runs only when somebody starts it by hand."
    if source.next_run <= timezone.now():
        return f"It is due now, and runs {every}."
    when = f"It runs {every}, next on {source.next_run:%-d %B %Y at %H:%M} UTC."
    if source.failures > 1:
        return f"{when} It failed {source.failures} times in a row, and is tried less often until it works again."
    return when
