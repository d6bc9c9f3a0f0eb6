"""Responsible parties, from references such as ``cited:author:pelagia/2``: place, role, organization and number."""

from samples.iso.elements import Element, absent, anchor, code, node, optional_text, text, url
from samples.people import Person, staffs
from samples.reading import Row, read_by_code


def references(cell: str) -> list[tuple[str, str, str]]:
    """Place, role and party of each reference in a cell."""
    parts = [entry.split(":") for entry in cell.split(";") if entry]
    return [(place, role, party) for place, role, party in parts]


def parties(cell: str, place: str, name: str, flags: dict[str, str]) -> list[Element]:
    """The parties of one place, each in a property of the given name."""
    return [node(name, party(role, who, flags)) for found, role, who in references(cell) if found == place]


def party(role: str, who: str, flags: dict[str, str]) -> Element:
    """A person (``pelagia/2``) or an organization (``pelagia``) in a role."""
    organization, _, number = who.partition("/")
    employer = read_by_code("organizations.tsv")[organization]
    if not number:
        return _responsible(
            employer, role, [text("gmd:organisationName", employer["title"])], f"data@{employer['host']}"
        )
    person = staffs()[organization][int(number)]
    names = [_individual(person, flags), text("gmd:organisationName", employer["title"])]
    return _responsible(employer, role, [*names, text("gmd:positionName", person.position)], person.email, person.phone)


def _individual(person: Person, flags: dict[str, str]) -> Element:
    whole = (
        f"{person.last_name}, {person.first_name}" if "orcid" in flags else f"{person.first_name} {person.last_name}"
    )
    if "orcid" in flags and person.user_ids:
        return anchor("gmd:individualName", whole, person.user_ids[0])
    return text("gmd:individualName", f"Dr {whole}" if "orcid" not in flags and person.position == "Curator" else whole)


def _responsible(employer: Row, role: str, names: list[Element], mail: str, phone: str = "") -> Element:
    contact = node(
        "gmd:contactInfo",
        node(
            "gmd:CI_Contact",
            node("gmd:phone", node("gmd:CI_Telephone", text("gmd:voice", phone))) if phone else None,
            node("gmd:address", _address(employer, mail)),
            node(
                "gmd:onlineResource",
                node("gmd:CI_OnlineResource", url("gmd:linkage", f"https://www.{employer['host']}/")),
            ),
        ),
    )
    return node("gmd:CI_ResponsibleParty", *names, contact, code("gmd:role", "CI_RoleCode", role))


def _address(employer: Row, mail: str) -> Element:
    return node(
        "gmd:CI_Address",
        text("gmd:deliveryPoint", employer["address"]),
        text("gmd:city", employer["city"]),
        optional_text("gmd:administrativeArea", employer["province"]),
        text("gmd:postalCode", employer["postalCode"]),
        code("gmd:country", "Country", employer["country"]),
        text("gmd:electronicMailAddress", mail),
    )


def nameless() -> Element:
    """A party that a program wrote without knowing anything, as THREDDS servers do."""
    return node(
        "gmd:CI_ResponsibleParty",
        absent("gmd:individualName"),
        absent("gmd:organisationName", "unknown"),
        absent("gmd:contactInfo"),
        code("gmd:role", "CI_RoleCode", "publisher"),
    )
