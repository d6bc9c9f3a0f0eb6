"""The one table of filters and facets (dataset-search 1.4).

Reading of requests, engine query, facets, the description of the API and the search form all take it from here: a
filter is added by a line.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from entities.vocabulary import Continent, DatasetSubtype, DatasetType, EndpointType, IdentifierType
from search.values import (
    COUNTRY_KIND,
    DATE_KIND,
    DOI_KIND,
    INTEGER_KIND,
    LICENSE_KIND,
    LOWER_KIND,
    TEXT_KIND,
    UUID_KIND,
    Kind,
    bare,
    enumeration,
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A filter, and mostly a facet.

    name: as the API writes it; constant: the facet's `field`; kind: what its values are; label: for people;
    field: the index field, empty where several parameters make one condition (`search.filtering`);
    is_counted: whether it can be a facet with values.
    """

    name: str
    constant: str
    kind: Kind
    label: str
    meaning: str
    field: str = ""
    is_counted: bool = True


def _parameter(
    name: str, constant: str, kind: Kind, label: str, meaning: str, *, field: str | None = None, is_counted: bool = True
) -> Parameter:
    return Parameter(name, constant, kind, label, meaning, constant.lower() if field is None else field, is_counted)


_TYPE = enumeration("DatasetType", tuple(DatasetType.values))
_SUBTYPE = enumeration("DatasetSubtype", tuple(DatasetSubtype.values))
_CONTINENT = enumeration("Continent", tuple(Continent.values))
_ENDPOINT = enumeration("EndpointType", tuple(EndpointType.values))
_IDENTIFIER = enumeration("IdentifierType", tuple(IdentifierType.values))

TYPE = _parameter("type", "TYPE", _TYPE, "Type", "type of the dataset")
SUBTYPE = _parameter("subtype", "SUBTYPE", _SUBTYPE, "Subtype", "subtype of the dataset")
KEYWORD = _parameter("keyword", "KEYWORD", LOWER_KIND, "Keyword", "a keyword as a whole, ignoring case")
PUBLISHING_ORG = _parameter("publishingOrg", "PUBLISHING_ORG", UUID_KIND, "Publisher", "publishing organization")
HOSTING_ORG = _parameter("hostingOrg", "HOSTING_ORG", UUID_KIND, "Host", "organization of the installation")
DECADE = _parameter("decade", "DECADE", INTEGER_KIND, "Decade", "decade of the temporal coverage, as 1980")
PUBLISHING_COUNTRY = _parameter(
    "publishingCountry", "PUBLISHING_COUNTRY", COUNTRY_KIND, "Country of publisher", "country of the publisher"
)
HOSTING_COUNTRY = _parameter(
    "hostingCountry", "HOSTING_COUNTRY", COUNTRY_KIND, "Country of host", "country of the hosting organization"
)
COUNTRY = _parameter("country", "COUNTRY", COUNTRY_KIND, "Country covered", "country in the geographic coverage")
CONTINENT = _parameter("continent", "CONTINENT", _CONTINENT, "Continent", "continent in the geographic coverage")
LICENSE = _parameter("license", "LICENSE", LICENSE_KIND, "Licence", "license, by constant or address")
PROJECT_ID = _parameter("projectId", "PROJECT_ID", TEXT_KIND, "Project", "identifier of the project")
TAXON_KEY = _parameter("taxonKey", "TAXON_KEY", INTEGER_KIND, "Taxon", "key of a taxon in the backbone")
RECORD_COUNT = _parameter("recordCount", "RECORD_COUNT", INTEGER_KIND, "Records", "number of occurrence records")
YEAR = _parameter("year", "YEAR", INTEGER_KIND, "Year", "a year that the temporal coverage touches")
MODIFIED_DATE = _parameter(
    "modifiedDate", "MODIFIED_DATE", DATE_KIND, "Modified", "period in which it was modified", field="modified"
)
CREATED_DATE = _parameter(
    "createdDate", "CREATED_DATE", DATE_KIND, "Created", "period in which it was created", field="created"
)
DATASET_TITLE = _parameter(
    "datasetTitle", "DATASET_TITLE", TEXT_KIND, "Title", "words of the title", field="title", is_counted=False
)
COLLECTION_KEY = _parameter(
    "collectionKey", "COLLECTION_KEY", UUID_KIND, "Collection", "identifier of a collection", is_counted=False
)
INSTITUTION_KEY = _parameter(
    "institutionKey", "INSTITUTION_KEY", UUID_KIND, "Institution", "identifier of an institution", is_counted=False
)
DOI = _parameter("doi", "DOI", DOI_KIND, "DOI", "DOI of the dataset")
NETWORK_KEY = _parameter("networkKey", "NETWORK_KEY", UUID_KIND, "Network", "network that it belongs to")
ENDORSING_NODE_KEY = _parameter(
    "endorsingNodeKey", "ENDORSING_NODE_KEY", UUID_KIND, "Endorsing node", "node that endorsed the publisher"
)
INSTALLATION_KEY = _parameter(
    "installationKey", "INSTALLATION_KEY", UUID_KIND, "Installation", "installation that serves it"
)
ENDPOINT_TYPE = _parameter("endpointType", "ENDPOINT_TYPE", _ENDPOINT, "Endpoint", "type of an endpoint")
DWCA_EXTENSION = _parameter(
    "dwcaExtension", "DWCA_EXTENSION", TEXT_KIND, "Extension", "extension of the Darwin Core archive"
)
DWCA_CORE_TYPE = _parameter(
    "dwcaCoreType", "DWCA_CORE_TYPE", TEXT_KIND, "Core type", "core row type of the Darwin Core archive"
)
CONTACT_USER_ID = _parameter(
    "contactUserId", "CONTACT_USER_ID", TEXT_KIND, "Contact's identifier", "identifier of a contact", is_counted=False
)
CONTACT_EMAIL = _parameter(
    "contactEmail", "CONTACT_EMAIL", LOWER_KIND, "Contact's e-mail", "e-mail of a contact", is_counted=False
)
CATEGORY = _parameter("category", "CATEGORY", TEXT_KIND, "Category", "a category of the dataset")
IDENTIFIER = _parameter(
    "identifier", "IDENTIFIER", TEXT_KIND, "Identifier", "an identifier's value", field="", is_counted=False
)
IDENTIFIER_TYPE = _parameter(
    "identifierType", "IDENTIFIER_TYPE", _IDENTIFIER, "Identifier type", "type of the same identifier"
)
MACHINE_TAG_NAMESPACE = _parameter(
    "machineTagNamespace", "MACHINE_TAG_NAMESPACE", TEXT_KIND, "Machine tag namespace", "namespace of a machine tag"
)
MACHINE_TAG_NAME = _parameter(
    "machineTagName", "MACHINE_TAG_NAME", TEXT_KIND, "Machine tag name", "name of the same tag",
    field="", is_counted=False,
)  # fmt: skip
MACHINE_TAG_VALUE = _parameter(
    "machineTagValue", "MACHINE_TAG_VALUE", TEXT_KIND, "Machine tag value", "value of the same tag",
    field="", is_counted=False,
)  # fmt: skip
DWC_DP_RESOURCE_SCHEMA = _parameter(
    "dwcDpResourceSchema", "DWC_DP_RESOURCE_SCHEMA", TEXT_KIND, "Data package schema", "resource schema of the package"
)

