"""What documents and datasets tell, side by side."""

from dataclasses import replace

import pytest

from entities.metadata.record import ContactRecord, KeywordCollection, MetadataRecord
from entities.models import Contact
from entities.services.comparison import TOLD, Line, compare, fields_of_dataset, fields_of_record, lines_of
from tests import factories

RECORD = MetadataRecord(
    title="Nearshore sensor",
    contacts=(ContactRecord(type="ORIGINATOR", primary=True, last_name="Berg", email=("b@example.org",)),),
    keyword_collections=(KeywordCollection(("kelp", "sea"), "GCMD"), KeywordCollection(("ice",))),
)


def test_every_field_that_says_something_is_told_in_lines() -> None:
    told = dict(lines_of(fields_of_record(RECORD)))

    assert told["title"] == ("Nearshore sensor",)
    assert told["contacts"] == ("type: ORIGINATOR; primary: yes; last name: Berg; email: b@example.org",)
    assert told["keywordCollections"] == ("thesaurus: GCMD; keywords: kelp, sea", "keywords: ice")
    assert "purpose" not in told
    assert list(told) == [name for name in TOLD if name in told]


def test_lines_that_only_one_side_has_are_marked() -> None:
    other = replace(RECORD, keyword_collections=RECORD.keyword_collections[:1], purpose="Monitoring")

    pairs = {pair.name: pair for pair in compare(fields_of_record(RECORD), fields_of_record(other)) if pair.differs}

    assert set(pairs) == {"keywordCollections", "purpose"}
    assert pairs["keywordCollections"].left == (
        Line("thesaurus: GCMD; keywords: kelp, sea"),
        Line("keywords: ice", is_own=True),
    )
    assert (pairs["purpose"].left, pairs["purpose"].right) == ((), (Line("Monitoring", is_own=True),))


@pytest.mark.django_db
def test_who_entered_a_component_and_when_is_no_difference() -> None:
    dataset = factories.dataset(title="Nearshore sensor")
    factories.component(
        dataset, Contact, type="ORIGINATOR", primary=True, first_name=None, last_name="Berg", email=["b@example.org"]
    )
    dataset.refresh_from_db()

    pairs = {pair.name: pair for pair in compare(fields_of_record(RECORD), fields_of_dataset(dataset))}

    assert not pairs["contacts"].differs
    assert not pairs["title"].differs
    assert pairs["keywordCollections"].right == ()
