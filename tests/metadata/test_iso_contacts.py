"""Contacts of ISO documents: who counts as what, and who counts at all."""

import pytest

from entities.metadata.record import ContactRecord
from tests.metadata.iso_documents import coded, inside, party, record, said

ROLES = {
    "resourceProvider": "CONTENT_PROVIDER",
    "custodian": "CUSTODIAN_STEWARD",
    "owner": "OWNER",
    "rightsHolder": "OWNER",
    "user": "USER",
    "distributor": "DISTRIBUTOR",
    "originator": "ORIGINATOR",
    "principalInvestigator": "PRINCIPAL_INVESTIGATOR",
    "processor": "PROCESSOR",
    "publisher": "PUBLISHER",
    "editor": "EDITOR",
    "collaborator": "CONTENT_PROVIDER",
    "contributor": "CONTENT_PROVIDER",
    "Principal_Investigator": "PRINCIPAL_INVESTIGATOR",
    "lighthouse keeper": "POINT_OF_CONTACT",
    "": "POINT_OF_CONTACT",
}
_ORIGINATOR = inside("citedResponsibleParty", party("originator", "Ann Origin"))


def _distributor(content: str) -> str:
    return inside("distributionInfo/MD_Distribution/distributor/MD_Distributor/distributorContact", content)


def _types(contacts: tuple[ContactRecord, ...]) -> list[tuple[str | None, str | None, bool]]:
    return [(contact.type, contact.last_name or contact.organization, contact.primary) for contact in contacts]


@pytest.mark.parametrize(("role", "kind"), ROLES.items())
def test_the_role_of_a_cited_party_is_its_type(role: str, kind: str) -> None:
    found = record(citation=_ORIGINATOR + inside("citedResponsibleParty", party(role, "Bea Cited")))

    assert (kind, "Cited", False) in _types(found.contacts)


@pytest.mark.parametrize(
    ("role", "cited", "of_resource"),
    [
        ("author", "ORIGINATOR", "AUTHOR"),
        ("coAuthor", "ORIGINATOR", "AUTHOR"),
        ("pointOfContact", "POINT_OF_CONTACT", "ADMINISTRATIVE_POINT_OF_CONTACT"),
    ],
)
def test_some_roles_depend_on_the_place(role: str, cited: str, of_resource: str) -> None:
    found = record(
        citation=_ORIGINATOR + inside("citedResponsibleParty", party(role, "Bea Cited")),
        identification=inside("pointOfContact", party(role, "Cas Resource")),
    )

    assert [(kind, name) for kind, name, _ in _types(found.contacts)][1:] == [
        (cited, "Cited"),
        (of_resource, "Resource"),
    ]


def test_the_listed_code_counts_before_its_text_and_the_text_where_the_code_is_unknown() -> None:
    described = said("individualName", "Bea Cited") + coded("role", "editor", "publisher")
    unlisted = said("individualName", "Cas Cited") + coded("role", "role", "processor")
    parties = [inside("citedResponsibleParty/CI_ResponsibleParty", text) for text in (described, unlisted)]

    found = record(citation=_ORIGINATOR + "".join(parties))

    assert [contact.type for contact in found.contacts[1:]] == ["EDITOR", "PROCESSOR"]


def test_places_come_in_the_order_of_the_contract_and_lead_by_their_first() -> None:
    found = record(
        root=inside("contact", party("publisher", "Dan Metadata"))
        + inside("contact", party("owner", "Eve Metadata"))
        + _distributor(party("custodian", "Fay Distributor")),
        citation=inside("citedResponsibleParty", party("author", "Ann Cited"))
        + inside("citedResponsibleParty", party("originator", "Bea Cited")),
        identification=inside("pointOfContact", party("pointOfContact", "Cas Resource")),
    )

    assert _types(found.contacts) == [
        ("ORIGINATOR", "Cited", True),
        ("ORIGINATOR", "Cited", False),
        ("ADMINISTRATIVE_POINT_OF_CONTACT", "Resource", True),
        ("METADATA_AUTHOR", "Metadata", True),
        ("METADATA_AUTHOR", "Metadata", False),
        ("DISTRIBUTOR", "Distributor", False),
    ]
    assert found.publishing_organization_name is None


@pytest.mark.parametrize(
    ("roles", "types"),
    [
        (("owner", "principalInvestigator"), ["OWNER", "ORIGINATOR"]),
        (("owner", "editor"), ["ORIGINATOR", "EDITOR"]),
        (("editor", "processor"), ["EDITOR", "PROCESSOR"]),
        (("author", "principalInvestigator"), ["ORIGINATOR", "PRINCIPAL_INVESTIGATOR"]),
    ],
)
def test_others_stand_in_where_nobody_is_the_originator(roles: tuple[str, str], types: list[str]) -> None:
    parties = [inside("citedResponsibleParty", party(role, f"Ann {role}")) for role in roles]

    assert [contact.type for contact in record(citation="".join(parties)).contacts] == types


