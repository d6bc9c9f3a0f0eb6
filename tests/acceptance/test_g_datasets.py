"""G: datasets."""

import re
from typing import Any

import pytest

from entities.models import Contact, Dataset, DatasetCategory, Endpoint, Identifier, User
from entities.services import constituents
from tests.acceptance.calls import broken, count, delete, is_listed, put, status
from tests.entities.api.client import Api, path_of
from tests.factories import actor, body, component, dataset, network, organization

pytestmark = pytest.mark.django_db

OWN = "10.5072"
CC_BY = "http://creativecommons.org/licenses/by/4.0/legalcode"
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/legalcode"


def create(api: Api, user: User, **values: Any) -> Any:
    """The answer to a create with other values."""
    return api("POST", "/dataset", body(Dataset, **values), user=user)


def new(api: Api, user: User, **values: Any) -> Dataset:
    """A dataset created with other values."""
    return Dataset.objects.get(pk=api.create(Dataset, body(Dataset, **values), user))


def dois(api: Api, found: Dataset) -> tuple[str, list[str]]:
    """The DOI, and those among the identifiers."""
    stored = api.get(path_of(found))
    return stored["doi"], sorted(row["identifier"] for row in stored["identifiers"] if row["type"] == "DOI")


@pytest.mark.parametrize("name", ["installationKey", "publishingOrganizationKey"])
def test_G01_it_demands(api: Api, admin: User, name: str) -> None:
    assert broken(create(api, admin, **{name: None})) == [name]


def test_G02_it_is_english_unless_said_otherwise(api: Api, admin: User) -> None:
    sent = body(Dataset)
    sent.pop("language")

    assert api.get(f"/dataset/{api.create(Dataset, sent, admin)}")["language"] == "eng"
    assert broken(create(api, admin, language=None)) == ["language"]


def test_G03_it_gets_a_doi(api: Api, admin: User) -> None:
    assert re.fullmatch(rf"{re.escape(OWN)}/[2-9a-hjkmnp-z]{{6}}", dois(api, new(api, admin))[0])


def test_G04_it_reads_dois(api: Api, admin: User) -> None:
    assert dois(api, new(api, admin, doi="https://doi.org/10.1234/ABC"))[0] == "10.1234/abc"
    assert status(create(api, admin, doi="foo")) == 400
    assert dois(api, new(api, admin, doi=""))[0].startswith(OWN)


def test_G05_it_keeps_its_own_doi(api: Api, admin: User) -> None:
    found = new(api, admin)
    before = dois(api, found)

    assert put(api, found, admin, "doi") == 204
    assert dois(api, found) == before == (before[0], [])


def test_G06_it_keeps_a_former_doi_as_identifier(api: Api, admin: User) -> None:
    found = new(api, admin)
    own, _ = dois(api, found)

    put(api, found, admin, doi="10.1234/b")

    assert dois(api, found) == ("10.1234/b", [own])


def test_G07_it_takes_an_identifier_back_as_doi(api: Api, admin: User) -> None:
    found = new(api, admin)
    own, _ = dois(api, found)
    put(api, found, admin, doi="10.1234/b")

    put(api, found, admin, doi=own)

    assert dois(api, found) == (own, ["10.1234/b"])


def test_G08_it_finds_its_own_doi_again(api: Api, admin: User) -> None:
    found = new(api, admin)
    own, _ = dois(api, found)
    put(api, found, admin, doi="10.1234/b")

    put(api, found, admin, "doi")

    assert dois(api, found) == (own, ["10.1234/b"])


def test_G09_it_gets_a_new_doi_where_it_had_none(api: Api, admin: User) -> None:
    found = new(api, admin, doi="10.1234/b")

    put(api, found, admin, "doi")

    doi, identifiers = dois(api, found)
    assert doi.startswith(OWN)
    assert identifiers == ["10.1234/b"]


def test_G10_it_shares_dois(api: Api, admin: User) -> None:
    found = [new(api, admin, doi="10.1234/x") for _ in range(2)]
    assert is_listed(api, "/dataset/doi/10.1234/x", *found)

    third = dataset()
    component(third, Identifier, type="DOI", identifier="10.1234/x")
    assert is_listed(api, "/dataset/doi/10.1234/x", *found, third)
    assert count(api, "/dataset/doi/10.1234/y") == 0


def test_G11_it_changes_to_concrete_licences_only(api: Api, admin: User) -> None:
    found = new(api, admin)

    def license_after(*without: str, **values: Any) -> str:
        assert put(api, found, admin, *without, **values) == 204
        return str(api.get(path_of(found))["license"])

    assert api.get(path_of(found))["license"] == CC_BY
    assert license_after("license") == CC_BY
    assert license_after(license=CC0) == CC0
    assert license_after(license="unsupported") == CC0
    assert license_after(license="unspecified") == CC0


