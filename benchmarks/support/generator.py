"""A registry of many datasets, made up: seeded, skewed as real ones are, sent by COPY.

One aggregator has four of ten datasets and the same contact on all of them, a few publishers most of the others; a few
machine tags are on nearly all datasets, most words are rare. Each dataset has three contacts or four, an endpoint,
identifiers, tags and machine tags in numbers that differ; one in four is in networks, some have parents, some are
duplicates, one in twelve is deleted. Descriptions and people come again, as their making takes most of the time.
"""

import itertools
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from entities import words
from entities.models import (
    Contact,
    Dataset,
    DatasetCategory,
    Endpoint,
    Identifier,
    Installation,
    MachineTag,
    Network,
    NetworkConstituent,
    Node,
    Organization,
    Tag,
)
from entities.models.components import Changeable
from entities.services import bulk, rendering, wording
from entities.services.composition import Material, compose, sort_as_listed

_BATCH = 1000
_DESCRIPTIONS, _PEOPLE = 4000, 8000
_PUBLISHERS, _NODES, _NETWORKS, _WORDS = 1500, 60, 30, 40_000
_COUNTRIES = ("US", "NO", "DE", "FR", "GB", "BR", "ZA", "JP", "IN", "AU", "CO", "MX", "ES", "SE", "DK", "KE")
_TYPES = ("OCCURRENCE",) * 80 + ("CHECKLIST",) * 12 + ("SAMPLING_EVENT",) * 6 + ("METADATA",) * 2
_NAMESPACES = ("crawler.example.org", "harvest.example.org", "orphans.example.org", "review.example.org")
_STAMPS = {"created_by": "generator", "modified_by": "generator"}
_CATEGORIES = ("Marine", "Soil", "Citizen science")
_OFFICE = {"type": "ADMINISTRATIVE_POINT_OF_CONTACT", "organization": "Aggregator", "email": ["office@data.example"],
           "user_id": ["https://orcid.example/0000-0001"]}  # fmt: skip
