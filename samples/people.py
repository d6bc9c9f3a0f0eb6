"""Invented people: each organization gets a staff out of the name lists of its language."""

import unicodedata
from dataclasses import dataclass, field
from functools import cache

from samples.identity import dice, orcid
from samples.reading import Row, read_document, read_rows

POSITIONS = (
    "Data manager",
    "Senior scientist",
    "Curator",
    "Field technician",
    "Head of monitoring",
    "Doctoral student",
    "Station manager",
    "Database engineer",
    "Taxonomist",
)
STAFF_SIZE = 7
LETTERS_WITHOUT_DECOMPOSITION = {
    ord(letter): plain for letter, plain in zip("øØðþÞß", ("o", "O", "d", "th", "Th", "ss"), strict=True)
}


@dataclass(frozen=True)
class Person:
    """Somebody who never lived, with the organization that employs them."""

    first_name: str
    last_name: str
    position: str
    email: str
    phone: str
    user_ids: tuple[str, ...]
    employer: Row = field(hash=False, compare=False)


def fold(text: str) -> str:
    """Lower-case ASCII letters of a name; empty for a name in another script."""
    plain = (
        unicodedata.normalize("NFKD", text.translate(LETTERS_WITHOUT_DECOMPOSITION)).encode("ascii", "ignore").decode()
    )
    return "".join(letter for letter in plain.lower() if letter.isalnum())


@cache
def staffs() -> dict[str, list[Person]]:
    """Staff of every organization by its code; no two people share first and last name."""
    taken: set[tuple[str, str]] = set()
    return {row["code"]: _hire(row, taken) for row in read_rows("organizations.tsv")}


def _hire(employer: Row, taken: set[tuple[str, str]]) -> list[Person]:
    rng = dice("staff", employer["code"])
    names = read_document("people.json")[employer["culture"]]
    free = [(first, last) for first in names["first"] for last in names["last"] if (first, last) not in taken]
    chosen = rng.sample(free, min(STAFF_SIZE, len(free)))
    taken.update(chosen)
    return [_person(employer, number, first, last) for number, (first, last) in enumerate(chosen)]


def _person(employer: Row, number: int, first: str, last: str) -> Person:
    rng = dice("person", f"{employer['code']}/{number}")
    local = f"{fold(first)}.{fold(last)}" if fold(last) else f"staff{number + 1}"
    identified = rng.random() < 0.55
    return Person(
        first_name=first,
        last_name=last,
        position=POSITIONS[(number * 4 + rng.randrange(3)) % len(POSITIONS)],
        email=f"{local}@{employer['host']}",
        phone=f"+00 555 {rng.randrange(1000, 9999)}" if rng.random() < 0.3 else "",
        user_ids=(orcid(rng.randrange(1, 900_000)),) if identified else (),
        employer=employer,
    )
