"""One party of ISO 19139: names, addresses and how to reach it (metadata contract F.4)."""

import re

from entities.metadata.countries import country_code
from entities.metadata.iso.values import code, every, first, link, text, text_at, texts
from entities.metadata.links import read_url
from entities.metadata.names import split_name
from entities.metadata.record import ContactRecord
from entities.metadata.user_ids import person_id
from entities.metadata.xml import Element

_BETWEEN_ADDRESSES = re.compile(r"[;,\s]+")


def role_of(party: Element) -> Element | None:
    """The property that holds the party's role."""
    return first(party, "role")


def read_party(party: Element) -> ContactRecord:
    """The party as a contact without type."""
    name = first(party, "individualName")
    split = split_name(text(name))
    info = first(party, "contactInfo/CI_Contact")
    address = first(info, "address/CI_Address")
    pages = texts(every(info, "onlineResource/CI_OnlineResource/linkage"))
    return ContactRecord(
        user_id=_user_ids(party, name),
        first_name=split.first,
        last_name=split.last,
        position=texts(every(party, "positionName")),
        email=_emails(address),
        phone=texts(every(info, "phone/CI_Telephone/voice")),
        homepage=tuple(dict.fromkeys(filter(None, map(read_url, pages)))),
        organization=_organization(party),
        address=texts(every(address, "deliveryPoint")),
        city=text_at(address, "city"),
        province=text_at(address, "administrativeArea"),
        country=_country(address),
        postal_code=text_at(address, "postalCode"),
    )


def _organization(party: Element) -> str | None:
    """The organization's name; the registry takes none of a single letter (registry contract 4.2)."""
    name = text_at(party, "organisationName")
    return name if name and len(name) > 1 else None


def _country(address: Element | None) -> str | None:
    holder = first(address, "country")
    return country_code(text(holder)) or country_code(code(holder))


def _emails(address: Element | None) -> tuple[str, ...]:
    """E-mail addresses; several often stand in one text."""
    found: dict[str, None] = {}
    for written in texts(every(address, "electronicMailAddress")):
        for part in _BETWEEN_ADDRESSES.split(written):
            bare = part.strip("<>()").removeprefix("mailto:")
            if "@" in bare:
                found[bare] = None
    return tuple(found)


def _user_ids(party: Element, name: Element | None) -> tuple[str, ...]:
    """ORCID iDs: behind the name, or as the identifier of the element."""
    found = map(person_id, (link(name), party.get("uuid")))
    return tuple(dict.fromkeys(filter(None, found)))
