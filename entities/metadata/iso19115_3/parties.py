"""Responsibilities of ISO 19115-3 as responsible parties of ISO 19139 (metadata contract F.4)."""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from entities.metadata.elements import every, first
from entities.metadata.iso.values import bare_codes, text, text_at
from entities.metadata.user_ids import person_id
from entities.metadata.xml import Element

_NO_VOICES = {"facsimile", "fax"}


def responsible_parties(responsibility: Element) -> list[Element]:
    """One responsible party for each person; for an organization of which no person is named, one for itself."""
    return [
        _party(responsibility, organization, individual)
        for party in every(responsibility, "party")
        for organization, individual in _people(party)
    ]


def _people(party: Element) -> Iterator[tuple[Element | None, Element | None]]:
    for individual in every(party, "CI_Individual"):
        yield None, individual
    for organization in every(party, "CI_Organisation"):
        members = every(organization, "individual/CI_Individual")
        yield from ((organization, member) for member in members)
        if not members:
            yield organization, None


def _party(responsibility: Element, organization: Element | None, individual: Element | None) -> Element:
    party = etree.Element("CI_ResponsibleParty")
    for role in every(responsibility, "role"):
        party.append(deepcopy(role))
    _copy(party, "individualName", every(individual, "name"))
    _copy(party, "organisationName", every(organization, "name"))
    _copy(party, "positionName", every(individual, "positionName") or every(organization, "positionName"))
    for holder in (individual, organization):
        for contact in every(holder, "contactInfo"):
            party.append(_with_voices(deepcopy(contact)))
    identifier = _identifier(individual)
    if identifier:
        party.set("uuid", identifier)
    return party


def _copy(party: Element, name: str, holders: list[Element]) -> None:
    for holder in holders:
        copy = deepcopy(holder)
        copy.tag = name
        party.append(copy)


def _with_voices(contact: Element) -> Element:
    """Numbers are `voice`, unless they are those of a fax."""
    for telephone in every(contact, "CI_Contact/phone/CI_Telephone"):
        if _NO_VOICES.isdisjoint(bare_codes(first(telephone, "numberType"))):
            for number in every(telephone, "number"):
                number.tag = "voice"
    return contact


def _identifier(individual: Element | None) -> str | None:
    """The ORCID of a person, by itself or with its code space."""
    for identifier in every(individual, "partyIdentifier/MD_Identifier"):
        code, space = text(first(identifier, "code")), text_at(identifier, "codeSpace")
        found = person_id(code) or person_id(f"{(space or '').rstrip('/')}/{code}")
        if found:
            return found
    return None
