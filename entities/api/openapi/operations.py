"""What each operation takes and answers, one line each; the rest is read from the address table and the docstrings.

A route that is not named here is described by its docstring, and by the rule of the contract: a GET answers JSON, a
POST, PUT or DELETE nothing (1.2). So a new route needs a line only where it takes a body or parameters, or answers
something of a known shape. Views of other rooms declare theirs themselves, by action, as `operations`. `$entity` and
`$component` stand for the schema of the view's own entity or component.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from entities.api.openapi.shapes import array, page, reference

JSON, TEXT, XML = "application/json", "text/plain", "application/xml"

_UUID = {"type": "string", "format": "uuid", "example": "0b8c2f7e-5a44-4d7c-8f3b-1d2e6a9b4c20"}
_TEXT = {"type": "string"}
_INTEGER = {"type": "integer"}
_NUMBER = {**_INTEGER, "example": 4410}
ENTITY, COMPONENT = reference("$entity"), reference("$component")


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address.

    answer: schema of the body of a success, None where there is none; media: its type; also: further types, as text;
    status: of the success, where it is not that of the rule; body: schema of the request's body; body_media: its type;
    may_be_nothing: whether a success may also be 204, where there is nothing to tell; refusal: schema of a 422 that is
    JSON, None where it is a text as usual; query: parameters by name, with their schemas; is_public: whether it needs
    no credentials, None for the rule (reads are).
    """

    answer: Mapping[str, Any] | None = None
    media: str = JSON
    also: tuple[str, ...] = ()
    status: int = 0
    body: Mapping[str, Any] | None = None
    body_media: str = JSON
    is_body_required: bool = True
    may_be_nothing: bool = False
    refusal: Mapping[str, Any] | None = None
    query: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    is_public: bool | None = None


PAGING = {"limit": {**_INTEGER, "default": 20, "maximum": 1000}, "offset": {**_INTEGER, "default": 0}}
FILTERS_OF_LISTS: dict[str, dict[str, Any]] = {"$filters": {}}
"""Stands for the filters that the listed kind of entity takes."""
_OBJECT: dict[str, Any] = {"type": "object"}
_PASSWORD = {
    "type": "object", "required": ["password"], "properties": {"password": _TEXT},
    "example": {"password": "high tide at noon"},
}  # fmt: skip
_RIGHT = {**_TEXT, "example": "quality.example.org"}
_COUNTRIES = {"type": "array", "items": _TEXT, "example": ["NO", "PT"]}
_EML = {
    **_TEXT,
    "example": '<eml:eml xmlns:eml="https://eml.ecoinformatics.org/eml-2.2.0" packageId="seabirds" system="harbour">'
    "<dataset><title>Seabirds of the estuary</title></dataset></eml:eml>",
}
_TABLES = ("text/csv", "text/tab-separated-values")
_FORMAT = {**_TEXT, "enum": ["CSV", "TSV"]}
_DOCUMENT = reference("Metadata")
_FEATURES = reference("FeatureCollection")
_MEMBER = {"oneOf": [_UUID, {"type": "object", "properties": {"key": _UUID}}]}
_ATTEMPT = reference("CrawlAttempt")
_ACCOUNT, _DESCRIBED = reference("Account"), reference("DescribedAccount")
_REFUSED = reference("BrokenRules")
_OF_ACCOUNTS = dict.fromkeys(("q", "role", "editorRightsOn", "namespaceRightsOn", "countryRightsOn"), _TEXT)

