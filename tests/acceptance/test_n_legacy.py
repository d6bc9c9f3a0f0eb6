"""N: the legacy API."""

import pytest

from entities.models import Dataset, MachineTag
from tests.entities.api.client import Api
from tests.entities.api.legacy.client import REGISTRATION, RESOURCE, Software, key_in
from tests.factories import component, installation, network, organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def software(db: None) -> Software:
    """A client of `/registry`."""
    return Software()


def test_N01_it_registers_an_ipt(software: Software) -> None:
    owner = organization()
    made = software.register(owner)

    assert (made.type, made.organization_id, made.title) == ("IPT_INSTALLATION", owner.pk, "Kelp toolkit")
    assert made.created_by == str(owner.pk)
    contact = made.contacts.get()
    assert (contact.type, contact.primary, contact.email) == ("TECHNICAL_POINT_OF_CONTACT", True, ["lund@example.org"])
    assert [(row.type, row.url) for row in made.endpoints.all()] == [("FEED", "https://ipt.example.org/rss.do")]


def test_N02_it_refuses_incomplete_registrations(software: Software) -> None:
    owner = organization()
    sent = REGISTRATION | {"organisationKey": str(owner.pk)}
    for missing in ("primaryContactEmail", "name", "organisationKey"):
        form = {name: value for name, value in sent.items() if name != missing}
        assert software("POST", "/ipt/register", form, owner=owner).status_code == 400, missing
    assert software("POST", "/ipt/register", sent, owner=owner, password="wrong").status_code == 401
    assert software("POST", "/ipt/register", sent).status_code == 401


def test_N03_it_updates_an_ipt(software: Software) -> None:
    made = software.register(organization())
    form = REGISTRATION | {"primaryContactName": "Ole Berg", "serviceURLs": "https://other.example.org/rss.do"}

    assert software("POST", f"/ipt/update/{made.pk}", form, owner=made).status_code == 204
    assert made.contacts.get().first_name == "Ole Berg"
    assert made.endpoints.get().url == "https://other.example.org/rss.do"


def test_N04_it_registers_a_dataset(software: Software) -> None:
    owner = organization()
    server = installation(organization=owner)
    answer = software("POST", "/ipt/resource", RESOURCE | {"organisationKey": str(owner.pk)}, owner=owner)
    made = Dataset.objects.get(pk=key_in(answer))

    assert answer.status_code == 201
    assert (made.installation_id, made.publishing_organization_id) == (server.pk, owner.pk)
    assert (made.license, made.type) == ("UNSPECIFIED", "OCCURRENCE")
    assert {row.type for row in made.endpoints.all()} == {"EML", "DWC_ARCHIVE"}


def test_N05_it_updates_and_deletes_a_dataset(software: Software) -> None:
    owner = organization()
    installation(organization=owner)
    answer = software("POST", "/ipt/resource", RESOURCE | {"organisationKey": str(owner.pk)}, owner=owner)
    made = Dataset.objects.get(pk=key_in(answer))
    changed = RESOURCE | {"serviceTypes": "EML", "serviceURLs": "https://new.example.org/eml.do"}

    assert software("POST", f"/ipt/resource/{made.pk}", changed, owner=owner).status_code == 204
    assert [row.url for row in made.endpoints.all()] == ["https://new.example.org/eml.do"]
    assert software("DELETE", f"/ipt/resource/{made.pk}", owner=owner).status_code == 200
    made.refresh_from_db()
    assert made.is_deleted


def test_N06_it_lists_organizations_and_tests_passwords(software: Software, api: Api) -> None:
    second, first = organization(title="kelp lab"), organization(title="Fjord lab")

    assert software.json("/organisation.json") == [
        {"key": str(first.pk), "name": "Fjord lab"},
        {"key": str(second.pk), "name": "kelp lab"},
    ]
    path = f"/organisation/{first.pk}.json?op=login"
    assert software("GET", path, owner=first).status_code == 200
    assert software("GET", path, owner=first, password="wrong").status_code == 401
    assert software("GET", path, owner=second).status_code == 401
    assert software("GET", path).status_code == 401


def test_N07_it_says_that_a_resource_is_unknown(software: Software) -> None:
    found = software.json(f"/resource/{organization().pk}.json")

    assert found == {"error": "No resource matches the key provided"}


def test_N08_it_hides_networks(software: Software) -> None:
    shown, hidden = network(title="Kelp watch"), network()
    component(hidden, MachineTag, name="visibleInIPT", value="false")

    assert software.json("/network.json") == [{"key": str(shown.pk), "name": "Kelp watch"}]
