"""What the acceptance cases leave open about the legacy API (contract 10)."""

from typing import Any

import pytest
from django.core import mail
from lxml import etree

from entities.models import Contact, Dataset, MachineTag, Organization
from entities.services import lifecycle
from tests.entities.api.legacy.client import RESOURCE, Software, key_in
from tests.factories import actor, component, dataset, installation, network, organization

pytestmark = pytest.mark.django_db

KELP = "/resource/{key}"


def resource(software: Software, owner: Organization, **form: str) -> Dataset:
    """A dataset that software registered, without the fields that are None."""
    sent = RESOURCE | {"organisationKey": str(owner.pk)} | form
    answer = software("POST", "/ipt/resource", sent, owner=owner)
    assert answer.status_code == 201, answer.content
    return Dataset.objects.get(pk=key_in(answer))


def test_it_writes_xml_unless_asked_for_json(software: Software) -> None:
    found = organization(title="Kelp & <Co>\x0b", homepage=["https://kelp.example.org"])
    component(found, Contact, type="TECHNICAL_POINT_OF_CONTACT", email=["berg@example.org"], primary=True)

    for path in (f"/organisation/{found.pk}", f"/organisation/{found.pk}.xml", f"/organisation/{found.pk}/"):
        root = etree.fromstring(software("GET", path).content)
        assert (root.tag, root.findtext("name")) == ("organisation", "Kelp & <Co>")
    stored = software.json(f"/organisation/{found.pk}.json")
    assert stored["primaryContactType"] == "technical"
    assert stored["primaryContactName"] == "Ole Petter Berg"
    assert stored["nodeKey"] == str(found.endorsing_node_id)
    assert list(stored) == [element.tag for element in root]


def test_it_wraps_json_for_scripts(software: Software) -> None:
    path = f"/organisation/{organization().pk}.json"
    answer = software("GET", f"{path}?callback=jQuery_1.done")

    assert answer.headers["Content-Type"] == "application/javascript"
    assert answer.content.startswith(b"/**/jQuery_1.done({")
    assert answer.content.endswith(b"});")
    for hostile in ("alert(1)//", "<script>", "x" * 100, "1a", "ä"):
        assert software("GET", path, **{"QUERY_STRING": f"callback={hostile}"}).content.startswith(b"{")


def test_it_mails_a_password_to_the_contact_only(software: Software) -> None:
    found = organization()
    path = f"/organisation/{found.pk}.json?op=password"
    assert software("GET", path).status_code == 500

    component(found, Contact, email=["berg@example.org"], primary=True)
    answers = [software("GET", path) for _ in range(3)]

    (message,) = mail.outbox
    assert message.recipients() == ["berg@example.org"]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert "Password: " in message.body
    assert not any(b"assword: " in answer.content for answer in answers)


@pytest.mark.parametrize(
    ("services", "kind"),
    [
        ("EML", "METADATA"),
        ("EML|DWC-ARCHIVE-CHECKLIST", "CHECKLIST"),
        ("COLDP", "CHECKLIST"),
        ("CAMTRAP_DP|EML", "OCCURRENCE"),
        ("DWC-ARCHIVE-SAMPLING-EVENT", "SAMPLING_EVENT"),
        ("DWC-DP", None),
    ],
)
def test_it_tells_the_type_by_the_services(software: Software, services: str, kind: str | None) -> None:
    owner = organization()
    installation(organization=owner)
    urls = "|".join("https://ipt.example.org/x" for _ in services.split("|"))

    assert resource(software, owner, serviceTypes=services, serviceURLs=urls).type == kind


def test_it_keeps_what_an_update_does_not_name(software: Software) -> None:
    owner = organization()
    installation(organization=owner)
    found = resource(software, owner, homepageURL="https://kelp.example.org", nameLanguage="de")

    answer = software("POST", f"/ipt/resource/{found.pk}", {"name": "Kelp", "description": ""}, owner=owner)

    assert answer.status_code == 204
    found.refresh_from_db()
    assert (found.title, found.description, found.homepage) == ("Kelp", None, "https://kelp.example.org")
    assert (found.language, found.type) == ("deu", "OCCURRENCE")
    assert found.endpoints.count() == 2
    assert found.contacts.get().first_name == "Ole Berg"


