"""The page of a source and its records: how it is doing, in words that its provider understands."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from harvesting import sources
from harvesting.models import HarvestBatch
from harvesting.vocabulary import RunState
from tests import factories
from tests.harvesting.pages.conftest import MakeSource, ended, record_of, run_of

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>"
MISSING_ID = "Element 'gml:TimePeriod': The attribute 'gml:id' is required but missing."


def read(client: Client, address: str) -> str:
    """The text of a page."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def errors(*sentences: str) -> list[dict[str, object]]:
    """Validation errors of a record, on the lines 10, 11, …"""
    return [{"line_number": 10 + n, "error": sentence} for n, sentence in enumerate(sentences)]


def test_it_says_how_the_last_run_went_and_what_the_next_will_do(client: Client, make: MakeSource) -> None:
    source = make(name="Tide gauges", interval=7, next_run=timezone.now() + timedelta(days=3), **ended(4, 1))
    run_of(source, good=4, bad=1)

    text = read(client, f"/harvests/{source.pk}")

    assert "found 5 documents: 5 new" in text
    assert "It runs every 7 days, next on" in text
    assert "<rect" in text
    assert f'href="/api/v1/Harvests/{source.pk}"' in text


def test_errors_are_grouped_by_kind_with_their_lines(client: Client, make: MakeSource) -> None:
    source = make()
    for number in range(3):
        sentence = f"Element 'gmd:x{number}': This element is not expected."
        record_of(source, number, validation_errors=errors(sentence, MISSING_ID))

    kinds = client.get(f"/harvests/{source.pk}").context["kinds"]

    assert [(kind.count, kind.documents) for kind in kinds] == [(3, 3), (3, 3)]
    assert {example.line for kind in kinds for example in kind.examples} == {10, 11}


def test_a_failure_is_shown_in_its_own_words(client: Client, make: MakeSource) -> None:
    source = make(**ended(0, 0, last_outcome=RunState.FAILED))
    run_of(source, RunState.FAILED, failure_code=404, failure_message="https://data.example.org/: answered 404")

    text = read(client, f"/harvests/{source.pk}")

    assert "https://data.example.org/: answered 404" in text
    assert "chip-danger" in text


def test_an_active_run_shows_its_progress_and_the_page_asks_again(client: Client, make: MakeSource) -> None:
    source = make()
    run = run_of(source, RunState.RUNNING, listed=timezone.now(), found=40, created=0)
    HarvestBatch.objects.create(run=run, number=1, references=[], created=5, unchanged=5)

    text = read(client, f"/harvests/{source.pk}/status")

    assert "10 of 40 documents done." in text
    assert 'width="25"' in text
    assert "every 2s" in text

    type(run).objects.filter(pk=run.pk).update(state=RunState.OK, finished=timezone.now(), found=0)
    assert "every 2s" not in read(client, f"/harvests/{source.pk}/status")


def test_a_deleted_source_stays_readable(client: Client, make: MakeSource) -> None:
    source = make()
    sources.delete(source, actor=factories.actor())

    assert "This source was deleted." in read(client, f"/harvests/{source.pk}")


@pytest.mark.parametrize("path", ["", "/records", "/status"])
@pytest.mark.parametrize("identifier", ["23456789abcdefghi", "%00", "a-b"])
def test_an_unknown_source_is_not_there(client: Client, identifier: str, path: str) -> None:
    assert client.get(f"/harvests/{identifier}{path}").status_code == 404


