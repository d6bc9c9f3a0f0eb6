"""Dates and sizes that listings print beside a file, by which a request can be spared: pure (FEATURES 4, need 26).

A mark is the date and the size of a file as its listing prints them, in one line of text. The same mark as at the last
fetch proves that the file is the same, if the size is that of the fetched bytes and the date is old enough: a listing
shows minutes or days in a time zone that it does not tell, and a file can change twice in a minute.
"""

import re
from datetime import UTC, datetime, timedelta

OLD_ENOUGH = timedelta(days=2)
"""More than a day of unknown clock, and a day of time zones."""
LONGEST_MARK = 100

_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
)}  # fmt: skip
_TIME = r"(?:[ T]+\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?(?: ?(?:Z|[+-]\d\d:?\d\d))?)?"
_DATES = tuple(
    re.compile(rf"(?<![\w.-]){date}{_TIME}(?!\w)", re.IGNORECASE)
    for date in (
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",  # Apache, ERDDAP
        r"(?P<day>\d{1,2})-(?P<month>[a-z]{3})-(?P<year>\d{4})",  # nginx, older Apache
        r"(?P<year>\d{4})-(?P<month>[a-z]{3})-(?P<day>\d\d)",  # lighttpd, nginx with fancyindex
        r"(?P<month>[a-z]{3}) +(?P<day>\d{1,2}) +(?P<year>\d{4})",  # webfsd
        r"(?P<either>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{4})",  # IIS, Caddy: day and month in either order
    )
)
_SIZE = re.compile(
    r"(?<![\w.:/-])(?P<number>\d[\d,]*(?:\.\d+)?) ?(?P<unit>[kmgt]?)(?:i?b|bytes)?(?![\w.:/-])", re.IGNORECASE
)


def mark_in(row: str) -> str:
    """The mark of a file out of the text beside its link, "" where that tells not both a date and a size."""
    for pattern in _DATES:
        date = pattern.search(row)
        if date is None:
            continue
        sizes = [match[0] for part in (row[: date.start()], row[date.end() :]) for match in _SIZE.finditer(part)]
        if len(sizes) != 1:
            return ""
        mark = " ".join(f"{date[0]} {sizes[0]}".split())
        return mark if len(mark) <= LONGEST_MARK else ""
    return ""


def proves(mark: str, size: int, now: datetime) -> bool:
    """Whether a file of `size` bytes that is listed with this mark again is the same file."""
    for pattern in _DATES:
        date = pattern.match(mark)
        if date is not None:
            days = _days(date)
            return bool(days) and max(days) < now - OLD_ENOUGH and _agrees(mark[date.end() :].strip(), size)
    return False


def _days(date: "re.Match[str]") -> list[datetime]:
    """The days that a date may mean."""
    parts = date.groupdict()
    if "either" in parts:
        readings = [(parts["either"], parts["other"]), (parts["other"], parts["either"])]
    else:
        readings = [(parts["month"], parts["day"])]
    days = []
    for month, day in readings:
        number = int(month) if month.isdecimal() else _MONTHS.get(month.lower(), 0)
        try:
            days.append(datetime(int(parts["year"]), number, int(day), tzinfo=UTC))
        except ValueError:  # there is no such day
            continue
    return days


def _agrees(printed: str, size: int) -> bool:
    """Whether a printed size, rounded in either direction, in thousands or 1,024s, can be that of so many bytes."""
    match = _SIZE.fullmatch(printed)
    if match is None:
        return False
    number = match["number"].replace(",", "")
    value, power = float(number), " kmgt".index(match["unit"].lower() or " ")
    if power == 0:
        return size == value
    step = 10.0 ** -len(number.partition(".")[2])
    return (value - step) * 1000**power <= size <= (value + step) * 1024**power
