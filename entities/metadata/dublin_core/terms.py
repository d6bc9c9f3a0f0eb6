"""Documents in the terms of Dublin Core, as GBIF exchanges them (metadata contract D)."""

from entities.metadata.dates import read_date
from entities.metadata.dublin_core.reading import Vocabulary, keyword_collections
from entities.metadata.elements import joined
from entities.metadata.languages import language_code
from entities.metadata.licenses import choose_license
from entities.metadata.links import read_url
from entities.metadata.record import ContactRecord, DataDescription, MetadataRecord
from entities.metadata.texts import rich_text
from entities.metadata.xml import Element
from entities.vocabulary import ContactType, IdentifierType

NAMESPACE = "http://purl.org/dc/terms/"


def has_title(root: Element) -> bool:
    """Whether a title is among the terms."""
    return Vocabulary(root, NAMESPACE).text("title") is not None


def parse(root: Element) -> MetadataRecord:
    """The record of a document; its identifiers follow no scheme that it names, so they are UNKNOWN."""
    said = Vocabulary(root, NAMESPACE)
    rights, licenses = said.texts("rights"), said.texts("license")
    identifiers = said.texts("identifier")
    return MetadataRecord(
        title=said.text("title"),
        file_identifier=next(iter(identifiers), None),
        description=description(said),
        keyword_collections=tuple(keyword_collections(said.texts("subject"))),
        data_language=language_code(said.text("language")),
        homepage=read_url(said.text("source")),
        data_descriptions=tuple(DataDescription(url=url) for url in map(read_url, said.texts("isFormatOf")) if url),
        contacts=tuple(
            ContactRecord(type=ContactType.ORIGINATOR.value, last_name=name) for name in said.texts("creator")
        ),
        pub_date=read_date(said.text("created")),
        license=choose_license([*licenses, *rights]),
        rights=joined(rights),
        citation_text=said.text("bibliographicCitation"),
        identifiers=tuple((IdentifierType.UNKNOWN.value, identifier) for identifier in dict.fromkeys(identifiers)),
    )


def description(said: Vocabulary) -> str | None:
    """The description, else all abstracts as paragraphs."""
    written = said.text("description")
    return rich_text(written if written else "\n\n".join(said.texts("abstract")))
