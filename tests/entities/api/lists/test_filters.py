"""Filters of lists: acceptance cases C11 to C19, E09 to E14, G24, G26, I04, I05 (contract 6.3-6.8)."""

import contextlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.api import parameters as read
from entities.exceptions import MalformedValue
from entities.models import ENTITIES, Contact, DatasetCategory, Entity, Identifier, MachineTag
from entities.services import constituents, lifecycle
from tests.entities.api.client import Api, text_of
from tests.entities.api.lists.keys import keys_at, keys_of
from tests.factories import (
    FACTORIES,
    actor,
    admin_user,
    component,
    dataset,
    editor_user,
    installation,
    network,
    node,
    organization,
)

pytestmark = pytest.mark.django_db
each_entity = pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)


@each_entity
def test_it_filters_by_one_identifier(api: Api, model: type[Entity]) -> None:
    """C11, C12, C13, C14"""
    first, second = FACTORIES[model](), FACTORIES[model]()
    component(first, Identifier, type="DOI", identifier="doi:1")
    component(first, Identifier, type="DOI", identifier="doi:1")
    component(first, Identifier, type="URL", identifier="b")
    component(second, Identifier, type="DOI", identifier="doi:1")
    expected = {
        "identifier=doi:1": keys_of(first, second),
        "identifierType=DOI": keys_of(first, second),
        "identifierType=doi&identifier=doi:1": keys_of(first, second),
        "identifierType=UUID&identifier=doi:1": [],
        "identifierType=DOI&identifier=b": [],
        "identifier=b": keys_of(first),
        "identifier=B": [],
        "identifier=nothing": [],
    }

    assert {query: keys_at(api, f"/{model.slug}?{query}") for query in expected} == expected
    assert api("GET", f"/{model.slug}?identifierType=FOO").status_code == 400


@each_entity
def test_it_filters_by_one_machine_tag(api: Api, model: type[Entity]) -> None:
    """C15, C16"""
    entity, other = FACTORIES[model](), FACTORIES[model]()
    for name, value in (("n1", "v1"), ("n2", "v2")):
        component(entity, MachineTag, namespace="ns1", name=name, value=value)
    component(other, MachineTag, namespace="ns2", name="n1", value="v1")
    space, name, value = "machineTagNamespace=ns1", "machineTagName=n1", "machineTagValue=v2"
    expected = {
        space: keys_of(entity),
        name: keys_of(entity, other),
        value: keys_of(entity),
        f"{space}&{name}&machineTagValue=v1": keys_of(entity),
        f"{space}&{name}&{value}": [],
        f"{space}&{name}": keys_of(entity),
    }

    assert {query: keys_at(api, f"/{model.slug}?{query}") for query in expected} == expected


@each_entity
def test_it_filters_by_ranges_of_dates(api: Api, model: type[Entity]) -> None:
    """C17, C18, C19"""
    entity = FACTORIES[model]()
    start = datetime(2020, 5, 31, 23, 59, 59, 999000, tzinfo=UTC)
    model.objects.exclude(pk=entity.pk).update(created=start, modified=start)  # type: ignore[attr-defined]
    model.objects.filter(pk=entity.pk).update(  # type: ignore[attr-defined]
        created=start, modified=start + timedelta(seconds=1)
    )
    inside = ["2020", "2020-05", "2020-05-31", "*,2020", "2020-05-31,*", "2020,2020-05", "2019,2021-01-01",
              "2000,9999", "*,9999-12", "2020-05,9999-12-31"]  # fmt: skip
    outside = ["*,2001", "2020-06", "2020-06-01,*", "*,2020-05-30"]

    assert [str(entity.pk) in keys_at(api, f"/{model.slug}?created={text}") for text in inside] == [True] * len(inside)
    assert [str(entity.pk) in keys_at(api, f"/{model.slug}?created={text}") for text in outside] == [False] * 4
    assert [keys_at(api, f"/{model.slug}?modified={text}") for text in ("2020-06", "2020-06-01,*")] == [
        keys_of(entity)
    ] * 2
    assert keys_at(api, f"/{model.slug}?modified=*,*") == keys_at(api, f"/{model.slug}")


