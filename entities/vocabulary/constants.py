"""Vocabulary of the registry: the contract's constants, exactly as the JSON writes them (enums.json)."""

from django.db import models


class DatasetType(models.TextChoices):
    """What kind of data a dataset holds."""

    OCCURRENCE = "OCCURRENCE", "Occurrence"
    CHECKLIST = "CHECKLIST", "Checklist"
    METADATA = "METADATA", "Metadata"
    SAMPLING_EVENT = "SAMPLING_EVENT", "Sampling event"


class DatasetSubtype(models.TextChoices):
    """A finer kind of dataset; not checked against the type (registry contract 8.11)."""

    TAXONOMIC_AUTHORITY = "TAXONOMIC_AUTHORITY", "Taxonomic authority"
    NOMENCLATOR_AUTHORITY = "NOMENCLATOR_AUTHORITY", "Nomenclator authority"
    INVENTORY_THEMATIC = "INVENTORY_THEMATIC", "Inventory thematic"
    INVENTORY_REGIONAL = "INVENTORY_REGIONAL", "Inventory regional"
    GLOBAL_SPECIES_DATASET = "GLOBAL_SPECIES_DATASET", "Global species dataset"
    DERIVED_FROM_OCCURRENCE = "DERIVED_FROM_OCCURRENCE", "Derived from occurrence"
    SPECIMEN = "SPECIMEN", "Specimen"
    OBSERVATION = "OBSERVATION", "Observation"


class InstallationType(models.TextChoices):
    """The software that serves datasets at an address."""

    IPT_INSTALLATION = "IPT_INSTALLATION", "IPT installation"
    DIGIR_INSTALLATION = "DIGIR_INSTALLATION", "DIGIR installation"
    TAPIR_INSTALLATION = "TAPIR_INSTALLATION", "TAPIR installation"
    BIOCASE_INSTALLATION = "BIOCASE_INSTALLATION", "Biocase installation"
    HTTP_INSTALLATION = "HTTP_INSTALLATION", "HTTP installation"
    SYMBIOTA_INSTALLATION = "SYMBIOTA_INSTALLATION", "Symbiota installation"
    EARTHCAPE_INSTALLATION = "EARTHCAPE_INSTALLATION", "Earthcape installation"
    MDT_INSTALLATION = "MDT_INSTALLATION", "MDT installation"


class NodeType(models.TextChoices):
    """Whether a node stands for a country."""

    COUNTRY = "COUNTRY", "Country"
    OTHER = "OTHER", "Other"


class ParticipationStatus(models.TextChoices):
    """How a node takes part; VOTING and ASSOCIATE make a country node active."""

    VOTING = "VOTING", "Voting"
    ASSOCIATE = "ASSOCIATE", "Associate"
    OBSERVER = "OBSERVER", "Observer"
    FORMER = "FORMER", "Former"
    AFFILIATE = "AFFILIATE", "Affiliate"


class GbifRegion(models.TextChoices):
    """Regions of the participants; also an attribute of a country."""

    AFRICA = "AFRICA", "Africa"
    ASIA = "ASIA", "Asia"
    EUROPE = "EUROPE", "Europe"
    NORTH_AMERICA = "NORTH_AMERICA", "North america"
    OCEANIA = "OCEANIA", "Oceania"
    LATIN_AMERICA = "LATIN_AMERICA", "Latin america"
    ANTARCTICA = "ANTARCTICA", "Antarctica"


class Continent(models.TextChoices):
    """Continents of nodes and of geographic coverages."""

    AFRICA = "AFRICA", "Africa"
    ANTARCTICA = "ANTARCTICA", "Antarctica"
    ASIA = "ASIA", "Asia"
    OCEANIA = "OCEANIA", "Oceania"
    EUROPE = "EUROPE", "Europe"
    NORTH_AMERICA = "NORTH_AMERICA", "North america"
    SOUTH_AMERICA = "SOUTH_AMERICA", "South america"


class EndorsementStatus(models.TextChoices):
    """What the endorsing node decided about an organization (registry contract 8.4)."""

    ENDORSED = "ENDORSED", "Endorsed"
    REJECTED = "REJECTED", "Rejected"
    WAITING_FOR_ENDORSEMENT = "WAITING_FOR_ENDORSEMENT", "Waiting for endorsement"
    ON_HOLD = "ON_HOLD", "On hold"