def test_records_show_title_description_services_and_errors(client: Client, make: MakeSource) -> None:
    source = make()
    dataset = factories.dataset()
    record_of(
        source,
        title="Tide gauge 1",
        description="<p>Hourly levels. </p>" + "Long. " * 100,
        services=[{"service_type": "OGC:WMS", "service_url": "https://maps.example.org/wms"}],
        validation_errors=errors(MISSING_ID),
        dataset=dataset,
        metadata_date="2024-05-06T00:00:00",
    )

    text = read(client, f"/harvests/{source.pk}/records")

    for part in ("Tide gauge 1", "OGC:WMS", "https://maps.example.org/wms", "line 10", "1 error", "2024-05-06"):
        assert part in text
    assert "<details" in text
    assert f'href="/dataset/{dataset.pk}"' in text
    assert f'href="{source.url}gauge-1.xml"' in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"bad", "good", "broken", "missing"}),
        ("?condition=errors", {"bad", "broken"}),
        ("?condition=clean", {"good", "missing"}),
        ("?condition=unreadable", {"broken"}),
        ("?condition=services", {"good"}),
        ("?condition=missing", {"missing"}),
        ("?condition=removed", {"gone"}),
        ("?condition=nonsense", {"bad", "good", "broken", "missing"}),
        ("?q=gauge-2", {"good"}),
        ("?q=%00&page=x", {"bad", "good", "broken", "missing"}),
    ],
)
def test_records_are_filtered(client: Client, make: MakeSource, query: str, found: set[str]) -> None:
    source = make()
    now = timezone.now()
    record_of(source, 1, title="bad", validation_errors=errors("x"))
    record_of(source, 2, title="good", services=[{"service_type": "", "service_url": "https://a.example"}])
    record_of(source, 3, title="broken", failure="answered 500", readable=False)
    record_of(source, 4, title="missing", missing_since=now)
    record_of(source, 5, title="gone", missing_since=now, removed=now)

    page = client.get(f"/harvests/{source.pk}/records{query}").context["page"]

    assert {record.title for record in page} == found


def test_the_served_copy_is_led_to_where_there_is_one(client: Client, make: MakeSource) -> None:
    source = make()
    copied = record_of(source, 1, dataset=factories.dataset(), file_name="gauge-1.xml")
    preview = record_of(source, 2)

    text = read(client, f"/harvests/{source.pk}/records")
    answer = client.get(f"/harvests/{source.pk}/records/{copied.pk}/copy")

    assert text.count("Served copy") == 1
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/waf/{source.organization_id}/")
    assert client.get(f"/harvests/{source.pk}/records/{preview.pk}/copy").status_code == 404
    assert client.get(f"/harvests/23456789abcdefghi/records/{copied.pk}/copy").status_code == 404


def test_hostile_records_do_nothing(client: Client, make: MakeSource) -> None:
    source = make(name=f"Kelp {HOSTILE}")
    run_of(source, RunState.FAILED, failure_message=HOSTILE)
    record_of(
        source,
        title=HOSTILE,
        description=HOSTILE + "x" * 300,
        url="javascript:alert(1)",
        services=[{"service_type": HOSTILE, "service_url": "javascript:alert(1)"}],
        validation_errors=errors(HOSTILE),
        metadata_date=HOSTILE,
    )

    text = read(client, f"/harvests/{source.pk}") + read(client, f"/harvests/{source.pk}/records")

    assert "<script>alert" not in text
    assert not re.search(r"href=\"\s*javascript:", text)


def test_pages_cost_few_statements(client: Client, make: MakeSource) -> None:
    source = make(**ended(3, 3))
    for number in range(6):
        run_of(source, good=3, bad=3)
        record_of(source, number, validation_errors=errors("x"), dataset=factories.dataset())

    for path, most in (("", 4), ("/records", 4), ("/status", 2)):
        with CaptureQueriesContext(connection) as captured:
            read(client, f"/harvests/{source.pk}{path}")
        assert len(captured) <= most, [path, *(q["sql"][:150] for q in captured)]


def test_a_harvested_dataset_says_where_it_comes_from(client: Client, make: MakeSource) -> None:
    source, dataset = make(name="Tide gauges"), factories.dataset()
    record_of(source, dataset=dataset, last_run=run_of(source), hash_val="ab" * 32)

    text = read(client, f"/dataset/{dataset.pk}")

    assert "Where this comes from" in text
    assert f'href="/harvests/{source.pk}"' in text
    assert f'href="{source.url}gauge-1.xml"' in text
    assert "ab" * 32 in text
    assert "Where this comes from" not in read(client, f"/dataset/{factories.dataset().pk}")
