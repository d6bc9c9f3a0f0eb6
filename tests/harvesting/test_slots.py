"""Sources are spread over the night, each keeps its hour, and who fails waits longer (FEATURES 4, needs 19 and 80)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st

from harvesting import slots
from harvesting.models import HarvestSource
from harvesting.models.source import new_identifier

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
_DAYS = st.integers(0, 20 * 365 * 86_400).map(lambda seconds: NOON + timedelta(seconds=seconds))


def _source(**values: object) -> HarvestSource:
    return HarvestSource(**{"identifier": new_identifier(), "interval": 1} | values)


@given(now=_DAYS, interval=st.integers(1, 400))
def test_the_next_run_is_the_sources_own_moment_nearest_to_its_interval(now: datetime, interval: int) -> None:
    source = _source(interval=interval)

    moment = slots.next_run(source, now)

    assert abs(moment - now - timedelta(days=interval)) <= timedelta(hours=12)
    assert moment - datetime.combine(moment.date(), datetime.min.time(), tzinfo=UTC) == slots.moment_of_day(source.pk)


def test_a_source_keeps_its_hour_from_night_to_night() -> None:
    source = _source()
    first = slots.next_run(source, NOON)

    assert slots.next_run(source, first + timedelta(minutes=20)) == first + timedelta(days=1)


def test_a_thousand_sources_are_spread_over_the_night(settings: LazySettings) -> None:
    settings.HARVEST_NIGHT_START, settings.HARVEST_NIGHT_HOURS = 22, 8

    hours = [slots.moment_of_day(new_identifier()) // timedelta(hours=1) for _ in range(1000)]

    assert set(hours) == {22, 23, 0, 1, 2, 3, 4, 5}
    assert max(map(hours.count, set(hours))) < 200


@pytest.mark.parametrize(
    ("interval", "failures", "days"),
    [(1, 1, 1), (1, 2, 2), (1, 3, 4), (1, 6, 32), (1, 900, 32), (7, 2, 7), (90, 9, 90)],
)
def test_who_keeps_failing_waits_longer(interval: int, failures: int, days: int) -> None:
    moment = slots.next_run(_source(interval=interval), NOON, failures)

    assert abs(moment - NOON - timedelta(days=days)) <= timedelta(hours=12)
