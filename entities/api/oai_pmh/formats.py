"""The metadata formats that records come in: one line each."""

from collections.abc import Callable
from dataclasses import dataclass

import orjson
from django.conf import settings
from lxml import etree

from entities.api.oai_pmh.requests import ProtocolError
from entities.metadata import eml_writer
from entities.metadata.dublin_core_writer import OAI_DC, OAI_DC_SCHEMA, Surroundings, oai_dc
from entities.services import generated
from entities.services.oai_records import Record
from entities.services.rendering import served


@dataclass(frozen=True, slots=True)
class MetadataFormat:
    """A format: what harvesters call it, its schema and namespace, and how a record is written in it."""

    prefix: str
    schema: str
    namespace: str
    write: Callable[[Record], etree._Element]


def _dublin_core(record: Record) -> etree._Element:
    portal = f"{settings.PORTAL_NAME} {settings.PORTAL_URL}"
    surroundings = Surroundings(record.publisher, f"{settings.PORTAL_URL}/dataset/{record.key}", portal)
    return oai_dc(orjson.loads(served(record.rendered)), surroundings)


def _eml(record: Record) -> etree._Element:
    return generated.eml_of(record.rendered, record.publisher, record.modified)


FORMATS = {
    known.prefix: known
    for known in (
        MetadataFormat("oai_dc", OAI_DC_SCHEMA, OAI_DC, _dublin_core),
        MetadataFormat("eml", eml_writer.SCHEMA, eml_writer.NAMESPACE, _eml),
    )
}


def format_of(prefix: str) -> MetadataFormat:
    """The format of a prefix; ProtocolError where records do not come in it."""
    if prefix not in FORMATS:
        raise ProtocolError("cannotDisseminateFormat", f"metadataPrefix must be one of {', '.join(FORMATS)}")
    return FORMATS[prefix]