def test_G12_it_keeps_a_vague_licence_of_a_create(api: Api, admin: User) -> None:
    assert api.get(path_of(new(api, admin, license="unsupported")))["license"] == "unsupported"


def test_G13_it_checks_homepages(api: Api, admin: User) -> None:
    assert broken(create(api, admin, homepage="file:/test.txt")) == ["homepage"]
    assert "homepage" not in api.get(path_of(new(api, admin, homepage="")))


BOUNDS = [("alias", 1), ("alias", 51), ("version", 11), ("abbreviation", 51)]


@pytest.mark.parametrize(("name", "length"), BOUNDS)
def test_G14_it_bounds_texts(api: Api, admin: User, name: str, length: int) -> None:
    assert broken(create(api, admin, **{name: "x" * length})) == [name]


def test_G15_it_sanitises_descriptions(api: Api, admin: User) -> None:
    text = '<script>alert(1)</script><p onclick="x()"><a href="https://x">kelp</a></p>'
    found = new(api, admin, description=text)

    assert api.get(path_of(found))["description"] == '<p><a href="https://x">kelp</a></p>'
    assert api.get("/dataset")["results"][0]["description"] == text


def test_G16_it_generates_the_citation(api: Api, admin: User) -> None:
    found = new(api, admin, title="Kelp", citation={"text": "mine", "identifier": "https://x.example/1"})
    citation = api.get(path_of(found))["citation"]

    assert "mine" not in citation["text"]
    assert "Kelp. " in citation["text"]
    assert (citation["identifier"], citation["citationProvidedBySource"]) == ("https://x.example/1", False)


def test_G17_it_bounds_the_identifier_of_the_citation(api: Api, admin: User) -> None:
    found = new(api, admin)

    assert put(api, found, admin, citation={"identifier": " "}) == 204
    assert "identifier" not in api.get(path_of(found))["citation"]
    assert put(api, found, admin, citation={"identifier": "x" * 101}) == 422


def test_G18_it_cites_authors_or_the_publisher(api: Api) -> None:
    found, other = dataset(), dataset(publishing_organization=organization(title="Kelp lab"))
    component(found, Contact, type="METADATA_AUTHOR", first_name="Bo", last_name="Kim")
    component(found, Contact, type="ORIGINATOR", first_name="Ann", last_name="Lee")
    component(other, Contact, type="METADATA_AUTHOR", first_name="Bo", last_name="Kim")

    assert api.get(path_of(found))["citation"]["text"].startswith("Lee A, Kim B.")
    assert api.get(path_of(other))["citation"]["text"].startswith("Kelp lab.")


def test_G19_it_names_a_person_once(api: Api) -> None:
    found = dataset()
    for kind, name in (("ORIGINATOR", "Ann"), ("METADATA_AUTHOR", "ANN")):
        component(found, Contact, type=kind, first_name=name, last_name="Lee")
    stored = api.get(path_of(found))

    assert [person["roles"] for person in stored["contactsCitation"]] == [["ORIGINATOR", "METADATA_AUTHOR"]]
    assert stored["citation"]["text"].count("Lee") == 1


def test_G20_it_keeps_the_last_frequency(api: Api, admin: User) -> None:
    found = new(api, admin, maintenanceUpdateFrequency="AS_NEEDED")
    put(api, found, admin, maintenanceUpdateFrequency="BIANNUALLY")

    assert api.get(path_of(found))["maintenanceUpdateFrequency"] == "BIANNUALLY"


def test_G21_it_counts_constituents(api: Api, admin: User) -> None:
    parent = dataset()
    children = [
        dataset(
            parent_dataset=parent,
            publishing_organization=parent.publishing_organization,
            installation=parent.installation,
        )
        for _ in range(10)
    ]
    assert count(api, f"{path_of(parent)}/constituents") == api.get(path_of(parent))["numConstituents"] == 10

    delete(api, children[0], admin)
    assert count(api, f"{path_of(parent)}/constituents") == api.get(path_of(parent))["numConstituents"] == 9
    assert is_listed(api, "/dataset/constituents", *children[1:])
    assert is_listed(api, "/dataset/subDataset", *children[1:])


def test_G22_it_lists_duplicates(api: Api, admin: User) -> None:
    original = dataset()
    found = dataset(duplicate_of_dataset=original)
    assert is_listed(api, "/dataset/duplicate", found)

    assert put(api, original, admin, duplicateOfDatasetKey=str(original.pk)) == 422
    delete(api, found, admin)
    assert is_listed(api, "/dataset/duplicate")


