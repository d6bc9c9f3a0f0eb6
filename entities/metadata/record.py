"""The neutral form of a metadata document: what every format is read into and every dataset is filled from.

Names are those of the registry's columns; `entities.metadata.shapes` gives the JSON of the fields that live in the
document only. Texts are trimmed, absent ones None; dates are aware and UTC (see `entities.metadata.dates`).
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class ContactRecord:
    """A party with its part; `type` is a ContactType, `country` an alpha-2 code, `user_id` complete URLs.

    Not frozen, as which part it has is known when all parties of a document are read, and a copy costs as much as
    the rest of the party.
    """

    type: str | None = None
    primary: bool = False
    user_id: tuple[str, ...] = ()
    salutation: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    position: tuple[str, ...] = ()
    description: str | None = None
    email: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    homepage: tuple[str, ...] = ()
    organization: str | None = None
    address: tuple[str, ...] = ()
    city: str | None = None
    province: str | None = None
    country: str | None = None
    postal_code: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether enough is said to keep the party (metadata contract C.2)."""
        named = self.first_name or self.last_name or self.organization
        return bool(named or self.position or self.email or self.phone or (self.address and self.city))


@dataclass(frozen=True, slots=True)
class KeywordCollection:
    """Keywords out of one thesaurus, in document order, repetitions kept."""

    keywords: tuple[str, ...]
    thesaurus: str | None = None


@dataclass(frozen=True, slots=True)
class BoundingBox:
    """A box in decimal degrees; `west` > `east` crosses the date line, a point has two equal pairs."""

    west: float
    east: float
    south: float
    north: float

    @property
    def is_global(self) -> bool:
        """Whether it is the whole Earth."""
        return (self.west, self.east, self.south, self.north) == (-180.0, 180.0, -90.0, 90.0)


@dataclass(frozen=True, slots=True)
class GeographicCoverage:
    """A place by words, by a box, or by both."""

    description: str | None = None
    box: BoundingBox | None = None


@dataclass(frozen=True, slots=True)
class SingleDate:
    """A coverage of one day, or of one year (see `entities.metadata.dates` on precision)."""

    date: datetime


@dataclass(frozen=True, slots=True)
class DateRange:
    """A period; a side that is None is open or unknown."""

    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class VerbatimPeriod:
    """A period in words; `type` is FORMATION_PERIOD or LIVING_TIME_PERIOD."""

    period: str
    type: str


TemporalCoverage = SingleDate | DateRange | VerbatimPeriod


@dataclass(frozen=True, slots=True)
class Taxon:
    """A taxon that the data cover; `rank` as written, `interpreted_rank` a Rank constant."""

    scientific_name: str
    common_name: str | None = None
    rank: str | None = None
    interpreted_rank: str | None = None


@dataclass(frozen=True, slots=True)
class TaxonomicCoverage:
    """Taxa with a description of what they have in common."""

    description: str | None = None
    coverages: tuple[Taxon, ...] = ()


@dataclass(frozen=True, slots=True)
class SamplingDescription:
    """How the data came to be."""

    study_extent: str | None = None
    sampling: str | None = None
    quality_control: str | None = None
    method_steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Award:
    """A grant that paid for a project."""

    title: str | None = None
    funder_name: str | None = None
    funder_identifiers: tuple[str, ...] = ()
    award_number: str | None = None
    award_url: str | None = None


@dataclass(frozen=True, slots=True)
class RelatedProject:
    """A project beside the dataset's own."""

    title: str | None = None
    identifier: str | None = None
    contacts: tuple[ContactRecord, ...] = ()
    abstract: str | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """The undertaking that produced the data."""

    title: str | None = None
    identifier: str | None = None
    contacts: tuple[ContactRecord, ...] = ()
    abstract: str | None = None
    funding: str | None = None
    awards: tuple[Award, ...] = ()
    study_area_description: str | None = None
    design_description: str | None = None
    related_projects: tuple[RelatedProject, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """How something is cited; `identifier` is a DOI or URL."""

    text: str | None = None
    identifier: str | None = None


@dataclass(frozen=True, slots=True)
class CuratorialUnit:
    """Countable units of a collection; `type` is SPECIMENS or DRAWERS where the text says so."""

    type_verbatim: str | None = None
    type: str | None = None
    count: int = 0
    deviation: int = 0
    lower: int = 0
    upper: int = 0


@dataclass(frozen=True, slots=True)
class Collection:
    """A physical collection that the data describe."""

    name: str | None = None
    identifier: str | None = None
    parent_identifier: str | None = None
    specimen_preservation_method: str | None = None
    curatorial_units: tuple[CuratorialUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class DataDescription:
    """A file in which the data can be had."""

    url: str | None = None
    name: str | None = None
    charset: str | None = None
    format: str | None = None
    format_version: str | None = None


@dataclass(frozen=True, slots=True)
class EndpointRecord:
    """An address for machines; `type` is an EndpointType."""

    type: str
    url: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """One operation of a service, as the harvest's record lists it (harvest contract 1)."""

    service_type: str
    service_url: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that was left out because it cannot be true, and the line where it stands."""

    message: str
    line_number: int | None = None


@dataclass(slots=True)
class MetadataRecord:
    """All that a metadata document says about its dataset.

    A record without `title` makes no dataset, but is a harvest's record all the same (metadata contract F.3).
    `metadata_type` is the MetadataType of its format. `metadata_date` is the text as written. `language` and
    `data_language` are alpha-3 codes, `license` a License constant, None where none is named. `identifiers` are pairs
    of IdentifierType constant and text; they do not repeat `doi`. `parent_identifier` is the parent's file identifier.
    `problems` are values that were dropped. `is_service`: it describes services only, and is no dataset.
    """

    metadata_type: str | None = None
    title: str | None = None
    file_identifier: str | None = None
    metadata_date: str | None = None
    alias: str | None = None
    short_name: str | None = None
    version: str | None = None
    description: str | None = None
    purpose: str | None = None
    introduction: str | None = None
    getting_started: str | None = None
    acknowledgements: str | None = None
    additional_info: str | None = None
    citation_text: str | None = None
    citation_identifier: str | None = None
    language: str | None = None
    data_language: str | None = None
    rights: str | None = None
    license: str | None = None
    homepage: str | None = None
    logo_url: str | None = None
    doi: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    parent_identifier: str | None = None
    is_service: bool = False
    publishing_organization_name: str | None = None
    contacts: tuple[ContactRecord, ...] = ()
    pub_date: datetime | None = None
    maintenance_update_frequency: str | None = None
    maintenance_description: str | None = None
    keyword_collections: tuple[KeywordCollection, ...] = ()
    geographic_coverages: tuple[GeographicCoverage, ...] = ()
    geographic_coverage_description: str | None = None
    temporal_coverages: tuple[TemporalCoverage, ...] = ()
    taxonomic_coverages: tuple[TaxonomicCoverage, ...] = ()
    sampling_description: SamplingDescription | None = None
    project: Project | None = None
    collections: tuple[Collection, ...] = ()
    data_descriptions: tuple[DataDescription, ...] = ()
    bibliographic_citations: tuple[Citation, ...] = ()
    endpoints: tuple[EndpointRecord, ...] = ()
    services: tuple[ServiceRecord, ...] = ()
    problems: tuple[Problem, ...] = ()
