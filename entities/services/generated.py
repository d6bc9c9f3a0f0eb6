"""Documents that the registry writes about a dataset itself: EML, and the JSON of schema.org."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from lxml import etree

from entities.metadata.eml_writer import Surroundings
from entities.metadata.eml_writer import eml as eml_element
from entities.models import Dataset
from entities.services.citation import ACCESS_DATE


@dataclass(frozen=True, slots=True)
class Generated:
    """A document and when what it tells changed last."""

    content: bytes
    modified: datetime


def eml(key: UUID) -> Generated | None:
    """The EML of a dataset, deleted or not; None where there is none."""
    names = ("rendered", "rendered_item", "modified", "publishing_organization__title")
    found = Dataset.objects.filter(pk=key).values_list(*names).first()
    if found is None:
        return None
    rendered, item, modified, publisher = found
    root = eml_of(item or rendered, publisher, modified)
    return Generated(etree.tostring(root, xml_declaration=True, encoding="UTF-8"), modified)


def eml_of(rendered: str, publisher: str, modified: datetime) -> etree._Element:
    """The EML element of a dataset's stored JSON.

    The date of access in the citation is that of the last change, so that equal datasets give equal bytes.
    """
    dataset: Mapping[str, Any] = orjson.loads(rendered.replace(ACCESS_DATE, modified.date().isoformat()))
    return eml_element(dataset, Surroundings(publisher, settings.EML_SYSTEM))
