"""Documents in the fifteen elements of Dublin Core, as OAI-PMH and catalogues write them (metadata contract E)."""

import re
from collections.abc import Iterator, Sequence

from entities.metadata.dates import read_date
from entities.metadata.dublin_core import terms
from entities.metadata.dublin_core.coverage import catalogue_boxes, read_coverages
from entities.metadata.dublin_core.reading import Vocabulary, keyword_collections
from entities.metadata.elements import joined
from entities.metadata.identifiers import classify, doi_link, find_doi, read_doi
from entities.metadata.languages import language_code
from entities.metadata.licenses import choose_license
from entities.metadata.links import read_url
from entities.metadata.record import Citation, ContactRecord, DataDescription, MetadataRecord
from entities.metadata.texts import rich_text
from entities.metadata.xml import Element
from entities.vocabulary import ContactType, IdentifierType

NAMESPACE = "http://purl.org/dc/elements/1.1/"

_ORGANIZATION = re.compile(
    r"\b(?:universit|institut|museum|mus[eé]|academ|society|agency|laborator|observator|centre|center\b|centro|"
    r"department|ministry|survey|service|consortium|association|foundation|herbari|council|commission|network|project|"
    r"office|bureau|division|administration|authority|programme|secretariat)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def parse(root: Element) -> MetadataRecord:
    """The record of a document; the first DOI among its identifiers is the dataset's."""
    said = Vocabulary(root, NAMESPACE)
    titles, sources = said.texts("title"), said.texts("source")
    names = [classify(written) for written in said.texts("identifier")]
    doi = next((name for kind, name in names if kind == IdentifierType.DOI), None)
    pages = [name for kind, name in names if kind == IdentifierType.URL]
    homepage = next(iter(pages), None) or next(filter(None, map(read_url, sources)), None)
    geographic, temporal = read_coverages(said.texts("coverage"))
    boxes = tuple(catalogue_boxes(root))
    return MetadataRecord(
        title=next(iter(titles), None),
        alias=titles[1] if len(titles) > 1 else None,
        file_identifier=said.text("identifier"),
        contacts=tuple(_contacts(said)),
        publishing_organization_name=said.text("publisher"),
        keyword_collections=tuple(keyword_collections(said.texts("subject"))),
        description=_description(said, root),
        pub_date=next(filter(None, map(read_date, said.texts("date"))), None),
        data_descriptions=tuple(_formats(said, pages)),
        identifiers=tuple(dict.fromkeys(name for name in names if name != (IdentifierType.DOI, doi))),
        doi=doi,
        homepage=read_url(homepage),
        additional_info=joined(source for source in sources if not read_url(source)),
        bibliographic_citations=tuple(dict.fromkeys(map(_citation, said.texts("relation")))),
        geographic_coverages=(*geographic, *boxes),
        temporal_coverages=temporal,
        license=choose_license(said.texts("rights")),
        rights=joined(said.texts("rights")),
        data_language=language_code(said.text("language")),
    )


def _description(said: Vocabulary, root: Element) -> str | None:
    """All descriptions, a paragraph each; catalogues write an abstract among the terms instead."""
    written = said.texts("description")
    if written:
        return "\n".join(filter(None, map(rich_text, written))) or None
    return terms.description(Vocabulary(root, terms.NAMESPACE))


def _contacts(said: Vocabulary) -> Iterator[ContactRecord]:
    for position, name in enumerate(said.texts("creator")):
        yield _party(name, ContactType.ORIGINATOR.value, primary=position == 0)
    for name in said.texts("contributor"):
        yield _party(name, ContactType.CONTENT_PROVIDER.value)
    for name in said.texts("publisher"):
        yield ContactRecord(type=ContactType.PUBLISHER.value, organization=name)


def _party(name: str, kind: str, *, primary: bool = False) -> ContactRecord:
    if _ORGANIZATION.search(name):
        return ContactRecord(type=kind, primary=primary, organization=name)
    last, comma, first = name.partition(",")
    if not comma or not last.strip() or "," in first:  # several commas: a list of names
        return ContactRecord(type=kind, primary=primary, last_name=name)
    return ContactRecord(type=kind, primary=primary, first_name=first.strip() or None, last_name=last.strip())


def _formats(said: Vocabulary, pages: Sequence[str]) -> Iterator[DataDescription]:
    """The formats, at the first address among identifiers and relations."""
    related = (read_url(found.group()) for text in said.texts("relation") for found in _ADDRESS.finditer(text))
    address = read_url(next(iter(pages), None)) or next(filter(None, related), None)
    return (DataDescription(url=address, format=form) for form in dict.fromkeys(said.texts("format")))


def _citation(text: str) -> Citation:
    doi = read_doi(text) or find_doi(text)
    if doi:
        return Citation(text, doi_link(doi))
    found = _ADDRESS.search(text)
    return Citation(text, read_url(found.group()) if found else None)
