"""Drawings of counts as numbers for SVG, made by the server: no script, no style attribute."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from harvesting.models import HarvestRun
from harvesting.vocabulary import RunState

WIDTH, HEIGHT, FOOT = 720, 170, 20
_GAP = 0.25
_RADIUS = 50


@dataclass(frozen=True, slots=True)
class Bar:
    """One run: where its bar stands, the heights of its parts, and what it says when pointed at."""

    x: float
    width: float
    good_y: float
    good_height: float
    bad_y: float
    bad_height: float
    failed: bool
    title: str

    @property
    def middle(self) -> float:
        """Where the mark of a failure stands."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of runs, oldest first, with the greatest count as scale."""

    bars: tuple[Bar, ...]
    most: int
    first: Any
    last: Any
    end: float
    width: int = WIDTH
    height: int = HEIGHT + FOOT
    base: int = HEIGHT

    @property
    def is_over_days(self) -> bool:
        """Whether a second date, below the last bar, says anything."""
        return bool(self.first.date() != self.last.date()) and self.end > WIDTH / 3


def runs_chart(runs: Sequence[HarvestRun]) -> Chart | None:
    """The finished runs as bars of good and bad records; a run that failed has a mark at its foot."""
    finished = [run for run in runs if run.finished][::-1]
    if not finished:
        return None
    most = max(run.good_count + run.bad_count for run in finished) or 1
    step = WIDTH / max(len(finished), 12)
    bars = tuple(_bar(run, number * step, step, most) for number, run in enumerate(finished))
    return Chart(bars, most, finished[0].queued, finished[-1].queued, end=bars[-1].x + bars[-1].width)


def _bar(run: HarvestRun, left: float, step: float, most: int) -> Bar:
    scale = (HEIGHT - 12) / most
    good, bad = round(run.good_count * scale, 1), round(run.bad_count * scale, 1)
    title = f"{run.queued:%Y-%m-%d %H:%M} UTC: {run.outcome}, {run.good_count} clean, {run.bad_count} bad"
    return Bar(
        x=round(left + step * _GAP / 2, 1),
        width=round(step * (1 - _GAP), 1),
        good_y=round(HEIGHT - good, 1),
        good_height=good,
        bad_y=round(HEIGHT - good - bad, 1),
        bad_height=bad,
        failed=run.state == RunState.FAILED,
        title=title,
    )


@dataclass(frozen=True, slots=True)
class Donut:
    """A ring of good and bad: the lengths of its arcs."""

    around: float
    good: float
    bad: float
    percent: str


def donut(good: int, bad: int) -> Donut | None:
    """The ring; None where nothing was counted. No error is rounded away: 100 % means all."""
    total = good + bad
    if not total:
        return None
    around = 2 * math.pi * _RADIUS
    arc = around * good / total
    percent = 100 if not bad else min(99, math.floor(100 * good / total))
    return Donut(round(around, 2), round(arc, 2), round(around - arc, 2), f"{percent} %")
