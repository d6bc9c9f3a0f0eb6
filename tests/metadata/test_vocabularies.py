"""Languages, countries and frequencies by the words that people use."""

import pytest

from entities.metadata.countries import country_code
from entities.metadata.frequencies import update_frequency
from entities.metadata.languages import language_code
from entities.vocabulary import COUNTRIES, LANGUAGES

LANGUAGES_BY_TEXT = {
    "en": "eng", "ENG": "eng", "English": "eng", "en-GB": "eng", "eng; USA": "eng", "eng;USA": "eng", "pt_BR": "por",
    "fre": "fra", "fra": "fra", "français": "fra", "ger": "deu", "dut": "nld", "Nederlands; Vlaams": "nld",
    "Castilian": "spa", " español ": "spa", "svenska": "swe", "日本語": "jpn", "tlh": None, "": None, "-": None,
    "unknown": None,
}  # fmt: skip
COUNTRIES_BY_TEXT = {
    "PT": "PT", "pt": "PT", "PRT": "PT", "Portugal": "PT", "PORTUGAL ": "PT", "USA": "US", "U.S.A.": "US",
    "United States": "US", "United States of America": "US", "UK": "GB", "Great Britain": "GB", "England": "GB",
    "Cote d'Ivoire": "CI", "Côte d\u2019Ivoire": "CI", "Ivory Coast": "CI", "Viet Nam": "VN", "Vietnam": "VN",
    "Korea, Republic of": "KR", "South Korea": "KR", "Micronesia": "FM", "Iran": "IR", "Venezuela": "VE",
    "The Netherlands": "NL", "Deutschland": "DE", "España": "ES", "ANTIGUA_BARBUDA": "AG", "Congo": "CG",
    "British Virgin Islands": "VG", "user defined": None, "ZZ": None, "Atlantis": None, "": None,
}  # fmt: skip
FREQUENCIES_BY_TEXT = {
    "continual": "CONTINUALLY", "daily": "DAILY", "weekly": "WEEKLY", "monthly": "MONTHLY",
    "biannually": "BIANNUALLY", "annually": "ANNUALLY", "yearly": "ANNUALLY", "asNeeded": "AS_NEEDED",
    "As needed": "AS_NEEDED", "irregular": "IRREGULAR", "notPlanned": "NOT_PLANNED", "unknown": "UNKNOWN",
    "unkown": "UNKOWN", "fortnightly": "OTHER_MAINTENANCE_PERIOD", "semimonthly": "OTHER_MAINTENANCE_PERIOD",
    "quarterly": "OTHER_MAINTENANCE_PERIOD", "biennially": "OTHER_MAINTENANCE_PERIOD",
    "periodic": "OTHER_MAINTENANCE_PERIOD", "5annually": None, "sometimes": None, "": None,
}  # fmt: skip


@pytest.mark.parametrize(("text", "code"), LANGUAGES_BY_TEXT.items())
def test_it_reads_a_language(text: str, code: str | None) -> None:
    assert language_code(text) == code


@pytest.mark.parametrize(("text", "code"), COUNTRIES_BY_TEXT.items())
def test_it_reads_a_country(text: str, code: str | None) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize(("text", "constant"), FREQUENCIES_BY_TEXT.items())
def test_it_reads_a_frequency(text: str, constant: str | None) -> None:
    assert update_frequency(text) == constant


def test_it_reads_every_language_by_code_and_title() -> None:
    named = [entry for entry in LANGUAGES if entry.iso3]

    assert [language_code(entry.iso2) for entry in named] == [entry.iso3 for entry in named]
    assert [language_code(entry.title) for entry in named] == [entry.iso3 for entry in named]


def test_it_reads_every_country_by_code_and_title() -> None:
    named = [entry for entry in COUNTRIES if entry.official]

    assert [country_code(entry.iso3) for entry in named] == [entry.iso2 for entry in named]
    assert [country_code(entry.title) for entry in named] == [entry.iso2 for entry in named]


def test_it_reads_nothing_from_nothing() -> None:
    assert language_code(None) is country_code(None) is update_frequency(None) is None
