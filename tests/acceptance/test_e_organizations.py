"""E: organizations."""

import re
from typing import Any

import pytest

from entities.models import Contact, Organization, User
from entities.services import constituents, endorsement
from tests.acceptance.calls import broken, count, delete, is_listed, keys, status, unknown
from tests.entities.api.client import Api, path_of, text_of
from tests.factories import (
    account,
    actor,
    body,
    component,
    dataset,
    editor_user,
    installation,
    network,
    node,
    organization,
)

pytestmark = pytest.mark.django_db


def create(api: Api, user: User, **values: Any) -> Any:
    """The answer to a create with other values."""
    return api("POST", "/organization", body(Organization, **values), user=user)


def stored(api: Api, user: User, **values: Any) -> Any:
    """A new organization with other values, as it is shown."""
    return api.get(f"/organization/{api.create(Organization, body(Organization, **values), user)}")


def publisher(datasets: int, **values: Any) -> Organization:
    """An organization with so many datasets."""
    found = organization(**values)
    served = installation(organization=found) if datasets else None
    for _ in range(datasets):
        dataset(publishing_organization=found, installation=served)
    return found


def password(api: Api, found: Organization, user: User | None) -> Any:
    """The answer to the question for the password."""
    return api("GET", f"{path_of(found)}/password", user=user)


@pytest.mark.parametrize("name", ["country", "language", "endorsingNodeKey"])
def test_E01_it_demands(api: Api, admin: User, name: str) -> None:
    assert broken(create(api, admin, **{name: None})) == [name]


def test_E02_it_reads_countries(api: Api, admin: User) -> None:
    assert broken(create(api, admin, country="Atlantis")) == ["country"]
    assert [stored(api, admin, country=text)["country"] for text in ("es", "ESP")] == ["ES", "ES"]


def test_E03_it_starts_unendorsed(api: Api, admin: User) -> None:
    found = stored(api, admin)

    assert (found["endorsementApproved"], found["endorsementStatus"]) == (False, "WAITING_FOR_ENDORSEMENT")
    assert found["numPublishedDatasets"] == 0
    assert not {"endorsed", "password"} & set(found)


def test_E04_it_has_a_password_of_its_own(api: Api, admin: User) -> None:
    key = stored(api, admin, password="secret")["key"]
    answer = api("GET", f"/organization/{key}/password", user=admin)

    assert answer.headers["Content-Type"].startswith("text/plain")
    assert re.fullmatch("[A-Za-z0-9]{12,14}", text_of(answer))


def test_E05_it_tells_the_password_within_rights(api: Api) -> None:
    found = organization()

    for refused in (None, account(), editor_user(organization())):
        assert status(password(api, found, refused)) == 403
    for allowed in (editor_user(found), editor_user(found.endorsing_node)):
        assert status(password(api, found, allowed)) == 200


def test_E06_it_bounds_positions(api: Api, admin: User) -> None:
    assert broken(create(api, admin, latitude=91)) == ["latitude"]
    assert broken(create(api, admin, longitude=-181)) == ["longitude"]
    assert stored(api, admin, latitude=42.4799912, longitude=1)["latitude"] == 42.47999


def test_E07_it_checks_logos(api: Api, admin: User) -> None:
    assert broken(create(api, admin, logoUrl="ftp://x")) == ["logoUrl"]
    assert "logoUrl" not in stored(api, admin, logoUrl="")


def test_E08_it_bounds_abbreviations(api: Api, admin: User) -> None:
    assert broken(create(api, admin, abbreviation="x" * 31)) == ["abbreviation"]


def test_E09_it_filters_by_country(api: Api) -> None:
    found = organization(country="AO")
    organization(country="NO")

    for text in ("AO", "AGO", "angola"):
        assert is_listed(api, f"/organization?country={text}", found)
    assert status(api("GET", "/organization?country=XX")) == 400


def test_E10_it_filters_by_endorsement(api: Api) -> None:
    endorsed, pending = organization(), organization()
    endorsement.endorse(endorsed, actor=actor())

    for text in ("true", "TRUE"):
        assert is_listed(api, f"/organization?isEndorsed={text}", endorsed)
    assert is_listed(api, "/organization?isEndorsed=false", pending)


def test_E11_it_filters_by_network(api: Api, admin: User) -> None:
    found, left, gone = network(), dataset(), dataset()
    for member in (left, gone):
        constituents.join(found, member, actor=actor())
    path = f"/organization?networkKey={found.pk}"
    assert is_listed(api, path, left.publishing_organization, gone.publishing_organization)

    constituents.leave(found, left, actor=actor())
    delete(api, gone, admin)
    assert keys(api, path) == []
    assert status(api("GET", "/organization?networkKey=foo")) == 400


def test_E12_it_filters_by_number_of_datasets(api: Api) -> None:
    for number in range(4):
        publisher(number)
    expected = {"2": 1, "1,*": 3, "*,1": 2, "1,2": 2, "*": 4}

    assert {text: count(api, f"/organization?numPublishedDatasets={text}") for text in expected} == expected
    assert status(api("GET", "/organization?numPublishedDatasets=a,b")) == 400


