"""The orders of results as numbers (dataset-search 3.6, 6.1): data volume first, then date, title or length. Pure.

The index sorts by one number of 64 bits. Most datasets have no records and share the greatest volume, 2; there the
number has room for what comes next. What it cannot tell apart is told by `search.paging`.
"""

from datetime import datetime
from uuid import UUID

from search.words import fold

_NO_RECORDS = 1 << 63
_STEPS = 10**12
_LATEST = (1 << 43) - 1


def volume(records: int, names: int, all_records: int, all_names: int) -> int:
    """Data volume in units of 10^-12, from 0 (all data there are) to 2 * 10^12 (none); a share of nothing is 0."""
    shares = (records / all_records if all_records else 0.0) + (names / all_names if all_names else 0.0)
    return min(max(round((2 - shares) * _STEPS), 0), 2 * _STEPS)


def volume_order(volume: int, created: datetime, key: UUID) -> int:
    """Biggest first, then newest, then by key."""
    if volume < 2 * _STEPS:
        return volume
    age = _LATEST - min(max(round(created.timestamp() * 1000), 0), _LATEST)
    return _NO_RECORDS | age << 20 | key.int >> 108


def title_order(volume: int, title: str) -> int:
    """Biggest first, then by title."""
    if volume < 2 * _STEPS:
        return volume
    return _NO_RECORDS | int.from_bytes(fold(title).encode()[:8].ljust(8, b"\0")) >> 1


def suggest_order(volume: int, title: str) -> int:
    """Shortest title first, of which typed words make up most; then biggest."""
    return min(len(title), 0xFFFF) << 48 | volume << 7


def title_next(title: str) -> int:
    """What `title_order` has no room for: the next letters."""
    return int.from_bytes(fold(title).encode()[7:15].ljust(8, b"\0"))
