"""What is harvested: headers, sets, dates, deleted records, lists that go on while the registry changes."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from entities.api.oai_pmh import views
from entities.api.oai_pmh.answers import datestamp
from entities.models import Contact, Dataset, Endpoint, Organization
from entities.services import lifecycle
from tests import factories
from tests.entities.api.oai_pmh.client import NAMES, ask, error_of, harvest, texts

pytestmark = pytest.mark.django_db
HEADERS = "oai:ListIdentifiers/oai:header"


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two records in one answer."""
    monkeypatch.setattr(views, "PAGE", 2)


def keys_of(verb: str, **arguments: str) -> list[str]:
    """The identifiers of a whole list."""
    found = harvest(verb, metadataPrefix="oai_dc", **arguments)
    return [key for answer in found for key in texts(answer, ".//oai:header/oai:identifier")]


def test_a_header_says_which_when_and_where() -> None:
    publisher = factories.organization(country="NO")
    dataset = factories.dataset(publishing_organization=publisher, type="CHECKLIST")

    header = ask(verb="ListIdentifiers", metadataPrefix="oai_dc").find(HEADERS, NAMES)

    assert texts(header, "*") == [
        str(dataset.key),
        dataset.modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        f"installation:{dataset.installation_id}",
        "dataset_type:CHECKLIST",
        "country:NO",
    ]


def test_a_record_holds_the_dataset_as_dublin_core() -> None:
    publisher = factories.organization(title="Fjordlab")
    dataset = factories.dataset(
        publishing_organization=publisher,
        title="Kelp & seabirds",
        doi="10.99999/h4kz7w",
        description="<p>Yearly transects.</p><p>Depth &lt; 30 m.</p>",
        homepage="https://fjordlab.example/kelp",
    )
    factories.component(dataset, Contact, type="ORIGINATOR", first_name="Ole Petter", last_name="Berg")
    factories.component(dataset, Endpoint, type="DWC_ARCHIVE", url="https://ipt.fjordlab.example/archive.do?r=kelp")

    record = ask(verb="GetRecord", identifier=str(dataset.key), metadataPrefix="oai_dc").find(".//oai_dc:dc", NAMES)

    assert texts(record, "dc:title") == ["Kelp & seabirds"]
    assert texts(record, "dc:publisher") == ["Fjordlab"]
    assert texts(record, "dc:identifier")[0].endswith(f"/dataset/{dataset.key}")
    assert texts(record, "dc:identifier")[1] == "https://doi.org/10.99999/h4kz7w"
    assert texts(record, "dc:description") == ["Yearly transects.\nDepth < 30 m."]
    assert texts(record, "dc:creator") == ["Ole Petter Berg"]
    assert texts(record, "dc:format") == ["application/dwca+zip"]
    assert texts(record, "dc:source")[0] == "https://fjordlab.example/kelp"


def test_a_deleted_dataset_stays_as_a_header() -> None:
    dataset = factories.dataset()
    lifecycle.delete(dataset, actor=factories.actor())

    record = ask(verb="ListRecords", metadataPrefix="oai_dc").find("oai:ListRecords/oai:record", NAMES)

    assert record.find("oai:header", NAMES).get("status") == "deleted"
    assert record.find("oai:metadata", NAMES) is None


def test_it_lists_sets_of_types_countries_and_installations() -> None:
    dataset = factories.dataset(publishing_organization=factories.organization(country="NO"))

    names = texts(ask(verb="ListSets"), "oai:ListSets/oai:set/oai:setSpec")

    assert names == [
        "dataset_type", "dataset_type:OCCURRENCE", "dataset_type:CHECKLIST", "dataset_type:METADATA",
        "dataset_type:SAMPLING_EVENT", "country", "country:NO", "installation",
        f"installation:{dataset.installation_id}",
    ]  # fmt: skip


def test_it_harvests_one_set() -> None:
    checklist = factories.dataset(type="CHECKLIST", publishing_organization=factories.organization(country="SE"))
    untyped = factories.dataset(type=None)

    assert keys_of("ListIdentifiers", set="dataset_type:CHECKLIST") == [str(checklist.key)]
    assert keys_of("ListIdentifiers", set="dataset_type") == [str(checklist.key)]
    assert keys_of("ListIdentifiers", set="country:SE") == [str(checklist.key)]
    assert keys_of("ListIdentifiers", set=f"installation:{untyped.installation_id}") == [str(untyped.key)]


