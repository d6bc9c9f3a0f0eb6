"""The contract's JSON of what lives in a metadata document only (metadata contract B.3 and B.4)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from entities.metadata.record import (
    Award,
    Citation,
    Collection,
    ContactRecord,
    DataDescription,
    DateRange,
    GeographicCoverage,
    KeywordCollection,
    MetadataRecord,
    Project,
    RelatedProject,
    SamplingDescription,
    SingleDate,
    Taxon,
    TaxonomicCoverage,
    TemporalCoverage,
)

Shape = dict[str, Any]


def derived_fields(record: MetadataRecord) -> Shape:
    """The fields of a dataset that only its document gives, by JSON name in the order of the JSON.

    What the document does not say is left out, lists too. Version, short name and the description of the maintenance
    are not among them: they are fields of the dataset itself.
    """
    shape: Shape = {
        "bibliographicCitations": [_citation(citation) for citation in record.bibliographic_citations],
        "taxonomicCoverages": [_taxonomic_coverage(coverage) for coverage in record.taxonomic_coverages],
        "geographicCoverageDescription": record.geographic_coverage_description,
        "geographicCoverages": [_geographic_coverage(coverage) for coverage in record.geographic_coverages],
        "temporalCoverages": [_temporal_coverage(coverage) for coverage in record.temporal_coverages],
        "keywordCollections": [_keyword_collection(collection) for collection in record.keyword_collections],
        "project": record.project and _project(record.project),
        "samplingDescription": record.sampling_description and _sampling(record.sampling_description),
        "collections": [_collection(collection) for collection in record.collections],
        "dataDescriptions": [_data_description(description) for description in record.data_descriptions],
        "dataLanguage": record.data_language,
        "purpose": record.purpose,
        "introduction": record.introduction,
        "gettingStarted": record.getting_started,
        "acknowledgements": record.acknowledgements,
        "additionalInfo": record.additional_info,
        "pubDate": record.pub_date and moment(record.pub_date),
    }
    return {name: value for name, value in shape.items() if value}


def moment(date: datetime) -> str:
    """A date as the JSON writes it: UTC, milliseconds; the millisecond 1 says that only the year is known (C.4)."""
    return date.isoformat(timespec="milliseconds")


def _said(shape: Shape) -> Shape:
    return {name: value for name, value in shape.items() if value is not None}


def _citation(citation: Citation) -> Shape:
    shape = {"text": citation.text, "identifier": citation.identifier, "citationProvidedBySource": False}
    return _said(shape)


def _taxonomic_coverage(coverage: TaxonomicCoverage) -> Shape:
    taxa = [_taxon(taxon) for taxon in coverage.coverages]
    return _said({"description": coverage.description, "coverages": taxa})


def _taxon(taxon: Taxon) -> Shape:
    rank = _said({"verbatim": taxon.rank, "interpreted": taxon.interpreted_rank})
    shape = {"scientificName": taxon.scientific_name, "commonName": taxon.common_name, "rank": rank or None}
    return _said(shape)


def _geographic_coverage(coverage: GeographicCoverage) -> Shape:
    box = coverage.box and {
        "minLatitude": coverage.box.south,
        "maxLatitude": coverage.box.north,
        "minLongitude": coverage.box.west,
        "maxLongitude": coverage.box.east,
        "globalCoverage": coverage.box.is_global,
    }
    return _said({"description": coverage.description, "boundingBox": box})


def _temporal_coverage(coverage: TemporalCoverage) -> Shape:
    if isinstance(coverage, SingleDate):
        return {"@type": "single", "date": moment(coverage.date)}
    if isinstance(coverage, DateRange):
        start, end = coverage.start and moment(coverage.start), coverage.end and moment(coverage.end)
        return _said({"@type": "range", "start": start, "end": end})
    return {"@type": "verbatim", "period": coverage.period, "type": coverage.type}


def _keyword_collection(collection: KeywordCollection) -> Shape:
    return _said({"thesaurus": collection.thesaurus, "keywords": list(collection.keywords)})


def _contacts(contacts: Iterable[ContactRecord]) -> list[Shape]:
    return [_contact(contact) for contact in contacts]


def _contact(contact: ContactRecord) -> Shape:
    shape = {
        "type": contact.type,
        "primary": contact.primary,
        "userId": list(contact.user_id),
        "salutation": contact.salutation,
        "firstName": contact.first_name,
        "lastName": contact.last_name,
        "position": list(contact.position),
        "description": contact.description,
        "email": list(contact.email),
        "phone": list(contact.phone),
        "homepage": list(contact.homepage),
        "organization": contact.organization,
        "address": list(contact.address),
        "city": contact.city,
        "province": contact.province,
        "country": contact.country,
        "postalCode": contact.postal_code,
    }
    return _said(shape)


def _project(project: Project) -> Shape:
    shape = {
        "title": project.title,
        "identifier": project.identifier,
        "contacts": _contacts(project.contacts),
        "funding": project.funding,
        "awards": [_award(award) for award in project.awards],
        "studyAreaDescription": project.study_area_description,
        "designDescription": project.design_description,
        "relatedProjects": [_related_project(related) for related in project.related_projects],
        "abstract": project.abstract,
    }
    return _said(shape)


def _award(award: Award) -> Shape:
    shape = {
        "funderName": award.funder_name,
        "funderIdentifiers": list(award.funder_identifiers),
        "awardNumber": award.award_number,
        "title": award.title,
        "awardUrl": award.award_url,
    }
    return _said(shape)


def _related_project(project: RelatedProject) -> Shape:
    shape = {
        "title": project.title,
        "identifier": project.identifier,
        "contacts": _contacts(project.contacts),
        "abstract": project.abstract,
    }
    return _said(shape)


def _sampling(sampling: SamplingDescription) -> Shape:
    shape = {
        "studyExtent": sampling.study_extent,
        "sampling": sampling.sampling,
        "qualityControl": sampling.quality_control,
        "methodSteps": list(sampling.method_steps),
    }
    return _said(shape)


def _collection(collection: Collection) -> Shape:
    units = [
        _said(
            {
                "type": unit.type,
                "typeVerbatim": unit.type_verbatim,
                "count": unit.count,
                "deviation": unit.deviation,
                "lower": unit.lower,
                "upper": unit.upper,
            }
        )
        for unit in collection.curatorial_units
    ]
    shape = {
        "name": collection.name,
        "identifier": collection.identifier,
        "parentIdentifier": collection.parent_identifier,
        "specimenPreservationMethod": collection.specimen_preservation_method,
        "curatorialUnits": units,
    }
    return _said(shape)


def _data_description(description: DataDescription) -> Shape:
    shape = {
        "name": description.name,
        "charset": description.charset,
        "url": description.url,
        "format": description.format,
        "formatVersion": description.format_version,
    }
    return _said(shape)
