"""The dataset that a document would become: the same rules as when it is applied, and nothing stored."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from entities.metadata.record import MetadataRecord
from entities.services import rendering
from entities.services.application import Application, Provenance, Stamp, apply, new_dataset, sort_material
from entities.services.composition import Material, compose

_NOWHERE = UUID(int=0)
_UNKNOWN_YET = frozenset(
    {"key", "installationKey", "publishingOrganizationKey", "created", "createdBy", "modified", "modifiedBy"}
)
"""What only a stored dataset has."""


def preview(record: MetadataRecord, publisher: str = "") -> dict[str, Any]:
    """The JSON of the dataset, without what is given when it is stored; `publisher` is named in its citation."""
    provenance = Provenance(_NOWHERE, _NOWHERE, "preview")
    stamp = Stamp("", datetime.now(tz=UTC))
    application = Application(new_dataset(provenance, stamp), Material(publisher=publisher), is_new=True)
    apply(record, application, provenance, stamp)
    for number, row in enumerate((*application.added, *(tag for _, tag in application.endpoint_tags)), start=1):
        row.pk = number
    sort_material(application)
    text, item = compose(application.dataset, application.material)
    shown: dict[str, Any] = orjson.loads(rendering.served(item or text))
    for name in _UNKNOWN_YET:
        shown.pop(name, None)
    for rows in (shown.get(name, ()) for name in ("contacts", "endpoints", "identifiers", "machineTags")):
        for row in rows:
            for name in ("key", "created", "createdBy", "modified", "modifiedBy"):
                row.pop(name, None)
    return shown