def test_both_ends_of_a_period_belong_to_it() -> None:
    dataset = factories.dataset()
    second, day = dataset.modified.strftime("%Y-%m-%dT%H:%M:%SZ"), dataset.modified.strftime("%Y-%m-%d")
    before = (dataset.modified - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")

    assert keys_of("ListIdentifiers", since=second, until=second) == [str(dataset.key)]
    assert keys_of("ListIdentifiers", since=day, until=day) == [str(dataset.key)]
    assert error_of(ask(verb="ListIdentifiers", metadataPrefix="oai_dc", until=before)) == "noRecordsMatch"


@pytest.mark.parametrize("until", ["9999-12-31", "9999-12-31T23:59:59Z"])
def test_a_period_may_end_with_the_calendar(until: str) -> None:
    dataset = factories.dataset()

    assert keys_of("ListIdentifiers", until=until) == [str(dataset.key)]


def test_every_set_of_a_header_is_listed_also_where_all_its_datasets_are_deleted() -> None:
    dataset = factories.dataset(publishing_organization=factories.organization(country="FR"))
    lifecycle.delete(dataset, actor=factories.actor())
    lifecycle.delete(dataset.installation, actor=factories.actor())

    listed = texts(ask(verb="ListSets"), "oai:ListSets/oai:set/oai:setSpec")
    named = texts(ask(verb="ListIdentifiers", metadataPrefix="oai_dc"), f"{HEADERS}/oai:setSpec")

    assert named == [f"installation:{dataset.installation_id}", "dataset_type:OCCURRENCE", "country:FR"]
    assert set(named) <= set(listed)


def test_a_publisher_without_country_is_in_no_set_of_countries() -> None:
    dataset = factories.dataset()
    Organization.objects.filter(pk=dataset.publishing_organization_id).update(country=None)

    named = texts(ask(verb="ListIdentifiers", metadataPrefix="oai_dc"), f"{HEADERS}/oai:setSpec")
    listed = texts(ask(verb="ListSets"), "oai:ListSets/oai:set/oai:setSpec")

    assert named == [f"installation:{dataset.installation_id}", "dataset_type:OCCURRENCE"]
    assert [name for name in listed if name.startswith("country")] == ["country"]


def test_a_record_in_eml_is_the_generated_document() -> None:
    dataset = factories.dataset(title="Eider ducks")

    (element,) = ask(verb="GetRecord", metadataPrefix="eml", identifier=str(dataset.key)).find(".//oai:metadata", NAMES)
    document = etree.fromstring(Client().get(f"/v1/dataset/{dataset.key}/document").content)

    assert [(part.tag, part.text) for part in element.iter()] == [(part.tag, part.text) for part in document.iter()]
    assert element.findtext("dataset/title") == "Eider ducks"


@pytest.mark.parametrize("verb", ["ListIdentifiers", "ListRecords"])
def test_a_list_goes_on_to_its_end(small_pages: None, verb: str) -> None:
    made = [str(factories.dataset().key) for _ in range(5)]

    assert keys_of(verb) == made


def test_the_last_answer_of_several_says_that_it_is_the_last(small_pages: None) -> None:
    for _ in range(3):
        factories.dataset()

    first, last = (
        found.find(".//oai:resumptionToken", NAMES) for found in harvest("ListRecords", metadataPrefix="oai_dc")
    )

    assert dict(first.attrib) == {"completeListSize": "3", "cursor": "0"}
    assert dict(last.attrib) == {"completeListSize": "3", "cursor": "2"}
    assert last.text is None


def test_a_list_that_fits_has_no_token() -> None:
    factories.dataset()

    assert ask(verb="ListRecords", metadataPrefix="oai_dc").find(".//oai:resumptionToken", NAMES) is None


@pytest.mark.parametrize("verb", ["ListIdentifiers", "ListRecords"])
def test_a_list_whose_rest_left_the_period_ends_without_an_empty_answer(small_pages: None, verb: str) -> None:
    """The schema of the protocol knows no list without records."""
    *_, last = [factories.dataset() for _ in range(3)]
    until = datestamp(last.modified)
    Dataset.objects.exclude(pk=last.pk).update(modified=last.modified - timedelta(minutes=1))
    answers = harvest(verb, metadataPrefix="oai_dc", until=until)
    next(answers)

    Dataset.objects.filter(pk=last.pk).update(modified=last.modified + timedelta(minutes=1))

    assert error_of(next(answers)) == "noRecordsMatch"


def test_changes_while_somebody_harvests_lose_no_dataset(small_pages: None) -> None:
    made = [factories.dataset() for _ in range(5)]
    answers = harvest("ListIdentifiers", metadataPrefix="oai_dc")
    seen = texts(next(answers), f"{HEADERS}/oai:identifier")

    lifecycle.change(made[0], {"title": "Changed after it was seen"}, actor=factories.actor())
    lifecycle.delete(made[3], actor=factories.actor())
    seen += _rest(answers)

    assert set(seen) == {str(dataset.key) for dataset in made}
    assert seen[-2:] == [str(made[0].key), str(made[3].key)]


def test_the_number_of_statements_does_not_grow_with_the_number_of_records() -> None:
    for _ in range(3):
        factories.dataset()

    with CaptureQueriesContext(connection) as captured:
        ask(verb="ListRecords", metadataPrefix="oai_dc")

    assert len(captured) == 1
    assert Dataset.objects.count() == 3


def _rest(answers: Iterator) -> list[str]:
    return [key for answer in answers for key in texts(answer, f"{HEADERS}/oai:identifier")]
