"""Writes a dataset as unqualified Dublin Core, the form that every OAI-PMH repository must offer; pure, no database.

What it writes is what `entities.metadata` reads back: boxes as `south,west / north,east`, periods as `start/end`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import nh3
from lxml import etree

from entities.metadata.writing import day, degrees, xml_text

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
OAI_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_DC = "http://purl.org/dc/elements/1.1/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_ARCHIVE_FORMATS = {"DWC_ARCHIVE": "application/dwca+zip", "EML": "application/eml+xml"}
_AUTHORS = ("ORIGINATOR", "METADATA_AUTHOR")

Shape = Mapping[str, Any]
"""A dataset as the JSON API serves it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a record names beside the dataset: its publisher, its page here, and the portal itself."""

    publisher: str
    page: str
    portal: str


def oai_dc(dataset: Shape, surroundings: Surroundings) -> etree._Element:
    """The `oai_dc:dc` element of a dataset."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": _DC, "xsi": _XSI})
    root.set(f"{{{_XSI}}}schemaLocation", f"{OAI_DC} {OAI_DC_SCHEMA}")
    for name, text in _statements(dataset, surroundings):
        if text:
            etree.SubElement(root, f"{{{_DC}}}{name}").text = xml_text(text)
    return root


def _statements(dataset: Shape, surroundings: Surroundings) -> Iterator[tuple[str, str]]:
    yield "title", dataset["title"]
    yield "publisher", surroundings.publisher
    yield "identifier", surroundings.page
    if dataset.get("doi"):
        yield "identifier", f"https://doi.org/{dataset['doi']}"
    for collection in dataset["keywordCollections"]:
        yield "subject", ", ".join(collection.get("keywords", ()))
    yield "source", dataset.get("homepage", "")
    yield "description", plain_text(dataset.get("description", ""))
    yield "type", "Dataset"
    for creator in _creators(dataset["contacts"]):
        yield "creator", creator
    yield "date", day(dataset.get("pubDate")) or dataset["modified"][:10]
    yield "language", dataset.get("dataLanguage", dataset["language"])
    for coverage in _coverages(dataset):
        yield "coverage", coverage
    for media_type in dict.fromkeys(_ARCHIVE_FORMATS.get(endpoint["type"], "") for endpoint in dataset["endpoints"]):
        yield "format", media_type
    yield "rights", dataset.get("license", "")
    yield "source", surroundings.portal


def plain_text(description: str) -> str:
    """A description without markup; its entities are characters again when the XML is read."""
    spaced = re.sub(r"</(?:p|div|li|h[1-6]|tr)>|<br\s*/?>", "\n", description)
    text = nh3.clean(spaced, tags=set()) if "<" in spaced else spaced
    return re.sub(r"\s*\n\s*", "\n", text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")).strip()


def _creators(contacts: Iterable[Shape]) -> Iterator[str]:
    """The authors, each once: persons as `First Last`, else the institution."""
    by_type = sorted(
        (contact for contact in contacts if contact.get("type") in _AUTHORS),
        key=lambda contact: _AUTHORS.index(contact["type"]),
    )
    names = (
        " ".join(filter(None, (contact.get("firstName"), contact.get("lastName")))) or contact.get("organization", "")
        for contact in by_type
    )
    yield from dict.fromkeys(names)


def _coverages(dataset: Shape) -> Iterator[str]:
    for period in dataset["temporalCoverages"]:
        if period.get("start"):
            yield f"{day(period['start'])}/{day(period.get('end'))}"
        elif period.get("end"):
            yield f"end={day(period['end'])}"
        else:
            yield day(period.get("date")) or period.get("period", "")
    for place in dataset["geographicCoverages"]:
        yield place.get("description", "")
        if box := place.get("boundingBox"):
            yield (
                f"{degrees(box['minLatitude'])},{degrees(box['minLongitude'])}"
                f" / {degrees(box['maxLatitude'])},{degrees(box['maxLongitude'])}"
                " (min, max Latitude / min, max Longitude)"
            )