@pytest.mark.parametrize(
    "query",
    [
        *(f"modified={text}" for text in ("*", "", "2020-01-01,2019-01-01", "1,2,3", "2020-13", "2020-02-30", "0000",
          "99999", "2020-1", "yesterday", "2020,", "%D9%A2020")),
        *("type=FOO", "country=XX", "country=Atlantis", "networkKey=foo", "numPublishedDatasets=a,b",
          "numPublishedDatasets=1,2,3", "numPublishedDatasets=-1", "numPublishedDatasets=5,1", "format=XLS"),
    ],
)  # fmt: skip
def test_it_refuses_what_it_cannot_read_and_names_the_parameter(api: Api, query: str) -> None:
    """Contract 6.3, 6.8, reliability 3.2"""
    slug = "dataset" if query.startswith("type") else "organization"
    answer = api("GET", f"/{slug}?{query}")

    assert answer.status_code == 400
    assert text_of(answer).startswith(query.partition("=")[0] + ": ")


def test_it_says_what_a_constant_should_have_been(api: Api) -> None:
    """Contract 6.3"""
    answer = api("GET", "/dataset?type=FOO")

    assert text_of(answer).endswith("Cannot parse FOO into a known DatasetType")


@pytest.mark.parametrize("query", ["type=", "country=&identifier=", "unknown=1", "isEndorsed=", "networkKey=", "q="])
def test_it_ignores_blank_and_unknown_parameters(api: Api, query: str) -> None:
    """Contract 6.3"""
    publisher = organization()

    assert keys_at(api, f"/organization?{query}") == keys_of(publisher)


@pytest.mark.parametrize(
    "text", ["SAMPLING_EVENT", "sampling_event", "samplingevent", "Sampling+Event", "sampling.event"]
)
def test_it_reads_constants_leniently(api: Api, text: str) -> None:
    """Contract 6.3, G24, I04"""
    wanted = dataset(type="SAMPLING_EVENT")
    dataset(type="OCCURRENCE")

    assert keys_at(api, f"/dataset?type={text}") == keys_of(wanted)


def test_it_filters_organizations_by_country_and_endorsement(api: Api) -> None:
    """E09, E10"""
    first = organization(country="AO")
    second = organization(country="DK", endorsement_status="ENDORSED")

    for text in ("AO", "AGO", "angola", "ago"):
        assert keys_at(api, f"/organization?country={text}") == keys_of(first)
    assert [keys_at(api, f"/organization?isEndorsed={text}") for text in ("true", "TRUE", "false", "no")] == [
        keys_of(second), keys_of(second), keys_of(first), keys_of(first),
    ]  # fmt: skip


def test_it_filters_organizations_by_network(api: Api) -> None:
    """E11"""
    alliance, data = network(), dataset()
    path = f"/organization?networkKey={alliance.pk}"
    constituents.join(alliance, data, actor=actor())
    assert keys_at(api, path) == keys_of(data.publishing_organization)

    lifecycle.delete(data, actor=actor())
    assert keys_at(api, path) == []

    lifecycle.restore(data, actor=actor())
    constituents.leave(alliance, data, actor=actor())
    assert keys_at(api, path) == []


def test_it_filters_organizations_by_their_number_of_datasets(api: Api) -> None:
    """E12"""
    publishers = [organization() for _ in range(4)]
    for number, publisher in enumerate(publishers):
        for _ in range(number):
            dataset(publishing_organization=publisher)
        lifecycle.delete(dataset(publishing_organization=publisher), actor=actor())
    counts = {"2": 1, "1,*": 3, "*,1": 2, "1,2": 2, "*": 4, "0": 1, "0,*": 4, "*,*": 4, "4": 0}

    assert {text: len(keys_at(api, f"/organization?numPublishedDatasets={text}")) for text in counts} == counts


