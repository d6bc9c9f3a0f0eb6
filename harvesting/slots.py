"""When the schedule runs a source next: at night, each at its own moment, and less often where it keeps failing.

A source's moment is a matter of its identifier, so that a thousand sources are spread over the night and each keeps its
hour. All moments are UTC: no change of summer time doubles or skips one.
"""

from datetime import UTC, datetime, time, timedelta
from hashlib import sha256

from django.conf import settings

from harvesting.models import HarvestSource

LONGEST_BACK_OFF = 32
"""Days; a source that fails rests for its interval, then for 2, 4, 8 … days, if that is longer."""
TOLERANCE = timedelta(hours=12)
"""A run by day counts as that of the night before or after, whichever is nearer."""


def next_run(source: HarvestSource, now: datetime, failures: int = 0) -> datetime:
    """The source's moment nearest to the end of its interval, counted from now."""
    days = max(source.interval, min(2 ** (failures - 1), LONGEST_BACK_OFF) if failures else 0)
    earliest = now + timedelta(days=days) - TOLERANCE
    midnight = datetime.combine(earliest.astimezone(UTC).date(), time(), tzinfo=UTC)
    moment = midnight + moment_of_day(source.pk)
    return moment if moment >= earliest else moment + timedelta(days=1)


def moment_of_day(identifier: str) -> timedelta:
    """When in the day, UTC, a source runs: somewhere in the hours that are set aside for harvesting."""
    share = int.from_bytes(sha256(identifier.encode()).digest()[:4], "big") / 2**32
    hours = settings.HARVEST_NIGHT_START + share * settings.HARVEST_NIGHT_HOURS
    return timedelta(seconds=int(hours % 24 * 3600))