def test_only_cited_parties_stand_in() -> None:
    found = record(identification=inside("pointOfContact", party("owner", "Cas Resource")))

    assert [contact.type for contact in found.contacts] == ["OWNER"]


def test_who_pays_is_no_contact_but_named_in_the_project() -> None:
    found = record(
        citation=inside("citedResponsibleParty", party("sponsor", organization="Shore Fund")),
        identification=inside("pointOfContact", party("funder", "Ann Giver"))
        + inside("pointOfContact", party("funder", organization="Shore Fund")),
    )

    assert found.contacts == ()
    assert found.project is not None
    assert found.project.title is None
    assert (found.project.funding or "").split("\n") == ["Shore Fund", "Ann Giver"]


@pytest.mark.parametrize("place", ["cited", "distributor"])
def test_the_publisher_names_the_organization(place: str) -> None:
    publisher = party("publisher", organization="Shore Data Office")
    found = record(
        citation=inside("citedResponsibleParty", publisher) if place == "cited" else "",
        root=_distributor(publisher) if place == "distributor" else "",
    )

    assert [contact.type for contact in found.contacts] == ["PUBLISHER"]
    assert found.publishing_organization_name == "Shore Data Office"


def test_the_same_party_is_one_contact_of_a_type() -> None:
    twice = inside("contact", party("owner", "Ann Twice", "Office")) * 2
    elsewhere = inside("contact", party("owner", "Ann Twice", "Another office"))

    assert len(record(root=twice + elsewhere).contacts) == 2


@pytest.mark.parametrize(
    "empty",
    [
        "",
        party("originator"),
        party("originator", "unknown", "n/a"),
        party("originator", more=inside("contactInfo/CI_Contact/address/CI_Address", said("city", "Skerries"))),
    ],
    ids=["nothing", "only a role", "placeholders", "only a city"],
)
def test_a_party_of_which_nothing_is_known_is_left_out(empty: str) -> None:
    assert record(citation=inside("citedResponsibleParty", empty)).contacts == ()


def test_it_reads_every_field_of_a_party() -> None:
    address = inside(
        "address/CI_Address",
        said("deliveryPoint", "1 Harbour Street")
        + said("deliveryPoint", "Box 7")
        + said("city", "Skerries")
        + said("administrativeArea", "Fingal")
        + said("postalCode", "K34")
        + said("country", "ireland")
        + said("electronicMailAddress", "mailto:a@example.org; b@example.org,c@example.org")
        + said("electronicMailAddress", "a@example.org"),
    )
    phone = inside("phone/CI_Telephone", said("voice", "+00 1") + said("voice", "+00 2") + said("facsimile", "+00 3"))
    pages = inside("onlineResource/CI_OnlineResource/linkage", "<gmd:URL>www.example.org/ann</gmd:URL>") + inside(
        "onlineResource/CI_OnlineResource/linkage", "<gmd:URL>not an address</gmd:URL>"
    )
    orcid = '<gmx:Anchor xlink:href="https://orcid.org/0000-0002-1825-0097">Dr Ann Origin</gmx:Anchor>'
    written = (
        inside("individualName", orcid)
        + said("organisationName", "Coast Office")
        + said("positionName", "Head")
        + inside("contactInfo/CI_Contact", phone + address + pages)
        + coded("role", "originator")
    )

    (contact,) = record(citation=inside("citedResponsibleParty/CI_ResponsibleParty", written)).contacts

    assert contact == ContactRecord(
        type="ORIGINATOR",
        primary=True,
        user_id=("https://orcid.org/0000-0002-1825-0097",),
        first_name="Ann",
        last_name="Origin",
        position=("Head",),
        email=("a@example.org", "b@example.org", "c@example.org"),
        phone=("+00 1", "+00 2"),
        homepage=("http://www.example.org/ann",),
        organization="Coast Office",
        address=("1 Harbour Street", "Box 7"),
        city="Skerries",
        province="Fingal",
        country="IE",
        postal_code="K34",
    )


def test_an_address_in_the_place_of_a_name_is_no_name() -> None:
    found = record(identification=inside("pointOfContact", party("pointOfContact", "tide@example.org", "Institute")))

    (contact,) = found.contacts
    assert (contact.first_name, contact.last_name, contact.email) == (None, None, ("tide@example.org",))
