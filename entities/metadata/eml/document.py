"""EML documents, read whole (metadata contract C)."""

import re
from dataclasses import replace
from typing import Any

from entities.metadata.dates import read_date
from entities.metadata.elements import content, content_at, contents, every, first, inside, joined
from entities.metadata.eml.additional import (
    read_bibliography,
    read_citation,
    read_collections,
    read_data_descriptions,
    read_periods,
)
from entities.metadata.eml.coverage import read_places, read_taxa, read_times
from entities.metadata.eml.docbook import plain, rich
from entities.metadata.eml.parties import read_contacts
from entities.metadata.eml.project import read_project, read_sampling
from entities.metadata.frequencies import update_frequency
from entities.metadata.identifiers import classify, read_doi
from entities.metadata.languages import language_code
from entities.metadata.licenses import choose_license
from entities.metadata.links import read_url
from entities.metadata.record import KeywordCollection, MetadataRecord, Problem
from entities.metadata.texts import clean
from entities.metadata.xml import Element
from entities.vocabulary import IdentifierType, License

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_VERSIONED = re.compile(r"[0-9a-f-]{36}/v(\d+\.\d+)", re.IGNORECASE)

Fields = dict[str, Any]
"""Some fields of a record, by name."""


def parse(root: Element) -> MetadataRecord:
    """The record of an `eml` element; its title is None where the document has none."""
    dataset, gbif = first(root, "dataset"), first(root, "additionalMetadata/metadata/gbif")
    if dataset is None:
        return MetadataRecord()
    problems: list[Problem] = []
    record = MetadataRecord(
        **_head(root, dataset, gbif),
        **_texts(dataset),
        **_subjects(dataset, gbif, problems),
        **_rights(dataset),
        contacts=read_contacts(dataset),
        publishing_organization_name=content_at(dataset, "publisher/organizationName"),
        sampling_description=read_sampling(dataset),
        project=read_project(dataset),
        collections=read_collections(gbif),
        data_descriptions=tuple(read_data_descriptions(gbif)),
        bibliographic_citations=tuple(read_bibliography(gbif)),
    )
    return replace(record, problems=tuple(problems))


def _head(root: Element, dataset: Element, gbif: Element | None) -> Fields:
    """How the dataset is called, and where it is to be found."""
    package = clean(root.get("packageId")) or ""
    version = _VERSIONED.fullmatch(package)
    citation = read_citation(gbif)
    names = [classify(written) for written in contents(dataset, "alternateIdentifier")]
    dois = [name for kind, name in names if kind == IdentifierType.DOI]
    doi = read_doi(package) or next(iter(dois), None) or read_doi(citation.identifier)
    return {
        "title": content_at(dataset, "title"),
        "short_name": content_at(dataset, "shortName"),
        "file_identifier": package or None,
        "metadata_date": content_at(gbif, "dateStamp"),
        "version": version.group(1) if version else None,
        "doi": doi,
        "identifiers": tuple(dict.fromkeys(name for name in names if name != (IdentifierType.DOI, doi))),
        "citation_text": citation.text,
        "citation_identifier": citation.identifier,
        "language": language_code(root.get(_LANGUAGE)),
        "data_language": language_code(content_at(dataset, "language")),
        "pub_date": read_date(content_at(dataset, "pubDate")),
        "homepage": _homepage(dataset),
        "logo_url": read_url(content_at(gbif, "resourceLogoUrl")),
    }


def _texts(dataset: Element) -> Fields:
    return {
        "description": rich(first(dataset, "abstract")),
        "purpose": rich(first(dataset, "purpose")),
        "introduction": rich(first(dataset, "introduction")),
        "getting_started": rich(first(dataset, "gettingStarted")),
        "acknowledgements": rich(first(dataset, "acknowledgements")),
        "additional_info": joined(plain(element) for element in every(dataset, "additionalInfo")),
        "maintenance_description": plain(first(dataset, "maintenance/description")),
        "maintenance_update_frequency": update_frequency(content_at(dataset, "maintenance/maintenanceUpdateFrequency")),
    }


def _subjects(dataset: Element, gbif: Element | None, problems: list[Problem]) -> Fields:
    sets = [
        KeywordCollection(tuple(contents(each, "keyword")), content_at(each, "keywordThesaurus"))
        for each in every(dataset, "keywordSet")
    ]
    return {
        "keyword_collections": tuple(each for each in sets if each.keywords),
        "geographic_coverages": tuple(read_places(dataset, problems)),
        "temporal_coverages": (*read_times(dataset), *read_periods(gbif)),
        "taxonomic_coverages": tuple(read_taxa(dataset)),
    }


def _rights(dataset: Element) -> Fields:
    """The licence by its link, then by its title; the text only where no supported licence is recognised (C.1)."""
    rights = first(dataset, "intellectualRights")
    links = list(inside(rights, "ulink"))
    named = [*(link.get("url") for link in links), *(content_at(link, "citetitle") for link in links)]
    text = plain(rights)
    licensed = [*contents(dataset, "licensed/identifier"), *contents(dataset, "licensed/url")]
    chosen = choose_license([*named, text]) or choose_license(licensed)
    if chosen == License.UNSUPPORTED:
        chosen = choose_license([*named, text, *licensed])
    supported = chosen is not None and License(chosen).is_concrete
    return {"license": chosen, "rights": None if supported else text}


def _homepage(dataset: Element) -> str | None:
    for url in every(dataset, "distribution/online/url"):
        written = content(url)
        if written and url.get("function") == "information":
            return read_url(written) or read_url(f"http://{written}")
    return None
