"""Datasets as the API serves them (registry contract 3.6), from the rows of the tables ``datasets_*.tsv``."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from samples import authorship, details, prose, publication
from samples.components import Counters, Desk
from samples.identity import LATEST, dice, doi, entity_key, midnight, moment_between, write_stamp
from samples.institutions import founded
from samples.reading import Row, read_by_code, read_flags, read_rows

Json = dict[str, Any]
TABLES = ("datasets_sea.tsv", "datasets_land.tsv", "datasets_more.tsv", "datasets_series.tsv")
COMMENTS = (
    "Publisher asked by mail for a better description; answered within a week.",
    "Coordinates of two stations were swapped; corrected by the publisher.",
    "Title shortened on request.",
)


@dataclass(frozen=True)
class Shelf:
    """All rows, and what must be known of the others to write one: who publishes, where, and what belongs to what."""

    rows: list[Row]
    organizations: dict[str, Row]
    installations: dict[str, Row]

    def live(self) -> list[Row]:
        """Rows of datasets that are not deleted."""
        return [row for row in self.rows if "deleted" not in read_flags(row["flags"])]

    def count_by_publisher(self) -> Counter[str]:
        """Live datasets by the code of their publisher."""
        return Counter(row["publisher"] for row in self.live())

    def count_by_network(self) -> Counter[str]:
        """Live datasets by the code of their network."""
        return Counter(code for row in self.live() for code in network_codes(row))

    def count_by_parent(self) -> Counter[str]:
        """Live constituents by the code of their parent dataset."""
        return Counter(read_flags(row["flags"]).get("parent", "") for row in self.live())


def read_shelf() -> Shelf:
    """All datasets of the tables."""
    rows = [row for table in TABLES for row in read_rows(table)]
    return Shelf(rows, read_by_code("organizations.tsv"), read_by_code("installations.tsv"))


def network_codes(row: Row) -> list[str]:
    """Networks that a dataset belongs to."""
    return [code for code in read_flags(row["flags"]).get("net", "").split(",") if code]


def datasets(shelf: Shelf, counters: Counters) -> list[Json]:
    """The datasets, newest first."""
    constituents = shelf.count_by_parent()
    built = [_dataset(row, shelf, counters, constituents[row["code"]]) for row in shelf.rows]
    return sorted(built, key=lambda dataset: (dataset["created"], dataset["key"]), reverse=True)


def _dataset(row: Row, shelf: Shelf, counters: Counters, constituents: int) -> Json:
    rng, flags = dice("dataset", row["code"]), read_flags(row["flags"])
    organization, installation = shelf.organizations[row["publisher"]], shelf.installations[row["installation"]]
    created, modified, deleted = _life(row, flags, organization, installation, rng)
    author = entity_key("organization", row["publisher"])
    stamps = {
        "createdBy": author,
        "modifiedBy": "crawler" if rng.random() < 0.7 else "registry-editor",
        "created": write_stamp(created),
        "modified": write_stamp(modified),
        "deleted": write_stamp(deleted) if deleted else None,
    }
    head = _relations(row, flags, constituents) | _texts(row, flags, organization, rng)
    desk = Desk(counters, rng, "crawler", moment_between(rng, created, modified))
    parts = _components(row, flags, installation, desk)
    tail = details.coverages(row, flags, rng) | details.document(flags, organization, installation, row, modified, rng)
    tail |= details.upkeep(row, flags, installation, modified, rng)
    authors = authorship.citation_authors(parts["contacts"])
    known = {name: value for name, value in (head | tail).items() if value}
    text = authorship.citation_text(known, authors, organization["title"])
    said = {
        "citation": _citation(text, flags),
        "contactsCitation": authors,
        "rights": _rights(row),
        "lockedForAutoUpdate": "locked" in flags,
    }
    entity = head | said | stamps | parts | tail
    return {name: value for name, value in entity.items() if value not in (None, "")}


def _life(
    row: Row, flags: dict[str, str], organization: Row, installation: Row, rng: random.Random
) -> tuple[datetime, datetime, datetime | None]:
    """Created, modified and deleted, in an order that the publisher's and the installation's age allow."""
    deleted = (
        midnight(flags["deleted"]) + timedelta(seconds=rng.randrange(28_000, 60_000)) if "deleted" in flags else None
    )
    earliest = max(founded(organization), midnight(installation["created"])) + timedelta(days=7)
    latest = deleted or LATEST
    created = moment_between(rng, earliest, earliest + (latest - earliest) * 0.85)
    return created, deleted or moment_between(rng, created + timedelta(days=1), latest), deleted


def _relations(row: Row, flags: dict[str, str], constituents: int) -> Json:
    def dataset_key(flag: str) -> str | None:
        return entity_key("dataset", flags[flag]) if flag in flags else None

    return {
        "key": entity_key("dataset", row["code"]),
        "parentDatasetKey": dataset_key("parent"),
        "duplicateOfDatasetKey": dataset_key("duplicate"),
        "installationKey": entity_key("installation", row["installation"]),
        "publishingOrganizationKey": entity_key("organization", row["publisher"]),
        "networkKeys": sorted(entity_key("network", code) for code in network_codes(row)),
        "doi": doi(row["code"]),
        "version": f"1.{dice('version', row['code']).randrange(0, 24)}"
        if dice("v", row["code"]).random() < 0.5
        else None,
        "external": "external" in flags,
        "numConstituents": constituents,
        "type": row["type"],
        "subtype": row["subtype"],
    }


def _texts(row: Row, flags: dict[str, str], organization: Row, rng: random.Random) -> Json:
    words = [word for word in row["title"].split() if word[0].isupper() and word[0].isascii()]
    initials = "".join(word[0] for word in words)
    host = organization["host"]
    return {
        "shortName": row["code"] if rng.random() < 0.1 else None,
        "title": row["title"],
        "alias": row["code"] if rng.random() < 0.15 else None,
        "abbreviation": initials if len(initials) > 2 and rng.random() < 0.4 else None,
        "description": prose.description(row, organization, flags, rng),
        "language": flags.get("lang", "eng"),
        "homepage": f"https://www.{host}/data/{row['code']}" if rng.random() < 0.45 else None,
        "logoUrl": f"https://www.{host}/logo.png" if rng.random() < 0.3 else None,
    }


def _citation(text: str, flags: dict[str, str]) -> Json:
    citation: Json = {"text": text}
    if "biblio" in flags:
        citation["identifier"] = "Recommended citation"
    return citation | {"citationProvidedBySource": False}


def _rights(row: Row) -> str | None:
    if row["license"] == "UNSPECIFIED":
        return "Ask the publisher before any use; the rights of the field books are not settled."
    return "Free for teaching, all other use by written agreement." if row["license"] == "UNSUPPORTED" else None


def _components(row: Row, flags: dict[str, str], installation: Row, desk: Desk) -> Json:
    rng = desk.rng
    notes = [rng.choice(COMMENTS)] if "comment" in flags or rng.random() < 0.06 else []
    return {
        "contacts": desk.contacts(authorship.parties(row, flags, rng)),
        "endpoints": desk.endpoints(publication.endpoints(row, installation, flags, rng)),
        "machineTags": desk.machine_tags(_machine_tags(row, flags, rng)),
        "tags": desk.tags(_tags(row, rng)),
        "identifiers": desk.identifiers(publication.identifiers(row, installation, rng)),
        "comments": desk.comments(notes),
    }


def _machine_tags(row: Row, flags: dict[str, str], rng: random.Random) -> list[tuple[str, str, str]]:
    found = []
    if "noendpoint" not in flags and rng.random() < 0.8:
        found.append(("crawler.example.org", "crawl_attempt", str(rng.randrange(1, 140))))
    if flags.get("cat") == "CitizenScience":
        found.append(("portal.example.org", "citizenScience", "true"))
    if "orphan" in flags:
        found.append(("orphans.example.org", "status", "RESCUED"))
    if rng.random() < 0.05:
        found.append(("crawler.example.org", "omitFromScheduledCrawl", "publisher moves its server"))
    return found


def _tags(row: Row, rng: random.Random) -> list[str]:
    themes = {
        "coast": "marine",
        "plankton": "marine",
        "reef": "marine",
        "edna": "sequences",
        "freshwater": "inland waters",
    }
    found = [themes[row["topic"]]] if row["topic"] in themes and rng.random() < 0.5 else []
    return found + (["long-term series"] if rng.random() < 0.1 else [])
