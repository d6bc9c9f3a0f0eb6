"""One party of ISO 19139: names, addresses and how to reach it (metadata contract F.4)."""

import re
from collections.abc import Iterable, Iterator, Mapping

from entities.metadata.countries import country_code
from entities.metadata.elements import gathered
from entities.metadata.iso.values import code, link, text, texts
from entities.metadata.links import read_url
from entities.metadata.names import split_name
from entities.metadata.record import ContactRecord
from entities.metadata.user_ids import person_id
from entities.metadata.xml import Element

_PROPERTIES = (
    "individualName", "organisationName", "positionName", "voice", "deliveryPoint", "city", "administrativeArea",
    "postalCode", "country", "electronicMailAddress", "linkage",
)  # fmt: skip
"""Properties of a party, each with one place below it."""

_BETWEEN_ADDRESSES = re.compile(r"[;,\s]+")


def read_party(party: Element, kind: str | None = None) -> ContactRecord:
    """The party as a contact of a type."""
    said = gathered(party, *_PROPERTIES)
    name = next(iter(said.get("individualName", ())), None)
    written = text(name)
    addresses = tuple(_addresses_in(written)) if written and " " not in written else ()
    split = split_name(None if addresses else written)
    pages = texts(said.get("linkage", ()))
    return ContactRecord(
        type=kind,
        user_id=_user_ids(party, name),
        first_name=split.first,
        last_name=split.last,
        position=texts(said.get("positionName", ())),
        email=_emails(said.get("electronicMailAddress", ())) or addresses,
        phone=texts(said.get("voice", ())),
        homepage=tuple(dict.fromkeys(filter(None, map(read_url, pages)))),
        organization=_organization(said.get("organisationName", ())),
        address=texts(said.get("deliveryPoint", ())),
        city=_first(said, "city"),
        province=_first(said, "administrativeArea"),
        country=_country(said.get("country", ())),
        postal_code=_first(said, "postalCode"),
    )


def _first(said: Mapping[str, list[Element]], name: str) -> str | None:
    return next(filter(None, map(text, said.get(name, ()))), None)


def _organization(names: Iterable[Element]) -> str | None:
    """The organization's name; the registry takes none of a single letter (registry contract 4.2)."""
    return next((name for name in texts(names) if len(name) > 1), None)


def _country(holders: Iterable[Element]) -> str | None:
    codes = (country_code(text(holder)) or country_code(code(holder)) for holder in holders)
    return next(filter(None, codes), None)


def _emails(holders: Iterable[Element]) -> tuple[str, ...]:
    """E-mail addresses; several often stand in one text."""
    return tuple(dict.fromkeys(address for written in texts(holders) for address in _addresses_in(written)))


def _addresses_in(written: str) -> Iterator[str]:
    for part in _BETWEEN_ADDRESSES.split(written):
        bare = part.strip("<>()").removeprefix("mailto:")
        if "@" in bare:
            yield bare


def _user_ids(party: Element, name: Element | None) -> tuple[str, ...]:
    """ORCID iDs: behind the name, or as the identifier of the element."""
    found = map(person_id, (link(name), party.get("uuid")))
    return tuple(dict.fromkeys(filter(None, found)))
