"""Names of the resource: titles, dates, identifiers, and what it belongs to (metadata contract F.3 and F.7)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from entities.metadata.dates import read_date
from entities.metadata.elements import Place, every, first, grouped
from entities.metadata.identifiers import classify, doi_link, find_doi, joined, read_doi
from entities.metadata.iso.values import codes, link, looked_up, text, text_at
from entities.metadata.links import read_url
from entities.metadata.record import Citation
from entities.metadata.xml import Element
from entities.vocabulary import IdentifierType

_CITE_AS = re.compile(
    r"^\s*(?:please\s+cite(?:\s+(?:this|these|the)\s+\w+)?(?:\s+as)?\s*:?|cite\s+(?:this\s+\w+\s+)?as\s*:?|citation\s*:)"
    r"\s*",
    re.IGNORECASE,
)
_PUBLICATION_RANKS = {"publication": 1, "released": 2, "issued": 3, "distribution": 4}
_REVISIONS = {"revision": True, "lastrevision": True}
_CREATION = {"creation": True}
_PROJECTS = {"project": True, "campaign": True, "program": True}
_REFERENCES = {"crossreference": True, "source": True, "iscomposedof": True}


@dataclass(frozen=True, slots=True)
class Names:
    """The DOI of a document, and its other identifiers."""

    doi: str | None
    identifiers: tuple[tuple[str, str], ...]


def split_citation(details: str | None) -> tuple[str | None, str | None]:
    """The text after `Cite as` and its like, else the whole text as additional information."""
    if not details:
        return None, None
    cited, count = _CITE_AS.subn("", details, count=1)
    return (cited or None, None) if count else (None, details)


def read_names(document: Place, citation: Place, file_identifier: str | None) -> Names:
    """Identifiers of the citation, then the data set URI, then the file identifier; the first DOI is the DOI."""
    uri = text_at(document, "dataSetURI")
    of_document = (classify(written) for written in (uri, file_identifier) if written)
    known = (name for name in of_document if name[0] != IdentifierType.UNKNOWN)
    found = [*_cited_identifiers(citation), *known]
    doi = next((identifier for kind, identifier in found if kind == IdentifierType.DOI), None)
    others = dict.fromkeys(name for name in found if name != (IdentifierType.DOI, doi))
    return Names(doi, tuple(others))


def dataset_page(document: Place) -> str | None:
    """The web page that the data set URI leads to."""
    uri = text_at(document, "dataSetURI")
    return read_url(uri) if uri and uri.lower().startswith(("http", "www.")) else None


def _cited_identifiers(citation: Place) -> Iterator[tuple[str, str]]:
    for holder in every(citation, "identifier"):
        for identifier in holder.iterchildren("{*}MD_Identifier", "{*}RS_Identifier"):
            found = _identifier(identifier)
            if found:
                yield found


def _identifier(element: Element) -> tuple[str, str] | None:
    """The identifier of an MD_Identifier: a DOI in text, link or code space first, else code space and code."""
    holder = first(element, "code")
    code, address, space = text(holder), link(holder), text_at(element, "codeSpace")
    written = joined(space, code) if space and code else code
    doi = read_doi(code) or read_doi(address) or read_doi(written)
    if doi:
        return IdentifierType.DOI.value, doi
    return classify(written) if written else None


def publication_date(citation: Place) -> datetime | None:
    """When the resource came out: its publication, release or issue, else its latest revision, else its creation."""
    found = map(grouped, every(citation, "date/CI_Date"))
    dates = [(date, read_date(text_at(date, "date"))) for date in found]
    readable = [(first(date, "dateType"), moment) for date, moment in dates if moment]
    ranked = [(looked_up(kind, _PUBLICATION_RANKS), moment) for kind, moment in readable]
    published = sorted(((rank, moment) for rank, moment in ranked if rank), key=lambda pair: pair[0])
    if published:
        return published[0][1]
    revisions = [moment for kind, moment in readable if looked_up(kind, _REVISIONS)]
    if revisions:
        return max(revisions)
    return next((moment for kind, moment in readable if looked_up(kind, _CREATION)), None)


def read_project(identification: Place) -> tuple[str | None, str | None]:
    """Title and identifier of the first project, campaign or program that the resource belongs to."""
    for aggregate in every(identification, "aggregationInfo/MD_AggregateInformation"):
        title = text_at(aggregate, "aggregateDataSetName/CI_Citation/title")
        if title and looked_up(first(aggregate, "initiativeType"), _PROJECTS):
            return title, _aggregate_code(aggregate)
    return None, None


def read_references(identification: Place) -> Iterator[Citation]:
    """Cited resources that have a DOI or an address."""
    for aggregate in every(identification, "aggregationInfo/MD_AggregateInformation"):
        if looked_up(first(aggregate, "associationType"), _REFERENCES):
            identifier = _reference_identifier(aggregate)
            title = text_at(aggregate, "aggregateDataSetName/CI_Citation/title")
            if identifier:
                yield Citation(text=title or identifier, identifier=identifier)


def _aggregate_code(aggregate: Element) -> str | None:
    holder = first(aggregate, "aggregateDataSetIdentifier")
    codes_of_holder = () if holder is None else holder.iter("{*}code")
    return next(filter(None, map(text, codes_of_holder)), None)


def _reference_identifier(aggregate: Element) -> str | None:
    """The address of a DOI, or another address, by which the aggregate names its resource."""
    cited = first(aggregate, "aggregateDataSetName/CI_Citation")
    named = [
        doi_link(identifier) if kind == IdentifierType.DOI else identifier
        for kind, identifier in _cited_identifiers(cited)
    ]
    title = first(cited, "title")
    written = [_aggregate_code(aggregate), *named, link(title)]
    dois = [doi_link(doi) for doi in map(read_doi, written) if doi]
    if dois:
        return dois[0]
    addresses = [url for url in map(read_url, written) if url]
    mentioned = find_doi(text(title)) or find_doi(text_at(cited, "otherCitationDetails"))
    return doi_link(mentioned) if mentioned else next(iter(addresses), None)


def status_of(identification: Place) -> str | None:
    """The progress code as written, such as `onGoing`."""
    return next(iter(codes(first(identification, "status"))), None)