def test_G23_it_lists_what_no_machine_reaches(api: Api, admin: User) -> None:
    bare, reachable, gone = dataset(), dataset(), dataset()
    component(reachable, Endpoint)
    dataset(external=True)
    component(dataset(parent_dataset=bare), Identifier)
    delete(api, gone, admin)

    assert is_listed(api, "/dataset/withNoEndpoint", bare)


def test_G24_it_filters_by_country_and_type(api: Api) -> None:
    norwegian, danish = organization(country="NO"), organization(country="DK")
    first = dataset(publishing_organization=norwegian, type="OCCURRENCE")
    second = dataset(publishing_organization=norwegian, type="CHECKLIST")
    third = dataset(publishing_organization=danish, type="CHECKLIST")

    assert is_listed(api, "/dataset?country=NO", first, second)
    assert is_listed(api, "/dataset?type=checklist", second, third)
    assert is_listed(api, "/dataset?country=NO&type=CHECKLIST", second)
    assert status(api("GET", "/dataset?type=FOO")) == 400


@pytest.fixture
def categories(db: None) -> list[str]:
    """Three concepts of the vocabulary."""
    names = ["CitizenScience", "eDNA", "Tracking"]
    for name in names:
        DatasetCategory.objects.get_or_create(name=name, defaults={"is_deprecated": False})
    return names


def test_G25_it_takes_categories_of_the_vocabulary(api: Api, admin: User, categories: list[str]) -> None:
    found = new(api, admin, category=categories[:1])
    assert api.get(path_of(found))["category"] == categories[:1]

    for sent in (categories, ["edna", "EDNA", "eDNA"]):
        assert put(api, found, admin, category=sent) == 204
        assert api.get(path_of(found))["category"] == sent
    assert put(api, found, admin, "category") == 204
    assert "category" not in api.get(path_of(found))
    assert status(create(api, admin, category=["no such concept"])) == 400


def test_G26_it_filters_by_all_categories(api: Api, admin: User, categories: list[str]) -> None:
    first, second, _ = categories
    one, both = new(api, admin, category=[first]), new(api, admin, category=[first, second])

    assert is_listed(api, f"/dataset?category={first}", one, both)
    assert is_listed(api, f"/dataset?category={first}&category={second}", both)


def test_G27_it_is_created_below_what_is_deleted(api: Api, admin: User) -> None:
    sent = body(Dataset)
    for slug, name in (("organization", "publishingOrganizationKey"), ("installation", "installationKey")):
        assert status(api("DELETE", f"/{slug}/{sent[name]}", user=admin)) == 204

    assert status(api("POST", "/dataset", sent, user=admin)) == 201


def test_G28_it_names_live_networks(api: Api, admin: User) -> None:
    found, live, gone = dataset(), network(), network()
    for each in (live, gone):
        constituents.join(each, found, actor=actor())
    delete(api, gone, admin)

    assert api.get(path_of(found))["networkKeys"] == [str(live.pk)]
    assert [row["key"] for row in api.get(f"{path_of(found)}/networks")] == [str(live.pk)]


def test_G29_it_counts_after_a_move(api: Api, admin: User) -> None:
    found, other = dataset(), organization()
    former = found.publishing_organization
    put(api, found, admin, publishingOrganizationKey=str(other.pk))

    assert [api.get(path_of(each))["numPublishedDatasets"] for each in (former, other)] == [0, 1]


def test_G30_it_lists_deleted_ones(api: Api, admin: User) -> None:
    found = dataset(type="CHECKLIST")
    delete(api, found, admin)

    assert is_listed(api, "/dataset/deleted", found)
    assert is_listed(api, "/dataset/deleted?type=CHECKLIST", found)
    assert is_listed(api, "/dataset/deleted?type=OCCURRENCE")


def test_G31_it_is_changed_by_people_though_locked(api: Api, admin: User) -> None:
    found = new(api, admin, lockedForAutoUpdate=True)

    assert put(api, found, admin, title="New title", lockedForAutoUpdate=True) == 204
    assert api.get(path_of(found))["title"] == "New title"


def test_G32_it_stores_nothing_that_is_computed(api: Api, admin: User) -> None:
    computed = {"numConstituents": 5, "networkKeys": [str(network().pk)], "dwca": {"coreType": "x"},
                "keywordCollections": [{"thesaurus": "x", "keywords": ["y"]}]}  # fmt: skip
    stored = api.get(path_of(new(api, admin, **computed)))

    assert (stored["numConstituents"], stored["networkKeys"], stored["keywordCollections"]) == (0, [], [])
    assert "dwca" not in stored
