"""The people of a dataset: its contacts, and the citation that follows from them (registry contract 8.8)."""

import random
from typing import Any

from samples.people import Person, staffs
from samples.reading import Row, read_by_code

Json = dict[str, Any]
Party = tuple[str | None, Person | Row]
AUTHOR_ROLES = ("ORIGINATOR", "METADATA_AUTHOR")
EXTRA_ROLES = (
    "PRINCIPAL_INVESTIGATOR",
    "USER",
    "CURATOR",
    "PROCESSOR",
    "CONTENT_PROVIDER",
    "CUSTODIAN_STEWARD",
    "PROGRAMMER",
    "AUTHOR",
    "EDITOR",
    "REVIEWER",
    "OWNER",
    "POINT_OF_CONTACT",
    "DATA_ADMINISTRATOR",
    "SYSTEM_ADMINISTRATOR",
)


def parties(row: Row, flags: dict[str, str], rng: random.Random) -> list[Party]:
    """Roles and people of a dataset; the first author usually stands three times, once for each role."""
    publisher = read_by_code("organizations.tsv")[row["publisher"]]
    if "authors" in flags:
        return _crowd(row, int(flags["authors"]), rng)
    if rng.random() < 0.05:
        return [("ADMINISTRATIVE_POINT_OF_CONTACT", publisher), (None, staffs()[row["publisher"]][0])]
    authors = _authors(row, rng)
    found: list[Party] = [("ORIGINATOR", person) for person in authors]
    found += [("METADATA_AUTHOR", authors[0]), ("ADMINISTRATIVE_POINT_OF_CONTACT", authors[0])]
    found += [(rng.choice(EXTRA_ROLES), person) for person in _helpers(row, authors, rng)]
    if rng.random() < 0.15:
        found.append((rng.choice(("PUBLISHER", "DISTRIBUTOR")), publisher))
    return found


def _authors(row: Row, rng: random.Random) -> list[Person]:
    authors = rng.sample(staffs()[row["publisher"]], rng.choice((1, 1, 2, 2, 3, 4)))
    if rng.random() < 0.25:
        authors.append(rng.choice(staffs()[rng.choice([code for code in staffs() if code != row["publisher"]])]))
    return authors


def _helpers(row: Row, authors: list[Person], rng: random.Random) -> list[Person]:
    others = [person for person in staffs()[row["publisher"]] if person not in authors]
    return rng.sample(others, rng.choice((0, 0, 1, 1, 2)))


def _crowd(row: Row, count: int, rng: random.Random) -> list[Party]:
    everybody = [person for code, staff in staffs().items() if code != row["publisher"] for person in staff]
    authors = staffs()[row["publisher"]][:1] + rng.sample(everybody, count - 3)
    lead = authors[0]
    return [*(("ORIGINATOR", person) for person in authors), ("METADATA_AUTHOR", lead), ("PROCESSOR", lead)]


def citation_authors(contacts: list[Json]) -> list[Json]:
    """People who count as authors: originators, then metadata authors, each once with all author roles."""
    if not any(contact.get("type") == "ORIGINATOR" and contact.get("lastName") for contact in contacts):
        return []
    found: dict[tuple[str, str], Json] = {}
    for role in AUTHOR_ROLES:
        for contact in contacts:
            if contact.get("type") == role and contact.get("lastName"):
                identity = (contact["firstName"].casefold(), contact["lastName"].casefold())
                found.setdefault(identity, _author(contact))["roles"].append(role)
    return list(found.values())


def _author(contact: Json) -> Json:
    initials = " ".join(name[0].upper() for name in contact["firstName"].split())
    return {
        "key": contact["key"],
        "abbreviatedName": f"{contact['lastName']} {initials}",
        "firstName": contact["firstName"],
        "lastName": contact["lastName"],
        "roles": [],
        "userId": contact["userId"],
    }


def citation_text(dataset: Json, authors: list[Json], publisher: str) -> str:
    """Citation up to the DOI; the portal adds the day of access when it shows it."""
    names = ", ".join(author["abbreviatedName"] for author in authors) or publisher
    year = f" ({dataset['pubDate'][:4]})." if "pubDate" in dataset else "."
    version = f" Version {dataset['version']}." if "version" in dataset else ""
    source = f" {publisher}." if authors else ""
    kind = dataset["type"].replace("_", " ").capitalize()
    return f"{names}{year} {dataset['title']}.{version}{source} {kind} dataset https://doi.org/{dataset['doi']}"


def project_contacts(organization: str) -> list[Json]:
    """The two people who lead a project, in the short form of metadata documents."""
    return [
        {
            "type": role,
            "primary": False,
            "userId": list(person.user_ids),
            "firstName": person.first_name,
            "lastName": person.last_name,
            "position": [],
            "email": [],
            "phone": [],
            "homepage": [],
            "address": [],
        }
        for role, person in zip(("PRINCIPAL_INVESTIGATOR", "AUTHOR"), staffs()[organization], strict=False)
    ]