def test_it_demands_an_installation_where_it_cannot_guess(software: Software) -> None:
    owner = organization()
    sent = RESOURCE | {"organisationKey": str(owner.pk)}
    assert software("POST", "/ipt/resource", sent, owner=owner).status_code == 400

    first, _ = installation(organization=owner), installation(organization=owner)
    assert software("POST", "/ipt/resource", sent, owner=owner).status_code == 400
    assert resource(software, owner, iptKey=str(first.pk)).installation_id == first.pk
    assert software("POST", "/ipt/resource", sent | {"iptKey": str(owner.pk)}, owner=owner).status_code == 404
    assert software("POST", "/ipt/resource", sent | {"iptKey": "x"}, owner=owner).status_code == 400


def test_it_answers_for_datasets_as_of_old(software: Software) -> None:
    owner = organization()
    found = dataset(publishing_organization=owner)
    rows = software.json(f"/resource.json?organisationKey={owner.pk}")
    assert [row["key"] for row in rows] == [str(found.pk)]
    assert software.json(f"/resource/{found.pk}.json") == rows[0]

    assert software("GET", f"/resource/{found.pk}/belongs/organisation/{owner.pk}").status_code == 200
    assert software("GET", f"/resource/{found.pk}/belongs/organisation/{organization().pk}").status_code == 404
    assert software("GET", "/resource?organisationKey=x").status_code == 400


def test_it_creates_and_changes_resources_outside_ipts(software: Software) -> None:
    owner = organization()
    installation(organization=owner)
    sent = {"organisationKey": str(owner.pk), "name": "Kelp", "primaryContactEmail": "berg@example.org"}
    made = software("POST", "/resource", sent, owner=owner)
    found = Dataset.objects.get(pk=key_in(made))

    assert (made.status_code, found.type, found.license) == (201, "METADATA", "UNSPECIFIED")
    assert software("POST", f"/resource/{found.pk}", {"name": "Seals"}, owner=owner).status_code == 201
    assert software("DELETE", f"/resource/{found.pk}", owner=owner).status_code == 200
    assert software("POST", f"/resource/{found.pk}", {"name": "Whales"}, owner=owner).status_code == 404


def test_it_manages_services(software: Software) -> None:
    found = dataset()
    owner = found.publishing_organization
    sent = {"resourceKey": str(found.pk), "type": "DWC-ARCHIVE", "accessPointURL": "https://ipt.example.org/a.zip"}

    assert software("POST", "/service", sent, owner=owner).status_code == 201
    rows = software.json(f"/service.json?resourceKey={found.pk}")
    assert [(row["type"], row["accessPointURL"]) for row in rows] == [("DWC_ARCHIVE", sent["accessPointURL"])]
    assert "DWC_ARCHIVE" in {row["key"] for row in software.json("/service.json?op=types")}
    assert software("DELETE", f"/service?resourceKey={found.pk}", owner=owner).status_code == 200
    assert software.json(f"/service.json?resourceKey={found.pk}") == []
    assert software("POST", "/service", {}, owner=owner).status_code == 400


def test_it_joins_and_leaves_networks(software: Software) -> None:
    found, joined = dataset(), network(title="Kelp watch")
    path, owner = f"/resource/{found.pk}/network/{joined.pk}", found.publishing_organization

    assert software("POST", path, owner=owner).status_code == 204
    assert software("POST", path, owner=owner).status_code == 400
    assert software.json(f"/resource/{found.pk}/networks.json") == [{"key": str(joined.pk), "name": "Kelp watch"}]
    assert software("DELETE", path, owner=owner).status_code == 204
    assert software.json(f"/resource/{found.pk}/networks.json") == []


