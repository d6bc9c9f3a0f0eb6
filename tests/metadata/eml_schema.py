"""The schema of EML 2.1.1, by which generated EML is judged: no package brings that of 2.2 or of GBIF's profile."""

from functools import cache
from pathlib import Path

import d1_scimeta
from lxml import etree

from entities.metadata.eml_writer import NAMESPACE

_OLDER = "eml://ecoinformatics.org/eml-2.1.1"
_NEWER_ELEMENTS = ("licensed", "introduction", "gettingStarted", "acknowledgements", "award")
"""What only EML 2.2 has; it is left out before the rest is judged."""


@cache
def _schema() -> etree.XMLSchema:
    path = Path(d1_scimeta.__file__).parent / "schema" / "eml-2.1.1" / "eml.xsd"
    return etree.XMLSchema(etree.parse(str(path)))


def errors(content: bytes) -> list[str]:
    """What the schema says against a generated document."""
    root = etree.fromstring(content.replace(NAMESPACE.encode(), _OLDER.encode()))
    etree.strip_elements(root, *_NEWER_ELEMENTS, with_tail=False)
    schema = _schema()
    return [] if schema.validate(root) else [entry.message for entry in schema.error_log]
