"""Statements that are kept for a combination of parameters give what statements written anew give (contract 6)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.test import RequestFactory

from entities.api.filters import asked
from entities.api.listings import listing
from entities.api.lists import PARTS, filtered_listing
from entities.api.prepared import Calls, _prepared, applied, prepared_listing
from entities.models import Dataset, Entity, Installation, Organization
from entities.vocabulary import DatasetType, IdentifierType
from tests.entities.api.client import Api

FILTERS: list[tuple[type[Entity], Calls, bool]] = [
    (Dataset, (("with_identifier", {"identifier": "10.5072/a"}),), True),
    (Dataset, (("with_identifier", {"type": IdentifierType.DOI, "identifier": "'; --"}),), True),
    (Dataset, (("with_machine_tag", {"namespace": "a", "name": "a", "value": "a"}),), True),
    (Dataset, (("with_machine_tag", {"namespace": "%s"}), ("of_type", {"": DatasetType.CHECKLIST})), True),
    (Dataset, (("of_country", {"": "NO"}), ("with_identifier", {"identifier": "é"})), True),
    (Dataset, (("of_country", {"": "TW"}), ("of_type", {"": DatasetType.OCCURRENCE})), True),
    (Organization, (("of_country", {"": "TW"}),), True),
    (Dataset, (("in_categories", {"": ["eDNA"]}),), True),
    (Organization, (("in_network", {"": UUID(int=1)}), ("endorsed", {"": True})), True),
    (Organization, (("publishing", {"": (1, None)}),), True),
    (Installation, (("hosted_by", {"": UUID(int=2)}), ("endorsed_by", {"": UUID(int=3)})), False),
]
OF_PARTS: list[tuple[type[Entity], Calls, bool]] = [
    (part.of, ((part.rows, {"": key} if part.below else {}),), True)
    for parts in PARTS.values()
    for part in parts
    for key in (UUID(int=6), UUID(int=7))
]


@pytest.mark.parametrize(("model", "calls", "is_live"), FILTERS + OF_PARTS, ids=str)
def test_it_is_the_listing_that_would_be_written_anew(model: Any, calls: Calls, is_live: bool, db: None) -> None:
    for _ in range(2):
        rows = model.live() if is_live else model.objects.all().gone()
        expected = listing(applied(rows, calls))
        assert expected is not None
        is_selective = any("identifier" in arguments for _, arguments in calls)
        assert prepared_listing(model, calls, is_live=is_live) == replace(expected, keeps_plan=is_selective)


@pytest.mark.parametrize(("query", "kept"), [("identifier=a", True), ("identifierType=DOI&identifier=a", True),
                                             ("type=METADATA&identifier=a", True), ("type=METADATA", False),
                                             ("country=NO&type=METADATA", False)])  # fmt: skip
def test_it_keeps_the_plan_of_what_leaves_few_rows_whatever_the_value(query: str, kept: bool) -> None:
    request = RequestFactory().get(f"/v1/dataset?{query}")
    listed = filtered_listing(Dataset, asked(Dataset, request), is_live=True)

    assert listed is not None
    assert listed.keeps_plan is kept


def test_it_writes_a_statement_once_for_all_texts() -> None:
    _prepared.cache_clear()
    for text in ("a", "b", "c"):
        prepared_listing(Dataset, (("with_identifier", {"identifier": text}),))
    assert (_prepared.cache_info().misses, _prepared.cache_info().hits) == (1, 2)


@pytest.mark.parametrize("query", ["type=OCCURRENCE&country=US", "country=NO&identifier=a", "type=metadata"])
def test_it_knows_the_filters_of_an_address(api: Api, query: str) -> None:
    api("GET", f"/dataset?{query}")
    _prepared.cache_clear()
    for _ in range(2):
        api("GET", f"/dataset?{query}")
    assert (_prepared.cache_info().misses, _prepared.cache_info().hits) == (1, 1)


def test_it_keeps_nothing_of_what_is_written_differently_for_each_value() -> None:
    _prepared.cache_clear()
    prepared_listing(Organization, (("publishing", {"": (1, None)}),))
    prepared_listing(Dataset, (("in_categories", {"": ["eDNA"]}),))
    assert _prepared.cache_info().currsize == 0
