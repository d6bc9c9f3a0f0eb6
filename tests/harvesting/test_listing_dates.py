"""Requests that a listing spares, and those that it must not (harvest contract 3.1; FEATURES 4, need 26)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F

from harvesting.models import HarvestedDocument, HarvestSource
from tests.behaviours import answer, served, status
from tests.harvesting.conftest import counts, harvest, record
from tests.harvesting.documents import document
from tests.servers import Behaviour, Request, WafServer

pytestmark = pytest.mark.django_db
OLD = "14-Nov-2023 22:13"


def _listing(date: Callable[[], str]) -> Behaviour:
    """An index page with true sizes, as nginx writes it."""

    def behave(request: Request) -> None:
        lines = [
            f'<a href="{name}">{name}</a>   {date()}   {len(content)}'
            for name, content in sorted(request.server.files.items())
        ]
        page = "<h1>Index of /</h1><pre>" + "\n".join(['<a href="../">../</a>', *lines]) + "</pre>"
        answer(page)(request)

    return behave


@pytest.fixture
def dated(waf: WafServer) -> WafServer:
    """A folder of two files whose listing tells the truth."""
    waf.files |= {"a.xml": document("a", "Gauge A"), "b.xml": document("b", "Gauge B")}
    waf.script("/", _listing(lambda: OLD))
    return waf


def test_what_the_listing_proves_unchanged_is_not_asked_for(dated: WafServer, source: HarvestSource) -> None:
    harvest(source)
    run = harvest(source)

    assert (counts(run), run.fetched) == ((0, 0, 2, 0), 0)
    assert (dated.requests["/a.xml"], dated.requests["/b.xml"], dated.requests["/"]) == (1, 1, 2)
    assert record(source, "a.xml").last_run == run


def test_another_date_or_size_is_asked_for(dated: WafServer, source: HarvestSource) -> None:
    harvest(source)
    dated.files["a.xml"] = document("a", "Gauge A, mended")

    assert counts(harvest(source)) == (0, 1, 1, 0)
    dated.script("/", _listing(lambda: "15-Nov-2023 22:13"))
    assert counts(harvest(source)) == (0, 0, 2, 0)
    assert dated.requests["/b.xml"] == 2


def test_sizes_that_are_not_true_prove_nothing(waf: WafServer, source: HarvestSource) -> None:
    waf.files["a.xml"] = document("a", "Gauge A")
    harvest(source)
    waf.files["a.xml"] = document("a", "Gauge B")

    assert counts(harvest(source)) == (0, 1, 0, 0)


@pytest.mark.parametrize("date", ["01-Jan-2037 00:00", "today"])
def test_dates_of_today_or_tomorrow_prove_nothing(dated: WafServer, source: HarvestSource, date: str) -> None:
    dated.script("/", _listing(lambda: date))
    harvest(source)
    dated.files["a.xml"] = document("a", "Gauge Z")

    assert counts(harvest(source)) == (0, 1, 1, 0)


def test_all_is_fetched_anew_after_thirty_days(dated: WafServer, source: HarvestSource) -> None:
    harvest(source)
    HarvestedDocument.objects.update(fetched=F("fetched") - timedelta(days=31))

    assert harvest(source).fetched == 2


def test_a_document_that_failed_is_asked_for_again(dated: WafServer, source: HarvestSource) -> None:
    harvest(source)
    HarvestedDocument.objects.update(fetched=F("fetched") - timedelta(days=31))
    dated.script("/a.xml", status(404))
    assert harvest(source).bad == 1
    dated.script("/a.xml", served())

    harvest(source)

    assert dated.requests["/a.xml"] == 3
    assert record(source, "a.xml").failure == ""
