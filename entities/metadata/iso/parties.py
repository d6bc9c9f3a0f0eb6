"""One party of ISO 19139: names, addresses and how to reach it (metadata contract F.4)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from entities.metadata.countries import country_code
from entities.metadata.elements import Grouped, gathered
from entities.metadata.iso.values import bare_codes, code, link, text, texts
from entities.metadata.links import read_url
from entities.metadata.names import split_name
from entities.metadata.record import ContactRecord
from entities.metadata.user_ids import person_id
from entities.metadata.xml import Element

_PROPERTIES = (
    "individualName", "organisationName", "positionName", "voice", "deliveryPoint", "city", "administrativeArea",
    "postalCode", "country", "electronicMailAddress", "linkage", "role",
)  # fmt: skip
"""Properties of a party, each with one place below it."""

_BETWEEN_ADDRESSES = re.compile(r"[;,\s]+")


@dataclass(frozen=True, slots=True)
class Party:
    """An element of a responsible party, its properties by name, and the codes of its role, bare."""

    element: Element
    holders: Grouped
    roles: tuple[str, ...]


def find_party(element: Element) -> Party:
    """The properties of a CI_ResponsibleParty."""
    holders = gathered(element, _PROPERTIES)
    return Party(element, holders, bare_codes(next(iter(holders.get("role", ())), None)))


def read_party(party: Party, kind: str | None = None) -> ContactRecord:
    """The party as a contact of a type."""
    holders = party.holders
    said = {name: texts(found) for name, found in holders.items()}
    name = next(iter(holders.get("individualName", ())), None)
    written = text(name)
    addresses = _addresses_in([written]) if written and " " not in written else ()
    split = split_name(None if addresses else written)
    pages = map(read_url, said.get("linkage", ()))
    return ContactRecord(
        type=kind,
        user_id=_user_ids(party.element, name),
        first_name=split.first,
        last_name=split.last,
        position=said.get("positionName", ()),
        email=_addresses_in(said.get("electronicMailAddress", ())) or addresses,
        phone=said.get("voice", ()),
        homepage=tuple(dict.fromkeys(page for page in pages if page)),
        # The registry takes no name of a single letter (registry contract 4.2).
        organization=next((name for name in said.get("organisationName", ()) if len(name) > 1), None),
        address=said.get("deliveryPoint", ()),
        city=_first(said.get("city")),
        province=_first(said.get("administrativeArea")),
        country=_country(holders.get("country", ())),
        postal_code=_first(said.get("postalCode")),
    )


def _first(said: tuple[str, ...] | None) -> str | None:
    return said[0] if said else None


def _country(holders: Iterable[Element]) -> str | None:
    codes = (country_code(text(holder)) or country_code(code(holder)) for holder in holders)
    return next(filter(None, codes), None)


def _addresses_in(written: Iterable[str]) -> tuple[str, ...]:
    """E-mail addresses, each once; several often stand in one text."""
    parts = [part.strip("<>()").removeprefix("mailto:") for each in written for part in _BETWEEN_ADDRESSES.split(each)]
    return tuple(dict.fromkeys(part for part in parts if "@" in part))


def _user_ids(party: Element, name: Element | None) -> tuple[str, ...]:
    """ORCID iDs: behind the name, or as the identifier of the element."""
    found = [person_id(written) for written in (link(name), party.get("uuid")) if written]
    return tuple(dict.fromkeys(number for number in found if number))
