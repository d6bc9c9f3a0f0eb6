"""Dates of documents: what is read, with which precision, and what is not."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.metadata.dates import read_date

DAYS = {
    "20090429": (2009, 4, 29),
    "20090429Z": (2009, 4, 29),
    "20090429T101500Z": (2009, 4, 29),
    "2009-04-29": (2009, 4, 29),
    "2009-4-9": (2009, 4, 9),
    "2009/04/29": (2009, 4, 29),
    "2009-04-29Z": (2009, 4, 29),
    "2009-04-29T23:59:59.123456-11:00": (2009, 4, 29),
    "2009-04-29 10:15": (2009, 4, 29),
    "2009-04-29T10:15:00.5+0200": (2009, 4, 29),
    "\n   2009-04-29T10:15:00Z  ": (2009, 4, 29),
    "2009 - 04 - 29": (2009, 4, 29),
    "2009-W18-3": (2009, 4, 29),
    "2009W183": (2009, 4, 29),
    "2009-W18": (2009, 4, 27),
    "2009-119": (2009, 4, 29),
    "2009119": (2009, 4, 29),
    "2008-366": (2008, 12, 31),
    "12 May 2010": (2010, 5, 12),
    "12 may, 2010": (2010, 5, 12),
    "1st Sept. 2010": (2010, 9, 1),
    "12-May-2010": (2010, 5, 12),
    "May 12, 2010": (2010, 5, 12),
    "29.4.2009": (2009, 4, 29),
    "29.04.2009 10:15": (2009, 4, 29),
    "29/4/2009": (2009, 4, 29),
    "4/29/2009": (2009, 4, 29),
}
YEARS = {
    "2013": 2013,
    " 2013 ": 2013,
    "2013Z": 2013,
    "2013-05": 2013,
    "2013-5": 2013,
    "2013-05Z": 2013,
    "2013-05+01:00": 2013,
    "May 2013": 2013,
    "0987": 987,
}
NO_DATES = [
    "", "  ", "yesterday", "0000", "0000-01-01", "99999-99-99", "2009-13-01", "2009-02-30", "2009-13", "2009-00",
    "29.4.09", "09-04-29", "5/4/2009", "13/13/2009", "5/5/2009", "2009-366", "2009-000", "2009-W54-1", "2009-W18-8",
    "200904", "20091345", "-2009", "2009-04-29 or later", "12 Mai 2010", "٢٠٠٩", "2009-04-29T", "1" * 200,
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_it_reads_a_day_as_its_midnight(text: str, day: tuple[int, int, int]) -> None:
    expected = datetime(*day, tzinfo=UTC)

    assert read_date(text) == read_date(text, is_end=True) == expected


@pytest.mark.parametrize(("text", "year"), YEARS.items())
def test_it_marks_a_year_by_a_millisecond(text: str, year: int) -> None:
    assert read_date(text) == datetime(year, 1, 1, microsecond=1000, tzinfo=UTC)
    assert read_date(text, is_end=True) == datetime(year, 12, 31, microsecond=1000, tzinfo=UTC)


@pytest.mark.parametrize("text", NO_DATES)
def test_it_reads_nothing_from_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_it_reads_nothing_from_nothing() -> None:
    assert read_date(None) is None


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y-%j", "%G-W%V-%u", "%d.%m.%Y", "%d %B %Y"]))
def test_it_reads_every_day_in_every_notation(day: date, notation: str) -> None:
    text = day.strftime(notation.replace("%Y", f"{day.year:04}").replace("%G", f"{day.isocalendar().year:04}"))

    assert read_date(text) == datetime(day.year, day.month, day.day, tzinfo=UTC)


@given(st.datetimes(timezones=st.timezones()), st.sampled_from(["seconds", "milliseconds", "microseconds"]))
def test_the_date_as_written_counts_whatever_time_and_zone_follow(moment: datetime, precision: str) -> None:
    text = moment.isoformat(timespec=precision)

    if (moment.utcoffset() or timedelta()) % timedelta(minutes=1) == timedelta():
        assert read_date(text) == datetime(moment.year, moment.month, moment.day, tzinfo=UTC)


@given(st.text(max_size=40), st.booleans())
def test_it_never_fails(text: str, is_end: bool) -> None:
    found = read_date(text, is_end=is_end)

    assert found is None or found.tzinfo is UTC
