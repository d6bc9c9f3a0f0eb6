"""Reads the forms of publishing software (contract 10)."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from entities.api.bodies import is_storable
from entities.api.conventions import UnsupportedMedia
from entities.exceptions import MalformedValue, RuleViolation
from entities.models import Dataset, Installation
from entities.representation import read_uuid, read_values
from entities.services.publishing import Registration
from entities.vocabulary import ContactType, DatasetType, EndpointType, read_language

FORM = "application/x-www-form-urlencoded"
_CONTACT_TYPES = {
    "administrative": ContactType.ADMINISTRATIVE_POINT_OF_CONTACT.value,
    "technical": ContactType.TECHNICAL_POINT_OF_CONTACT.value,
}
_DATASET_TYPES = (
    (("DWC_ARCHIVE_CHECKLIST", "COLDP", "COL_DP"), DatasetType.CHECKLIST.value),
    (("DWC_ARCHIVE_OCCURRENCE", "CAMTRAP_DP", "CAMTRAPDP"), DatasetType.OCCURRENCE.value),
    (("DWC_ARCHIVE_SAMPLING_EVENT", "DWC_ARCHIVE_EVENT"), DatasetType.SAMPLING_EVENT.value),
    (("DWC_DP", "DWCDP"), None),
)
"""Which type a dataset has that offers one of the services; none for data packages, that may hold anything."""
_ENDPOINT_TYPES = {
    "RSS": EndpointType.FEED.value,
    "COL_DP": EndpointType.COLDP.value,
    "CAMTRAPDP": EndpointType.CAMTRAP_DP.value,
    "DWCDP": EndpointType.DWC_DP.value,
}


class LegacyForm:
    """The fields of one request; blank ones count as missing."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self._fields = fields

    @classmethod
    def of(cls, request: HttpRequest) -> "LegacyForm":
        """The form in the body of a POST."""
        if request.content_type != FORM and request.META.get("CONTENT_LENGTH") not in (None, "", "0"):
            raise UnsupportedMedia(f"The body must be {FORM}")
        for name, values in request.POST.lists():
            if not all(is_storable(text) for text in (name, *values)):
                raise MalformedValue(f"The field {name[:60]!r} holds a character that cannot be stored")
        return cls(request.POST.dict())  # type: ignore[arg-type]

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def get(self, name: str) -> str | None:
        """The field's text without surrounding blanks; None where it is missing or blank."""
        return self._fields.get(name, "").strip() or None

    def key(self, name: str) -> UUID | None:
        """The field's key."""
        text = self.get(name)
        return None if text is None else read_uuid(text)

    def require(self, *names: str) -> None:
        """Refuse a form that lacks one of the fields."""
        missing = {name: "must not be null" for name in names if self.get(name) is None}
        if missing:
            raise RuleViolation(missing)

    def service_types(self) -> list[str]:
        """The kinds of services, with underscores, in upper case."""
        return [text.strip().upper().replace("-", "_") for text in (self.get("serviceTypes") or "").split("|")]

    def endpoints(self) -> list[tuple[str, str]] | None:
        """Type and address of each service; None where the form names none."""
        if self.get("serviceURLs") is None:
            return None
        addresses = [text.strip() for text in (self.get("serviceURLs") or "").split("|")]
        kinds = self.service_types()
        if len(kinds) != len(addresses):
            raise RuleViolation({"serviceURLs": "must be as many as serviceTypes"})
        return [(endpoint_type(kind), url) for kind, url in zip(kinds, addresses, strict=True) if url]

    def contact(self) -> dict[str, Any] | None:
        """The primary contact; None where the form names none."""
        if not any(self.get(name) for name in ("primaryContactName", "primaryContactEmail")):
            return None
        kind = (self.get("primaryContactType") or "technical").lower()
        if kind not in _CONTACT_TYPES:
            raise MalformedValue(f"primaryContactType: must be one of {', '.join(_CONTACT_TYPES)}")
        values = {"type": _CONTACT_TYPES[kind], "primary": True, "first_name": self.get("primaryContactName")}
        for name in ("email", "phone", "address"):
            text = self.get(f"primaryContact{name.capitalize()}")
            values[name] = [] if text is None else [text]
        return values | {"description": self.get("primaryContactDescription")}

    def installation(self) -> Registration:
        """What the form says about an installation."""
        values = dict(self._values(Installation, {"title": "name", "description": "description"}))
        return Registration(values, self.contact(), self.endpoints(), self.get("wsPassword") or "")

    def dataset(self, *, is_new: bool) -> Registration:
        """What the form says about a dataset."""
        names = {
            "title": "name", "description": "description", "homepage": "homepageURL", "logo_url": "logoURL",
            "doi": "doi", "subtype": "subtype",
        }  # fmt: skip
        values = dict(self._values(Dataset, names))
        if is_new or self.get("serviceTypes"):
            values["type"] = self._dataset_type()
        language = read_language(self.get("nameLanguage") or self.get("descriptionLanguage") or "")
        if language:
            values["language"] = language
        return Registration(values, self.contact(), self.endpoints())

    def _values(self, model: Any, names: dict[str, str]) -> Iterator[tuple[str, Any]]:
        """The values of the columns whose fields are given; an empty field empties, but for the title and the DOI."""
        json_names = {"title": "title", "logo_url": "logoUrl"}
        for column, name in names.items():
            if name not in self or (column in ("title", "doi") and self.get(name) is None):
                continue
            body = {json_names.get(column, column): self.get(name)}
            values, failures = read_values(model, body, [column])
            if failures:
                raise RuleViolation({name: next(iter(failures.values()))})
            yield column, values[column]

    def _dataset_type(self) -> str | None:
        kinds = self.service_types()
        for names, kind in _DATASET_TYPES:
            if any(name in kinds for name in names):
                return kind
        return DatasetType.METADATA.value


def endpoint_type(kind: str) -> str:
    """The constant of a kind of service as publishing software writes it."""
    kind = kind.strip().upper().replace("-", "_")
    if kind.startswith("DWC_ARCHIVE"):
        return EndpointType.DWC_ARCHIVE.value
    known = _ENDPOINT_TYPES.get(kind, kind)
    return known if known in EndpointType.values else EndpointType.OTHER.value
