"""The public dashboard: all sources, filters that combine and stand in the address, totals."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from harvesting import sources
from harvesting.vocabulary import HarvestType, RunState
from tests import factories
from tests.harvesting.pages.conftest import MakeSource, ended, run_of

pytestmark = pytest.mark.django_db


def read(client: Client, query: str = "") -> str:
    """The text of the dashboard."""
    response = client.get(f"/harvests{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_sees_name_organization_state_and_counts(client: Client, make: MakeSource) -> None:
    source = make(name="Tide <gauges>", **ended(23, 2))

    text = read(client)

    assert "Tide &lt;gauges&gt;" in text
    assert source.organization.title in text
    assert "ok, with bad records" in text
    assert f'href="/harvests/{source.pk}/records"' in text
    assert "92 %" in text


def test_a_run_that_read_nothing_does_not_look_as_if_the_records_were_gone(client: Client, make: MakeSource) -> None:
    make(**ended(0, 0, last_outcome=RunState.FAILED))

    text = read(client)

    assert "as before" in text
    assert "the last run read none" in text


def test_filters_combine(client: Client, make: MakeSource) -> None:
    kelp = factories.organization(title="Kelp institute")
    make(name="Right", organization=kelp, harvest_type=HarvestType.CSW, **ended(1, 1))
    make(name="Other type", organization=kelp, **ended(1, 1))
    make(name="Other owner", harvest_type=HarvestType.CSW, **ended(1, 1))
    make(name="All clean", organization=kelp, harvest_type=HarvestType.CSW, **ended(2, 0))

    text = read(client, "?organization=Kelp+institute&type=CSW&condition=errors")

    assert "Right" in text
    for name in ("Other type", "Other owner", "All clean"):
        assert name not in text
    assert '<option value="CSW" selected>' in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?condition=ok", {"Clean"}),
        ("?condition=errors", {"Dirty"}),
        ("?condition=failed", {"Broken"}),
        ("?condition=never", {"Fresh", "Busy"}),
        ("?condition=active", {"Busy"}),
        ("?online=no", {"Fresh"}),
        ("?q=clea", {"Clean"}),
        ("?q=%00", {"Clean", "Dirty", "Broken", "Fresh", "Busy"}),
        ("?condition=nonsense&type=x&online=maybe&sort=up&page=-1", {"Clean", "Dirty", "Broken", "Fresh", "Busy"}),
    ],
)
def test_each_filter_finds_its_sources(client: Client, make: MakeSource, query: str, found: set[str]) -> None:
    make(name="Clean", **ended(2, 0))
    make(name="Dirty", **ended(1, 1))
    make(name="Broken", **ended(0, 0, last_outcome=RunState.FAILED, last_bad_count=0))
    make(name="Fresh", publish=False)
    run_of(make(name="Busy"), RunState.RUNNING)

    page = client.get(f"/harvests{query}").context["page"]

    assert {source.name for source in page} == found


def test_sorting_puts_the_worst_first_and_those_without_a_run_last(client: Client, make: MakeSource) -> None:
    make(name="A fresh one")
    make(name="B few", **ended(5, 1))
    make(name="C many", **ended(5, 9))

    page = client.get("/harvests?sort=bad").context["page"]

    assert [source.name for source in page] == ["C many", "B few", "A fresh one"]


def test_deleted_sources_are_gone(client: Client, make: MakeSource) -> None:
    source = make(name="Given up", **ended(3, 3))
    sources.delete(source, actor=factories.actor())

    assert "Given up" not in read(client)
    assert client.get("/harvests").context["totals"].records == 0


def test_it_costs_four_statements_whatever_there_is(client: Client, make: MakeSource) -> None:
    for _ in range(6):
        run_of(make(**ended(3, 1)), good=3, bad=1)

    with CaptureQueriesContext(connection) as captured:
        read(client)

    assert len(captured) <= 4


def test_a_source_under_way_asks_again_and_one_at_rest_does_not(client: Client, make: MakeSource) -> None:
    source = make()
    assert "every 3s" not in read(client)
    run = run_of(source, RunState.RUNNING)
    assert f'hx-get="/harvests/{source.pk}/status?row"' in read(client)

    fragment = client.get(f"/harvests/{source.pk}/status?row").content.decode()
    assert "every 3s" in fragment
    assert "harvesting" in fragment

    type(run).objects.filter(pk=run.pk).update(state=RunState.CANCELLED)
    assert "every 3s" not in client.get(f"/harvests/{source.pk}/status?row").content.decode()


def test_an_empty_registry_says_what_a_source_is(client: Client) -> None:
    assert "Nothing is harvested yet" in read(client)
    assert "No source meets all these conditions" in read(client, "?q=kelp")


def test_the_about_page_has_totals_and_all_sources(client: Client, make: MakeSource) -> None:
    make(name="Tide gauges", **ended(7, 2))

    text = client.get("/about").content.decode()

    assert "9 records come from 1 harvested source" in text
    assert "2 of them have errors" in text
    assert "Tide gauges" in text


def test_only_members_with_rights_are_offered_to_add_a_source(client: Client) -> None:
    assert 'href="/harvests/new"' not in read(client)
    client.force_login(factories.account(), backend="entities.permissions.RegistryBackend")
    assert 'href="/harvests/new"' not in read(client)
    editor = factories.editor_user(factories.organization())
    client.force_login(editor, backend="entities.permissions.RegistryBackend")
    assert 'href="/harvests/new"' in read(client)
