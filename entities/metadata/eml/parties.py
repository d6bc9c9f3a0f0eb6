"""Parties of EML (metadata contract C.2)."""

from collections.abc import Iterable, Iterator

from entities.metadata.countries import country_code
from entities.metadata.elements import content, content_at, contents, every, first
from entities.metadata.identifiers import joined as joined_identifier
from entities.metadata.links import read_url
from entities.metadata.record import ContactRecord
from entities.metadata.xml import Element
from entities.vocabulary import ContactType

_ORIGINATOR = ContactType.ORIGINATOR.value
_METADATA_AUTHOR = ContactType.METADATA_AUTHOR.value
_ADMINISTRATIVE = ContactType.ADMINISTRATIVE_POINT_OF_CONTACT.value
_TYPE_OF_ELEMENT = {"creator": _ORIGINATOR, "metadataProvider": _METADATA_AUTHOR, "contact": _ADMINISTRATIVE}


def _bare(role: str) -> str:
    return "".join(filter(str.isalnum, role.lower()))


_TYPE_OF_ROLE = {_bare(constant): constant for constant in ContactType.values} | {"metadataprovider": _METADATA_AUTHOR}


def read_contacts(dataset: Element) -> tuple[ContactRecord, ...]:
    """The dataset's parties: creators, metadata providers, associated parties, contacts; the first of each of the
    three leading types is primary."""
    found: list[ContactRecord] = []
    for name in ("creator", "metadataProvider", "associatedParty", "contact"):
        parties = [read_party(party, _TYPE_OF_ELEMENT.get(name)) for party in every(dataset, name)]
        kept = [party for party in parties if party.is_known]
        if name in _TYPE_OF_ELEMENT and kept:
            kept[0].primary = True
        found.extend(kept)
    return tuple(found)


def read_personnel(project: Element | None) -> tuple[ContactRecord, ...]:
    """The people of a project, by their roles."""
    parties = (read_party(person) for person in every(project, "personnel"))
    return tuple(party for party in parties if party.is_known)


def read_party(element: Element, kind: str | None = None) -> ContactRecord:
    """The party as a contact; without `kind` its role decides about the type."""
    party = _meant(element)
    name = first(party, "individualName")
    address = first(party, "address")
    return ContactRecord(
        type=kind or _type_of(content_at(element, "role")),
        user_id=tuple(dict.fromkeys(_user_ids(every(party, "userId")))),
        salutation=content_at(name, "salutation"),
        first_name=" ".join(contents(name, "givenName")) or None,
        last_name=content_at(name, "surName"),
        position=tuple(contents(party, "positionName")),
        email=tuple(contents(party, "electronicMailAddress")),
        phone=tuple(contents(party, "phone")),
        homepage=tuple(filter(None, map(read_url, contents(party, "onlineUrl")))),
        organization=content_at(party, "organizationName"),
        address=tuple(contents(address, "deliveryPoint")),
        city=content_at(address, "city"),
        province=content_at(address, "administrativeArea"),
        country=country_code(content_at(address, "country")),
        postal_code=content_at(address, "postalCode"),
    )


def _meant(party: Element) -> Element:
    """The party itself, or the one with the id that it refers to."""
    reference = content_at(party, "references")
    if reference is None:
        return party
    root = party.getroottree().getroot()
    return next((element for element in root.iter("{*}*") if element.get("id") == reference), party)


def _type_of(role: str | None) -> str:
    return _TYPE_OF_ROLE.get(_bare(role or ""), _ADMINISTRATIVE)


def _user_ids(elements: Iterable[Element]) -> Iterator[str]:
    """Complete addresses where the directory is known."""
    for element in elements:
        written = content(element)
        if written:
            yield joined_identifier((element.get("directory") or "").strip() or None, written)