OPERATIONS: dict[str, Operation] = {
    "EntityViewSet.list": Operation(
        page(ENTITY), also=_TABLES, query={**FILTERS_OF_LISTS, **PAGING, "format": _FORMAT}
    ),
    "EntityViewSet.retrieve": Operation(ENTITY),
    "EntityViewSet.create": Operation(_UUID, body=ENTITY),
    "EntityViewSet.update": Operation(body=ENTITY),
    "EntityViewSet.titles": Operation(reference("Titles"), body=array(_UUID), is_public=True),
    "EntityViewSet.suggest": Operation(array(reference("KeyAndTitle")), query={"q": _TEXT}),
    "PartViewSet.list": Operation(page(ENTITY), also=_TABLES, query={**FILTERS_OF_LISTS, **PAGING, "format": _FORMAT}),
    "ConstituentViewSet.list": Operation(page(reference("Dataset")), query=PAGING),
    "DoiViewSet.list": Operation(page(reference("Dataset")), query=PAGING),
    "OrganizationMapViewSet.count": Operation(_NUMBER),
    "OrganizationMapViewSet.geojson": Operation(_FEATURES, query=FILTERS_OF_LISTS),
    "InstallationMapViewSet.located": Operation(_FEATURES),
    "DocumentViewSet.retrieve": Operation(_DOCUMENT),
    "DocumentViewSet.content": Operation(_TEXT, media=XML),
    "DatasetDocumentViewSet.retrieve": Operation(_TEXT, media=XML),
    "DatasetDocumentViewSet.create": Operation(_DOCUMENT, body=_EML, body_media=XML),
    "DatasetDocumentViewSet.list": Operation(array(_DOCUMENT), query={"type": _TEXT}),
    "ComponentViewSet.list": Operation(array(COMPONENT)),
    "ComponentViewSet.create": Operation(_NUMBER, body=COMPONENT),
    "ComponentViewSet.update": Operation(body=COMPONENT),
    "ComponentViewSet.destroy": Operation(query={"commentKey": _INTEGER}),
    "DirectoryContactViewSet.list": Operation(status=501),
    "DirectoryContactViewSet.create": Operation(status=501),
    "DirectoryContactViewSet.update": Operation(status=501),
    "DirectoryContactViewSet.destroy": Operation(status=501),
    "EndorsementViewSet.confirm": Operation(body=reference("Confirmation")),
    "EndorsementViewSet.confirm_by_path": Operation({"type": "boolean"}),
    "EndorsementViewSet.may_decide": Operation(status=204),
    "PasswordViewSet.retrieve": Operation(_TEXT, media=TEXT, is_public=False),
    "ConstituentViewSet.join": Operation(body=_MEMBER, is_body_required=False, query={"datasetKey": _UUID}),
    "ConstituentViewSet.leave": Operation(body=_MEMBER, is_body_required=False, query={"datasetKey": _UUID}),
    "CrawlViewSet.crawl_all": Operation(body=reference("Exclusion"), is_body_required=False),
    "ProcessViewSet.list": Operation(page(_ATTEMPT), query=PAGING),
    "ProcessViewSet.list_of": Operation(page(_ATTEMPT), query=PAGING),
    "ProcessViewSet.aborted": Operation(page(_ATTEMPT), query=PAGING),
    "ProcessViewSet.running": Operation(array(_ATTEMPT)),
    "ProcessViewSet.running_of": Operation(_ATTEMPT),
    "ProcessViewSet.retrieve": Operation(_ATTEMPT),
    "ProcessViewSet.create": Operation(body=_ATTEMPT),
    "ProcessViewSet.update": Operation(body=_ATTEMPT),
    "SynchronizationViewSet.list": Operation(page(reference("Synchronization")), query=PAGING),
    "SynchronizationViewSet.list_of": Operation(page(reference("Synchronization")), query=PAGING),
    "SynchronizationViewSet.create": Operation(body=reference("Synchronization")),
    "ArchiveViewSet.replace": Operation(body=reference("Archive")),
    "GridViewSet.list": Operation(array(reference("Grid"))),
    "MetricsViewSet.retrieve": Operation(reference("ChecklistMetrics")),
    "MetricsViewSet.history": Operation(array(reference("ChecklistMetrics"))),
    "CountryViewSet.countries": Operation(_COUNTRIES),
    "CountryViewSet.active": Operation(_COUNTRIES),
    "CountryViewSet.of_country": Operation(reference("Node"), may_be_nothing=True),
    "EnumerationViewSet.list": Operation(array(_TEXT)),
    "EnumerationViewSet.retrieve": Operation(array(_TEXT)),
    "EnumerationViewSet.describe": Operation(array({"type": ["object", "string"]})),
    "LoginViewSet.login": Operation(reference("Login"), is_public=False),
    "LoginViewSet.whoami": Operation(reference("Login")),
    "LoginViewSet.verify": Operation(reference("Login"), is_public=False),
    "OwnAccountViewSet.change_password": Operation(body=_PASSWORD, refusal=_REFUSED),
    "OwnAccountViewSet.token": Operation(_TEXT, media=TEXT, is_public=False),
    "AdministrationViewSet.roles": Operation(array(_TEXT)),
    "AdministrationViewSet.search": Operation(page(_ACCOUNT), query={**_OF_ACCOUNTS, **PAGING}, is_public=False),
    "AdministrationViewSet.find": Operation(_DESCRIBED, may_be_nothing=True, is_public=False),
    "AdministrationViewSet.retrieve": Operation(_DESCRIBED, may_be_nothing=True, is_public=False),
    "AdministrationViewSet.create": Operation(reference("Credentials"), body=reference("NewAccount"), refusal=_REFUSED),
    "AdministrationViewSet.update": Operation(body=reference("ChangedAccount"), refusal=_REFUSED),
    "ChallengeViewSet.confirm": Operation(_ACCOUNT, body=reference("Confirmation")),
    "ChallengeViewSet.reset": Operation(_ACCOUNT, body=reference("NewPassword"), refusal=_REFUSED),
    "ChallengeViewSet.is_valid": Operation(status=204, query={"confirmationKey": _TEXT}, is_public=False),
    "ChallengeViewSet.change_email": Operation(body=reference("NewAddress"), refusal=_REFUSED),
    "RightViewSet.list": Operation(array(_RIGHT), is_public=False),
    "RightViewSet.create": Operation(_RIGHT, body=_RIGHT),
    "openapi": Operation(_OBJECT),
    "docs": Operation(_TEXT, media="text/html"),
    "oai_pmh": Operation(_TEXT, media=XML, query={"verb": _TEXT}),
}
"""By view and action; the nearest class that is named here counts."""
