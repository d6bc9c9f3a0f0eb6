"""Nodes, organizations, installations and networks as the API serves them (registry contract 3.2 to 3.5)."""

from datetime import datetime, timedelta
from typing import Any

from samples.components import Counters, Desk
from samples.identity import LATEST, dice, entity_key, midnight, moment_between, write_stamp
from samples.people import Person, staffs
from samples.reading import Row, read_flags, read_rows

Json = dict[str, Any]
NODE_ROLES = ("NODE_MANAGER", "NODE_STAFF", "NODE_STAFF")
COMMENTS = {
    "cedarcoast": ["On hold until the society has signed its data policy; the node manager waits for the letter."],
    "foundry": ["Rejected: the company holds no data of its own, its customers should apply themselves."],
    "unclaimed": ["The bureau was closed; see the letters in the archive of the partnership.", "Merged from two rows."],
}


def _without_blanks(entity: Json) -> Json:
    """Null is left out of what the API serves; the tables have empty cells in its place."""
    return {name: value for name, value in entity.items() if value not in (None, "")}


def nodes(counters: Counters) -> list[Json]:
    """The nodes, with the fields that a directory of participants would fill."""
    return [_node(row, counters) for row in read_rows("nodes.tsv")]


def _node(row: Row, counters: Counters) -> Json:
    rng = dice("node", row["code"])
    created = moment_between(rng, midnight("2009-01-05"), midnight("2009-03-30"))
    modified = moment_between(rng, midnight("2024-01-01"), LATEST)
    desk = Desk(counters, rng, "directory-import", created)
    entity = _node_head(row) | {
        "createdBy": "directory-import",
        "modifiedBy": "directory-import",
        "created": write_stamp(created),
        "modified": write_stamp(modified),
        "contacts": _directory_contacts(row, desk),
        "endpoints": [],
        "machineTags": [],
        "tags": [],
        "identifiers": desk.identifiers([("GBIF_PARTICIPANT", str(9_000 + int(row["since"])))]),
        "comments": [],
    }
    return _without_blanks(entity)


def _node_head(row: Row) -> Json:
    host = row["host"]
    return {
        "key": entity_key("node", row["code"]),
        "type": row["type"],
        "participationStatus": row["status"],
        "participantSince": int(row["since"]),
        "dateSignedMOU": write_stamp(midnight(row["signed"])),
        "gbifRegion": row["region"],
        "continent": row["continent"],
        "title": row["title"],
        "participantTitle": row["participantTitle"],
        "abbreviation": row["abbreviation"],
        "description": row["description"],
        "email": [f"office@{host}"],
        "phone": [],
        "homepage": [f"https://{host}/"],
        "logoUrl": f"https://{host}/logo.svg",
        "organization": row["organization"],
        "address": [row["address"]],
        "city": row["city"],
        "country": row["country"],
        "postalCode": row["postalCode"],
    }


def _directory_contacts(row: Row, desk: Desk) -> list[Json]:
    """A directory's people have a key and a last change, and no audit stamps of the registry."""
    host = next(item for item in read_rows("organizations.tsv") if item["title"] == row["organization"])
    people = staffs()[host["code"]]
    contacts = desk.contacts(zip(NODE_ROLES, people, strict=False))
    dropped = ("createdBy", "modifiedBy", "created")
    return [{name: value for name, value in contact.items() if name not in dropped} for contact in contacts]


def founded(row: Row) -> datetime:
    """When the registry learned of an organization."""
    rng = dice("founded", row["code"])
    return moment_between(rng, midnight(f"{row['founded']}-01-08"), midnight(f"{row['founded']}-06-30"))


def organizations(counters: Counters, published: dict[str, int]) -> list[Json]:
    """The organizations; ``published`` has the number of live datasets by the organization's code."""
    return [_organization(row, counters, published.get(row["code"], 0)) for row in read_rows("organizations.tsv")]


def _organization(row: Row, counters: Counters, published: int) -> Json:
    rng = dice("organization", row["code"])
    created, deleted = founded(row), read_flags(row["flags"]).get("deleted")
    gone = midnight(deleted) + timedelta(hours=9, minutes=12) if deleted else None
    modified = gone or moment_between(rng, created, LATEST)
    endorsed = row["endorsement"] == "ENDORSED"
    desk = Desk(counters, rng, "node-desk", created)
    entity = _organization_head(row) | {
        "numPublishedDatasets": published,
        "createdBy": "node-desk",
        "modifiedBy": rng.choice(("node-desk", "registry-editor")),
        "created": write_stamp(created),
        "modified": write_stamp(modified),
        "deleted": write_stamp(gone) if gone else None,
        "endorsed": write_stamp(created + timedelta(days=rng.randrange(1, 60))) if endorsed else None,
    }
    return _without_blanks(entity | _organization_components(row, desk))


def _organization_head(row: Row) -> Json:
    host = row["host"]
    return {
        "key": entity_key("organization", row["code"]),
        "endorsingNodeKey": entity_key("node", row["node"]),
        "endorsementApproved": row["endorsement"] == "ENDORSED",
        "endorsementStatus": row["endorsement"],
        "title": row["title"],
        "abbreviation": row["abbreviation"],
        "description": row["description"],
        "language": row["language"],
        "email": [f"data@{host}"],
        "phone": [],
        "homepage": [f"https://www.{host}/"],
        "logoUrl": f"https://www.{host}/logo.png",
        "address": [row["address"]],
        "city": row["city"],
        "province": row["province"],
        "country": row["country"],
        "postalCode": row["postalCode"],
        "latitude": float(row["latitude"]),
        "longitude": float(row["longitude"]),
    }


