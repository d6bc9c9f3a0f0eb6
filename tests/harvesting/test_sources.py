"""Sources are made, changed and deleted by one service (harvest contract 1)."""

import re

import pytest

from entities.exceptions import Conflict, NotPermitted, RuleViolation, WrongState
from entities.models import Dataset
from harvesting import scheduling, sources
from harvesting.models import HarvestSource
from harvesting.models.source import new_identifier
from harvesting.vocabulary import RunState, Trigger
from tests import factories
from tests.harvesting.conftest import MakeSource, harvest
from tests.harvesting.documents import folder
from tests.servers import WafServer

pytestmark = pytest.mark.django_db


def test_an_identifier_has_17_characters_without_look_alikes() -> None:
    assert re.fullmatch("[23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz]{17}", new_identifier())


def test_a_source_gets_an_installation_of_its_organization(make_source: MakeSource) -> None:
    source = make_source()

    made = source.installation
    assert (made.type, made.organization, made.title) == ("HTTP_INSTALLATION", source.organization, source.name)


def test_what_is_left_out_has_a_default(waf: WafServer) -> None:
    editor = factories.editor_user(organization := factories.organization())

    source = sources.create({"url": waf.url, "organization": organization}, actor=factories.actor(user=editor))

    assert (source.name, source.harvest_type, source.publish, source.interval) == (waf.url, "WAF", False, 1)
    assert (source.contact, source.connections, source.next_run) == (editor.email, 6, None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", "ftp://data.example.org/"), ("url", "javascript:alert(1)"), ("url", "http://10.0.0.1/"),
        ("url", "http://127.1/"), ("url", "http://user:pw@data.example.org/"), ("url", "http://data.example.org:22/"),
        ("url", ""), ("interval", 0), ("connections", 33), ("connections", 0), ("harvest_type", "GOPHER"),
        ("name", "x"), ("contact", "nobody"), ("document_limit", 100_001), ("allowed_hosts", ["https://a.example/"]),
        ("allowed_hosts", ["a b"]),
    ],
)  # fmt: skip
def test_a_source_that_breaks_a_rule_is_refused(make_source: MakeSource, field: str, value: object) -> None:
    with pytest.raises(RuleViolation) as refusal:
        make_source(**{field: value})

    assert list(refusal.value.failures) == [field]
    assert not HarvestSource.objects.exists()


def test_a_url_is_taken_once_until_its_source_is_deleted(make_source: MakeSource) -> None:
    first = make_source(name="Buoys")
    with pytest.raises(Conflict, match="Buoys"):
        make_source()
    sources.delete(first, actor=factories.actor())

    assert make_source().url == first.url


def test_who_may_not_edit_the_organization_may_not_change_its_sources(make_source: MakeSource) -> None:
    source = make_source()
    stranger = factories.actor(user=factories.editor_user(factories.organization()))

    with pytest.raises(NotPermitted):
        sources.change(source, {"name": "Mine"}, actor=stranger)
    with pytest.raises(NotPermitted):
        sources.delete(source, actor=stranger)


def test_a_source_cannot_be_given_to_an_organization_out_of_reach(make_source: MakeSource) -> None:
    source = make_source()
    editor = factories.actor(user=factories.editor_user(source.organization))

    with pytest.raises(NotPermitted):
        sources.change(source, {"organization": factories.organization()}, actor=editor)


def test_a_change_moves_the_installation_and_is_stamped(make_source: MakeSource) -> None:
    source, goal = make_source(), factories.organization()

    changed = sources.change(source, {"name": "Buoys", "organization": goal}, actor=factories.actor("anna"))

    changed.installation.refresh_from_db()
    assert (changed.name, changed.modified_by) == ("Buoys", "anna")
    assert (changed.installation.title, changed.installation.organization) == ("Buoys", goal)


def test_publishing_makes_due_and_unpublishing_ends_the_schedule(make_source: MakeSource) -> None:
    source = make_source(publish=False)

    published = sources.change(source, {"publish": True}, actor=factories.actor())
    assert published.next_run is not None
    assert sources.change(published, {"publish": False}, actor=factories.actor()).next_run is None


@pytest.mark.parametrize(("former", "interval"), [(365, 1), (1, 7)])
def test_another_interval_holds_from_the_last_run_on(make_source: MakeSource, former: int, interval: int) -> None:
    source = make_source(interval=former)
    scheduling.start(source, Trigger.MANUAL, actor=factories.actor(), send=False)

    changed = sources.change(source, {"interval": interval}, actor=factories.actor())

    assert changed.next_run is not None
    assert abs((changed.next_run - source.created).total_seconds() / 86400 - interval) <= 1


def test_a_deleted_source_is_changed_no_more(make_source: MakeSource) -> None:
    source = make_source()
    sources.delete(source, actor=factories.actor())

    with pytest.raises(WrongState):
        sources.change(source, {"name": "Buoys"}, actor=factories.actor())


@pytest.mark.parametrize(("keep", "left"), [(True, 3), (False, 0)])
def test_deleting_keeps_the_datasets_only_if_asked_to(
    waf: WafServer, make_source: MakeSource, keep: bool, left: int
) -> None:
    waf.files |= folder(3)
    source = make_source()
    harvest(source)

    sources.delete(source, actor=factories.actor(), keep_datasets=keep)

    assert Dataset.live().filter(installation=source.installation).count() == left
    assert source.documents.count() == 3


def test_deleting_ends_the_run(make_source: MakeSource) -> None:
    source = make_source()
    run, _ = scheduling.start(source, Trigger.MANUAL, actor=factories.actor(), send=False)

    sources.delete(source, actor=factories.actor())

    run.refresh_from_db()
    assert run.state == RunState.CANCELLED


def test_every_change_has_an_author(make_source: MakeSource) -> None:
    source = make_source()
    sources.change(source, {"name": "Buoys"}, actor=factories.actor("anna"))

    contexts = source.events.order_by("pgh_id").values_list("pgh_label", "pgh_context__metadata__actor")  # type: ignore[attr-defined]
    assert list(contexts) == [("insert", "tester"), ("update", "anna")]
