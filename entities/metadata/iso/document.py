"""ISO 19139 and ISO 19115-2 documents, read whole (metadata contract F)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from entities.metadata.elements import Grouped, every, first, grouped, joined, local_name
from entities.metadata.iso.citation import (
    dataset_page,
    publication_date,
    read_names,
    read_project,
    read_references,
    split_citation,
    status_of,
)
from entities.metadata.iso.constraints import read_constraints
from entities.metadata.iso.contacts import read_contacts
from entities.metadata.iso.distribution import read_distribution, read_services
from entities.metadata.iso.extent import read_coverages
from entities.metadata.iso.keywords import read_keywords
from entities.metadata.iso.quality import read_maintenance, read_sampling
from entities.metadata.iso.values import code, text, text_at, texts
from entities.metadata.languages import language_code
from entities.metadata.links import read_web_address, sort_links
from entities.metadata.record import MetadataRecord, Project
from entities.metadata.texts import rich_text
from entities.metadata.xml import Element

_ISO_TYPE = "{http://www.isotc211.org/2005/gco}isoType"
_SERVICE = "SV_ServiceIdentification"

Fields = dict[str, Any]
"""Some fields of a record, by name."""


@dataclass(frozen=True, slots=True)
class Identifications:
    """The identification that counts, the others, and all that are services."""

    main: Element | None
    others: tuple[Element, ...]
    services: tuple[Element, ...]


def parse(root: Element) -> MetadataRecord:
    """The record of an MD_Metadata or MI_Metadata element; its title is None where the document has none."""
    document = grouped(root)
    identifications = _identifications(document)
    main = grouped(identifications.main)
    coverages = read_coverages(main, identifications.others)
    return MetadataRecord(
        **_identity(document, main),
        **_texts(main),
        **_people_and_subjects(document, main),
        **_links(document, main, identifications.services),
        is_service=identifications.main in identifications.services,
        language=_language(document),
        data_language=_language(main),
        metadata_date=text_at(document, "dateStamp"),
        geographic_coverages=coverages.geographic,
        temporal_coverages=coverages.temporal,
        problems=coverages.problems,
        sampling_description=read_sampling(document),
        bibliographic_citations=tuple(dict.fromkeys(read_references(main))),
    )


def _identity(document: Grouped, main: Grouped) -> Fields:
    """How the resource is called, and when it was published."""
    citation = grouped(first(main, "citation/CI_Citation"))
    file_identifier = text_at(document, "fileIdentifier")
    names = read_names(document, citation, file_identifier)
    return {
        "title": _title(citation),
        "alias": text_at(citation, "alternateTitle"),
        "version": text_at(citation, "edition"),
        "file_identifier": file_identifier,
        "parent_identifier": text_at(document, "parentIdentifier"),
        "doi": names.doi,
        "identifiers": names.identifiers,
        "pub_date": publication_date(citation),
    }


def _texts(main: Grouped) -> Fields:
    """What the resource is, and under which terms it can be had."""
    cited, remarks = split_citation(text_at(main, "citation/CI_Citation/otherCitationDetails"))
    constraints = read_constraints(main)
    frequency, maintenance = read_maintenance(main)
    return {
        "description": rich_text(text_at(main, "abstract")),
        "purpose": text_at(main, "purpose"),
        "acknowledgements": joined(texts(every(main, "credit"))),
        "additional_info": _additional_info(main, remarks),
        "citation_text": cited,
        "rights": constraints.rights,
        "license": constraints.license,
        "maintenance_update_frequency": frequency,
        "maintenance_description": maintenance,
    }


def _people_and_subjects(document: Grouped, main: Grouped) -> Fields:
    """Parties and keywords, and the project, which both speak of."""
    parties, keywords = read_contacts(document, main), read_keywords(main)
    return {
        "contacts": parties.contacts,
        "publishing_organization_name": parties.publisher,
        "keyword_collections": keywords.collections,
        "taxonomic_coverages": keywords.taxonomic_coverages,
        "project": _project(main, keywords.project, parties.funders),
    }


def _links(document: Grouped, main: Grouped, services: Iterable[Element]) -> Fields:
    """Where the resource, its pages and its services are; a data set URI is the homepage where no link is one."""
    operations = tuple(read_services(services))
    links = sort_links([*(link for _, link in operations), *read_distribution(document)])
    return {
        "homepage": links.homepage or dataset_page(document),
        "logo_url": _logo(main),
        "endpoints": links.endpoints,
        "data_descriptions": links.data_descriptions,
        "services": tuple(dict.fromkeys(service for service, _ in operations)),
    }


def _identifications(document: Grouped) -> Identifications:
    """The first data identification is the main one; where there are services only, the first of them."""
    found = every(document, "identificationInfo/*")
    services = tuple(element for element in found if local_name(element) == _SERVICE)
    main = next((element for element in found if _describes_data(element)), services[0] if services else None)
    return Identifications(main, tuple(element for element in found if element is not main), services)


def _describes_data(element: Element) -> bool:
    """Whether it is an MD_DataIdentification, or an element of a profile that says it stands for one."""
    name = "MD_DataIdentification"
    return local_name(element) == name or (element.get(_ISO_TYPE) or "").endswith(name)


def _language(holder: Grouped) -> str | None:
    """The first readable language among the `language` properties, by text or code."""
    for language in every(holder, "language"):
        found = language_code(code(language)) or language_code(text(language))
        if found:
            return found
    return None


def _additional_info(identification: Grouped, remarks: str | None) -> str | None:
    status = status_of(identification)
    information = texts(every(identification, "supplementalInformation"))
    return joined([*information, f"Status: {status}" if status else None, remarks])


def _logo(identification: Grouped) -> str | None:
    """The address of the first picture, one that calls itself a logo before the others."""
    pictures = [
        ("logo" not in (text_at(graphic, "fileDescription") or "").lower(), address)
        for graphic in every(identification, "graphicOverview/MD_BrowseGraphic")
        if (address := read_web_address(text_at(graphic, "fileName")))
    ]
    return min(pictures, key=lambda picture: picture[0])[1] if pictures else None


def _project(identification: Grouped, keyword: str | None, funders: tuple[str, ...]) -> Project | None:
    """The project by association, else by keyword; those who paid alone make a project without title."""
    title, identifier = read_project(identification)
    title, funding = title or keyword, joined(funders)
    return Project(title=title, identifier=identifier, funding=funding) if title or funding else None


def _title(citation: Grouped) -> str | None:
    """The title as one line, however the file breaks it."""
    found = text_at(citation, "title")
    return " ".join(found.split()) if found else None