def test_E13_it_filters_by_one_contact(api: Api) -> None:
    found = organization()
    component(found, Contact, email=["a@b.c"], user_id=["u"])
    component(found, Contact, email=["x@y.z"], user_id=["v"])

    for query in ("contactEmail=a@b.c", "contactUserId=u", "contactEmail=a@b.c&contactUserId=u"):
        assert is_listed(api, f"/organization?{query}", found)
    assert count(api, "/organization?contactEmail=a@b.c&contactUserId=v") == 0


def test_E14_it_filters_by_rights(api: Api, admin: User) -> None:
    above = node()
    mine, other = organization(endorsing_node=above), organization()
    editor = editor_user(above)

    assert is_listed(api, f"/organization?canModify={editor.user_name}", mine)
    assert is_listed(api, f"/organization?canModify={admin.user_name}", mine, other)
    assert count(api, "/organization?canModify=nobody") == 0


def test_E15_it_tells_hosted_from_published(api: Api) -> None:
    host, owner = organization(), organization()
    found = dataset(publishing_organization=owner, installation=installation(organization=host))

    assert is_listed(api, f"{path_of(host)}/hostedDataset", found)
    assert is_listed(api, f"{path_of(owner)}/hostedDataset")
    assert is_listed(api, f"{path_of(owner)}/publishedDataset", found)
    assert is_listed(api, f"{path_of(owner)}/ownedDataset", found)


def test_E16_it_hosts_nothing_of_its_own(api: Api) -> None:
    found = publisher(1)

    assert is_listed(api, f"{path_of(found)}/hostedDataset")
    assert count(api, f"{path_of(found)}/publishedDataset") == 1
    assert api.get(path_of(found))["numPublishedDatasets"] == 1


def test_E17_it_follows_deleted_datasets(api: Api, admin: User) -> None:
    found = publisher(1)
    delete(api, found.datasets.get(), admin)

    assert is_listed(api, f"{path_of(found)}/publishedDataset")
    assert api.get(path_of(found))["numPublishedDatasets"] == 0
    assert str(found.pk) not in keys(api, "/organization/nonPublishing")


def test_E18_it_lists_who_never_published(api: Api) -> None:
    never = publisher(0)
    publisher(1)

    assert is_listed(api, "/organization/nonPublishing", never)


def test_E19_it_lists_live_installations(api: Api, admin: User) -> None:
    found = organization()
    live, gone = installation(organization=found), installation(organization=found)
    delete(api, gone, admin)
    assert is_listed(api, f"{path_of(found)}/installation", live)

    delete(api, found, admin)
    assert is_listed(api, f"{path_of(found)}/installation")


def test_E20_it_maps_organizations(api: Api) -> None:
    found = organization(title="Kelp", latitude=60.5, longitude=5.25)
    organization(latitude=1, longitude=1, country="DK")
    organization()
    collection = api.get("/organization/geojson?country=NO")

    assert collection["type"] == "FeatureCollection"
    (feature,) = collection["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [5.25, 60.5]}
    assert feature["properties"] == {"key": str(found.pk), "title": "Kelp", "numPublishedDatasets": 0}


def test_E21_it_suggests(api: Api) -> None:
    second, first = organization(title="North kelp"), organization(title="Kelp")
    organization(title="Zoo")

    assert api.get("/organization/suggest?q=kelp") == [
        {"key": str(first.pk), "title": "Kelp"},
        {"key": str(second.pk), "title": "North kelp"},
    ]
    assert api.get("/organization/suggest") == []


def test_E22_it_lists_deleted_ones(api: Api, admin: User) -> None:
    found = organization(title="Kelp lab")
    delete(api, found, admin)

    assert is_listed(api, "/organization/deleted", found)
    assert is_listed(api, "/organization/deleted?q=kelp", found)
    assert api.get("/organization/suggest?q=kelp") == []


@pytest.mark.parametrize("text", ["kelp++research", "kelp,research", "kelp%20%26%20research", "Kelp,%20Research%20."])
def test_E23_it_takes_punctuation(api: Api, text: str) -> None:
    found = organization(title="Kelp & Seaweed, Research Centre")

    assert is_listed(api, f"/organization?q={text}", found)


def test_E24_it_counts_publishers(api: Api, admin: User) -> None:
    active, idle, pending, former = publisher(1), publisher(0), publisher(1), publisher(1)
    for each in (active, idle, former):
        endorsement.endorse(each, actor=actor())
    delete(api, former.datasets.get(), admin)
    assert not pending.is_endorsed

    assert api.get("/organization/count") == 1


def test_E25_it_takes_nothing_along(api: Api, admin: User) -> None:
    found = publisher(1)
    delete(api, found, admin)

    for below in (found.datasets.get(), found.installations.get()):
        assert "deleted" not in api.get(path_of(below))
    assert status(api("GET", f"/organization/{unknown()}/installation")) == 404
