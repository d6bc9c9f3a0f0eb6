"""Dates and sizes as servers print them, and what they prove (FEATURES 4, need 26)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesting.protocols.dates import mark_in, proves

NOW = datetime(2023, 12, 1, tzinfo=UTC)
ROWS = [
    ("2023-11-14 22:13 7.4K", "Apache"),
    ("14-Nov-2023 22:13 7.4K", "older Apache"),
    ("14-Nov-2023 22:13 7546", "nginx"),
    ("7.4 KiB 2023-Nov-14 22:13", "nginx with fancyindex"),
    ("2023-Nov-14 22:13:20 7.4K application/octet-stream", "lighttpd"),
    ("7.4 KiB 11/14/2023 10:13:20 PM +00:00", "Caddy"),
    ("11/14/2023 10:13 PM 7546", "IIS"),
    ("-rw-r--r-- root root Nov 14 2023 7546 B", "webfsd"),
    ("2023-11-14T22:13:20Z 7546", "ERDDAP"),
    ("2023-11-14 22:13:20 7,546 bytes", "thousands"),
]


@pytest.mark.parametrize(("row", "server"), ROWS, ids=[server for _, server in ROWS])
def test_date_and_size_prove_that_a_file_is_the_same(row: str, server: str) -> None:
    mark = mark_in(row)

    assert mark
    assert proves(mark, 7546, NOW)
    assert not proves(mark, 9999, NOW)
    assert not proves(mark, 7546, datetime(2023, 11, 15, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    "row", ["", "7546", "2023-11-14 22:13", "2023-11-14 22:13 -", "2023-11-14 22:13 7.4K 12", "yesterday 7.4K", "[DIR]"]
)
def test_without_both_there_is_no_mark(row: str) -> None:
    assert mark_in(row) == ""


def test_a_date_in_the_future_proves_nothing() -> None:
    assert not proves("2037-01-01 00:00 7546", 7546, NOW)


def test_of_two_readings_of_a_date_the_later_counts() -> None:
    assert not proves("02/12/2023 7546", 7546, NOW)
    assert proves("02/03/2023 7546", 7546, NOW)


def test_an_impossible_date_proves_nothing() -> None:
    assert not proves("2023-02-31 22:13 7546", 7546, NOW)


@given(row=st.text(max_size=200), size=st.integers(0, 10**10))
def test_any_text_is_read(row: str, size: int) -> None:
    mark = mark_in(row)
    assert len(mark) <= 100
    assert proves(mark, size, NOW) in (True, False)