@pytest.mark.parametrize("make", [organization, dataset], ids=["organization", "dataset"])
def test_it_filters_by_one_contact(api: Api, make: Any) -> None:
    """E13"""
    entity, slug = make(), make.__name__
    component(entity, Contact, email=["a@b.c", "x@y.example"], user_id=["https://orcid.example/0000-0001"])
    component(entity, Contact, email=["d@e.f"], user_id=["?"])
    mail, person = "contactEmail=a@b.c", "contactUserId=https://orcid.example/0000-0001"
    found = [mail, person, f"{mail}&{person}", "contactUserId=?"]
    missed = [f"contactEmail=d@e.f&{person}", "contactEmail=a@b", "contactEmail=A@B.C", "contactUserId=!"]

    assert [keys_at(api, f"/{slug}?{query}") for query in found] == [keys_of(entity)] * 4
    assert [keys_at(api, f"/{slug}?{query}") for query in missed] == [[]] * 4


def test_it_filters_organizations_by_who_may_change_them(api: Api) -> None:
    """E14"""
    mine, others = organization(), organization()
    editor_user(mine.endorsing_node, user_name="edith")
    editor_user(others, user_name="oscar")
    admin_user("anna")
    expected = {"edith": keys_of(mine), "oscar": keys_of(others), "anna": keys_of(mine, others), "nobody": []}

    assert {name: keys_at(api, f"/organization?canModify={name}") for name in expected} == expected


def test_it_filters_datasets_by_the_country_of_their_publisher(api: Api) -> None:
    """G24"""
    wanted = dataset(publishing_organization=organization(country="DE"), type="CHECKLIST")
    dataset(publishing_organization=organization(country="DE"))
    dataset(type="CHECKLIST")

    assert len(keys_at(api, "/dataset?country=DE")) == 2
    assert keys_at(api, "/dataset?country=germany&type=checklist") == keys_of(wanted)


def test_it_filters_datasets_by_all_categories(api: Api) -> None:
    """G26"""
    DatasetCategory.objects.bulk_create([DatasetCategory(name="Marine"), DatasetCategory(name="Citizen")])
    one, both = dataset(category=["Marine"]), dataset(category=["Marine", "Citizen"])

    assert keys_at(api, "/dataset?category=Marine") == keys_of(one, both)
    assert keys_at(api, "/dataset?category=Marine&category=Citizen") == keys_of(both)


def test_it_filters_installations_by_host_and_endorsing_node(api: Api) -> None:
    """I04, I05"""
    vouching = node()
    endorsed = organization(endorsing_node=vouching, endorsement_status="ENDORSED")
    first = installation(organization=endorsed)
    second = installation(organization=organization(endorsing_node=vouching), type="HTTP_INSTALLATION")

    assert keys_at(api, f"/installation?organizationKey={endorsed.pk}") == keys_of(first)
    assert keys_at(api, f"/installation?endorsedByNodeKey={vouching.pk}") == keys_of(first)
    assert keys_at(api, "/installation?type=http_installation") == keys_of(second)


def test_it_joins_filters_with_and(api: Api) -> None:
    """Contract 6.3"""
    wanted = dataset(title="Kelp", type="CHECKLIST")
    dataset(title="Kelp")
    dataset(title="Sand", type="CHECKLIST")

    assert keys_at(api, "/dataset?type=CHECKLIST&q=kelp&created=2000,*") == keys_of(wanted)


@given(st.text(max_size=40))
def test_it_reads_any_text_or_refuses_it(text: str) -> None:
    """No text is a mistake of ours."""
    for reader in (read.period, read.amount, read.country, read.key):
        with contextlib.suppress(MalformedValue):
            reader(text)  # type: ignore[operator]
