"""Keys, stamps and numbers of invented things: the same input gives the same output on every machine."""

import random
import uuid
from datetime import UTC, datetime, timedelta

KEY_SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "samples.registry.example")
DOI_PREFIX = "10.5072"
DOI_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LATEST = datetime(2026, 9, 30, tzinfo=UTC)


def entity_key(kind: str, code: str) -> str:
    """UUID of an entity; adding a row to a table leaves the keys of all the others as they are."""
    return str(uuid.uuid5(KEY_SPACE, f"{kind}/{code}"))


class Dice(random.Random):
    """Random numbers that depend on nothing but the words that they are seeded with."""


def dice(kind: str, code: str) -> Dice:
    """Random numbers of one entity, independent of how many others there are."""
    return Dice(f"{kind}/{code}")


def doi(code: str) -> str:
    """DOI with the prefix that is reserved for tests."""
    rng = dice("doi", code)
    return f"{DOI_PREFIX}/{''.join(rng.choice(DOI_ALPHABET) for _ in range(6))}"


def orcid(number: int) -> str:
    """ORCID address below the block that is handed out to people, with a correct check digit (ISO 7064 mod 11-2)."""
    digits = f"{10_000_000 + number:015d}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    whole = digits + ("X" if check == 10 else str(check))
    return "https://orcid.org/" + "-".join(whole[at : at + 4] for at in range(0, 16, 4))


def write_stamp(moment: datetime) -> str:
    """Point in time as the registry writes it: UTC, milliseconds, ``+00:00``."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}+00:00"


def midnight(day: str) -> datetime:
    """Start of a day given as ``yyyy-MM-dd``."""
    return datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=UTC)


def moment_between(rng: random.Random, start: datetime, end: datetime) -> datetime:
    """A point in time between two others, in whole milliseconds."""
    span = max(int((end - start) / timedelta(milliseconds=1)), 1)
    return start + timedelta(milliseconds=rng.randrange(span))
