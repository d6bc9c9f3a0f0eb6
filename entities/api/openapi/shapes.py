"""JSON schemas of what is neither an entity nor a component, written down by hand (contract 5.4, 5.8, 7.3, 8, 9.6)."""

from typing import Any

from entities.vocabulary import MetadataType, UserRole

Schema = dict[str, Any]

_TEXT = {"type": "string"}
_KEY = {"type": "string", "format": "uuid"}
_NUMBER = {"type": "integer"}
_COUNTER = {"type": "integer", "minimum": 0}
_TIME = {"type": "string", "format": "date-time"}
_TEXTS = {"type": "object", "additionalProperties": {"type": "string"}}
_COUNTS = {"type": "object", "additionalProperties": _COUNTER}


def reference(name: str) -> Schema:
    """A schema of the components by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def array(items: Schema) -> Schema:
    """A bare list."""
    return {"type": "array", "items": items}


def page(items: Schema) -> Schema:
    """The paging envelope (6.1)."""
    properties = {
        "offset": _COUNTER,
        "limit": _COUNTER,
        "endOfRecords": {"type": "boolean"},
        "count": _COUNTER,
        "results": array(items),
    }
    return {"type": "object", "required": list(properties), "properties": properties}


_ONE = "0b8c2f7e-5a44-4d7c-8f3b-1d2e6a9b4c20"
_DOCUMENT_TYPE = {"type": "string", "enum": list(MetadataType.values)}
_STAMPS = {"createdBy": _TEXT, "modifiedBy": _TEXT, "created": _TIME, "modified": _TIME}
_STAMPED = {
    "createdBy": "ines", "modifiedBy": "ines", "created": "2025-03-02T09:15:11.120+00:00",
    "modified": "2025-03-02T09:15:11.120+00:00",
}  # fmt: skip
_FIGURES = (
    "usagesCount", "synonymsCount", "distinctNamesCount", "nubMatchingCount", "colMatchingCount", "nubCoveragePct",
    "colCoveragePct",
)  # fmt: skip
_COUNTED = (
    "countByConstituent", "countByKingdom", "countByRank", "countNamesByLanguage", "countExtRecordsByExtension",
    "countByOrigin", "countByIssue", "otherCount",
)  # fmt: skip
_ROLE = {"type": "string", "enum": list(UserRole.values)}
_PERSON = {
    "firstName": _TEXT, "lastName": _TEXT, "email": {**_TEXT, "format": "email"}, "settings": _TEXTS,
    "systemSettings": _TEXTS,
}  # fmt: skip
_ACCOUNT = {
    "key": _NUMBER, "userName": _TEXT, **_PERSON, "roles": array(_ROLE), "lastLogin": _TIME, "deleted": _TIME,
}  # fmt: skip
_INES: Schema = {
    "key": 12, "userName": "ines", "firstName": "Ines", "lastName": "Duarte", "email": "ines@harbour.example",
    "settings": {"country": "PT"}, "systemSettings": {}, "roles": ["USER", "REGISTRY_EDITOR"],
}  # fmt: skip
_CRAWL_JOB = {
    "type": "object",
    "properties": {
        "datasetKey": _KEY, "endpointType": _TEXT, "targetUrl": _TEXT,
        "attempt": {"type": "integer", "minimum": 1}, "properties": {"type": "object"},
    },
}  # fmt: skip


def _all_of(properties: Schema, example: Any = None) -> Schema:
    """An object that has all these properties."""
    found = {"type": "object", "required": list(properties), "properties": properties}
    return found if example is None else {**found, "example": example}


SHAPES: dict[str, Schema] = {
    "KeyAndTitle": _all_of({"key": _KEY, "title": _TEXT}, {"key": _ONE, "title": "Seabirds of the estuary"}),
    "Metadata": {
        **_all_of(
            {"key": _NUMBER, "datasetKey": _KEY, "type": _DOCUMENT_TYPE, **_STAMPS},
            {"key": 1507, "datasetKey": _ONE, "type": "EML", **_STAMPED},
        ),
        "description": "The two types of data packages have `contentJson` as well.",
    },
    "FeatureCollection": _all_of(
        {"type": {"const": "FeatureCollection"}, "features": array({"type": "object"})},
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [-8.61099, 41.14961]},
                    "properties": {"key": _ONE, "title": "Harbour Observatory", "numPublishedDatasets": 3},
                }
            ],
        },
    ),
    "Titles": {
        "type": "object", "additionalProperties": _TEXT, "example": {_ONE: "Seabirds of the estuary"},
    },
    "CrawlAttempt": {
        "type": "object",
        "required": ["crawlJob"],
        "properties": {
            "datasetKey": _KEY, "crawlJob": _CRAWL_JOB,
            "startedCrawling": _TIME,
            "finishedCrawling": _TIME,
            "finishReason": {"type": "string", "enum": ["NORMAL", "USER_ABORT", "ABORT", "NOT_MODIFIED", "UNKNOWN"]},
            "declaredCount": _NUMBER, "pagesCrawled": _NUMBER,
        },
        "example": {"crawlJob": {"attempt": 1, "endpointType": "EML", "targetUrl": "https://data.example.org/eml"}},
    },
    "Synchronization": {
        "type": "object",
        "required": ["result"],
        "properties": {
            "installationKey": _KEY,
            "syncDate": {"type": "string", "format": "date-time", "readOnly": True},
            "result": {"type": "string", "enum": ["OK", "IO_EXCEPTION", "HTTP_ERROR", "PROTOCOL_ERROR", "OTHER_ERROR"]},
            "details": _TEXT,
        },
        "example": {"result": "OK", "details": "3 datasets were updated."},
    },
    "Archive": {
        "type": "object",
        "required": ["coreType"],
        "properties": {
            "coreType": {"type": "string", "format": "uri"},
            "extensions": array({"type": "string", "format": "uri"}),
            "modified": _TIME,
        },
        "example": {"coreType": "http://rs.tdwg.org/dwc/terms/Taxon", "extensions": []},
    },
    "Grid": {
        "type": "object",
        "properties": {
            "key": _NUMBER, "totalCount": _NUMBER, "minDist": {"type": "number"},
            "minDistCount": _NUMBER, "percent": {"type": "number"}, "maxPercent": {"type": "number"},
        },
        "example": {
            "key": 3, "totalCount": 4711, "minDist": 0.1, "minDistCount": 420, "percent": 0.61, "maxPercent": 0.83,
        },
    },
    "Confirmation": {
        "type": "object",
        "required": ["confirmationKey"],
        "properties": {"confirmationKey": _TEXT},
        "example": {"confirmationKey": "2f0c6f6e-3c52-4d35-9d0c-0f2b9f3c7a11"},
    },
    "Exclusion": {
        "type": "object",
        "properties": {"datasetsToExclude": array(_KEY)},
        "example": {"datasetsToExclude": []},
    },
    "Account": {
        "type": "object",
        "required": ["key", "userName", "email", "settings", "systemSettings", "roles"],
        "properties": _ACCOUNT,
        "example": _INES,
    },
    "DescribedAccount": {
        "type": "object",
        "required": ["key", "userName", "email", "settings", "systemSettings", "roles", "challengeCodePresent"],
        "properties": {**_ACCOUNT, "challengeCodePresent": {"type": "boolean"}},
        "example": {**_INES, "challengeCodePresent": False},
    },
    "NewAccount": {
        "type": "object",
        "required": ["userName", "email", "password"],
        "properties": {**_PERSON, "userName": _TEXT, "password": _TEXT},
        "example": {"userName": "ines", "email": "ines@harbour.example", "password": "low tide at nine"},
    },
    "ChangedAccount": {
        "type": "object",
        "properties": {**_PERSON, "userName": _TEXT, "roles": array(_ROLE)},
        "example": {"firstName": "Ines", "lastName": "Duarte", "email": "ines@harbour.example"},
    },
    "Login": {
        "type": "object",
        "required": ["userName", "roles", "editorRoleScopes"],
        "properties": {
            "key": _NUMBER, "userName": _TEXT, "firstName": _TEXT, "lastName": _TEXT, "email": _TEXT,
            "settings": _TEXTS, "token": _TEXT, "roles": array(_ROLE), "editorRoleScopes": array(_KEY),
        },
        "example": {
            **{name: value for name, value in _INES.items() if name != "systemSettings"}, "editorRoleScopes": [_ONE],
        },
    },
    "Credentials": _all_of(
        {"username": _TEXT, "email": _TEXT}, {"username": "ines", "email": "ines@harbour.example"}
    ),
    "NewPassword": _all_of(
        {"challengeCode": _TEXT, "password": _TEXT},
        {"challengeCode": "x4QFBh9f4t6yX0mdJ1tkoYokagCmpUz0", "password": "high tide at noon"},
    ),
    "NewAddress": {
        "type": "object",
        "properties": {"email": {**_TEXT, "format": "email"}, "challengeCode": _TEXT},
        "example": {"email": "ines@observatory.example"},
    },
    "BrokenRules": _all_of(
        {"error": _TEXT, "constraintViolation": _TEXTS},
        {"error": "CONSTRAINT_VIOLATION", "constraintViolation": {"email": "Enter a valid email address."}},
    ),
    "ChecklistMetrics": {
        "type": "object",
        "required": ["key", "datasetKey", "usagesCount", "synonymsCount", "distinctNamesCount", "downloaded"],
        "properties": {
            "key": _NUMBER, "datasetKey": _KEY,
            **dict.fromkeys(_FIGURES, _COUNTER), **dict.fromkeys(_COUNTED, _COUNTS),
            "downloaded": _TIME,
        },
        "example": {
            "key": 88, "datasetKey": _ONE, **dict.fromkeys(_FIGURES, 95), **{name: {} for name in _COUNTED},
            "countByRank": {"SPECIES": 4105, "GENUS": 610}, "downloaded": "2025-03-11T04:20:00.512+00:00",
        },
    },
}  # fmt: skip
"""By name."""