def _organization_components(row: Row, desk: Desk) -> Json:
    people: list[Person] = staffs()[row["code"]]
    roles = ("ADMINISTRATIVE_POINT_OF_CONTACT", "TECHNICAL_POINT_OF_CONTACT", "POINT_OF_CONTACT")
    count = desk.rng.randrange(1, 4)
    tags = ["marine"] if row["code"] in ("skarvoy", "pelagia", "shiomi", "tamarindo", "alboran") else []
    return {
        "contacts": desk.contacts(list(zip(roles, people, strict=False))[:count]),
        "endpoints": [],
        "machineTags": desk.machine_tags(
            [("portal.example.org", "showOnMap", "true")] if desk.rng.random() < 0.3 else []
        ),
        "tags": desk.tags(tags),
        "identifiers": desk.identifiers([("URI", f"https://id.example.org/institution/{row['abbreviation'].lower()}")]),
        "comments": desk.comments(COMMENTS.get(row["code"], [])),
    }


FEEDS = {
    "IPT_INSTALLATION": ("FEED", "rss.do"),
    "BIOCASE_INSTALLATION": ("BIOCASE", "pywrapper.cgi?dsa=collection"),
    "HTTP_INSTALLATION": ("OTHER", "archives/"),
    "SYMBIOTA_INSTALLATION": ("FEED", "webservices/dwc/rss.xml"),
    "MDT_INSTALLATION": ("OTHER", "runs/"),
    "EARTHCAPE_INSTALLATION": ("OTHER", "exports/"),
    "TAPIR_INSTALLATION": ("TAPIR", "tapir.php"),
    "DIGIR_INSTALLATION": ("DIGIR", "DiGIR.php"),
}


def installations(counters: Counters) -> list[Json]:
    """The installations of all types, one of them disabled and one deleted."""
    return [_installation(row, counters) for row in read_rows("installations.tsv")]


def _installation(row: Row, counters: Counters) -> Json:
    rng, flags = dice("installation", row["code"]), read_flags(row["flags"])
    created = midnight(row["created"]) + timedelta(seconds=rng.randrange(28_000, 60_000))
    gone = midnight(flags["deleted"]) + timedelta(hours=9) if "deleted" in flags else None
    author = entity_key("organization", row["organization"])
    desk = Desk(counters, rng, author, created)
    kind, path = FEEDS[row["type"]]
    entity = {
        "key": entity_key("installation", row["code"]),
        "organizationKey": author,
        "type": row["type"],
        "title": row["title"],
        "description": row["description"],
        "createdBy": author,
        "modifiedBy": "registry-editor" if flags else author,
        "created": write_stamp(created),
        "modified": write_stamp(gone or moment_between(rng, created, LATEST)),
        "deleted": write_stamp(gone) if gone else None,
        "disabled": "disabled" in flags,
        "contacts": desk.contacts([("TECHNICAL_POINT_OF_CONTACT", staffs()[row["organization"]][3])]),
        "endpoints": desk.endpoints([(kind, f"https://{row['host']}/{path}", "", [])]),
        "machineTags": desk.machine_tags([("sync.example.org", "lastRun", "ok")] if not flags else []),
        "tags": [],
        "identifiers": [],
        "comments": desk.comments(["Asked the museum for a date of removal."] if "disabled" in flags else []),
    }
    return _without_blanks(entity)


def networks(counters: Counters, constituents: dict[str, int]) -> list[Json]:
    """The networks; ``constituents`` has the number of live datasets by the network's code."""
    return [_network(row, counters, constituents.get(row["code"], 0)) for row in read_rows("networks.tsv")]


def _network(row: Row, counters: Counters, constituents: int) -> Json:
    rng = dice("network", row["code"])
    created = midnight(row["created"]) + timedelta(seconds=rng.randrange(28_000, 60_000))
    desk = Desk(counters, rng, "registry-editor", created)
    person = staffs()[{"coastal": "skarvoy", "lakes": "fjellvann", "hidden": "havgen"}[row["code"]]][0]
    return {
        "key": entity_key("network", row["code"]),
        "title": row["title"],
        "description": row["description"],
        "language": row["language"],
        "numConstituents": constituents,
        "email": [f"hello@{row['host'].removeprefix('www.')}"],
        "phone": [],
        "homepage": [f"https://{row['host']}/"],
        "logoUrl": f"https://{row['host']}/logo.svg",
        "address": [],
        "city": row["city"],
        "country": row["country"],
        "createdBy": "registry-editor",
        "modifiedBy": "registry-editor",
        "created": write_stamp(created),
        "modified": write_stamp(moment_between(rng, created, LATEST)),
        "contacts": desk.contacts([("ADMINISTRATIVE_POINT_OF_CONTACT", person)]),
        "endpoints": [],
        "machineTags": desk.machine_tags([("portal.example.org", "visibleOnDatasetPage", "true")]),
        "tags": [],
        "identifiers": [],
        "comments": [],
    }
