"""All matches as a table (dataset-search 6.2)."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from entities.vocabulary import read_license

FORMATS = {"TSV": "text/tab-separated-values", "CSV": "text/csv"}
"""Formats and their media types."""

COLUMNS: tuple[tuple[str, str], ...] = (
    ("dataset_key", "key"),
    ("title", "title"),
    ("doi", "doi"),
    ("license", "license"),
    ("type", "type"),
    ("sub_type", "subtype"),
    ("hosting_organization_key", "hostingOrganizationKey"),
    ("hosting_organization_title", "hostingOrganizationTitle"),
    ("hosting_country", "hostingCountry"),
    ("publishing_organization_key", "publishingOrganizationKey"),
    ("publishing_organization_title", "publishingOrganizationTitle"),
    ("publishing_country", "publishingCountry"),
    ("publication_date", "publicationDate"),
    ("modified", "modified"),
    ("endorsing_node_key", "endorsingNodeKey"),
    ("network_keys", "networkKeys"),
    ("project_identifier", "projectIdentifier"),
    ("occurrence_records_count", "recordCount"),
    ("name_usages_count", "nameUsagesCount"),
)
"""Names of the columns, and the keys of results that fill them."""

_BREAKS = str.maketrans("\t\r\n", "   ")
_DATES = frozenset({"publicationDate", "modified"})


class _Line:
    """Takes what the writer of the standard library writes, one line at a time."""

    def write(self, text: str) -> str:
        """The line itself."""
        return text


def lines(results: Iterable[bytes], form: str) -> Iterator[str]:
    """The table, line by line; TSV ends lines with LF, CSV with CRLF."""
    is_tsv = form == "TSV"
    writer: Any = csv.writer(_Line(), delimiter="\t" if is_tsv else ",", lineterminator="\n" if is_tsv else "\r\n")
    yield writer.writerow([name for name, _ in COLUMNS])
    for content in results:
        result = orjson.loads(content)
        yield writer.writerow([_cell(name, result.get(name)) for _, name in COLUMNS])


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "license":
        return read_license(value)
    if isinstance(value, list):
        return ";".join(value)
    text = str(value).replace("\r\n", "\n").translate(_BREAKS)
    return text[:10] if name in _DATES else text
