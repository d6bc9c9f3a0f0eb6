"""How often a resource is updated, out of the words of metadata standards (metadata contract C.1 and F.7)."""

import re
import unicodedata

from entities.vocabulary import MaintenanceUpdateFrequency as Frequency

_NOT_A_LETTER = re.compile(r"[^a-z]")
_FREQUENCIES = {_NOT_A_LETTER.sub("", constant.lower()): constant for constant in Frequency.values} | {
    "continual": Frequency.CONTINUALLY.value,
    "yearly": Frequency.ANNUALLY.value,
    **dict.fromkeys(("diario", "diaria", "quotidien", "quotidienne", "journalier"), Frequency.DAILY.value),
    **dict.fromkeys(("semanal", "semanalmente", "hebdomadaire"), Frequency.WEEKLY.value),
    **dict.fromkeys(("mensual", "mensualmente", "mensuel", "mensuelle", "mensal"), Frequency.MONTHLY.value),
    **dict.fromkeys(("anual", "anualmente", "annuel", "annuelle"), Frequency.ANNUALLY.value),
    **dict.fromkeys(("semestral", "semestriel", "semestrielle"), Frequency.BIANNUALLY.value),
    **dict.fromkeys(("desconocido", "desconhecido", "inconnu", "inconnue"), Frequency.UNKNOWN.value),
    **dict.fromkeys(
        ("fortnightly", "semimonthly", "quarterly", "biennially", "periodic"),
        Frequency.OTHER_MAINTENANCE_PERIOD.value,
    ),
}


def update_frequency(text: str | None) -> str | None:
    """The constant for a word such as `asNeeded` or `continual`; None where it is no known frequency.

    Only letters count, in any case. A number makes it another period than the word: `5annually` is not known.
    """
    if not text or any(letter.isdigit() for letter in text):
        return None
    return _FREQUENCIES.get(_NOT_A_LETTER.sub("", _without_accents(text.casefold())))


def _without_accents(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKD", text)
