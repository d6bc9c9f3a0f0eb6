"""Merging in the admin: which one survives, what would move, done, and taken back."""

from typing import Any

import pytest
from django.test import Client

from entities.models import ENTITIES, Dataset, Entity, Identifier, Installation, Organization
from entities.services import rendering
from tests import factories
from tests.entities.admin.pages import address, messages, of
from tests.entities.admin.test_decisions import act, decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def doubled() -> tuple[Organization, Organization]:
    """An organization that was registered twice, the first time with a dataset."""
    former = factories.organization(title="Kelp Station, Bergen")
    factories.dataset(publishing_organization=former, installation=factories.installation(organization=former))
    survivor = factories.organization(title="The Bergen Kelp Station")
    rendering.refresh({Organization: [former.pk, survivor.pk]})
    return former, survivor


def test_it_offers_what_may_be_the_same(administrator: Client, doubled: tuple[Any, Any]) -> None:
    former, survivor = doubled

    page: Any = administrator.get(address(Organization, "decide", "merge"), {"key": former.pk})

    ((choice, candidate),) = page.context["candidates"]
    assert candidate == survivor
    chosen: Any = administrator.get(choice)
    assert f'<option value="{survivor.pk}" selected>' in chosen.content.decode()


def test_it_shows_what_will_happen_and_does_it_when_confirmed(administrator: Client, doubled: tuple[Any, Any]) -> None:
    former, survivor = doubled

    shown = decide(administrator, "merge", former, survivor=survivor.pk)

    (line,) = shown.context["preview"]
    assert (line, shown.context["token"]) == (
        f"{former} → {survivor}: 1 installation (organization), 1 dataset (publishing organization)",
        str(survivor.pk),
    )
    former.refresh_from_db()
    assert not former.is_deleted

    done = decide(administrator, "merge", former, survivor=survivor.pk, confirmed=survivor.pk, reason="Twice.")

    former.refresh_from_db()
    assert former.is_deleted
    assert f"{former}: merged." in messages(done)
    assert "It was merged into" in done.content.decode()
    assert f"{survivor.pk}" in done.content.decode()
    event = Dataset.objects.get(publishing_organization=survivor).events.order_by("-pgh_id").first()  # type: ignore[attr-defined]
    assert event.pgh_context.metadata["reason"] == "Twice."


def test_another_choice_is_shown_anew_before_it_is_done(administrator: Client, doubled: tuple[Any, Any]) -> None:
    former, survivor = doubled
    other = factories.organization()

    shown = decide(administrator, "merge", former, survivor=other.pk, confirmed=survivor.pk)

    assert shown.context["token"] == str(other.pk)
    former.refresh_from_db()
    assert not former.is_deleted


def test_a_merge_is_undone_from_the_page_of_the_deleted_one(administrator: Client, doubled: tuple[Any, Any]) -> None:
    former, survivor = doubled
    decide(administrator, "merge", former, survivor=survivor.pk, confirmed=survivor.pk)
    page: Any = administrator.get(of(former))
    assert "Undo the merge" in [button["title"] for button in page.context["summary"]["buttons"]]

    decide(administrator, "unmerge", former)

    assert Dataset.objects.get().publishing_organization == former
    page = administrator.get(of(former))
    assert "Undo the merge" not in [button["title"] for button in page.context["summary"]["buttons"]]


def test_several_are_merged_at_once_and_reported_one_by_one(administrator: Client) -> None:
    survivor, *others = (factories.dataset() for _ in range(3))
    asked = act(administrator, "merge", Dataset, survivor, *others)
    assert asked.context["candidates"] == []

    report = decide(administrator, "merge", survivor, *others, survivor=survivor.pk, confirmed=survivor.pk)

    outcomes = {row[0]: row[1] for row in report.context["rows"]}
    assert sorted(outcomes.values()) == [False, True, True]
    assert Dataset.objects.filter(duplicate_of_dataset=survivor).exclude(deleted=None).count() == 2


@pytest.mark.parametrize("kind", ENTITIES)
def test_every_kind_can_be_merged(kind: type[Entity], administrator: Client) -> None:
    former, survivor = factories.FACTORIES[kind](), factories.FACTORIES[kind]()

    decide(administrator, "merge", former, survivor=survivor.pk, confirmed=survivor.pk)

    former.refresh_from_db()
    assert former.is_deleted
    names = survivor.components[Identifier]._default_manager.filter(entity=survivor)
    assert str(former.pk) in set(names.values_list("identifier", flat=True))


def test_the_public_page_names_who_took_the_place(administrator: Client, doubled: tuple[Any, Any]) -> None:
    former, survivor = doubled
    decide(administrator, "merge", former, survivor=survivor.pk, confirmed=survivor.pk)

    page = administrator.get(f"/organization/{former.pk}").content.decode()

    assert f'<a href="/organization/{survivor.pk}">{survivor.title}</a>' in page


def test_datasets_are_moved_to_another_publisher_and_installation(administrator: Client) -> None:
    datasets = [factories.dataset() for _ in range(2)]
    publisher = factories.organization()
    server = factories.installation(organization=publisher)

    decide(
        administrator,
        "publishing_organization",
        *datasets,
        publishing_organization=publisher.pk,
        reason="Institutes joined.",
    )
    decide(administrator, "installation", *datasets, installation=server.pk)

    for dataset in Dataset.objects.all():
        assert (dataset.publishing_organization, dataset.installation) == (publisher, server)
    assert not [key for model in (Dataset, Organization, Installation) for key in rendering.differences(model)]
