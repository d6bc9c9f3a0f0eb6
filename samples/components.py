"""Components of the entities, embedded as the API serves them (registry contract 4).

Keys count upwards over all entities, one count per kind. A ``Desk`` writes the components of one entity: it knows
who writes and when, and hands out later stamps for later components, so that the lists of an entity are ordered by
their stamps the way the API orders them.
"""

import itertools
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from samples.identity import write_stamp
from samples.people import Person
from samples.reading import Row

Json = dict[str, Any]
SHARE_WITH_ADDRESS = 0.6


@dataclass
class Counters:
    """Next key of each kind of component."""

    contact: Iterator[int] = field(default_factory=lambda: itertools.count(10_001))
    endpoint: Iterator[int] = field(default_factory=lambda: itertools.count(5_001))
    identifier: Iterator[int] = field(default_factory=lambda: itertools.count(3_001))
    tag: Iterator[int] = field(default_factory=lambda: itertools.count(701))
    machine_tag: Iterator[int] = field(default_factory=lambda: itertools.count(20_001))
    comment: Iterator[int] = field(default_factory=lambda: itertools.count(401))


@dataclass
class Desk:
    """Writer of one entity's components."""

    counters: Counters
    rng: random.Random
    author: str
    moment: datetime

    def _stamp(self) -> str:
        self.moment += timedelta(milliseconds=self.rng.randrange(2, 40))
        return write_stamp(self.moment)

    def _audit(self, *, with_modified: bool = True) -> Json:
        stamp = self._stamp()
        if not with_modified:
            return {"createdBy": self.author, "created": stamp}
        return {"createdBy": self.author, "modifiedBy": self.author, "created": stamp, "modified": stamp}

    def contacts(self, parties: Iterable[tuple[str | None, Person | Row]]) -> list[Json]:
        """Contacts of people, or of organizations as such; the first of each type is primary. Oldest first."""
        seen: set[str] = set()
        written = []
        for role, party in parties:
            primary = role is not None and role not in seen
            seen.add(role or "")
            written.append(self._contact(role, party, primary))
        return written

    def _contact(self, role: str | None, party: Person | Row, primary: bool) -> Json:
        entry: Json = {"key": next(self.counters.contact)}
        if role:
            entry["type"] = role
        entry["primary"] = primary
        entry |= _person_fields(party) if isinstance(party, Person) else _body_fields(party)
        employer = party.employer if isinstance(party, Person) else party
        entry |= self._place_fields(employer)
        return entry | self._audit()

    def _place_fields(self, employer: Row) -> Json:
        if self.rng.random() > SHARE_WITH_ADDRESS:
            return {"organization": employer["title"], "address": [], "country": employer["country"]}
        return {
            "organization": employer["title"],
            "address": [employer["address"]],
            "city": employer["city"],
            "province": employer["province"],
            "country": employer["country"],
            "postalCode": employer["postalCode"],
        }

    def endpoints(self, wanted: Iterable[tuple[str, str, str, list[tuple[str, str, str]]]]) -> list[Json]:
        """Endpoints from (type, URL, description, machine tags), written in this order. Newest first."""
        written = []
        for kind, url, description, machine_tags in wanted:
            entry: Json = {"key": next(self.counters.endpoint), "type": kind, "url": url}
            if description:
                entry["description"] = description
            written.append(entry | self._audit() | {"machineTags": self.machine_tags(machine_tags)})
        return written[::-1]

    def identifiers(self, wanted: Iterable[tuple[str, str]]) -> list[Json]:
        """Identifiers from (type, identifier). Newest first."""
        written = [
            {"key": next(self.counters.identifier), "type": kind, "identifier": identifier}
            | self._audit(with_modified=False)
            | {"primary": False}
            for kind, identifier in wanted
        ]
        return written[::-1]

    def tags(self, values: Iterable[str]) -> list[Json]:
        """Tags. Newest first."""
        written = [
            {"key": next(self.counters.tag), "value": value} | self._audit(with_modified=False) for value in values
        ]
        return written[::-1]

    def machine_tags(self, wanted: Iterable[tuple[str, str, str]]) -> list[Json]:
        """Machine tags, ordered by namespace, name and value."""
        return [
            {"key": next(self.counters.machine_tag), "namespace": namespace, "name": name, "value": value}
            | self._audit(with_modified=False)
            for namespace, name, value in sorted(wanted)
        ]

    def comments(self, contents: Iterable[str]) -> list[Json]:
        """Comments. Newest first."""
        written = [{"key": next(self.counters.comment), "content": content} | self._audit() for content in contents]
        return written[::-1]


def _person_fields(person: Person) -> Json:
    return {
        "userId": list(person.user_ids),
        "firstName": person.first_name,
        "lastName": person.last_name,
        "position": [person.position],
        "email": [person.email],
        "phone": [person.phone] if person.phone else [],
        "homepage": [],
    }


def _body_fields(organization: Row) -> Json:
    host = organization["host"]
    return {
        "userId": [],
        "position": ["Data office"],
        "email": [f"data@{host}"],
        "phone": [],
        "homepage": [f"https://www.{host}/"],
    }
