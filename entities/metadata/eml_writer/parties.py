"""Contacts as parties of EML (metadata contract G)."""

from lxml import etree

from entities.metadata.eml_writer.building import Shape, add, say, say_all

_DIRECTORIES = (
    "orcid.org/", "researcherid.com/rid/", "scholar.google.com/citations?user=", "linkedin.com/in/",
    "linkedin.com/profile/view?id=",
)  # fmt: skip
_NAMELESS = "N/A"


def add_party(parent: etree._Element, name: str, contact: Shape, *, with_role: bool = False) -> None:
    """The party; one without any name has `N/A` for its organization, as EML knows no nameless ones."""
    party = add(parent, name)
    first, last = contact.get("firstName"), contact.get("lastName")
    if first or last:
        individual = add(party, "individualName")
        if last:
            say(individual, "salutation", contact.get("salutation"))
            say(individual, "givenName", first)
        add(individual, "surName", last or first)
    positions = contact.get("position") or ()
    is_nameless = not (first or last or positions)
    say(party, "organizationName", contact.get("organization") or (_NAMELESS if is_nameless else None))
    say_all(party, "positionName", positions)
    _add_address(party, contact)
    say_all(party, "phone", contact.get("phone") or ())
    say_all(party, "electronicMailAddress", contact.get("email") or ())
    say_all(party, "onlineUrl", contact.get("homepage") or ())
    for identifier in contact.get("userId") or ():
        _add_user_id(party, identifier)
    if with_role:
        add(party, "role", contact.get("type") or "POINT_OF_CONTACT")


def _add_address(party: etree._Element, contact: Shape) -> None:
    lines = [("deliveryPoint", line) for line in contact.get("address") or ()]
    parts = (("city", "city"), ("administrativeArea", "province"), ("postalCode", "postalCode"), ("country", "country"))
    said = [(name, text) for name, text in (*lines, *((tag, contact.get(key)) for tag, key in parts)) if text]
    if said:
        address = add(party, "address")
        for name, text in said:
            add(address, name, text)


def _add_user_id(party: etree._Element, identifier: str) -> None:
    for directory in _DIRECTORIES:
        before, found, number = identifier.partition(directory)
        if found and number:
            add(party, "userId", number, directory=before + found)
            return