class MaintenanceUpdateFrequency(models.TextChoices):
    """How often a dataset is updated; the misspelt UNKOWN is valid and kept (8.11)."""

    DAILY = "DAILY", "Daily"
    WEEKLY = "WEEKLY", "Weekly"
    MONTHLY = "MONTHLY", "Monthly"
    BIANNUALLY = "BIANNUALLY", "Biannually"
    ANNUALLY = "ANNUALLY", "Annually"
    AS_NEEDED = "AS_NEEDED", "As needed"
    CONTINUALLY = "CONTINUALLY", "Continually"
    IRREGULAR = "IRREGULAR", "Irregular"
    NOT_PLANNED = "NOT_PLANNED", "Not planned"
    UNKOWN = "UNKOWN", "Unkown"
    UNKNOWN = "UNKNOWN", "Unknown"
    OTHER_MAINTENANCE_PERIOD = "OTHER_MAINTENANCE_PERIOD", "Other maintenance period"


class ContactType(models.TextChoices):
    """The part that a person or institution plays."""

    TECHNICAL_POINT_OF_CONTACT = "TECHNICAL_POINT_OF_CONTACT", "Technical point of contact"
    ADMINISTRATIVE_POINT_OF_CONTACT = "ADMINISTRATIVE_POINT_OF_CONTACT", "Administrative point of contact"
    POINT_OF_CONTACT = "POINT_OF_CONTACT", "Point of contact"
    ORIGINATOR = "ORIGINATOR", "Originator"
    METADATA_AUTHOR = "METADATA_AUTHOR", "Metadata author"
    PRINCIPAL_INVESTIGATOR = "PRINCIPAL_INVESTIGATOR", "Principal investigator"
    AUTHOR = "AUTHOR", "Author"
    CONTENT_PROVIDER = "CONTENT_PROVIDER", "Content provider"
    CUSTODIAN_STEWARD = "CUSTODIAN_STEWARD", "Custodian steward"
    DISTRIBUTOR = "DISTRIBUTOR", "Distributor"
    EDITOR = "EDITOR", "Editor"
    OWNER = "OWNER", "Owner"
    PROCESSOR = "PROCESSOR", "Processor"
    PUBLISHER = "PUBLISHER", "Publisher"
    USER = "USER", "User"
    PROGRAMMER = "PROGRAMMER", "Programmer"
    CURATOR = "CURATOR", "Curator"
    DATA_ADMINISTRATOR = "DATA_ADMINISTRATOR", "Data administrator"
    SYSTEM_ADMINISTRATOR = "SYSTEM_ADMINISTRATOR", "System administrator"
    HEAD_OF_DELEGATION = "HEAD_OF_DELEGATION", "Head of delegation"
    TEMPORARY_HEAD_OF_DELEGATION = "TEMPORARY_HEAD_OF_DELEGATION", "Temporary head of delegation"
    ADDITIONAL_DELEGATE = "ADDITIONAL_DELEGATE", "Additional delegate"
    TEMPORARY_DELEGATE = "TEMPORARY_DELEGATE", "Temporary delegate"
    REGIONAL_NODE_REPRESENTATIVE = "REGIONAL_NODE_REPRESENTATIVE", "Regional node representative"
    NODE_MANAGER = "NODE_MANAGER", "Node manager"
    NODE_STAFF = "NODE_STAFF", "Node staff"
    REVIEWER = "REVIEWER", "Reviewer"


