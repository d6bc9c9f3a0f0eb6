"""Whole documents: the root, in ISO's order of elements, and their bytes in different encodings."""

import codecs

from lxml import etree

from samples.iso.distribution import distribution, map_service, services, stem
from samples.iso.elements import Element, code, date, leaf, node, optional_text, text
from samples.iso.identification import data_identification, homepage
from samples.iso.languages import locale
from samples.iso.parties import parties
from samples.reading import Row

ENCODINGS = {"latin1": "ISO-8859-1", "utf16": "UTF-16"}
ROOTS = {"gmd": "gmd:MD_Metadata", "srv": "gmd:MD_Metadata", "gmi": "gmi:MI_Metadata"}
STANDARDS = {
    "gmd": ("ISO 19115:2003/19139", "1.0"),
    "srv": ("ISO 19119", "2005/PDAM 1"),
    "gmi": ("ISO 19115-2 Geographic Information - Metadata Part 2 Extensions for imagery and gridded data", "2009"),
}


def document(row: Row, flags: dict[str, str]) -> Element:
    """The document of one row."""
    service = row["root"] == "srv"
    identifications = [map_service(row, flags)] if service else [data_identification(row, flags), *services(row, flags)]
    name, version = STANDARDS[row["root"]]
    return node(
        ROOTS[row["root"]],
        optional_text("gmd:fileIdentifier", row["identifier"]),
        _language(flags),
        code("gmd:characterSet", "MD_CharacterSetCode", _character_set(flags)),
        text("gmd:parentIdentifier", "pelagia-core-collection") if "parent" in flags else None,
        code("gmd:hierarchyLevel", "MD_ScopeCode", "service" if service else "dataset"),
        *parties(row["parties"], "metadata", "gmd:contact", flags),
        date("gmd:dateStamp", _stamp(row)),
        text("gmd:metadataStandardName", name),
        text("gmd:metadataStandardVersion", version),
        homepage(row) if "dataseturi" in flags else None,
        locale() if "multilingual" in flags else None,
        *identifications,
        distribution(row, flags),
        _quality(row, flags) if row["lineage"] else None,
        _acquisition(row) if row["root"] == "gmi" and "platform" in flags else None,
    )


def _language(flags: dict[str, str]) -> Element:
    language = "por" if "portuguese" in flags else "eng"
    if "multilingual" in flags or "portuguese" in flags:
        return code("gmd:language", "LanguageCode", language)
    return text("gmd:language", language)


def _character_set(flags: dict[str, str]) -> str:
    if "latin1" in flags:
        return "8859part1"
    return "utf16" if "utf16" in flags else "utf8"


def _stamp(row: Row) -> str:
    """Date of the metadata: the latest date of the data; with a time in ISO 19115-2 documents."""
    latest = max(entry.partition("=")[2] for entry in row["dates"].split(";"))
    return f"{latest}T08:00:00Z" if row["root"] == "gmi" else latest


def _quality(row: Row, flags: dict[str, str]) -> Element:
    statement, *steps = row["lineage"].split(";")
    processed = [node("gmd:processStep", node("gmd:LI_ProcessStep", text("gmd:description", step))) for step in steps]
    lineage = node("gmd:LI_Lineage", text("gmd:statement", statement), *processed)
    scope = node("gmd:DQ_Scope", code("gmd:level", "MD_ScopeCode", "dataset"))
    return node(
        "gmd:dataQualityInfo",
        node(
            "gmd:DQ_DataQuality",
            node("gmd:scope", scope),
            _report() if "qc" in flags else None,
            node("gmd:lineage", lineage),
        ),
    )


def _report() -> Element:
    method = text("gmd:evaluationMethodDescription", "Each value carries a flag: 1 good, 3 doubtful, 4 bad, 9 missing.")
    return node(
        "gmd:report",
        node("gmd:DQ_QuantitativeAttributeAccuracy", method, node("gmd:result", gco_nilReason="unknown")),
    )


def _acquisition(row: Row) -> Element:
    sensor = node(
        "gmi:MI_Instrument",
        node("gmi:identifier", node("gmd:MD_Identifier", text("gmd:code", f"{stem(row)}-sensor"))),
        text("gmi:type", "in-situ sensor"),
    )
    platform = node(
        "gmi:MI_Platform",
        node("gmi:identifier", node("gmd:MD_Identifier", text("gmd:code", f"{stem(row)}-platform"))),
        text("gmi:description", f"Platform of: {row['title']}"),
        node("gmi:instrument", sensor),
    )
    return node("gmi:acquisitionInformation", node("gmi:MI_AcquisitionInformation", node("gmi:platform", platform)))


def spoil(root: Element) -> None:
    """Break the schema, and nothing else: text for a number, a period without id, an element that ISO does not know."""
    for longitude in root.iterfind(".//{*}westBoundLongitude/{*}Decimal"):
        longitude.text = "28.8 W"
    for period in root.iterfind(".//{*}TimePeriod"):
        period.attrib.clear()
    root.append(leaf("gmd:sensorDepth", "3"))


def to_bytes(root: Element, flags: dict[str, str]) -> bytes:
    """The document in the encoding that its row asks for; the malformed one ends in the middle of an element."""
    etree.indent(root, space="  ")
    encoding = next((ENCODINGS[flag] for flag in flags if flag in ENCODINGS), "UTF-8")
    body = etree.tostring(root, encoding="unicode")
    # Python's own UTF-16 has the byte order of the machine; a sample must not depend on it.
    mark, codec = (codecs.BOM_UTF16_LE, "utf-16-le") if encoding == "UTF-16" else (b"", encoding)
    content = mark + f'<?xml version="1.0" encoding="{encoding}"?>\n{body}\n'.encode(codec)
    if "malformed" in flags:
        return content[: content.index(b"<gmd:distributionInfo") + 40]
    return content.replace(b"\n", b"\r\n") if "crlf" in flags else content