_START = datetime(2007, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class _World:
    """What datasets hang on; the first publisher is the aggregator."""

    chance: random.Random
    words: Sequence[str]
    publishers: Sequence[Organization]
    servers: Sequence[Installation]
    networks: Sequence[Network]
    descriptions: Sequence[str]
    people: Sequence[dict[str, Any]]
    parents: list[Dataset] = field(default_factory=list)

    def skewed(self, rows: Sequence[Any]) -> Any:
        """One of the rows, the first ones far more often than the last."""
        return rows[int(len(rows) ** self.chance.random()) - 1]


def generate(datasets: int, seed: int = 7) -> None:
    """Fill an empty registry."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    words = ["".join(chance.choices("aeioulnrstkmpdbg", k=chance.randint(3, 11))) for _ in range(_WORDS)]
    nodes = [_stamped(Node, chance, title=f"Node {n}", type="COUNTRY", participation_status="VOTING",
                      country=_COUNTRIES[n % len(_COUNTRIES)]) for n in range(_NODES)]  # fmt: skip
    publishers = [_publisher(chance, words, nodes) for _ in range(_PUBLISHERS)]
    servers = [_stamped(Installation, chance, title=f"Server {n}", type="IPT_INSTALLATION", organization=publisher)
               for n, publisher in enumerate(publishers)]  # fmt: skip
    networks = [_stamped(Network, chance, title=f"Network {n}", language="eng") for n in range(_NETWORKS)]
    descriptions = [_phrase(chance, words, 120) for _ in range(_DESCRIPTIONS)]
    people = [_person(*_phrase(chance, words, 2).title().split()) for _ in range(_PEOPLE)]
    world = _World(chance, words, publishers, servers, networks, descriptions, people)
    DatasetCategory.objects.bulk_create([DatasetCategory(name=name) for name in _CATEGORIES], ignore_conflicts=True)
    for rows in (nodes, publishers, servers, networks):
        bulk.copy_rows(rows)
    numbers = iter(range(datasets))
    while batch := list(itertools.islice(numbers, _BATCH)):
        _store([_dataset(world, number, datasets) for number in batch])
    for rows in (nodes, publishers, servers, networks, world.parents):
        rendering.refresh({type(rows[0]): [row.pk for row in rows]})
    bulk.count_anew(apps.get_app_config("entities").get_models())


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


def _dataset(world: _World, number: int, all_: int) -> tuple[Dataset, Material]:
    chance, words = world.chance, world.words
    place = 0 if chance.random() < 0.4 else int(len(world.publishers) ** chance.random()) - 1
    moment = _START + timedelta(seconds=int(number / all_ * 500_000_000))
    dataset = Dataset(
        key=_key(chance), title=_phrase(chance, words, 8).capitalize(), description=chance.choice(world.descriptions),
        type=chance.choice(_TYPES), publishing_organization=world.publishers[place],
        installation=world.servers[place] if chance.random() < 0.9 else world.skewed(world.servers),
        doi=f"10.5072/g{number}", created=moment, modified=moment + timedelta(days=chance.randrange(400)),
        external=chance.random() < 1 / 100, deleted=moment if chance.random() < 1 / 12 else None,
        category=[chance.choice(_CATEGORIES)] if chance.random() < 1 / 10 else None, **_STAMPS,
    )  # fmt: skip
    _relate(world, dataset, number)
    material = Material(publisher=world.publishers[place].title, network_keys=_networks(world))
    for kind, rows in _components(world, number).items():
        if kind is Contact and not place:
            rows.append(_OFFICE)
        table = Dataset.components[kind]
        stamps = _STAMPS | {"created": moment} | ({"modified": moment} if issubclass(kind, Changeable) else {})
        material.rows[kind] = [_row(table, entity_id=dataset.pk, **stamps, **values) for values in rows]
    return dataset, material


@cache
def _defaults(model: type[models.Model]) -> dict[str, Any]:
    return model().__dict__


def _row(model: type[models.Model], **values: Any) -> models.Model:
    """A row as its class would make it, in a tenth of the time."""
    row = model.__new__(model)
    row.__dict__.update(_defaults(model) | values)
    return row


def _relate(world: _World, dataset: Dataset, number: int) -> None:
    """One of a thousand may have constituents, one of twelve is one, one of a hundred is a duplicate."""
    if number % 1000 == 0:
        world.parents.append(dataset)
    elif world.chance.random() < 1 / 12:
        dataset.parent_dataset = world.skewed(world.parents)
    elif world.chance.random() < 1 / 100:
        dataset.duplicate_of_dataset = world.parents[0]


def _networks(world: _World) -> list[str]:
    """Keys of the networks of a dataset: none, one, or two of four times."""
    wanted = max(0, world.chance.randrange(8) - 5)
    return sorted({str(world.skewed(world.networks).pk) for _ in range(wanted)})


def _person(first: str, last: str) -> dict[str, Any]:
    return {"first_name": first, "last_name": last, "email": [f"{first}.{last}@data.example".lower()]}


def _components(world: _World, number: int) -> dict[Any, list[dict[str, Any]]]:
    chance = world.chance
    contacts = [{"type": kind, **chance.choice(world.people)}
                for kind in ("ORIGINATOR", "METADATA_AUTHOR", "POINT_OF_CONTACT")]  # fmt: skip
    tags = [{"namespace": _NAMESPACES[min(int(chance.expovariate(1.2)), 3)], "name": f"name{chance.randrange(6)}",
             "value": str(chance.randrange(5000))} for _ in range(chance.randrange(1, 6))]  # fmt: skip
    tags += [{"namespace": _NAMESPACES[0], "name": "attempt", "value": "1"}] * (chance.random() < 0.9)
    identifiers = [{"type": "URL", "identifier": f"https://data.example/{number}"}]
    identifiers += [{"type": "DOI", "identifier": f"10.5072/old{number}"}] * (chance.random() < 0.3)
    endpoints = [{"type": "DWC_ARCHIVE", "url": f"https://data.example/archive/{number}"}] * (chance.random() < 0.95)
    words_put_on = [{"value": _phrase(chance, world.words, 1)} for _ in range(chance.randrange(3))]
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
    NetworkConstituent.objects.bulk_create(
        NetworkConstituent(network_id=network, dataset=dataset)
        for dataset, material in found
        for network in material.network_keys
    )
    wording.store(Dataset, [_worded(dataset, material) for dataset, material in found])


def _worded(dataset: Dataset, material: Material) -> wording.Wording:
    """The words of a dataset, as `wording.worded` finds them, by way of texts that were cut before."""
    texts = [dataset.type, dataset.description]
    for row in material.rows[Contact]:
        texts += [row.first_name, row.last_name, row.organization, *row.email, *row.user_id]
    names = words.lexemes([dataset.title])
    found = set(names).union(*(_cut(text) for text in texts if text))
    found.update([words.NAME_MARK + name for name in names], wording.marks_of(dataset, material))
    return wording.Wording(dataset.pk, frozenset(found), dataset.created, dataset.deleted is None)


@cache
def _cut(text: str) -> frozenset[str]:
    return frozenset(words.lexemes([text]))