class EndpointType(models.TextChoices):
    """What answers at an endpoint's address."""

    EML = "EML", "EML"
    FEED = "FEED", "Feed"
    WFS = "WFS", "WFS"
    WMS = "WMS", "WMS"
    TCS_RDF = "TCS_RDF", "TCS RDF"
    TCS_XML = "TCS_XML", "TCS XML"
    DWC_ARCHIVE = "DWC_ARCHIVE", "DWC archive"
    DIGIR = "DIGIR", "DIGIR"
    DIGIR_MANIS = "DIGIR_MANIS", "DIGIR manis"
    TAPIR = "TAPIR", "TAPIR"
    BIOCASE = "BIOCASE", "Biocase"
    BIOCASE_XML_ARCHIVE = "BIOCASE_XML_ARCHIVE", "Biocase XML archive"
    OAI_PMH = "OAI_PMH", "OAI PMH"
    COLDP = "COLDP", "COLDP"
    CAMTRAP_DP = "CAMTRAP_DP", "Camtrap DP"
    DWC_DP = "DWC_DP", "DWC DP"
    BIOM_1_0 = "BIOM_1_0", "BIOM 1 0"
    BIOM_2_1 = "BIOM_2_1", "BIOM 2 1"
    ACEF = "ACEF", "ACEF"
    TEXT_TREE = "TEXT_TREE", "Text tree"
    OTHER = "OTHER", "Other"


class IdentifierType(models.TextChoices):
    """The scheme of an identifier."""

    URL = "URL", "URL"
    LSID = "LSID", "LSID"
    HANDLER = "HANDLER", "Handler"
    DOI = "DOI", "DOI"
    UUID = "UUID", "UUID"
    FTP = "FTP", "FTP"
    URI = "URI", "URI"
    UNKNOWN = "UNKNOWN", "Unknown"
    GBIF_PORTAL = "GBIF_PORTAL", "GBIF portal"
    GBIF_NODE = "GBIF_NODE", "GBIF node"
    GBIF_PARTICIPANT = "GBIF_PARTICIPANT", "GBIF participant"
    GRSCICOLL_ID = "GRSCICOLL_ID", "GRSCICOLL ID"
    GRSCICOLL_URI = "GRSCICOLL_URI", "GRSCICOLL URI"
    IH_IRN = "IH_IRN", "IH IRN"
    ROR = "ROR", "ROR"
    GRID = "GRID", "GRID"
    CITES = "CITES", "CITES"
    SYMBIOTA_UUID = "SYMBIOTA_UUID", "Symbiota UUID"
    WIKIDATA = "WIKIDATA", "Wikidata"
    NCBI_BIOCOLLECTION = "NCBI_BIOCOLLECTION", "NCBI biocollection"
    ISIL = "ISIL", "ISIL"
    CLB_DATASET_KEY = "CLB_DATASET_KEY", "CLB dataset key"
    RNC_COLOMBIA = "RNC_COLOMBIA", "RNC colombia"


class MetadataType(models.TextChoices):
    """Formats of metadata documents, in order of preference: the first that a dataset has decides."""

    EML = "EML", "EML"
    ISO_19115 = "ISO_19115", "ISO 19115"
    DC = "DC", "Dublin Core"
    COL_DP = "COL_DP", "COL DP"
    DWC_DP = "DWC_DP", "DWC DP"


class UserRole(models.TextChoices):
    """Roles of accounts; only USER, REGISTRY_EDITOR and REGISTRY_ADMIN matter for the entities (9.2)."""

    USER = "USER", "User"
    ADMIN = "ADMIN", "Admin"
    EDITOR = "EDITOR", "Editor"
    INVITED_TESTER = "INVITED_TESTER", "Invited tester"
    REGISTRY_ADMIN = "REGISTRY_ADMIN", "Registry admin"
    REGISTRY_EDITOR = "REGISTRY_EDITOR", "Registry editor"
    DATA_REPO_USER = "DATA_REPO_USER", "Data repo user"
    COL_ADMIN = "COL_ADMIN", "COL admin"
    COL_EDITOR = "COL_EDITOR", "COL editor"
    VOCABULARY_ADMIN = "VOCABULARY_ADMIN", "Vocabulary admin"
    VOCABULARY_EDITOR = "VOCABULARY_EDITOR", "Vocabulary editor"
    GRSCICOLL_ADMIN = "GRSCICOLL_ADMIN", "GRSCICOLL admin"
    GRSCICOLL_EDITOR = "GRSCICOLL_EDITOR", "GRSCICOLL editor"
    GRSCICOLL_MEDIATOR = "GRSCICOLL_MEDIATOR", "GRSCICOLL mediator"
    IDIGBIO_GRSCICOLL_EDITOR = "IDIGBIO_GRSCICOLL_EDITOR", "IDIGBIO GRSCICOLL editor"
