"""Schema validation of ISO 19139 documents, in the flavour that NOAA publishes for `gmi` (harvest contract 3.2).

The schemas come with the package `dataone.scimeta`; nothing is fetched. They are those of GML 3.2: a document in the
namespace of GML 3.1, or of another `gmi` than theirs, cannot be judged by them and is reported as not checked.
"""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import d1_scimeta
from lxml import etree

from entities.metadata.record import Problem
from entities.metadata.xml import Element

MAX_ERRORS = 200
_LONGEST_MESSAGE = 1_000

_FOLDER = Path(d1_scimeta.__file__).parent / "schema" / "isotc211-noaa"
_ISO = "http://www.isotc211.org/2005/"
_DRIVER = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
    + "".join(
        f'<xs:import namespace="{_ISO}{name}" schemaLocation="{(_FOLDER / name / name).as_uri()}.xsd"/>'
        for name in ("gmd", "gmx", "srv", "gmi")
    )
    + "</xs:schema>"
)
_CHECKED_ROOTS = frozenset({f"{{{_ISO}gmd}}MD_Metadata", f"{{{_ISO}gmi}}MI_Metadata"})
_OLD_GML = "{http://www.opengis.net/gml}*"
_QUALIFIED = re.compile(r"\{http://(?:www\.isotc211\.org/2005/|www\.opengis\.net/)(\w+)(?:/3\.2)?\}")


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What the schemas say; its errors can also be iterated over directly.

    A document that was not `checked` has no errors, and counts as neither valid nor invalid.
    """

    checked: bool
    errors: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.errors)


class _Schemas(threading.local):
    """The compiled schema of the current thread: it holds the errors of its last document."""

    def __init__(self) -> None:
        self.schema = etree.XMLSchema(
            etree.fromstring(_DRIVER, etree.XMLParser(no_network=True, resolve_entities=False))
        )


@cache
def _schemas() -> _Schemas:
    """Compiled at the first use: a process that validates nothing need not load 60 files."""
    return _Schemas()


def compile_schemas() -> None:
    """Do now what the first validation of this thread would do; processes that are forked from it have it, too."""
    _schemas()


def validate(root: Element) -> ValidationReport:
    """Check a document against the schemas; at most `MAX_ERRORS` errors are kept, the last one then says how many
    are left out."""
    if root.tag not in _CHECKED_ROOTS or next(root.iter(_OLD_GML), None) is not None:
        return ValidationReport(checked=False)
    schema = _schemas().schema
    if schema.validate(root):
        return ValidationReport(checked=True)
    return ValidationReport(checked=True, errors=_errors(schema))


def _errors(schema: Any) -> tuple[Problem, ...]:
    found = [Problem(_readable(entry.message), entry.line or None) for entry in schema.error_log]
    if len(found) > MAX_ERRORS:
        kept = MAX_ERRORS - 1
        return (*found[:kept], Problem(f"{len(found) - kept} more errors are not listed"))
    return tuple(found)


def _readable(message: str) -> str:
    """The message with the usual prefixes instead of namespaces, cut where it is endless."""
    short = _QUALIFIED.sub(r"\1:", message)
    return short if len(short) <= _LONGEST_MESSAGE else f"{short[:_LONGEST_MESSAGE]}…"
