"""The vocabularies that `/enumeration` lists (contract 7.5): those of the registry's own rows, and the rest of the
inventory out of the tables beside this module."""

from dataclasses import dataclass

from entities.vocabulary import constants
from entities.vocabulary.licenses import License
from entities.vocabulary.places import COUNTRIES, LANGUAGES, table_rows


@dataclass(frozen=True, slots=True)
class Remark:
    """An issue that interpretation reports: its constant, severity, and the terms that it is about."""

    name: str
    severity: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extension:
    """A kind of extension rows of an archive."""

    name: str
    row_type: str


_WRITTEN_AS_CODES = {
    "Country": tuple(entry.iso2 for entry in COUNTRIES),
    "Language": tuple(entry.iso3 for entry in LANGUAGES),
    "License": tuple(License.values),
}


def _values(name: str, listed: str) -> tuple[str, ...]:
    """The constants that the table lists; where it lists none, those of the registry's own vocabulary."""
    if listed:
        return tuple(listed.split())
    return _WRITTEN_AS_CODES.get(name) or tuple(getattr(constants, name).values)


ENUMERATIONS: dict[str, tuple[str, ...]] = {
    row["name"]: _values(row["name"], row["constants"]) for row in table_rows("enumerations.tsv")
}
"""The values of each vocabulary, by its name, in the order of the names."""

REMARKS: tuple[Remark, ...] = tuple(
    Remark(row["id"], row["severity"], tuple(row["relatedTerms"].split()))
    for row in table_rows("remarks.tsv")
    if row["deprecated"] == "no"
)
"""Issues of occurrences, then those of names; deprecated ones are left out."""

EXTENSIONS: tuple[Extension, ...] = tuple(
    Extension(row["name"], row["rowType"]) for row in table_rows("extensions.tsv")
)
