"""What the metadata documents of datasets tell beyond their public JSON (dataset-search 7.1, 7.2)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from django.db.models.expressions import RawSQL
from lxml import etree

from entities.exceptions import UnreadableDocument
from entities.metadata.xml import read_xml
from entities.models import MetadataDocument
from entities.services import preference
from entities.vocabulary import MetadataType

_END = "endPosition"
_PROGRESS = "ProgressCode"


@dataclass(frozen=True, slots=True)
class Told:
    """text: of all elements and attributes of the preferred document; is_ongoing: it says that a period without end
    goes on; schemas: those of the resources of a data package."""

    text: str = ""
    is_ongoing: bool = False
    schemas: tuple[str, ...] = ()


NOTHING = Told()


def told(keys: RawSQL) -> dict[UUID, Told]:
    """What the documents of the datasets (a list of keys in SQL) tell; datasets without documents are left out."""
    documents: dict[UUID, list[tuple[str, bool, bytes]]] = defaultdict(list)
    rows = MetadataDocument.objects.filter(dataset__in=keys).values_list("dataset", "type", "is_chosen", "content")
    for dataset, kind, is_chosen, content in rows:
        documents[dataset].append((kind, is_chosen, bytes(content)))
    return {dataset: _told(found) for dataset, found in documents.items()}


def _told(documents: list[tuple[str, bool, bytes]]) -> Told:
    """Of one dataset's documents: type, whether somebody chose it, content; one that cannot be read tells nothing."""
    preferred = min(documents, key=lambda document: preference.rank(*document[:2]))[2]
    package = _json(next((content for kind, _, content in documents if kind == MetadataType.DWC_DP), b""))
    schemas = tuple(dict.fromkeys(_schemas(package))) if isinstance(package, dict) else ()
    try:
        root = read_xml(preferred)
    except UnreadableDocument:
        return Told(" ".join(_texts(_json(preferred))), schemas=schemas)
    return Told(_text(root), _is_ongoing(root), schemas)


def _text(root: etree._Element) -> str:
    parts: list[str] = []
    for element in root.iter():
        parts += (text for text in (element.text, element.tail, *element.attrib.values()) if text)
    return " ".join(" ".join(parts).split())


def _is_ongoing(root: etree._Element) -> bool:
    """An end of `now`, or a progress of `onGoing` (dataset-metadata F.7)."""
    return any(_says_ongoing(element) for element in root.iter(etree.Element))


def _says_ongoing(element: etree._Element) -> bool:
    name = etree.QName(element).localname
    if name == _END:
        return element.get("indeterminatePosition") == "now"
    return name.endswith(_PROGRESS) and "ongoing" in (
        (element.get("codeListValue") or "").lower(), (element.text or "").strip().lower(),
    )  # fmt: skip


def _json(content: bytes) -> Any:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        return None


def _texts(value: Any) -> Iterator[str]:
    """All texts of a JSON document, names of properties left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _schemas(package: Mapping[str, Any]) -> Iterator[str]:
    """Of each resource: the address of its schema, or identifier and name of one that stands in the package itself."""
    resources = package.get("resources")
    for resource in resources if isinstance(resources, list) else ():
        schema = resource.get("schema") if isinstance(resource, dict) else None
        found = [schema.get("identifier"), schema.get("name")] if isinstance(schema, dict) else [schema]
        yield from (text.strip() for text in found if isinstance(text, str) and text.strip())
