"""Countries and languages: two tables of the contract, read once from the files beside this module."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import models

_FOLDER = Path(__file__).parent


def table_rows(file_name: str) -> list[dict[str, str]]:
    """The rows of a tab-separated table with a header line and no quoting."""
    with (_FOLDER / file_name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


@dataclass(frozen=True, slots=True)
class CountryEntry:
    """One country: constant name, ISO 3166 codes, title, region of the participants, officially assigned or not."""

    name: str
    iso2: str
    iso3: str
    iso_numerical: int
    title: str
    region: str | None
    official: bool


@dataclass(frozen=True, slots=True)
class LanguageEntry:
    """One language: constant name, ISO 639-1 and 639-2/T codes (empty for the unknown one), titles."""

    name: str
    iso2: str
    iso3: str
    title: str
    title_native: str


COUNTRIES: tuple[CountryEntry, ...] = tuple(
    CountryEntry(
        name=row["name"],
        iso2=row["iso2"],
        iso3=row["iso3"],
        iso_numerical=int(row["isoNumerical"]),
        title=row["title"],
        region=row["region"] or None,
        official=row["official"] == "yes",
    )
    for row in table_rows("countries.tsv")
)

LANGUAGES: tuple[LanguageEntry, ...] = tuple(
    LanguageEntry(row["name"], row["iso2"], row["iso3"], row["title"], row["titleNative"])
    for row in table_rows("languages.tsv")
)

UNKNOWN_COUNTRY = "ZZ"

if TYPE_CHECKING:
    Country: Any
    Language: Any
else:
    Country = models.TextChoices("Country", [(entry.name, (entry.iso2, entry.title)) for entry in COUNTRIES])
    Language = models.TextChoices(
        "Language", [(entry.name, (entry.iso3, entry.title)) for entry in LANGUAGES if entry.iso3]
    )

_COUNTRY_OF_CODE = {code: entry.iso2 for entry in COUNTRIES for code in (entry.iso2, entry.iso3)}
_COUNTRY_OF_NAME = {entry.name: entry.iso2 for entry in COUNTRIES}
_LANGUAGE_OF_TEXT = {
    text: entry.iso3
    for entry in LANGUAGES
    if entry.iso3
    for text in (entry.iso2, entry.iso2.upper(), entry.iso3, entry.iso3.upper(), entry.name)
}


def read_country(text: str) -> str | None:
    """The alpha-2 code of an alpha-2 or alpha-3 code in any case; empty is ZZ, anything else None (contract 2.3)."""
    return UNKNOWN_COUNTRY if text == "" else _COUNTRY_OF_CODE.get(text.upper())


def read_country_parameter(text: str) -> str | None:
    """As `read_country`, for query parameters: the constant name is taken too, an empty text is not (6.3)."""
    return _COUNTRY_OF_CODE.get(text.upper()) or _COUNTRY_OF_NAME.get(text.upper().replace(" ", "_"))


def read_language(text: str) -> str | None:
    """The alpha-3 code of an alpha-2 code, alpha-3 code or constant name; None for anything else (contract 2.3)."""
    return _LANGUAGE_OF_TEXT.get(text)
