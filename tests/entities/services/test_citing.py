"""A publisher's new title comes into the citations of its datasets: at once, or part by part where they are many."""

import json

import pytest
from django.db import transaction

from entities import tasks
from entities.models import Dataset, Organization, OutdatedCitations
from entities.services import citing, lifecycle, rendering
from tests import factories

pytestmark = pytest.mark.django_db

ACTOR = factories.actor()


def _publisher_of(count: int) -> Organization:
    publisher = factories.organization(title="Alder Institute")
    installation = factories.installation(organization=publisher)
    for _ in range(count):
        factories.dataset(publishing_organization=publisher, installation=installation)
    return publisher


def _citing(title: str) -> int:
    """How many datasets cite a publisher of that title."""
    texts = Dataset.objects.values_list("rendered", flat=True)
    return sum(title in json.loads(text.replace("\x01", ""))["citation"]["text"] for text in texts)


def test_few_datasets_are_rewritten_with_the_change() -> None:
    publisher = _publisher_of(2)

    lifecycle.change(publisher, {"title": "Birch Institute"}, actor=ACTOR)

    assert _citing("Birch Institute") == 2
    assert not OutdatedCitations.objects.exists()


def test_many_are_left_to_a_worker_which_writes_them_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citing, "AT_ONCE", 3)
    monkeypatch.setattr(rendering, "BATCH", 2)
    publisher = _publisher_of(5)

    lifecycle.change(publisher, {"title": "Birch Institute"}, actor=ACTOR)

    assert (_citing("Alder Institute"), OutdatedCitations.objects.count()) == (5, 1)
    tasks.rewrite_citations()
    assert (_citing("Birch Institute"), OutdatedCitations.objects.count()) == (5, 0)
    assert list(rendering.differences(Dataset)) == []


def test_a_second_change_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citing, "AT_ONCE", 0)
    publisher = _publisher_of(3)
    lifecycle.change(publisher, {"title": "Birch Institute"}, actor=ACTOR)
    OutdatedCitations.objects.update(reached=Dataset.objects.order_by("-pk").values_list("pk", flat=True)[0])

    lifecycle.change(publisher, {"title": "Cedar Institute"}, actor=ACTOR)
    citing.rewrite()

    assert _citing("Cedar Institute") == 3
    assert citing.rewrite() == 0


def test_a_change_that_is_rolled_back_leaves_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citing, "AT_ONCE", 0)
    publisher = _publisher_of(1)
    point = transaction.savepoint()

    lifecycle.change(publisher, {"title": "Birch Institute"}, actor=ACTOR)
    transaction.savepoint_rollback(point)

    assert citing.rewrite() == 0
