"""The shapes of `/v1/harvest` for the description of the API."""

from typing import Any

from entities.api.openapi.shapes import array, page
from harvesting.vocabulary import ArchivePolicy, HarvestType, Outcome, RunState, Telling

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}
_INTEGER: Schema = {"type": "integer"}
_MOMENT: Schema = {"type": "string", "format": "date-time", "readOnly": True}
_UUID: Schema = {"type": "string", "format": "uuid"}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties}


_ORGANIZATION = "0b8c2f7e-5a44-4d7c-8f3b-1d2e6a9b4c20"
_SENT = {
    "name": "Harbour Observatory", "url": "https://data.example.org/metadata/", "type": HarvestType.WAF.value,
    "organizationKey": _ORGANIZATION, "publish": True, "interval": 1, "contact": "ines@harbour.example",
}  # fmt: skip
PAGE = page({"type": "object"})
OUTCOME = _TEXT | {"enum": list(Outcome.values)}
_ERROR = _object(lineNumber={"type": ["integer", "string"]}, error=_TEXT)
SOURCE = _object(
    name=_TEXT,
    url=_TEXT | {"examples": ["https://data.example.org/metadata/"]},
    type=_TEXT | {"enum": list(HarvestType.values), "default": HarvestType.WAF.value},
    organizationKey=_UUID,
    publish=_FLAG,
    interval=_INTEGER | {"minimum": 1, "default": 1, "description": "days"},
    contact=_TEXT | {"format": "email"},
    connections=_INTEGER,
    allowedHosts=array(_TEXT),
    documentLimit=_INTEGER,
    archives=_TEXT | {"enum": list(ArchivePolicy.values), "default": ArchivePolicy.USUAL.value},
    delay={"type": "number", "description": "seconds between two requests"},
    downstreamUrl=_TEXT,
    nextRun=_MOMENT,
    lastRun=_MOMENT,
    lastOutcome=_TEXT | {"enum": list(RunState.values), "readOnly": True},
) | {"example": _SENT}
RUN = _object(
    key=_UUID,
    harvestKey=_TEXT,
    state=_TEXT | {"enum": list(RunState.values)},
    queued=_MOMENT,
    started=_MOMENT,
    finished=_MOMENT,
    isPartial=_FLAG,
    **dict.fromkeys(("found", "fetched", "created", "updated", "unchanged", "bad", "removed", "missing"), _INTEGER),
    goodCount=_INTEGER,
    badCount=_INTEGER,
    failure=_object(code=_INTEGER, message=_TEXT),
)
RECORD = _object(
    key=_INTEGER,
    title=_TEXT,
    url=_TEXT,
    recordUrl=_TEXT,
    originalUrl=_TEXT,
    datasetKey=_UUID,
    isService=_FLAG,
    services=array(_object(serviceType=_TEXT, serviceUrl=_TEXT)),
    outcome=OUTCOME,
    validationErrors=array(_ERROR),
)
DIFFERENCE = _object(field=_TEXT, ours={}, said={}, waits=_FLAG, declinedBy={"type": ["string", "null"]})
CHOICE = _object(choice=_TEXT | {"enum": list(Telling.values)}) | {"example": {"choice": Telling.values[0]}}
REASON = _object(reason=_TEXT) | {"example": {"reason": "The server moves this week."}}
CHECKED = _object(url=_TEXT, type=_TEXT, allowedHosts=array(_TEXT), organizationKey=_UUID) | {
    "example": {name: _SENT[name] for name in ("url", "type", "organizationKey")}
}
CHECK = _object(
    url=_TEXT, type=_TEXT, listed=_INTEGER, isComplete=_FLAG, good=_INTEGER, bad=_INTEGER, isUsable=_FLAG,
    failure=_TEXT, documents=array({"type": "object"}),
)  # fmt: skip
SOURCE_FILTERS = {
    "q": _TEXT, "organizationKey": _UUID, "type": _TEXT, "publish": _FLAG,
    "state": _TEXT | {"enum": ["QUEUED", "RUNNING", "OK", "FAILED", "CANCELLED", "PAUSED", "NEVER"]},
}  # fmt: skip
RECORD_FILTERS = {
    "q": _TEXT, "errors": _FLAG, "missing": _FLAG, "isService": _FLAG, "removed": _FLAG, "outcome": OUTCOME,
}  # fmt: skip