def test_it_lets_nobody_change_what_is_others(software: Software) -> None:
    found, other = dataset(), organization()
    attempts = [
        ("POST", f"/ipt/resource/{found.pk}", {"name": "Mine"}),
        ("DELETE", f"/ipt/resource/{found.pk}", None),
        ("POST", f"/resource/{found.pk}/network/{network().pk}", None),
        ("DELETE", f"/service?resourceKey={found.pk}", None),
        ("POST", "/service", {"resourceKey": str(found.pk), "type": "EML", "accessPointURL": "https://x.example"}),
        ("POST", f"/ipt/update/{found.installation_id}", {"name": "Mine"}),
        ("POST", "/ipt/resource", RESOURCE | {"organisationKey": str(found.publishing_organization_id)}),
    ]
    for method, path, form in attempts:
        assert software(method, path, form, owner=other).status_code == 401, path
        assert software(method, path, form).status_code == 401, path
        assert software(method, path, form, owner=found.publishing_organization, password="x").status_code == 401


def test_it_opens_nothing_for_a_deleted_organization(software: Software) -> None:
    owner = organization()
    lifecycle.delete(owner, actor=actor())

    assert software("POST", "/ipt/register", {}, owner=owner).status_code == 401
    assert software("GET", f"/organisation/{owner.pk}").status_code == 404


def test_it_takes_the_name_of_an_ipt(software: Software) -> None:
    server = software.register(organization())
    name = f"IPT__{server.pk}"

    answer = software("POST", f"/ipt/update/{server.pk}", {"name": "Kelp"}, owner=server, name=name)
    assert answer.status_code == 204


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"content_type": "application/json"}, 415),
        ({"headers": {"Authorization": "Basic %%%"}}, 400),
        ({"headers": {"Authorization": "Bearer x"}}, 401),
        ({"QUERY_STRING": "a=%00"}, 400),
    ],
)
def test_it_refuses_what_is_no_form(software: Software, options: dict[str, Any], status: int) -> None:
    owner = None if "headers" in options else organization()
    answer = software("POST", "/ipt/register", {"name": "x"}, owner=owner, **options)

    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize(
    "change",
    [
        {"primaryContactType": "king"},
        {"name": "K"},
        {"name": "a\x00b"},
        {"serviceURLs": "a|b|c"},
        {"serviceURLs": "a b"},
        {"serviceURLs": "x"},
        {"wsPassword": "x" * 300},
        {"organisationKey": "x"},
    ],
)
def test_it_refuses_forms_that_make_no_sense(software: Software, change: dict[str, str]) -> None:
    owner = organization()
    sent = {"name": "Kelp", "organisationKey": str(owner.pk), "primaryContactEmail": "a@example.org",
            "serviceTypes": "RSS", "serviceURLs": "https://ipt.example.org/rss.do"} | change  # fmt: skip

    answer = software("POST", "/ipt/register", sent, owner=owner)

    assert answer.status_code == 400, answer.content
    assert "<html" not in answer.content.decode()


def test_it_has_no_other_methods_or_addresses(software: Software) -> None:
    offered = {"/organisation": {"GET", "HEAD"}, "/resource": {"GET", "HEAD", "POST"}, "/ipt/register": {"POST"}}
    for method, path in [("PUT", "/organisation"), ("PATCH", "/resource"), ("GET", "/ipt/register")]:
        answer = software(method, path)
        assert (answer.status_code, set(answer.headers["Allow"].split(", "))) == (405, offered[path] | {"OPTIONS"})
    assert software("GET", "/foo").status_code == 404
    assert software("GET", "/foo").headers["Content-Type"].startswith("text/plain")


def test_it_hides_a_network_whatever_the_case_of_the_tag(software: Software) -> None:
    component(network(), MachineTag, name="visibleInIPT", value="FALSE")

    assert software.json("/network.json") == []
