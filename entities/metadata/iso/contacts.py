"""Contacts of ISO 19139: which party plays which part (metadata contract F.4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from entities.metadata.elements import Place, every
from entities.metadata.iso.parties import Party, find_party, read_party
from entities.metadata.record import ContactRecord
from entities.vocabulary import ContactType

_TYPE_OF_ROLE = {
    "resourceprovider": ContactType.CONTENT_PROVIDER.value,
    "custodian": ContactType.CUSTODIAN_STEWARD.value,
    "owner": ContactType.OWNER.value,
    "rightsholder": ContactType.OWNER.value,
    "user": ContactType.USER.value,
    "distributor": ContactType.DISTRIBUTOR.value,
    "originator": ContactType.ORIGINATOR.value,
    "author": ContactType.AUTHOR.value,
    "coauthor": ContactType.AUTHOR.value,
    "pointofcontact": ContactType.POINT_OF_CONTACT.value,
    "principalinvestigator": ContactType.PRINCIPAL_INVESTIGATOR.value,
    "processor": ContactType.PROCESSOR.value,
    "publisher": ContactType.PUBLISHER.value,
    "editor": ContactType.EDITOR.value,
    "collaborator": ContactType.CONTENT_PROVIDER.value,
    "contributor": ContactType.CONTENT_PROVIDER.value,
}
_FUNDERS = frozenset({"sponsor", "funder"})
_OF_CITATION = {ContactType.AUTHOR.value: ContactType.ORIGINATOR.value}
_OF_RESOURCE = {ContactType.POINT_OF_CONTACT.value: ContactType.ADMINISTRATIVE_POINT_OF_CONTACT.value}
_STAND_INS = (ContactType.PRINCIPAL_INVESTIGATOR.value, ContactType.OWNER.value)
"""Cited parties that count as originators where nobody else does, in this order."""

_LEADING_TYPES = {
    ContactType.ORIGINATOR.value,
    ContactType.METADATA_AUTHOR.value,
    ContactType.ADMINISTRATIVE_POINT_OF_CONTACT.value,
}
"""Types of which the first contact is primary (contract C.2)."""


@dataclass(frozen=True, slots=True)
class Parties:
    """The contacts of a document, the names of those who paid, and the name of the publisher."""

    contacts: tuple[ContactRecord, ...]
    funders: tuple[str, ...]
    publisher: str | None


def read_contacts(document: Place, identification: Place) -> Parties:
    """Cited parties, then those of the resource, of the metadata, and the distributors; each party once per type."""
    cited = _parties(identification, "citation/CI_Citation/citedResponsibleParty/CI_ResponsibleParty")
    of_resource = _parties(identification, "pointOfContact/CI_ResponsibleParty")
    origin = _with_originators(list(_by_role(cited, _OF_CITATION)))
    resource = _by_role(of_resource, _OF_RESOURCE)
    contacts = chain(origin, resource, _metadata_authors(document), _distributors(document))
    known = _each_once(contact for contact in contacts if contact.is_known)
    _mark_primary(known)
    publisher = next((contact for contact in known if contact.type == ContactType.PUBLISHER), None)
    return Parties(
        contacts=tuple(known),
        funders=tuple(dict.fromkeys(_funder_names([*cited, *of_resource]))),
        publisher=(publisher.organization or publisher.last_name) if publisher else None,
    )


def _parties(place: Place, path: str) -> list[Party]:
    return [find_party(element) for element in every(place, path)]


def _by_role(parties: Iterable[Party], exceptions: dict[str, str]) -> Iterator[ContactRecord]:
    """Contacts typed by their role, with the exceptions of the place; those who only paid are left out."""
    for party in parties:
        if _FUNDERS.isdisjoint(party.roles):
            kind = next(filter(None, map(_TYPE_OF_ROLE.get, party.roles)), ContactType.POINT_OF_CONTACT.value)
            yield read_party(party, exceptions.get(kind, kind))


def _metadata_authors(document: Place) -> Iterator[ContactRecord]:
    for party in _parties(document, "contact/CI_ResponsibleParty"):
        yield read_party(party, ContactType.METADATA_AUTHOR.value)


def _distributors(document: Place) -> Iterator[ContactRecord]:
    path = "distributionInfo/MD_Distribution/distributor/MD_Distributor/distributorContact/CI_ResponsibleParty"
    for party in _parties(document, path):
        kind = ContactType.PUBLISHER if "publisher" in party.roles else ContactType.DISTRIBUTOR
        yield read_party(party, kind.value)


def _funder_names(parties: Iterable[Party]) -> Iterator[str]:
    for party in parties:
        if not _FUNDERS.isdisjoint(party.roles):
            funder = read_party(party)
            name = funder.organization or " ".join(filter(None, (funder.first_name, funder.last_name)))
            if name:
                yield name


def _with_originators(cited: list[ContactRecord]) -> list[ContactRecord]:
    """The cited contacts, where none is an originator with stand-ins made originators."""
    known_types = {contact.type for contact in cited if contact.is_known}
    if ContactType.ORIGINATOR not in known_types:
        stand_in = next((kind for kind in _STAND_INS if kind in known_types), None)
        for contact in cited:
            if stand_in and contact.type == stand_in:
                contact.type = ContactType.ORIGINATOR.value
    return cited


def _each_once(contacts: Iterable[ContactRecord]) -> list[ContactRecord]:
    """Contacts without repetitions of the same type, name, organization and e-mail; real files have many."""
    unique: dict[tuple[object, ...], ContactRecord] = {}
    for contact in contacts:
        name = (contact.type, contact.first_name, contact.last_name, contact.organization, contact.email)
        unique.setdefault(name, contact)
    return list(unique.values())


def _mark_primary(contacts: Iterable[ContactRecord]) -> None:
    waiting = set(_LEADING_TYPES)
    for contact in contacts:
        if contact.type in waiting:
            contact.primary = True
            waiting.discard(contact.type)
