"""Invented datasets for benchmarks of search: facts as the indexer reads them, without a database."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from search.facts import Facts, Organization

WORDS = [f"{first}{second}" for first in ("al", "be", "co", "du", "fro", "gra", "ke", "lar", "mos", "pi")
         for second in ("der", "ber", "dor", "g", "lp", "sen", "tin", "ra", "lis", "mon")]  # fmt: skip
_START = datetime(2010, 1, 1, tzinfo=UTC)
_COUNTRIES = ("NO", "SE", "DE", "FR", "US", "BR", "ZA", "JP", "AU", "CO")


def datasets(count: int) -> Iterator[Facts]:
    """So many datasets, the same each time: a few publishers have most, a few words stand everywhere."""
    chance = random.Random(11)  # noqa: S311 - the same data each time
    rare = [f"{word}{number}" for number in range(200) for word in WORDS]
    publishers = [
        Organization(str(UUID(int=number + 1)), f"{_text(chance, rare, 3)} institute", chance.choice(_COUNTRIES))
        for number in range(max(count // 60, 5))
    ]
    for number in range(count):
        publisher = publishers[min(int(chance.paretovariate(0.7)) - 1, len(publishers) - 1)]
        yield Facts(
            key=UUID(int=chance.getrandbits(128)),
            created=_START + timedelta(minutes=number),
            modified=_START + timedelta(minutes=number),
            license=chance.choice(("CC0_1_0", "CC_BY_4_0", "CC_BY_NC_4_0")),
            shape=_shape(chance, rare, number),
            publisher=publisher,
            endorsing_node=str(UUID(int=number % 40 + 1)),
            installation=str(UUID(int=number % 300 + 1)),
            installation_title="Toolkit",
            host=publishers[number % 20 % len(publishers)],
            record_count=int(chance.paretovariate(0.5)) if number % 3 else 0,
        )


def _shape(chance: random.Random, rare: list[str], number: int) -> dict[str, Any]:
    first = chance.randrange(1850, 2020)
    return {
        "title": _text(chance, rare, 8),
        "doi": f"10.5072/{number:07}",
        "description": _text(chance, rare, 120),
        "type": chance.choice(("OCCURRENCE", "OCCURRENCE", "CHECKLIST", "SAMPLING_EVENT")),
        "subtype": chance.choice((None, "SPECIMEN", "OBSERVATION")),
        "license": "unspecified",
        "modified": "2020-01-01T00:00:00.000+00:00",
        "keywordCollections": [{"keywords": [_keyword(chance, rare) for _ in range(4)]}],
        "temporalCoverages": [{"@type": "range", "start": f"{first}-01-01", "end": f"{first + number % 30}-01-01"}],
        "geographicCoverages": [{"description": chance.choice(("Norway", "Brazil", "Kenya", "Japan and Fiji", ""))}],
        "contacts": [{"firstName": "Ada", "lastName": chance.choice(rare), "city": "Bergen"}],
    }


def _text(chance: random.Random, rare: list[str], length: int) -> str:
    return " ".join(chance.choice(WORDS) if chance.random() < 0.5 else chance.choice(rare) for _ in range(length))


def _keyword(chance: random.Random, rare: list[str]) -> str:
    return chance.choice(WORDS).title() if chance.random() < 0.3 else chance.choice(rare)
