"""What each operation takes and answers, one line each; the rest is read from the address table and the docstrings.

A route that is not named here is described by its docstring, and by the rule of the contract: a GET answers JSON, a
POST, PUT or DELETE nothing (1.2). So a new route needs a line only where it takes a body or parameters, or answers
something of a known shape. `$entity` and `$component` stand for the schema of the view's own entity or component.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from entities.api.openapi.schemas import array, page, reference

JSON, TEXT, XML = "application/json", "text/plain", "application/xml"

_UUID = {"type": "string", "format": "uuid"}
_TEXT = {"type": "string"}
_INTEGER = {"type": "integer"}
ENTITY, COMPONENT = reference("$entity"), reference("$component")


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address.

    answer: schema of the body of a success, None where there is none; media: its type; status: of the success, where
    it is not that of the rule; body: schema of the request's body; body_media: its type; query: parameters by name,
    with their schemas; is_public: whether it needs no credentials, None for the rule (reads are).
    """

    answer: Mapping[str, Any] | None = None
    media: str = JSON
    status: int = 0
    body: Mapping[str, Any] | None = None
    body_media: str = JSON
    is_body_required: bool = True
    query: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    is_public: bool | None = None


PAGING = {"limit": {**_INTEGER, "default": 20, "maximum": 1000}, "offset": {**_INTEGER, "default": 0}}
_DATE_RANGE = {**_TEXT, "examples": ["2023", "2023-04-01,*", "*,2023"]}
COMMON_FILTERS: dict[str, dict[str, Any]] = {
    "q": _TEXT,
    "identifier": _TEXT,
    "identifierType": _TEXT,
    "machineTagNamespace": _TEXT,
    "machineTagName": _TEXT,
    "machineTagValue": _TEXT,
    "created": _DATE_RANGE,
    "modified": _DATE_RANGE,
}
_CONTACTS = {"contactUserId": _TEXT, "contactEmail": _TEXT}
OWN_FILTERS: dict[str, dict[str, dict[str, Any]]] = {
    "organization": {
        "country": _TEXT, "isEndorsed": {"type": "boolean"}, "networkKey": _UUID,
        "numPublishedDatasets": {**_TEXT, "examples": ["5", "1,*"]}, **_CONTACTS, "canModify": _TEXT,
    },
    "dataset": {"country": _TEXT, "type": _TEXT, **_CONTACTS, "category": array(_TEXT)},
    "installation": {"type": _TEXT, "organizationKey": _UUID, "endorsedByNodeKey": _UUID},
}  # fmt: skip
"""Filters of single kinds of entity, by slug (6.4 to 6.6)."""

NOTHING = Operation()
PAGE_OF_ENTITIES = Operation(page(ENTITY), query=PAGING)
PAGE_OF_DATASETS = Operation(page(reference("Dataset")), query=PAGING)
_MEMBER = {"oneOf": [{**_TEXT, "format": "uuid"}, {"type": "object", "properties": {"key": _UUID}}]}
_ATTEMPT = reference("CrawlAttempt")

OPERATIONS: dict[str, Operation] = {
    "EntityViewSet.list": Operation(page(ENTITY), query={**COMMON_FILTERS, "$own": {}, **PAGING}),
    "EntityViewSet.retrieve": Operation(ENTITY),
    "EntityViewSet.create": Operation(_UUID, body=ENTITY),
    "EntityViewSet.update": Operation(body=ENTITY),
    "EntityViewSet.titles": Operation(reference("Titles"), body=array(_UUID), is_public=True),
    "ComponentViewSet.list": Operation(array(COMPONENT)),
    "ComponentViewSet.create": Operation(_INTEGER, body=COMPONENT),
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
    "openapi": Operation({"type": "object"}),
    "docs": Operation(_TEXT, media="text/html"),
    "oai_pmh": Operation(_TEXT, media=XML, query={"verb": _TEXT}),
}
"""By view and action; the nearest class that is named here counts."""