PARAMETERS: tuple[Parameter, ...] = (
    TYPE, SUBTYPE, KEYWORD, PUBLISHING_ORG, HOSTING_ORG, DECADE, PUBLISHING_COUNTRY, HOSTING_COUNTRY, COUNTRY,
    CONTINENT, LICENSE, PROJECT_ID, TAXON_KEY, RECORD_COUNT, YEAR, MODIFIED_DATE, CREATED_DATE, DATASET_TITLE,
    COLLECTION_KEY, INSTITUTION_KEY, DOI, NETWORK_KEY, ENDORSING_NODE_KEY, INSTALLATION_KEY, ENDPOINT_TYPE,
    DWCA_EXTENSION, DWCA_CORE_TYPE, CONTACT_USER_ID, CONTACT_EMAIL, CATEGORY, IDENTIFIER, IDENTIFIER_TYPE,
    MACHINE_TAG_NAMESPACE, MACHINE_TAG_NAME, MACHINE_TAG_VALUE, DWC_DP_RESOURCE_SCHEMA,
)  # fmt: skip

COMPOSITES: Mapping[str, tuple[Parameter, ...]] = {
    "identifier": (IDENTIFIER_TYPE, IDENTIFIER),
    "machine_tag": (MACHINE_TAG_NAMESPACE, MACHINE_TAG_NAME, MACHINE_TAG_VALUE),
}
"""Index fields whose values are made of several parameters: one and the same row must meet all that are given."""

BY_NAME: dict[str, Parameter] = {bare(parameter.constant): parameter for parameter in PARAMETERS}


def find(name: str) -> Parameter | None:
    """The parameter of a name in any spelling; None where there is none."""
    return BY_NAME.get(bare(name))
