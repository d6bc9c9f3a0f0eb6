"""J: nodes."""

import pytest

from entities.models import Comment, Endpoint, Identifier, Node, Tag, User
from entities.services import endorsement
from tests.acceptance.calls import broken, delete, is_listed, keys, status, unknown
from tests.entities.api.client import Api, path_of
from tests.factories import actor, body, component, dataset, installation, node, organization

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["type", "participationStatus"])
def test_J01_it_demands(api: Api, admin: User, name: str) -> None:
    assert broken(api("POST", "/node", body(Node, **{name: None}), user=admin)) == [name]


def test_J02_it_stores_nothing_of_the_directory(api: Api, admin: User) -> None:
    sent = body(Node, contacts=[{"lastName": "Lund"}], email=["a@example.org"], city="Oslo")
    stored = api.get(f"/node/{api.create(Node, sent, admin)}")

    assert (stored["contacts"], stored["email"]) == ([], [])
    assert "city" not in stored


@pytest.mark.parametrize("code", ["DK", "dk", "DNK"])
def test_J03_it_finds_the_node_of_a_country(api: Api, code: str) -> None:
    found = node(country="DK")

    assert api.get(f"/node/country/{code}")["key"] == str(found.pk)


@pytest.mark.parametrize("code", ["AO", "zzz"])
def test_J04_it_answers_nothing_where_there_is_none(api: Api, code: str) -> None:
    answer = api("GET", f"/node/country/{code}")

    assert (answer.status_code, answer.content) == (204, b"")


def test_J05_it_knows_the_exception(api: Api) -> None:
    found = node(type="OTHER", country="TW")

    assert api.get("/node/country/TW")["key"] == str(found.pk)


def test_J06_it_lists_active_countries(api: Api) -> None:
    for country, participation in (("NO", "VOTING"), ("DK", "ASSOCIATE"), ("SE", "OBSERVER"), ("FI", "FORMER")):
        node(country=country, participation_status=participation)
    node(country="NO")

    assert api.get("/node/activeCountries") == ["DK", "NO", "TW"]


def test_J07_it_lists_countries(api: Api, admin: User) -> None:
    for country in ("NO", "DK", "AO"):
        node(country=country)
    node(type="OTHER", country="SE")
    delete(api, node(country="FI"), admin)

    assert api.get("/node/country") == ["AO", "DK", "NO"]


def test_J08_it_needs_no_country(api: Api, admin: User) -> None:
    sent = body(Node, type="OTHER", participationStatus="AFFILIATE", country=None)

    assert "country" not in api.get(f"/node/{api.create(Node, sent, admin)}")


def test_J09_it_tells_endorsed_from_pending(api: Api) -> None:
    above = node()
    endorsed, pending = organization(endorsing_node=above), organization(endorsing_node=above)
    endorsement.endorse(endorsed, actor=actor())

    assert is_listed(api, f"{path_of(above)}/organization", endorsed)
    assert is_listed(api, f"{path_of(above)}/pendingEndorsement", pending)


def test_J10_it_lists_datasets_of_the_endorsed(api: Api, admin: User) -> None:
    above = node()
    endorsed, pending, gone = (organization(endorsing_node=above) for _ in range(3))
    for each in (endorsed, gone):
        endorsement.endorse(each, actor=actor())
    older, newer, *_ = [dataset(publishing_organization=each) for each in (endorsed, endorsed, pending, gone)]
    delete(api, gone, admin)

    assert keys(api, f"{path_of(above)}/dataset") == [str(newer.pk), str(older.pk)]


def test_J11_it_lists_installations_of_all(api: Api) -> None:
    found = installation()

    assert is_listed(api, f"{path_of(found.organization.endorsing_node)}/installation", found)


def test_J12_it_offers_no_contacts(api: Api, admin: User) -> None:
    path = f"{path_of(node())}/contact"

    for method, below in (("GET", ""), ("POST", ""), ("DELETE", "/1")):
        assert status(api(method, path + below, {"lastName": "x"}, user=admin)) == 501
    assert status(api("POST", path, {"lastName": "x"})) == 403
    assert status(api("GET", f"/node/{unknown()}/contact")) == 404


def test_J13_it_has_all_other_components(api: Api, admin: User) -> None:
    found = node()
    for kind in (Endpoint, Identifier, Tag, Comment):
        row = component(found, kind)
        assert [each["key"] for each in api.get(f"{path_of(found)}/{kind.slug}")] == [row.pk]
        assert status(api("DELETE", f"{path_of(found)}/{kind.slug}/{row.pk}", user=admin)) == 204
        assert api.get(f"{path_of(found)}/{kind.slug}") == []
