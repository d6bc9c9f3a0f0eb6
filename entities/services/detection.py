"""What a document that somebody sends is, and what it says (metadata contract A.3 and A.4)."""

from dataclasses import dataclass, replace

import orjson
from lxml import etree

from entities import metadata
from entities.exceptions import MalformedValue, RuleViolation
from entities.metadata import Format, MetadataRecord, RefusedDocument, UnknownFormat
from entities.models import Dataset, Endpoint
from entities.services.preference import DATA_PACKAGES
from entities.vocabulary import EndpointType, MetadataType

DEEPEST = 200
"""Nesting of elements beyond which a document is refused (A.3)."""

_UNDETECTED = "Unable to detect metadata type"
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (DEEPEST + 1)})")
_PACKAGE_OF_ENDPOINT = {EndpointType.COLDP.value: MetadataType.COL_DP.value, "DWC_DP": MetadataType.DWC_DP.value}


@dataclass(frozen=True, slots=True)
class Described:
    """A document's type, and what it says; `record` is empty for data packages."""

    metadata_type: str
    record: MetadataRecord


def describe(content: bytes, metadata_type: str | None = None, dataset: Dataset | None = None) -> Described:
    """Type and record of a document (A.4); MalformedValue where it is none, RuleViolation where it has no title."""
    is_json = metadata_type in DATA_PACKAGES or (metadata_type is None and content.lstrip()[:1] in (b"{", b"["))
    if is_json:
        found = metadata_type or _package_type(content, dataset)
        _check_json(content)
        return Described(found, MetadataRecord(metadata_type=found))
    try:
        record = record_of(content, metadata_type)
    except UnknownFormat as refusal:
        raise MalformedValue(f"{_UNDETECTED}: {refusal}") from refusal
    except RefusedDocument as refusal:
        raise MalformedValue(str(refusal)) from refusal
    if record.title is None:
        raise RuleViolation({"title": "must not be null"})
    return Described(record.metadata_type or "", record)


def record_of(content: bytes, metadata_type: str | None) -> MetadataRecord:
    """The record of an XML document, read as one of the type where that is given; RefusedDocument where it is none."""
    root = metadata.read_xml(content)
    if _TOO_DEEP(root):
        raise RefusedDocument(f"The document is nested deeper than {DEEPEST} elements")
    if metadata_type is None:
        return metadata.parse_root(root)
    wanted = [known for known in metadata.FORMATS if known.metadata_type == metadata_type]
    fitting: Format = next((known for known in wanted if known.matches(root)), wanted[0])
    return replace(fitting.parse(root), metadata_type=metadata_type)


def _package_type(content: bytes, dataset: Dataset | None) -> str:
    value = _check_json(content)
    if isinstance(value, dict):
        is_dwc = isinstance(value.get("resources"), list)
        return MetadataType.DWC_DP.value if is_dwc else MetadataType.COL_DP.value
    rows = Dataset.components[Endpoint]._default_manager.filter(entity=dataset)
    kinds = set(rows.values_list("type", flat=True)) if dataset is not None else set()
    for kind, package in _PACKAGE_OF_ENDPOINT.items():
        if kind in kinds:
            return package
    raise MalformedValue(_UNDETECTED)


def _check_json(content: bytes) -> object:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise MalformedValue(f"The document is neither XML nor JSON: {error}") from error
