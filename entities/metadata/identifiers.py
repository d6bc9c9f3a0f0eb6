"""Identifiers: which scheme a text belongs to, DOIs above all (metadata contract C.3)."""

import re
import urllib.parse

from entities.vocabulary import Country, IdentifierType

_DOI_PREFIX = re.compile(r"^(?:urn:doi:|doi:\s*|(?:https?://)?(?:(?:dx|www)\.)?doi\.org/(?:doi:)?)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI_IN_TEXT = re.compile(r"(?:\bdoi:\s*|\bdoi\.org/)(10\.\d{4,9}(?:\.\d+)*/[^\s\"'<>]+)", re.IGNORECASE)
LONGEST_IDENTIFIER = 2_000
"""Bytes beyond which a text is no identifier; the registry's index of them could not hold it."""

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ISIL = re.compile(r"([A-Z]{2})-[A-Za-z0-9:/-]{1,11}")
_COUNTRIES = frozenset(Country.values)

_TYPE_OF_START: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind.value)
    for pattern, kind in (
        (r"https://ror\.org/\S", IdentifierType.ROR),
        (r"https?://www\.wikidata\.org/\S", IdentifierType.WIKIDATA),
        (r"https?://\S|www\.\S", IdentifierType.URL),
        (r"ftp://\S", IdentifierType.FTP),
        (r"(?:urn:)?lsid:\S", IdentifierType.LSID),
        (r"urn:uuid:\S", IdentifierType.UUID),
        (r"gbif:ih:irn:\S", IdentifierType.IH_IRN),
        (r"grid\.\S", IdentifierType.GRID),
    )
)


def read_doi(text: str | None) -> str | None:
    """The DOI that the text is, in lower case and without prefix; None where it is none."""
    if not text or "10." not in text or len(text.encode()) > LONGEST_IDENTIFIER:
        return None
    bare = _DOI_PREFIX.sub("", text.strip())
    if "%" in bare:
        bare = urllib.parse.unquote(bare)
    return bare.lower() if _DOI.fullmatch(bare) else None


def find_doi(text: str | None) -> str | None:
    """The first DOI that is written somewhere in a sentence as `doi:10…` or as a link."""
    found = _DOI_IN_TEXT.search(text or "")
    return read_doi(found.group(1).rstrip(".,;:)]}")) if found else None


def doi_link(doi: str) -> str:
    """The web address of a DOI."""
    return f"https://doi.org/{doi}"


def classify(text: str) -> tuple[str, str]:
    """The IdentifierType constant and the identifier that the text is; UNKNOWN where it follows no scheme."""
    text = text.strip()
    if len(text.encode()) > LONGEST_IDENTIFIER:
        return IdentifierType.UNKNOWN.value, text
    doi = read_doi(text)
    if doi:
        return IdentifierType.DOI.value, doi
    for pattern, kind in _TYPE_OF_START:
        if pattern.match(text):
            return kind, text
    bare = text[1:-1] if text.startswith("{") and text.endswith("}") else text
    if _UUID.fullmatch(bare):
        return IdentifierType.UUID.value, bare
    return _type_without_prefix(text), text


def _type_without_prefix(text: str) -> str:
    isil = _ISIL.fullmatch(text)
    if isil and isil.group(1) in _COUNTRIES:
        return IdentifierType.ISIL.value
    is_number = text.isascii() and text.isdigit()
    return IdentifierType.CLB_DATASET_KEY.value if is_number else IdentifierType.UNKNOWN.value


def joined(directory: str | None, identifier: str) -> str:
    """An identifier with the directory or code space that it belongs to, as one text (metadata contract C.2)."""
    if not directory or identifier.lower().startswith(directory.lower()):
        return identifier
    scheme, separator, host = directory.partition("://")
    if not separator:
        return f"{directory}:{identifier}"
    if re.match(r"https?://", identifier, re.IGNORECASE):
        return identifier
    if identifier.lower().startswith(host.rstrip("/").lower() + "/"):
        return f"{scheme}://{identifier}"
    return directory + identifier if directory.endswith(("/", "=")) else f"{directory}/{identifier}"
