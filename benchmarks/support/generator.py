"""A registry of many datasets, made up: seeded, skewed as real ones are, sent by COPY.

A few publishers have most datasets, a few machine tags are on nearly all of them, most words are rare. Each dataset has
three contacts, an endpoint, identifiers, tags and machine tags in numbers that differ; one in twelve is deleted.
"""

import itertools
import random
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import models

from entities.models import (
    Contact,
    Dataset,
    Endpoint,
    Identifier,
    Installation,
    MachineTag,
    Node,
    Organization,
    Tag,
)
from entities.services import bulk, rendering, wording
from entities.services.composition import Material, compose, sort_as_listed
from entities.services.wording import worded

_BATCH = 1000
_PUBLISHERS, _NODES, _WORDS = 1500, 60, 40_000
_COUNTRIES = ("US", "NO", "DE", "FR", "GB", "BR", "ZA", "JP", "IN", "AU", "CO", "MX", "ES", "SE", "DK", "KE")
_TYPES = ("OCCURRENCE",) * 80 + ("CHECKLIST",) * 12 + ("SAMPLING_EVENT",) * 6 + ("METADATA",) * 2
_NAMESPACES = ("crawler.example.org", "harvest.example.org", "orphans.example.org", "review.example.org")
_STAMPS = {"created_by": "generator", "modified_by": "generator"}
_START = datetime(2007, 1, 1, tzinfo=UTC)


def generate(datasets: int, seed: int = 7) -> None:
    """Fill an empty registry."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    words = ["".join(chance.choices("aeioulnrstkmpdbg", k=chance.randint(3, 11))) for _ in range(_WORDS)]
    nodes = [_stamped(Node, chance, title=f"Node {n}", type="COUNTRY", participation_status="VOTING",
                      country=_COUNTRIES[n % len(_COUNTRIES)]) for n in range(_NODES)]  # fmt: skip
    publishers = [_publisher(chance, words, nodes) for _ in range(_PUBLISHERS)]
    servers = [_stamped(Installation, chance, title=f"Server {n}", type="IPT_INSTALLATION", organization=publisher)
               for n, publisher in enumerate(publishers)]  # fmt: skip
    for rows in (nodes, publishers, servers):
        bulk.copy_rows(rows)
    numbers = iter(range(datasets))
    while batch := list(itertools.islice(numbers, _BATCH)):
        _store([_dataset(chance, words, publishers, servers, number, datasets) for number in batch])
    for model, rows in ((Node, nodes), (Organization, publishers), (Installation, servers)):
        rendering.refresh({model: [row.pk for row in rows]})


def _stamped(model: Any, chance: random.Random, **values: Any) -> Any:
    moment = _START + timedelta(seconds=chance.randrange(500_000_000))
    return model(key=_key(chance), created=moment, modified=moment, **_STAMPS, **values)


def _key(chance: random.Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def _publisher(chance: random.Random, words: Sequence[str], nodes: Sequence[Node]) -> Organization:
    values = {
        "title": f"Museum of {_phrase(chance, words, 3)}",
        "language": "eng",
        "country": chance.choice(_COUNTRIES),
    }
    endorsed = "ENDORSED" if chance.random() < 0.9 else "WAITING_FOR_ENDORSEMENT"
    found: Organization = _stamped(
        Organization, chance, endorsing_node=chance.choice(nodes), endorsement_status=endorsed, **values
    )
    return found


def _phrase(chance: random.Random, words: Sequence[str], length: int) -> str:
    """Words by Zipf's law: the rank of a word is exponential in a random number."""
    return " ".join(words[int(len(words) ** chance.random()) - 1] for _ in range(length))


def _dataset(
    chance: random.Random,
    words: Sequence[str],
    publishers: Sequence[Any],
    servers: Sequence[Any],
    number: int,
    all_: int,
) -> tuple[Dataset, Material]:
    place = int(len(publishers) ** chance.random()) - 1
    moment = _START + timedelta(seconds=int(number / all_ * 500_000_000))
    dataset = Dataset(
        key=_key(chance), title=_phrase(chance, words, 8).capitalize(), description=_phrase(chance, words, 120),
        type=chance.choice(_TYPES), publishing_organization=publishers[place], installation=servers[place],
        doi=f"10.5072/g{number}", created=moment, modified=moment + timedelta(days=chance.randrange(400)),
        deleted=moment if chance.random() < 1 / 12 else None, **_STAMPS,
    )  # fmt: skip
    material = Material(publisher=publishers[place].title)
    for kind, rows in _components(chance, words, number).items():
        table: Any = Dataset.components[kind]
        stamps = _STAMPS | {"modified": moment} if kind in (Contact, Endpoint) else {"created_by": "generator"}
        material.rows[kind] = [table(entity=dataset, created=moment, **stamps, **values) for values in rows]
    return dataset, material


def _components(chance: random.Random, words: Sequence[str], number: int) -> dict[Any, list[dict[str, Any]]]:
    people = [_phrase(chance, words, 2).title().split() for _ in range(3)]
    contacts = [
        {"type": kind, "first_name": first, "last_name": last, "email": [f"{first}.{last}@data.example".lower()]}
        for kind, (first, last) in zip(("ORIGINATOR", "METADATA_AUTHOR", "POINT_OF_CONTACT"), people, strict=True)
    ]
    tags = [{"namespace": _NAMESPACES[min(int(chance.expovariate(1.2)), 3)], "name": f"name{chance.randrange(6)}",
             "value": str(chance.randrange(5000))} for _ in range(chance.randrange(1, 6))]  # fmt: skip
    identifiers = [{"type": "URL", "identifier": f"https://data.example/{number}"}]
    identifiers += [{"type": "DOI", "identifier": f"10.5072/old{number}"}] * (chance.random() < 0.3)
    endpoints = [{"type": "DWC_ARCHIVE", "url": f"https://data.example/archive/{number}"}] * (chance.random() < 0.95)
    words_put_on = [{"value": _phrase(chance, words, 1)} for _ in range(chance.randrange(3))]
    return {Contact: contacts, Endpoint: endpoints, Identifier: identifiers, MachineTag: tags, Tag: words_put_on}


def _store(found: list[tuple[Dataset, Material]]) -> None:
    tables: dict[Any, list[models.Model]] = {}
    for kind in (Contact, Endpoint, Identifier, MachineTag, Tag):
        rows = [row for _, material in found for row in material.rows[kind]]
        bulk.give_keys(rows)
        tables[kind] = rows
    for dataset, material in found:
        for kind, rows in material.rows.items():
            sort_as_listed(kind, rows)
        dataset.rendered, dataset.rendered_item = compose(dataset, material)
    bulk.copy_rows([dataset for dataset, _ in found])
    for rows in tables.values():
        bulk.copy_rows(rows)
    wording.store(Dataset, [worded(dataset, material) for dataset, material in found])
