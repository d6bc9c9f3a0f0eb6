"""What GBIF's profile keeps outside EML's own elements (metadata contract G, `additionalMetadata`)."""

from lxml import etree

from entities.metadata.eml_writer.building import Shape, add, say

_PERIODS = {"FORMATION_PERIOD": "formationPeriod", "LIVING_TIME_PERIOD": "livingTimePeriod"}


def add_additional(root: etree._Element, dataset: Shape, last_change: str) -> None:
    """`gbif` with everything in the profile's order."""
    gbif = add(root, "additionalMetadata/metadata/gbif")
    add(gbif, "dateStamp", last_change)
    _add_citation(gbif, dataset.get("citation") or {})
    publications = [each for each in dataset.get("bibliographicCitations") or () if each.get("text")]
    if publications:
        bibliography = add(gbif, "bibliography")
        for publication in publications:
            _add_citation(bibliography, publication)
    for description in dataset.get("dataDescriptions") or ():
        _add_physical(gbif, description)
    say(gbif, "resourceLogoUrl", dataset.get("logoUrl"))
    _add_collections(gbif, dataset)


def _add_citation(parent: etree._Element, citation: Shape) -> None:
    if citation.get("text"):
        attributes = {"identifier": citation["identifier"]} if citation.get("identifier") else {}
        add(parent, "citation", citation["text"], **attributes)


def _add_physical(gbif: etree._Element, description: Shape) -> None:
    if not (description.get("name") and description.get("format") and description.get("url")):
        return
    physical = add(gbif, "physical")
    add(physical, "objectName", description["name"])
    say(physical, "characterEncoding", description.get("charset"))
    form = add(physical, "dataFormat/externallyDefinedFormat")
    add(form, "formatName", description["format"])
    say(form, "formatVersion", description.get("formatVersion"))
    add(physical, "distribution/online/url", description["url"], function="download")


def _add_collections(gbif: etree._Element, dataset: Shape) -> None:
    collections = dataset.get("collections") or ()
    periods = [time for time in dataset.get("temporalCoverages") or () if time.get("@type") == "verbatim"]
    for collection in collections:
        if collection.get("name") or collection.get("identifier"):
            element = add(gbif, "collection")
            say(element, "parentCollectionIdentifier", collection.get("parentIdentifier"))
            say(element, "collectionIdentifier", collection.get("identifier"))
            say(element, "collectionName", collection.get("name"))
    _add_periods(gbif, periods, "FORMATION_PERIOD")
    for collection in collections:
        say(gbif, "specimenPreservationMethod", _method(collection.get("specimenPreservationMethod")))
    _add_periods(gbif, periods, "LIVING_TIME_PERIOD")
    for collection in collections:
        for unit in collection.get("curatorialUnits") or ():
            _add_unit(gbif, unit)


def _add_periods(gbif: etree._Element, periods: list[Shape], kind: str) -> None:
    for time in periods:
        if time.get("type") == kind:
            say(gbif, _PERIODS[kind], time.get("period"))


def _method(constant: str | None) -> str:
    """`DRIED_AND_PRESSED` as `driedAndPressed`."""
    first, *others = (constant or "").lower().split("_")
    return first + "".join(word.capitalize() for word in others)


def _add_unit(gbif: etree._Element, unit: Shape) -> None:
    name = unit.get("typeVerbatim") or (unit.get("type") or "").lower()
    if unit.get("count"):
        element = add(gbif, "jgtiCuratorialUnit")
        say(element, "jgtiUnitType", name)
        add(element, "jgtiUnits", unit["count"], uncertaintyMeasure=str(unit.get("deviation") or 0))
    if unit.get("lower") or unit.get("upper"):
        element = add(gbif, "jgtiCuratorialUnit")
        say(element, "jgtiUnitType", name)
        limits = add(element, "jgtiUnitRange")
        add(limits, "beginRange", unit.get("lower") or 0)
        add(limits, "endRange", unit.get("upper") or 0)
